"""A bulk download of Canvas ("Download submissions", submissions.zip).

Canvas names each file `name_userid_fileid_filename.ext`: the sortable name in small letters with
nothing but letters, digits and `_` ("doejane"), then `_LATE` where it was late. A name is made
unique by `-1`, `-2` before the suffix, both among a student's own uploads and in the archive. An
assignment that hides names has `anon_x1y2z` in place of name and user. What was typed into
Canvas is `…_userid_text.html`, an address `…_userid_link.html`.

Source: Canvas LMS, `lib/content_zipper.rb` (add_upload_submission, get_filename,
sanitize_user_name) and `Attachment.make_unique_filename`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from grader.grades import Student
from grader.handins.exercises import Exercises
from grader.handins.found import Place, Reading
from grader.handins.listing import code_files, is_code, is_zip, look, no_code, why_nothing
from grader.language import say

__all__ = ["CanvasName", "parse", "read", "recognise"]

_UPLOAD: Final = re.compile(
    r"(?P<name>.+?)_(?:(?P<late>LATE|late)_)?(?P<user>\d+)_(?P<file>\d+)_(?P<rest>.+)",
    re.DOTALL | re.ASCII,
)
_HIDDEN: Final = re.compile(
    r"(?:(?P<late>LATE|late)_)?(?P<user>anon_[A-Za-z0-9]+)_(?P<file>\d+)_(?P<rest>.+)",
    re.DOTALL | re.ASCII,
)
_TYPED: Final = re.compile(r".+_\w+_(?:text|link)\.html", re.DOTALL)


@dataclass(frozen=True, slots=True)
class CanvasName:
    """The parts of a file's name.

    Attributes:
        name: In small letters, without spaces; empty where names are hidden.
        user: Canvas's id of the student, or "anon_…".
        filename: As the student named it.
    """

    name: str
    user: str
    late: bool
    filename: str


def parse(filename: str) -> CanvasName | None:
    """Take apart a name that Canvas gave; None where it did not."""
    match = _HIDDEN.fullmatch(filename) or _UPLOAD.fullmatch(filename)
    if match is None:
        return None
    name = match.groupdict().get("name") or ""
    return CanvasName(name, match["user"], match["late"] is not None, match["rest"])


def recognise(top: Path) -> bool:
    """Say whether Canvas named most of the files that could be graded."""
    names = [path.name for path in look(top).files if is_code(path.name) or is_zip(path.name)]
    return 2 * sum(parse(name) is not None for name in names) > len(names)


def read(top: Path, exercises: Exercises, reading: Reading) -> None:
    """Read the files that Canvas named; all else is listed."""
    seen = look(top)
    reading.leave_all(seen.odd)
    for path in seen.folders:
        has_code = next(code_files(path), None) is not None
        reading.leave(path, _why(path) if has_code else why_nothing(path))
    for path in seen.files:
        named = parse(path.name)
        if named is None:
            reading.leave(path, _why(path))
        elif not (is_code(path.name) or is_zip(path.name)):
            reading.leave(path, no_code())
        else:
            place = Place(top, (_student(named),), late=named.late)
            stem = Path(named.filename).stem
            reading.settle(place, path, exercises.decide(stem), stem)


def _student(named: CanvasName) -> Student:
    key = f"{named.name}_{named.user}" if named.name else named.user
    return Student(key, named.name, ids={"canvas": named.user})


def _why(path: Path) -> str:
    if _TYPED.fullmatch(path.name):
        return say("This was typed into a form and is no file: ask for a .py or .ipynb.")
    return say("{system} did not name this, so nothing tells whose it is.", system="Canvas")

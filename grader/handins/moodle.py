"""A download of Moodle ("Download all submissions").

Moodle names a folder a student `Full name_id_assignsubmission_file` (with `_` at its end in
earlier versions), with the student's own files and folders in it; with "Download submissions in
folders" off, each file is `Full name_id_assignsubmission_file_filename.ext`. A `_` in the name
has become a space; the id is the participant's in this one assignment. Groups stand in place of
names where groups hand in, "Participant" where names are hidden; the default group has no id.
What was typed into Moodle is under `assignsubmission_onlinetext`.

Source: Moodle, `mod/assign/classes/downloader.php` (get_student_prefix,
load_submissionplugin_filelist) and the help of "downloadasfolders".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from grader.grades import Student
from grader.handins.exercises import Exercises
from grader.handins.found import Place, Reading
from grader.handins.listing import code_files, is_code, is_zip, look, no_code, why_nothing
from grader.handins.names import fold
from grader.handins.places import read_place
from grader.language import say

__all__ = ["MoodleName", "parse", "read", "recognise"]

_NAME: Final = re.compile(
    r"(?P<name>.+?)(?:_(?P<id>\d+))?_assignsubmission_(?P<kind>[a-z]+)(?:_(?P<rest>.*))?",
    re.DOTALL | re.ASCII,
)
_NOBODY: Final = frozenset({"participant", "참가자"})


@dataclass(frozen=True, slots=True)
class MoodleName:
    """The parts of a folder's or a file's name.

    Attributes:
        participant: An id that holds in one assignment; may be empty.
        kind: "file" or "onlinetext", or another plug-in of Moodle's.
        filename: As the student named it; empty for a folder.
    """

    name: str
    participant: str
    kind: str
    filename: str


def parse(name: str) -> MoodleName | None:
    """Take apart a name that Moodle gave; None where it did not."""
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    return MoodleName(match["name"], match["id"] or "", match["kind"], match["rest"] or "")


def recognise(top: Path) -> bool:
    """Say whether Moodle named most of the folders, and of the files that could be graded."""
    seen = look(top)
    files = [path for path in seen.files if is_code(path.name) or is_zip(path.name)]
    ours = [parse(path.name) is not None for path in (*seen.folders, *files)]
    return 2 * sum(ours) > len(ours)


def read(top: Path, exercises: Exercises, reading: Reading) -> None:
    """Read the files and folders that Moodle named; all else is listed."""
    seen = look(top)
    reading.leave_all(seen.odd)
    named = {path: parse(path.name) for path in (*seen.folders, *seen.files)}
    students = _students(each for each in named.values() if each is not None)
    folders = set(seen.folders)
    for path, name in named.items():
        if name is None:
            reading.leave(path, say("{system} did not name this, so nothing tells whose it is.",
                                    system="Moodle"))  # fmt: skip
        elif name.kind == "onlinetext":
            reading.leave(
                path, say("This was typed into a form and is no file: ask for a .py or .ipynb.")
            )
        elif path not in folders:
            _read_file(Place(top, (students[name.name, name.participant],)), path, name,
                       exercises, reading)  # fmt: skip
        elif next(code_files(path), None) is None:
            reading.leave(path, why_nothing(path))
        else:
            place = Place(path, (students[name.name, name.participant],))
            read_place(place, exercises, reading)


def _read_file(
    place: Place, path: Path, name: MoodleName, exercises: Exercises, reading: Reading
) -> None:
    if not (is_code(path.name) or is_zip(path.name)):
        reading.leave(path, no_code())
        return
    stem = Path(name.filename).stem
    reading.settle(place, path, exercises.decide(stem), stem)


def _students(names: Iterable[MoodleName]) -> dict[tuple[str, str], Student]:
    """Return each student; ids change from one assignment to the next, so names are the keys.

    Where two have the same name, and where names are hidden, the id belongs to the key.
    """
    ids: dict[str, set[str]] = defaultdict(set)
    pairs = {(each.name, each.participant) for each in names}
    for name, participant in pairs:
        ids[fold(name)].add(participant)
    students: dict[tuple[str, str], Student] = {}
    for name, participant in pairs:
        hidden = fold(name) in _NOBODY
        alone = len(ids[fold(name)]) == 1 and not hidden
        key = name if alone or not participant else f"{name} {participant}"
        known = {"moodle": participant} if participant else {}
        students[name, participant] = Student(key, "" if hidden else name, ids=known)
    return students

"""Of several files of one student for one exercise: which counts."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from grader.grades import Handin, Student
from grader.handins.exercises import attempt
from grader.handins.found import Found, Reading
from grader.handins.listing import code_files, is_zip
from grader.handins.names import fold, natural, safe_name
from grader.language import say
from grader.reports.plain import plain_line

__all__ = ["latest"]

_BEFORE_ALL: Final = datetime.min.replace(tzinfo=UTC)
# `read_submission` refuses a larger file.
_MOST_BYTES: Final = 10 * 2**20 + 1


def latest(student: Student, found: Sequence[Found], reading: Reading, scratch: Path) -> Handin:
    """Return what counts of what a student handed in for one exercise; list all else.

    The latest counts, by the platform's time, otherwise by the number that a further attempt gets
    in its name, otherwise by name. A file that is named after the exercise goes before one that is
    not, and code before an archive. Files of which nothing says that one follows the other are
    handed on together, in a folder of copies: `read_submission` then asks for one of them, as it
    does for any folder.

    Args:
        student: Who it is, as everybody else calls them.
        found: At least one, all for the same exercise.
        reading: Learns what does not count, and why.
        scratch: Where copies may be written.
    """
    best, left = list(found), list[tuple[Found, str]]()
    for worth, why in _STEPS:
        if worth is _order and not best[0].named and len({_series(each) for each in best}) > 1:
            break
        highest = max(worth(each) for each in best)
        passed_over = [each for each in best if worth(each) != highest]
        best = [each for each in best if worth(each) == highest]
        left += [(each, why) for each in passed_over]
    for each, why in left:
        reading.leave(each.path, _words(why, student, best[0]))
    path = best[0].path if len(best) == 1 else _together(best, scratch, student)
    place = best[0].place
    return Handin(student, best[0].exercise_id, path, place.submitted_at, place.late)


def _time(found: Found) -> datetime:
    return found.place.submitted_at or _BEFORE_ALL


def _series(found: Found) -> tuple[Path, str]:
    return found.path.parent, fold(attempt(found.name)[0])


def _order(found: Found) -> tuple[int, tuple[tuple[int, int, str], ...], str]:
    base, number = attempt(found.name)
    return number, natural(base), str(found.path.parent)


_STEPS: Final[tuple[tuple[Callable[[Found], Any], str], ...]] = (
    (_time, "earlier"),
    (lambda found: found.named, "unnamed"),
    (lambda found: not is_zip(found.path.name), "archive"),
    (lambda found: natural(str(found.place.folder)), "earlier"),
    (_order, "earlier"),
)


def _words(why: str, student: Student, best: Found) -> str:
    name, counts = plain_line(student.name or student.key), plain_line(best.path.name)
    match why:
        case "unnamed":
            return say("{name} of {student} counts: it is named after {exercise}, this is not.",
                       name=counts, student=name, exercise=best.exercise_id)  # fmt: skip
        case "archive":
            return say("{name} of {student} counts for {exercise}: this is an archive beside it.",
                       name=counts, student=name, exercise=best.exercise_id)  # fmt: skip
        case _:
            return say("An earlier one of {student} for {exercise}: {name} counts.",
                       student=name, exercise=best.exercise_id, name=counts)  # fmt: skip


def _together(found: Sequence[Found], scratch: Path, student: Student) -> Path:
    """Copy files that lie in one place into a folder of their own."""
    folder = scratch / "together" / found[0].exercise_id / safe_name(student.key)
    shutil.rmtree(folder, ignore_errors=True)
    for each in found:
        for path in code_files(each.path) if each.path.is_dir() else [each.path]:
            target = folder / path.relative_to(each.place.folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                _copy(path, target)
            except OSError:
                # Its name is enough for saying that there are several.
                target.touch()
    return folder


def _copy(path: Path, target: Path) -> None:
    with path.open("rb") as source:
        target.write_bytes(source.read(_MOST_BYTES))

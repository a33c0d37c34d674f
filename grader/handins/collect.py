"""The folder of a class → who handed in what, and what nobody could be found for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from grader.grades import Collected, Handin, Student, Unmatched
from grader.handins.class_folder import open_class, read_class
from grader.handins.exercises import Exercises
from grader.handins.found import Reading
from grader.handins.latest import latest
from grader.handins.limits import limited
from grader.handins.names import natural
from grader.handins.roster import read_roster
from grader.handins.whose import Whose

__all__ = ["collect"]


def collect(
    folder: Path,
    exercise: str | None,
    *,
    known: Sequence[str],
    roster: Path | None = None,
    scratch: Path,
    limit_to: Sequence[str] = (),
) -> Collected:
    """Find each student's submissions in the folder of a class.

    Args:
        folder: A folder, or a .zip as platforms give it.
        exercise: The id of the one that is graded; None where names tell.
        known: The ids of all exercises.
        roster: A CSV with everybody.
        scratch: A folder of the grader's own, for what is unpacked or copied; it must stay until
            all is graded.
        limit_to: Keys, names or ids of the only students that are wanted; all where it is empty.

    Raises:
        UsageError: The folder, the archive or the roster cannot be read, or holds nothing usable.
        UnknownNameError: A name in `limit_to` is nobody's; with suggestions.
    """
    reading = Reading()
    whose = Whose(read_roster(roster) if roster else ())
    top = open_class(folder, scratch, reading)
    layout = read_class(top, Exercises(known, exercise), reading, scratch)
    handins = [
        latest(whose.students[number], found, reading, scratch)
        for (number, _), found in whose.sort(reading).items()
    ]
    collected = Collected(
        layout,
        tuple(sorted(handins, key=_handin_order)),
        tuple(sorted(whose.students, key=_order)),
        _listed(reading, roster),
        tuple(sorted(whose.strangers(), key=_order)) if roster else (),
    )
    return limited(collected, limit_to) if limit_to else collected


def _listed(reading: Reading, roster: Path | None) -> tuple[Unmatched, ...]:
    """Return what is unmatched, each once, without the roster where it lies among the files."""

    def is_roster(path: Path) -> bool:
        return roster is not None and path.name == roster.name and roster.samefile(path)

    each_once = dict.fromkeys(reading.unmatched)
    left = [each for each in each_once if not (each.path.exists() and is_roster(each.path))]
    return tuple(sorted(left, key=lambda each: natural(str(each.path))))


def _order(student: Student) -> tuple[object, ...]:
    return natural(student.key), student.key


def _handin_order(handin: Handin) -> tuple[object, ...]:
    return *_order(handin.student), handin.exercise_id

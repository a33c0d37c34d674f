"""An nbgrader course folder, or its `submitted` folder.

`submitted/{student_id}/{assignment_id}/{notebook_id}.ipynb`, and beside the notebooks a
`timestamp.txt` with when it was handed in, as "2015-02-02 15:58:23.948203 UTC".

Source: nbgrader's documentation, "The philosophy and the approach" (structure of course files)
and `nbgrader zip_collect` (timestamps).
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final

from grader.grades import Student
from grader.handins.exercises import Decision, Exercises
from grader.handins.found import Place, Reading
from grader.handins.listing import Look, look, no_code
from grader.handins.places import read_handin_folder
from grader.handins.times import read_time
from grader.language import say

__all__ = ["read", "recognise"]

_SUBMITTED: Final = "submitted"
_TIMESTAMP: Final = "timestamp.txt"
_MARKS: Final = frozenset({"source", "release", "autograded", "feedback"})
_FILES: Final = frozenset({"gradebook.db", "nbgrader_config.py"})


def recognise(top: Path) -> bool:
    """Say whether nbgrader collected this."""
    seen = look(top)
    if _submitted(seen):
        marks = {path.name for path in seen.folders} & _MARKS
        marks |= {path.name for path in seen.files} & _FILES
        return bool(marks) or _has_timestamps(look(top / _SUBMITTED))
    return _has_timestamps(seen) or (top.name == _SUBMITTED and any(_assignments(seen).values()))


def read(top: Path, exercises: Exercises, reading: Reading) -> None:
    """Read `submitted`; the other folders of a course hold nothing that was handed in."""
    seen = look(top)
    if _submitted(seen):
        seen = look(top / _SUBMITTED)
    reading.leave_all(seen.odd)
    for path in seen.files:
        reading.leave(path, no_code())
    assignments = _assignments(seen)
    every = {folder.name for folders in assignments.values() for folder in folders}
    decisions = _decisions(every, exercises)
    for student, folders in assignments.items():
        inside = look(student)
        reading.leave_all(inside.odd)
        for path in inside.files:
            reading.leave(path, say("This lies beside the folders of assignments."))
        for folder in folders:
            decision = decisions[folder.name]
            if not decision.exercise_id:
                reading.leave(folder, decision.why)
                continue
            place = Place(folder, (Student(student.name),), _timestamp(folder))
            read_handin_folder(folder, place, decision, reading)


def _submitted(seen: Look) -> bool:
    return any(path.name == _SUBMITTED for path in seen.folders)


def _assignments(seen: Look) -> dict[Path, list[Path]]:
    return {student: look(student).folders for student in seen.folders}


def _has_timestamps(submitted: Look) -> bool:
    """Say whether most have one: a single student could put one into a folder."""
    folders = [each for inside in _assignments(submitted).values() for each in inside]
    return 2 * sum((each / _TIMESTAMP).is_file() for each in folders) > len(folders)


def _decisions(assignments: set[str], exercises: Exercises) -> dict[str, Decision]:
    """Say of each assignment which exercise it is.

    Where one exercise was asked for, the assignment that is named after it; if none is, the only
    one there is that is not named after another.
    """
    decided = {name: exercises.decide(name) for name in assignments}
    possible = [name for name, decision in decided.items() if decision.exercise_id]
    named = [name for name in possible if decided[name].named]
    if exercises.given is None or len(possible) < 2:
        return decided
    why = say("There are several assignments: name the one that is {exercise} so.",
              exercise=exercises.given)  # fmt: skip
    return {
        name: decision if not decision.exercise_id or name in named else Decision("", why=why)
        for name, decision in decided.items()
    }


def _timestamp(folder: Path) -> datetime | None:
    path = folder / _TIMESTAMP
    try:
        if path.is_symlink() or not path.is_file():
            return None
        with path.open("rb") as file:
            line = file.read(200).decode("utf-8", "replace").partition("\n")[0]
    except OSError:
        return None
    return read_time(line)

"""`student_exercise.py`, `student-exercise.ipynb`, and with one exercise also `student.py`.

A form of our own; what stands before the exercise is the student's login, id, address or name.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from grader.grades import Student
from grader.handins.exercises import Exercises
from grader.handins.found import Place, Reading
from grader.handins.listing import is_code, is_zip, look, no_code, why_nothing
from grader.language import say

__all__ = ["read", "read_files", "recognise"]


def recognise(top: Path) -> bool:
    """Say whether there is a file that could be graded directly in `top`."""
    return any(is_code(path.name) or is_zip(path.name) for path in look(top).files)


def read(top: Path, exercises: Exercises, reading: Reading) -> None:
    """Read the files in `top`; folders are listed, for nothing in them could be graded."""
    seen = look(top)
    reading.leave_all(seen.odd)
    for path in seen.folders:
        reading.leave(path, why_nothing(path))
    read_files(top, seen.files, exercises, reading)


def read_files(top: Path, files: Sequence[Path], exercises: Exercises, reading: Reading) -> None:
    """Read files whose names say whose and, but with one exercise, what for they are."""
    for path in files:
        if not (is_code(path.name) or is_zip(path.name)):
            reading.leave(path, no_code())
            continue
        student, decision = exercises.split(path.stem)
        doubt = ""
        if not student:
            doubt = say("This names no student: name it student_exercise.")
            student = path.stem
        name = path.stem.removeprefix(student).lstrip(" _-") or path.stem
        place = Place(top, (Student(student),))
        reading.settle(place, path, decision, name, doubt)

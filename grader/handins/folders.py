"""`<student>/<exercise>.py`, `<student>/<exercise>/…`, and with one exercise any name at all.

A form of our own: the folder is named after the student's login, id, address or name. Files that
lie beside the folders are read as the flat layout reads them.
"""

from __future__ import annotations

from pathlib import Path

from grader.grades import Student
from grader.handins.exercises import Exercises
from grader.handins.flat import read_files
from grader.handins.found import Place, Reading
from grader.handins.listing import code_files, look, why_nothing
from grader.handins.places import read_place

__all__ = ["read", "recognise"]


def recognise(top: Path) -> bool:
    """Say whether a folder in `top` has something in it that could be graded."""
    return any(next(code_files(path), None) is not None for path in look(top).folders)


def read(top: Path, exercises: Exercises, reading: Reading) -> None:
    """Read the folder of each student, and the files beside them."""
    seen = look(top)
    reading.leave_all(seen.odd)
    for path in seen.folders:
        if next(code_files(path), None) is None:
            reading.leave(path, why_nothing(path))
        else:
            read_place(Place(path, (Student(path.name),)), exercises, reading)
    read_files(top, seen.files, exercises, reading)

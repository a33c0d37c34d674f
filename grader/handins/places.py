"""Reading the folder of one student: files, and folders named after exercises."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from grader.handins.exercises import Decision, Exercises
from grader.handins.found import Place, Reading
from grader.handins.listing import code_files, is_code, is_zip, look, no_code, why_nothing
from grader.language import say

__all__ = ["read_handin_folder", "read_place"]

_MOST_DEPTH: Final = 8


def read_place(place: Place, exercises: Exercises, reading: Reading) -> None:
    """Read what lies in a student's folder.

    A folder named after an exercise is handed in as a whole; of any other, the files are.
    """
    _walk(place.folder, place, exercises, reading, 0)


def read_handin_folder(folder: Path, place: Place, decision: Decision, reading: Reading) -> None:
    """Read a folder that was handed in for one exercise.

    With exactly one file with code it is graded as it is, whatever data lies beside. Otherwise
    each of its files is a candidate, of which the latest is chosen later.
    """
    found = list(code_files(folder))
    code = [path for path in found if is_code(path.name)]
    if not found:
        reading.leave(folder, why_nothing(folder))
    elif len(code) == 1:
        reading.settle(place, folder, decision, folder.name)
    else:
        for path in found:
            reading.settle(place, path, decision, path.stem)


def _walk(folder: Path, place: Place, exercises: Exercises, reading: Reading, depth: int) -> None:
    seen = look(folder)
    reading.leave_all(seen.odd)
    for path in seen.files:
        if is_code(path.name) or is_zip(path.name):
            reading.settle(place, path, exercises.decide(path.stem), path.stem)
        else:
            reading.leave(path, no_code())
    for path in seen.folders:
        decision = exercises.decide(path.name)
        if next(code_files(path), None) is None:
            reading.leave(path, why_nothing(path))
        elif decision.named:
            read_handin_folder(path, place, decision, reading)
        elif decision.why and decision.candidates:
            reading.leave(path, decision.why)
        elif depth >= _MOST_DEPTH:
            reading.leave(path, say("This lies in too many folders, one in another."))
        else:
            _walk(path, place, exercises, reading, depth + 1)

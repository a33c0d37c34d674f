"""Opening the folder or archive of a class, and reading it as the layout that it has."""

from __future__ import annotations

from pathlib import Path

from grader.errors import UsageError
from grader.handins.exercises import Exercises, attempt
from grader.handins.found import Reading
from grader.handins.layouts import Layout, recognised
from grader.handins.listing import is_code, is_zip, look, no_code
from grader.handins.names import fold
from grader.handins.unpack import unpack
from grader.language import say

__all__ = ["open_class", "read_class"]


def open_class(folder: Path, scratch: Path, reading: Reading) -> Path:
    """Return the folder with the class's files; a .zip is unpacked into `scratch`.

    A folder that only wraps another, as most archives have it, is gone through.

    Raises:
        UsageError: It is not there, is empty, is neither, or cannot be unpacked.
    """
    if folder.is_dir():
        return _inner(folder, "", reading)
    if not folder.exists():
        raise UsageError(
            say("There is no folder {folder}. Look at its name and at the folder you are in.",
                folder=folder)
        )  # fmt: skip
    if not is_zip(folder.name):
        raise UsageError(
            say("{folder} is neither a folder nor a .zip: name the folder of a class.",
                folder=folder)
        )  # fmt: skip
    return _inner(unpack(folder, scratch, reading), folder.stem, reading)


def read_class(top: Path, exercises: Exercises, reading: Reading, scratch: Path) -> str:
    """Read `top` into `reading` and return the name of its layout.

    Folders and archives that are all named after exercises, as several downloads of a platform
    are, are read one by one, each as what it is.

    Raises:
        UsageError: Nothing in it could be graded.
    """
    layout = recognised(top)
    if layout is None:
        raise _nothing(top)
    downloads = {} if layout.of_a_platform else _by_exercise(top, exercises)
    if not downloads:
        layout.read(top, exercises, reading)
        return layout.name
    seen = look(top)
    reading.leave_all(seen.odd)
    for path in seen.files:
        if path not in downloads:
            reading.leave(path, no_code())
    names: set[str] = set()
    for path, exercise_id in downloads.items():
        if exercises.given not in {None, exercise_id}:
            reading.leave(path, exercises.other(exercise_id))
            continue
        inner = _download(path, scratch, reading)
        found = recognised(inner)
        if found is None:
            reading.leave(path, no_code())
            continue
        found.read(inner, Exercises(exercises.known, exercise_id), reading)
        names.add(found.name)
    return names.pop() if len(names) == 1 else "folders"


def _nothing(top: Path) -> UsageError:
    seen = look(top)
    unreadable = next((why for path, why in seen.odd if path == top), "")
    if unreadable:
        return UsageError(f"{top}: {unreadable}")
    if not (seen.files or seen.folders or seen.odd):
        return UsageError(say("{folder} is empty.", folder=top))
    return UsageError(
        say("Nothing in {folder} could be graded: a class's folder has .py or .ipynb files, as "
            "student/exercise.py or student_exercise.py, or is a download of Canvas, Moodle, "
            "Gradescope or nbgrader.", folder=top)
    )  # fmt: skip


def _inner(top: Path, name: str, reading: Reading) -> Path:
    """Go through a folder that holds nothing but one more, where that is surely the class."""
    layout, seen = recognised(top), look(top)
    if (layout and layout.of_a_platform) or seen.files or len(seen.folders) != 1:
        return top
    inner = seen.folders[0]
    same = bool(name) and fold(inner.name) in {fold(name), fold(attempt(name)[0])}
    if not (same or _is_of_a_platform(recognised(inner))):
        return top
    reading.leave_all(seen.odd)
    return inner


def _is_of_a_platform(layout: Layout | None) -> bool:
    return layout is not None and layout.of_a_platform


def _by_exercise(top: Path, exercises: Exercises) -> dict[Path, str]:
    """Return the exercise of each folder and archive, if all of them are named after one."""
    seen = look(top)
    if any(is_code(path.name) for path in seen.files):
        return {}
    archives = [path for path in seen.files if is_zip(path.name)]
    named = {path: exercises.clearly(path.name) for path in seen.folders}
    named |= {path: exercises.clearly(path.stem) for path in archives}
    return named if all(named.values()) else {}


def _download(path: Path, scratch: Path, reading: Reading) -> Path:
    if path.is_dir():
        return _inner(path, path.name, reading)
    return _inner(unpack(path, scratch, reading), path.stem, reading)

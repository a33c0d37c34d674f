"""The layouts that are understood, the most specific first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from grader.handins import canvas, flat, folders, gradescope, moodle, nbgrader
from grader.handins.exercises import Exercises
from grader.handins.found import Reading

__all__ = ["LAYOUTS", "Layout", "recognised"]


@dataclass(frozen=True, slots=True)
class Layout:
    """One way in which a class's files lie.

    Attributes:
        recognise: Says by looking whether a folder has this layout.
        read: Reads a folder of this layout.
        of_a_platform: Whether a platform made it, so that it is sure when it is recognised.
    """

    name: str
    recognise: Callable[[Path], bool]
    read: Callable[[Path, Exercises, Reading], None]
    of_a_platform: bool = True


LAYOUTS: Final = (
    Layout("gradescope", gradescope.recognise, gradescope.read),
    Layout("moodle", moodle.recognise, moodle.read),
    Layout("canvas", canvas.recognise, canvas.read),
    Layout("nbgrader", nbgrader.recognise, nbgrader.read),
    Layout("folders", folders.recognise, folders.read, of_a_platform=False),
    Layout("flat", flat.recognise, flat.read, of_a_platform=False),
)


def recognised(top: Path) -> Layout | None:
    """Return the layout of a folder; None where nothing in it could be graded."""
    return next((layout for layout in LAYOUTS if layout.recognise(top)), None)

"""Folders of ours that a submission makes itself, as it must when it is run by hand.

Course code often makes a folder and unpacks an archive there. Our images lie there already, so each
such folder may be made once more; a second time Python complains, as it always does.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from itertools import takewhile
from pathlib import Path
from typing import Any

__all__ = ["let_make"]


def let_make(places: Iterable[str]) -> None:
    """Let each folder at, below and right above `places` be made once although it is there.

    `os.makedirs` and `Path.mkdir` rest on `os.mkdir`, so that one answers for all.

    Args:
        places: What was laid out: absolute paths of files and folders.
    """
    operating: Any = os
    mkdir = operating.mkdir
    ours = {folder for place in places for folder in _folders(Path(place))}

    def make(path: Any, mode: int = 0o777, *, dir_fd: int | None = None) -> None:
        try:
            mkdir(path, mode, dir_fd=dir_fd)
        except FileExistsError:
            folder = None if dir_fd is not None else os.path.realpath(os.fsdecode(path))
            if folder not in ours:
                raise
            ours.remove(folder)

    operating.mkdir = make


def _folders(place: Path) -> set[str]:
    """A place with all folders below it, and those above it that are nobody else's."""
    roots = {Path(root).resolve() for root in ("/", "/tmp", ".", Path.home())}  # noqa: S108
    above = takewhile(lambda folder: folder not in roots, place.resolve().parents)
    return {os.path.realpath(each) for each in (*above, *(row[0] for row in os.walk(place)))}

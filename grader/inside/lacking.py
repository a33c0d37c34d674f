"""What is most like a name or a path that is not there."""

from __future__ import annotations

import os
import re
import sys
import traceback
from difflib import get_close_matches
from pathlib import Path
from types import ModuleType
from typing import Final

__all__ = ["meant_by"]

_ALIKE: Final = 0.75
"""Of 1: `layers` is 0.6 like `less`, `optimiser` 0.89 like `optimizer`."""
_TELLING: Final = 3
"""Letters that a name must have to be like another: `ar` is like `var`, and may be a beginning."""
_NOT_THERE: Final = re.compile(r"cannot import name '(\w+)' from")
_NO_FOLDER: Final = re.compile(r"Could not find directory (?P<path>.+)$")
_NO_IMAGES: Final = "The PyDataset has length 0"
_MAX_WORDS: Final = 200
_MAX_NAMES: Final = 200
"""Of a folder: one with more holds the images themselves, which are all alike."""


def meant_by(error: BaseException) -> str:
    """Return the name or path that is most like the one which an exception misses, or "".

    Args:
        error: Of a name that an object or a module lacks, or of a file or folder; where a generator
            has no images, the folder that it read.
    """
    try:
        if _NO_IMAGES in str(error):
            return _folder_read(error)[:_MAX_WORDS]
        if isinstance(error, AttributeError):
            name, there = str(error.name), dir(error.obj)
            return _one_further(name, error.obj) or _nearest(name, there)
        if isinstance(error, ImportError) and (found := _NOT_THERE.match(str(error))):
            return _nearest(found[1], dir(sys.modules[str(error.name)]))
        return _path_like(_path_of(error))[:_MAX_WORDS]
    except Exception:  # noqa: BLE001 the object is theirs, and may refuse to be looked at
        return ""


def _folder_read(error: BaseException) -> str:
    """The folder of the generator that has no images: Keras holds it where it raises."""
    for frame, _ in traceback.walk_tb(error.__traceback__):
        for held in frame.f_locals.values():
            if getattr(held, "samples", None) == 0 and hasattr(held, "directory"):
                return os.fspath(held.directory)
    return ""


def _one_further(name: str, module: object) -> str:
    """Return "path.join" for the `join` that `os` lacks."""
    if not isinstance(module, ModuleType):
        return ""
    for each in dir(module):
        below = getattr(module, each, None)
        if isinstance(below, ModuleType) and not each.startswith("_") and hasattr(below, name):
            return f"{each}.{name}"[:_MAX_WORDS]
    return ""


def _nearest(name: str, there: list[str]) -> str:
    if len(name) < _TELLING:
        return ""
    public = [each for each in there if not each.startswith("_")]
    longer = [each for each in public if each.startswith(name)]
    near = get_close_matches(name, public, 1, _ALIKE)
    return (near or (longer if len(longer) == 1 else [""]))[0][:_MAX_WORDS]


def _path_of(error: BaseException) -> str:
    if isinstance(error, FileNotFoundError) and isinstance(error.filename, str | os.PathLike):
        return os.fspath(error.filename)
    found = _NO_FOLDER.search(str(error))
    return found["path"] if found else ""


def _path_like(asked: str) -> str:
    """Return an existing path for one that is misspelt in one part, or lacks a stroke there."""
    if not asked:
        return ""
    above, below = Path(asked), list[str]()
    while not above.exists():
        below.insert(0, above.name)
        above = above.parent
    if not below or not above.is_dir():
        return ""
    missing, rest = below[0], below[1:]
    folders = [each.name for each in above.iterdir() if each.is_dir()]
    if len(folders) > _MAX_NAMES:
        return ""
    near = {each.lower(): each for each in folders}
    taken = [near[each] for each in get_close_matches(missing.lower(), near, 1, _ALIKE)]
    tried = [
        above.joinpath(each, missing.removeprefix(each), *rest)
        for each in folders
        if missing.startswith(each)
    ]
    tried += [above.joinpath(each, *rest) for each in taken]
    return next((str(each) for each in tried if each.exists()), "")

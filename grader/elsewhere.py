"""Paths that exist only on another machine: a student's own, Colab's or Kaggle's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from grader.language import say

__all__ = [
    "WORKING_FOLDERS",
    "from_working_folder",
    "here",
    "is_elsewhere",
    "not_here",
    "path_not_found",
]

WORKING_FOLDERS: Final = ("/content", "/kaggle/working", "../working")
"""The folders in which Colab and Kaggle run a notebook: "model.h5" and "/content/model.h5" are one.

The last is how notebooks on Kaggle spell their own from there.
"""

_OWN: Final = re.compile(r"[A-Za-z]:[\\/]|\\\\\w|/(?:home|Users|Volumes|media|mnt|root)/")
_NOTEBOOKS: Final = {
    "Colab": re.compile(r"/content(?:/|$)|(?:\./)?drive/My ?Drive(?:/|$)"),
    "Kaggle": re.compile(r"/kaggle(?:/|$)|(?:\.\./)input/"),
}
_MISSING: Final = re.compile(
    r"No such file|not find|not found|[Nn]ot a directory|Unable to|No files matched|does not exist"
    r"|should be|Permission denied|No images found"
)
"""What Python, Keras, TensorFlow, h5py and pillow say of a path that leads nowhere."""
_IN_A_MESSAGE: Final = re.compile(
    r"(?<![\w./\\~:-])(?P<path>(?:[A-Za-z]:[\\/]|\\\\\w|/|\.\./input/|(?:\./)?drive/My ?Drive)"
    r"[^'\"\n;\[{]*)"
)
_ENDS_BEFORE: Final = re.compile(r"\.?(?:\s*$|[.,:]\s.*|\s\(.*)")
_TYPES: Final = frozenset(
    {"FileNotFoundError", "InvalidArgumentError", "NotADirectoryError", "NotFoundError", "OSError",
     "PermissionError", "ValueError"}
)  # fmt: skip


def _owner(path: str) -> str | None:
    """Return "Colab", "Kaggle", "" for a computer of the student's own, None for no such place."""
    if _OWN.match(path):
        return ""
    return next((name for name, known in _NOTEBOOKS.items() if known.match(path)), None)


def is_elsewhere(path: str) -> bool:
    """Whether a path leads to a place that only another machine has."""
    return _owner(path) is not None


def from_working_folder(path: str) -> str:
    """Return a path as it is spelt from the folder that a notebook is run in, on Colab and Kaggle.

    Others are returned as they are.
    """
    for folder in WORKING_FOLDERS:
        if f"{path}/".startswith(f"{folder}/"):
            return path[len(folder) :].strip("/") or "."
    return path


def path_not_found(kind: str, message: str) -> str:
    r"""Return the path of another machine that an exception says is not there, or "".

    Args:
        kind: The exception's type.
        message: Its text, where a path may be written as Python writes it, "C:\\\\Users".
    """
    if kind not in _TYPES or not _MISSING.search(message):
        return ""
    for found in _IN_A_MESSAGE.finditer(message):
        path = _ENDS_BEFORE.sub("", found["path"].replace("\\\\", "\\"), count=1)
        if is_elsewhere(path) or "\\" in path:  # which parts folders on Windows alone
            return path
    return ""


def not_here(path: str, where: str = "", folders: Sequence[str] = ()) -> str:
    """Say that a path of another machine could not be followed, and what to do.

    Args:
        path: One for which `is_elsewhere` holds, or from `path_not_found`.
        where: The student's line, if it is known.
        folders: Where the data lies, as a submission may spell it.
    """
    owner, spelt = _owner(path), f"{path} ({where})" if where else path
    told = (
        say("{path} is a place on {owner}, which is not there where your code is run: it could not "
            "be run here, and that is no mistake of your model.", path=spelt, owner=owner)
        if owner
        else say("{path} is a place on your own computer, which is not there where your code is "
                 "run: it could not be run here, and that is no mistake of your model.", path=spelt)
    )  # fmt: skip
    return f"{told} {here(folders)}"


def here(folders: Sequence[str]) -> str:
    """Say where the data lies.

    Args:
        folders: As a submission may spell it; none, and the README is pointed to.
    """
    if folders:
        return say("Read the data from {folders}.", folders=", ".join(folders))
    return say("The exercise's README says where the data lies.")

"""`get_file` as it was: a name could be a path, and archives were unpacked beside themselves."""

from __future__ import annotations

import functools
import inspect
import os
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import keras

from grader.inside.idioms.record import Record

__all__ = ["answer_fetched"]

_MODULES: Final = ("keras.utils", "keras._tf_keras.keras.utils", "tensorflow.keras.utils")


def answer_fetched(text: str, record: Record) -> None:
    """Let `get_file` be called as it was in Keras 2.

    Args:
        text: The submission. Only where it asks for the folder above what `get_file` returns does
            it look there.
        record: Where it is noted.
    """
    answered = _get_file(keras.utils.get_file, record, beside=_looks_beside(text))
    for name in _MODULES:
        if name in sys.modules:
            vars(sys.modules[name])["get_file"] = answered


def _looks_beside(text: str) -> bool:
    """Whether a text asks for the folder above what `get_file` gives back."""
    names = re.findall(r"(\w+)\s*=\s*[\w.]*get_file\(", text)
    kept = "|".join(["[\\w.]*get_file", *names])
    return bool(re.search(rf"dirname\(\s*(?:{kept})\b|\b(?:{kept})\b\)?\.parent\b", text))


def _get_file(original: Callable[..., str], record: Record, *, beside: bool) -> Callable[..., str]:
    signature = inspect.signature(original)

    @functools.wraps(original)
    def get_file(*arguments: Any, **keywords: Any) -> str:
        asked = signature.bind(*arguments, **keywords)
        name = asked.arguments.get("fname")
        if isinstance(name, str | os.PathLike) and os.sep in os.fspath(name):
            asked.arguments |= _parted(os.fspath(name), asked.arguments)
            record.note("get_file_path")
        place = original(*asked.args, **asked.kwargs)
        unpacked = asked.arguments.get("extract") or asked.arguments.get("untar")
        if beside and unpacked and _lay_beside(Path(place)):
            record.note("get_file_unpacks")
        return place

    return get_file


def _parted(name: str, asked: dict[str, Any]) -> dict[str, str]:
    """Return the arguments that say today what a path as a name said."""
    base = Path(asked.get("cache_dir") or "~/.keras").expanduser()
    path = base / asked.get("cache_subdir", "datasets") / name
    path.parent.mkdir(parents=True, exist_ok=True)
    return {"fname": path.name, "cache_dir": str(path.parent), "cache_subdir": ""}


def _lay_beside(unpacked: Path) -> bool:
    """Let what lies in a folder lie beside it as well; return whether anything was laid there."""
    laid = False
    for each in unpacked.iterdir() if unpacked.is_dir() else ():
        place = unpacked.parent / each.name
        if each.is_dir() and not place.exists():
            shutil.copytree(each, place, copy_function=os.link)
            laid = True
    return laid

"""SciPy's sample pictures, which course code convolves by hand.

They were part of `scipy.misc` until SciPy 1.12 (scipy.org, release notes) and are downloads since
then. Here they are drawn: of the same size and kind, with edges in all directions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from grader.inside.idioms.record import Record

__all__ = ["TODAY", "answer_pictures"]

TODAY: Final = ("scipy.datasets",)
"""Where these pictures are today; SciPy fetches them from there."""

_ASKED: Final = re.compile(r"\b(?:ascent|face)\b")
_STEP: Final = 32
_COLOURS: Final = (1.0, 0.85, 0.7)


def answer_pictures(
    text: str, record: Record, picture: str = "", modules: Sequence[str] = ("scipy.misc", *TODAY)
) -> None:
    """Let `ascent()` and `face()` give a picture, in `scipy.misc` and in `scipy.datasets`.

    Args:
        text: The submission; SciPy is not loaded for one that names neither.
        record: Where the old place is noted.
        picture: The `.npy` file of what `ascent()` gives, (512, 512); "" for one of stairs.
        modules: Which of SciPy's modules are answered for.
    """
    if "scipy" not in text or not _ASKED.search(text):
        return
    for name in modules:
        try:
            module: Any = import_module(name)
        except ImportError:  # SciPy 2 has no `misc`
            continue
        answers: dict[str, Callable[..., NDArray[Any]]] = {
            "ascent": partial(_ascent, picture),
            "face": _face,
        }
        noted = {each: _noted(made, record) for each, made in answers.items()}
        vars(module).update(noted if "misc" in name else answers)


def _noted(make: Callable[..., NDArray[Any]], record: Record) -> Callable[..., NDArray[Any]]:
    def picture(*arguments: Any, **keywords: Any) -> NDArray[Any]:
        if record.asked_by_student():
            record.note("sample_pictures")
        return make(*arguments, **keywords)

    return picture


def _ascent(picture: str) -> NDArray[np.int64]:
    """A grey picture, (512, 512), from 0 to 255."""
    grey = np.load(picture, allow_pickle=False) if picture else _stairs(512, 512)
    return grey.astype(np.int64)


def _face(gray: bool = False) -> NDArray[np.uint8]:  # noqa: FBT001, FBT002 SciPy's signature
    """A picture in colour, (768, 1024, 3), or a grey one, (768, 1024)."""
    grey = _stairs(768, 1024)
    picture = grey if gray else grey[..., np.newaxis] * np.array(_COLOURS)
    return picture.astype(np.uint8)


def _stairs(height: int, width: int) -> NDArray[np.float64]:
    """Steps that rise to the right, a round window above them, and light from one side."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float64)
    steps = np.where(height - y < (x // _STEP + 1) * height / (width / _STEP), 90.0, 190.0)
    treads = np.where((x % _STEP < 3) | (y % _STEP < 2), 40.0, 0.0)
    window = np.where((x - width / 4) ** 2 + (y - height / 4) ** 2 < (height / 8) ** 2, -120.0, 0.0)
    return np.clip(steps - treads + window + 40.0 * x / width, 0, 255)

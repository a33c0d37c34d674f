"""Drawings of models, TensorBoard, windows of plots: nobody looks, so they come to nothing."""

from __future__ import annotations

import errno
import functools
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import keras

from grader.inside.answers.ledger import Ledger
from grader.inside.hollow import Hollow

__all__ = ["DRAWINGS", "answer_drawings", "read_after_training"]

_HOOKS: Final = frozenset(
    name for name in vars(keras.callbacks.Callback) if name.startswith("on_") or name == "set_model"
)
_WITHOUT_A_WINDOW: Final = frozenset({"agg", "cairo", "pdf", "pgf", "ps", "svg", "template"})


def answer_drawings() -> None:
    """Let drawings of models and logs for TensorBoard come to nothing, whatever is installed."""
    _answer_plot_model()
    _answer_tensorboard()


def _answer_tensorboard() -> None:
    """Let the callback keep its name and do nothing; and what is logged by hand be lost."""
    callback: Any = keras.callbacks.TensorBoard
    for name in set(vars(callback)):
        if name in _HOOKS:
            delattr(callback, name)
    if keras.backend.backend() == "tensorflow":
        import tensorflow as tf

        for name in ("audio", "histogram", "image", "scalar", "text"):
            setattr(tf.summary, name, _lose)


def _lose(*_arguments: Any, **_keywords: Any) -> bool:
    return False  # as where there is no writer


def _answer_plot_model() -> None:
    """Let `plot_model` and `model_to_dot` do nothing, with pydot and graphviz or without."""
    names = ("plot_model", "model_to_dot")
    originals = [getattr(keras.utils, name) for name in names]
    for module in list(sys.modules.values()):
        for name, original in zip(names, originals, strict=True):
            if getattr(module, "__dict__", {}).get(name) is original:
                setattr(module, name, _draw_nothing)


def _draw_nothing(*_arguments: Any, **_keywords: Any) -> Any:
    return Hollow()


def _without_windows(matplotlib: Any) -> None:
    """matplotlib: `use("TkAgg")` changes nothing, as there is no screen."""
    use = matplotlib.use

    @functools.wraps(use)
    def answered(backend: Any, **keywords: Any) -> None:
        if str(backend).lower() in _WITHOUT_A_WINDOW:
            use(backend, **keywords)

    matplotlib.use = answered


def _plots_without_windows(pyplot: Any) -> None:
    """matplotlib.pyplot: the same, and styles that later versions call otherwise."""
    switch, use_style = pyplot.switch_backend, pyplot.style.use

    def switch_backend(newbackend: Any) -> None:
        # What stands for "whichever there is" is no text.
        switch(newbackend if str(newbackend).lower() in _WITHOUT_A_WINDOW else "agg")

    def use(style: Any) -> None:
        if not str(style).startswith("seaborn"):
            use_style(style)
        else:
            with suppress(OSError):
                use_style(style)

    pyplot.switch_backend, pyplot.style.use = switch_backend, use
    images: Any = sys.modules["matplotlib.image"]
    images.imsave = _as_png(images.imsave)
    pyplot.FigureManagerBase.window = Hollow()


def _as_png(original: Callable[..., None]) -> Callable[..., None]:
    """A picture whose name tells no format is a PNG, as it was up to Matplotlib 3.10."""

    @functools.wraps(original)
    def imsave(fname: Any, arr: Any, **keywords: Any) -> None:
        if isinstance(fname, str | os.PathLike) and not Path(os.fspath(fname)).suffix:
            keywords["format"] = keywords.get("format") or "png"
        original(fname, arr, **keywords)

    return imsave


def read_after_training(cv2: Any, ledger: Ledger) -> None:
    """OpenCV: a picture that is not there after training raises, as it does for other libraries.

    It is one of the student's own. `imread` gives None for it, and what fails then says nothing.
    """
    read = cv2.imread

    @functools.wraps(read)
    def imread(filename: Any, *arguments: Any, **keywords: Any) -> Any:
        image = read(filename, *arguments, **keywords)
        if image is None and ledger.trained() and not os.path.lexists(filename):
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(filename))
        return image

    cv2.imread = imread


def _pictures_without_windows(cv2: Any) -> None:
    """OpenCV: what shows pictures in windows does nothing, and no key was pressed."""

    def show_nothing(*_arguments: Any, **_keywords: Any) -> None:
        return None

    def no_key(*_arguments: Any, **_keywords: Any) -> int:
        return -1

    for name in ("destroyAllWindows", "destroyWindow", "imshow", "namedWindow", "resizeWindow"):
        setattr(cv2, name, show_nothing)
    cv2.waitKey = no_key


DRAWINGS: Final[Mapping[str, Callable[[Any], None]]] = {
    "cv2": _pictures_without_windows,
    "matplotlib": _without_windows,
    "matplotlib.pyplot": _plots_without_windows,
}
"""Modules that are changed when they are imported, and how."""

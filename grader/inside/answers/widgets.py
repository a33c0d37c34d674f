"""IPython, ipywidgets and tqdm: what a notebook shows while it works, where nobody looks."""

from __future__ import annotations

import builtins
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

import keras

from grader.inside.hollow import Hollow, make_hollow

__all__ = ["FAMILIES"]


class _Application:
    """`IPython.Application`, whose instance has the notebook's kernel."""

    @classmethod
    def instance(cls, *_arguments: Any, **_keywords: Any) -> Any:
        return _get_ipython()


class _Bar:
    """`tqdm.tqdm`: gives what it is given, one after the other."""

    def __init__(
        self, iterable: Iterable[Any] | None = None, *_arguments: Any, **keywords: Any
    ) -> None:
        self.iterable: Any = iterable
        self.total: Any = keywords.get("total")
        self.n = 0

    def __iter__(self) -> Iterator[Any]:
        yield from self.iterable or ()

    def __len__(self) -> int:
        return self.total if self.iterable is None else len(self.iterable)

    def __bool__(self) -> bool:
        return True

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *_raised: object) -> None:
        """Nothing was opened."""

    def __getattr__(self, name: str) -> Any:
        """Let it be described, counted on and closed, to no effect."""
        if name.startswith("__"):
            raise AttributeError(name)
        return Hollow()

    @classmethod
    def write(cls, s: Any, *_arguments: Any, end: str = "\n", **_keywords: Any) -> None:
        sys.stdout.write(f"{s}{end}")

    @classmethod
    def pandas(cls, *_arguments: Any, **_keywords: Any) -> None:
        """Add nothing to pandas."""


class _BarCallback(keras.callbacks.Callback):
    """`tqdm.keras.TqdmCallback`."""

    def __init__(self, *_arguments: Any, **_keywords: Any) -> None:
        super().__init__()


def _get_ipython() -> Any:
    return builtins.__dict__["get_ipython"]()


def _fill_ipython(module: Any) -> None:
    """IPython and all its parts: what runs something is the notebook's, all else is hollow."""
    make_hollow(module)
    module.get_ipython, module.Application = _get_ipython, _Application
    # Matplotlib asks older ones for more.
    module.__version__, module.version_info = "9.0.0", (9, 0, 0, "")


def _fill_widgets(module: Any) -> None:
    """ipywidgets: a function that reacts to a slider stays what it was, and nobody moves it."""

    def interact(function: Any = None, *_arguments: Any, **_keywords: Any) -> Any:
        return function if callable(function) else interact

    make_hollow(module)
    module.interact = module.interact_manual = module.interactive = interact


def _fill_tqdm(module: Any) -> None:
    """The package tqdm and all its parts."""

    def trange(*bounds: int, **_keywords: Any) -> Any:
        return _Bar(range(*bounds))

    make_hollow(module)
    module.tqdm = module.tqdm_notebook = module.tqdm_gui = _Bar
    module.trange = module.tnrange = trange
    module.TqdmCallback = _BarCallback


FAMILIES: Final[Mapping[str, Callable[[Any], None]]] = {
    "IPython": _fill_ipython,
    "ipywidgets": _fill_widgets,
    "tqdm": _fill_tqdm,
}
"""Packages with all their parts, and what fills each."""

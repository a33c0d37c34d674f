"""Modules that moved or were never public: an import of one gives the names where they are now."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from types import ModuleType
from typing import Any, Final

from grader.inside.idioms.record import Record

__all__ = ["MOVED", "answer_modules"]

_KERAS: Final = ("tensorflow.keras", "keras")
MOVED: Final[dict[str, tuple[str, str]]] = {
    "keras_preprocessing": ("keras_preprocessing", "tensorflow.keras.preprocessing"),
    "tensorflow.python.keras.api._v1": ("tensorflow_python_keras", "tensorflow"),
    "tensorflow.python.keras.api._v2": ("tensorflow_python_keras", "tensorflow"),
    "tensorflow.python.keras.api": ("tensorflow_python_keras", "tensorflow"),
    "tensorflow.python.keras": ("tensorflow_python_keras", "tensorflow.keras"),
    "tensorflow_core.python.keras.api._v1": ("tensorflow_python_keras", "tensorflow"),
    "tensorflow_core.python.keras.api._v2": ("tensorflow_python_keras", "tensorflow"),
    "tensorflow_core.python.keras.api": ("tensorflow_python_keras", "tensorflow"),
    "tensorflow_core.python.keras": ("tensorflow_python_keras", "tensorflow.keras"),
    "tensorflow_core": ("tensorflow_python_keras", "tensorflow"),
    "tensorflow._api.v1": ("tensorflow_python_keras", "tensorflow"),
    "tensorflow._api.v2.keras": ("tensorflow_python_keras", "tensorflow.keras"),
    "keras.api._v2.keras": ("keras_api", "tensorflow.keras"),
    "keras.api": ("keras_api", "keras"),
    "keras.engine": ("keras_engine", "tensorflow.keras.layers"),
    "tensorflow.keras.engine": ("keras_engine", "tensorflow.keras.layers"),
    "keras.utils.np_utils": ("np_utils", "tensorflow.keras.utils"),
    "tensorflow.keras.utils.np_utils": ("np_utils", "tensorflow.keras.utils"),
    "keras.layers.experimental": ("layers_experimental", "tensorflow.keras.layers"),
    "tensorflow.keras.layers.experimental": ("layers_experimental", "tensorflow.keras.layers"),
    "keras.layers": ("modules_of_layers", "tensorflow.keras.layers"),
    "tensorflow.keras.layers": ("modules_of_layers", "tensorflow.keras.layers"),
    "keras.utils": ("modules_of_keras", "tensorflow.keras.utils"),
    "keras.optimizers": ("modules_of_keras", "tensorflow.keras.optimizers"),
    "tensorflow.keras.optimizers": ("modules_of_keras", "tensorflow.keras.optimizers"),
    "keras.optimizer_v1": ("modules_of_keras", "tensorflow.keras.optimizers"),
    "keras.optimizer_v2": ("modules_of_keras", "tensorflow.keras.optimizers"),
    "keras.callbacks": ("modules_of_keras", "tensorflow.keras.callbacks"),
    "keras.losses": ("modules_of_keras", "tensorflow.keras.losses"),
    "keras.backend": ("modules_of_keras", "tensorflow.keras.backend"),
    "keras.preprocessing": ("modules_of_keras", "tensorflow.keras.preprocessing"),
    "tensorflow.keras.preprocessing": ("modules_of_keras", "tensorflow.keras.preprocessing"),
}
"""The beginning of a module's name, the idiom that it is, and where its names are today."""
_ALIKE: Final = 0.85
"""Of 1: `to_categorial` is 0.96 like `to_categorical`, `np_utils` like nothing."""
# Where TensorFlow has a private module of this name, it is not what fits, trains or saves today.
_INSTEAD: Final = tuple(name for name in MOVED if name.startswith("tensorflow.python."))


def answer_modules(text: str, record: Record) -> None:
    """Let the student's own imports find them.

    Args:
        text: The submission.
        record: Where it is noted.
    """
    for name in _INSTEAD:
        if name in text or name.replace(".keras", " import keras") in text:
            _forget(name)
    sys.meta_path.insert(0, _Finder(record, _INSTEAD))
    sys.meta_path.append(_Finder(record, tuple(MOVED)))


def _forget(name: str) -> None:
    """Let a module that TensorFlow has loaded for itself be imported anew."""
    above, _, last = name.rpartition(".")
    vars(sys.modules.get(above, ModuleType(above))).pop(last, None)
    for loaded in [each for each in sys.modules if _below(each, name)]:
        del sys.modules[loaded]


class _Finder(MetaPathFinder):
    """Finds modules by the beginning of their names, for nobody but the student's code."""

    def __init__(self, record: Record, names: Sequence[str]) -> None:
        self._record = record
        self._names = names

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None = None,  # noqa: ARG002 its signature
        target: ModuleType | None = None,  # noqa: ARG002 its signature
    ) -> ModuleSpec | None:
        """Return how to make a stand-in; None for everything else."""
        known = next((each for each in self._names if _below(fullname, each)), None)
        if known is None or not self._record.asked_by_student():
            return None
        idiom, today = MOVED[known]
        rest = fullname.removeprefix(known).removeprefix(".")
        if _is_misspelt(today, rest):
            return None
        self._record.note(idiom)
        return spec_from_loader(fullname, _Loader(_places(today, rest)), is_package=True)


def _is_misspelt(today: str, rest: str) -> bool:
    """Whether what is asked for as a module is a name in one: `from keras.layers import ConV2D`.

    Classes begin with a capital letter, and no module of Keras's ever did.
    """
    if rest[:1].isupper():
        return True
    there = [name for name in dir(_module(today)) if name[:1].islower()]
    near = get_close_matches(rest, there, 1, _ALIKE) if rest else []
    return bool(near) and near[0] != rest


def _below(name: str, beginning: str) -> bool:
    return name == beginning or name.startswith(f"{beginning}.")


def _places(today: str, rest: str) -> tuple[str, ...]:
    """The modules in which names are looked for, the likeliest first."""
    exact = f"{today}.{rest}" if rest else today
    inside = (exact, exact.rpartition(".")[0]) if rest else (exact,)
    return (*inside, *(f"{each}{part}" for each in _KERAS for part in ("", ".layers", ".models")))


class _Loader(Loader):
    """Makes a module whose names are looked up in others when they are asked for."""

    def __init__(self, places: Sequence[str]) -> None:
        self._places = places

    def exec_module(self, module: ModuleType) -> None:
        """Fill the module."""
        names = [name for name in self._places if name != module.__name__]
        found = [each for each in map(_module, names) if each is not None]
        first = found[0]
        module.__dict__["__all__"] = [name for name in dir(first) if not name.startswith("_")]

        def look_up(name: str) -> Any:
            for place in found if not name.startswith("__") else ():
                value = getattr(place, name, None)
                # A module of the same name is another one, but where this one is today.
                if value is not None and (place is first or not isinstance(value, ModuleType)):
                    return value
            raise AttributeError(f"module {module.__name__!r} has no attribute {name!r}")

        module.__dict__["__getattr__"] = look_up


def _module(name: str) -> ModuleType | None:
    try:
        return import_module(name)
    except ImportError:
        return None

"""Names in modules of TensorFlow, Keras and NumPy that are gone."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from types import ModuleType
from typing import Any, Final, Self

import keras
import numpy as np

from grader.inside.idioms.record import Record
from grader.inside.idioms.train_optimizers import NAMES, old_optimizer

__all__ = ["answer_names"]

Make = Callable[[], Any]
_ROOTS: Final = ("keras", "keras._tf_keras.keras", "tensorflow.keras")
_OLD_NUMPY: Final[dict[str, Any]] = {
    "bool": bool, "complex": complex, "float": float, "int": int, "object": object, "str": str,
    "bool8": np.bool_, "float_": np.float64, "NaN": np.nan, "Inf": np.inf, "infty": np.inf,
}  # fmt: skip
_SESSIONS: Final = (
    "ConfigProto", "GPUOptions", "InteractiveSession", "Session", "enable_eager_execution",
    "enable_v2_behavior", "global_variables_initializer", "initialize_all_variables",
    "reset_default_graph",
)  # fmt: skip
_V1_ONLY: Final = ("disable_eager_execution", "disable_v2_behavior", "disable_v2_tensorshape")
_BACKEND: Final = ("get_session", "set_learning_phase", "set_session", "tensorflow_backend")
_LOSSES: Final = ("losses", "metrics")
_INITIALIZERS: Final = {"normal": "RandomNormal", "uniform": "RandomUniform"}
_LEGACY: Final = ("Adagrad", "Adam", "Adamax", "Ftrl", "Nadam", "RMSprop", "SGD")


class _Nothing:
    """Takes every setting and every call, and does nothing: what it set up sets itself up today."""

    def __call__(self, *_arguments: Any, **_keywords: Any) -> _Nothing:
        return self

    def __getattr__(self, name: str) -> _Nothing:
        if name == "run":  # what a graph would have calculated, nobody does
            raise AttributeError("TensorFlow 2 calculates at once: there is no Session.run")
        if name.startswith("__"):
            raise AttributeError(name)
        return _Nothing()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        return None


def answer_names(record: Record) -> None:
    """Give the modules the names that they once had, for nobody but the student's code."""
    _answer(np, {name: ("numpy_names", _keep(each)) for name, each in _OLD_NUMPY.items()}, record)
    if keras.backend.backend() != "tensorflow":
        return
    import tensorflow as tf

    nothing: dict[str, tuple[str, Make]] = dict.fromkeys(_SESSIONS, ("sessions", _Nothing))
    nothing["logging"] = ("sessions", _keep(tf.compat.v1.logging))  # others take its levels
    nothing["set_random_seed"] = ("set_random_seed", lambda: tf.random.set_seed)
    nothing["VERSION"] = ("tf_version", _keep(tf.version.VERSION))
    _answer(tf, nothing, record)
    for v1 in (tf.compat.v1, import_module("tensorflow.compat.v1")):  # two modules of one content
        for name in _V1_ONLY:
            setattr(v1, name, _passed_over(record))
    trained: Any = sys.modules[tf.train.__name__]
    old = {name: ("train_optimizers", _old(name)) for name in NAMES}
    _answer(trained, old, record)
    for root in _ROOTS:
        _answer_keras(root, record)


def _passed_over(record: Record) -> Callable[[], None]:
    """Keras trains at once or not at all: what turns that off is noted, and left on."""

    def pass_over() -> None:
        record.note("eager_turned_off")

    return pass_over


def _set_value(record: Record) -> Callable[[Any, Any], None]:
    """What stands in today's `backend` asks Keras's variables for what they no longer have."""

    def set_value(x: Any, value: Any) -> None:
        record.note("set_value")
        x.assign(value)

    return set_value


def _keep(value: Any) -> Make:
    return lambda: value


def _old(name: str) -> Make:
    return lambda: old_optimizer(name)


def _answer_keras(root: str, record: Record) -> None:
    """The names of Keras, which TensorFlow has in modules of its own."""

    def there(name: str) -> Make:
        return lambda: import_module(f"{root}.{name}")

    _answer(_at(root, "layers"), {"experimental": ("layers_experimental", _preprocessing)}, record)
    _answer(_at(root, "utils"), {"np_utils": ("np_utils", there("utils"))}, record)
    for module in _LOSSES:
        _answer(_at(root, module), _functions(root, module), record)
    initializers = {
        name: ("initializers", _keep(getattr(keras.initializers, today)))
        for name, today in _INITIALIZERS.items()
    }
    _answer(_at(root, "initializers"), initializers, record)
    backend = _at(root, "backend")
    of_tensorflow = _elsewhere("backend_functions", "tensorflow.keras.backend")
    _answer(backend, of_tensorflow | dict.fromkeys(_BACKEND, ("sessions", _Nothing)), record)
    vars(backend)["set_value"] = _set_value(record)
    image: Any = import_module("tensorflow.keras.preprocessing.image")
    moved = {
        name: ("image_module", _keep(getattr(image, name)))
        for name in dir(image)
        if not name.startswith("_")
    }
    _answer(_at(root, "preprocessing.image"), moved, record)
    legacy = _at(root, "optimizers.legacy")
    for name in [each for each in _LEGACY if each in vars(legacy)]:
        delattr(legacy, name)  # what stands there raises an error when it is called
    today = {
        name: ("optimizers_legacy", _keep(getattr(keras.optimizers, name))) for name in _LEGACY
    }
    _answer(legacy, today, record)
    experimental = {"experimental": ("optimizers_legacy", there("optimizers"))}
    _answer(_at(root, "optimizers"), experimental | _small_optimizers(), record)


def _small_optimizers() -> dict[str, tuple[str, Make]]:
    return {
        name.lower(): ("optimizers_small", _keep(getattr(keras.optimizers, name)))
        for name in (*_LEGACY, "Adadelta")
    }


def _functions(root: str, module: str) -> dict[str, tuple[str, Make]]:
    """Losses and metrics that are functions: Keras and TensorFlow name some, each its own ones."""
    other = "tensorflow.keras" if root == "keras" else "keras"
    return _elsewhere("loss_functions", f"{other}.{module}")


def _elsewhere(idiom: str, place: str) -> dict[str, tuple[str, Make]]:
    """All names of another module, for one that lacks some of them."""
    module = import_module(place)
    return {
        name: (idiom, _keep(value))
        for name, value in vars(module).items()
        if not name.startswith("_") and not isinstance(value, ModuleType)
    }


def _preprocessing() -> Any:
    """`layers.experimental`: all that course files took from there is in `layers` now."""
    layers = import_module("tensorflow.keras.layers")
    module = ModuleType("keras.layers.experimental")
    module.__dict__["preprocessing"] = layers

    def look_up(name: str) -> Any:
        return getattr(layers, name)

    module.__dict__["__getattr__"] = look_up
    return module


def _at(root: str, name: str) -> ModuleType:
    return import_module(f"{root}.{name}")


def _answer(module: ModuleType, names: Mapping[str, tuple[str, Make]], record: Record) -> None:
    """Let a module answer to names that it does not have.

    Args:
        module: Whichever; names that it has stay what they are.
        names: The name, the idiom, and what makes the answer.
        record: Knows whether the student's code asks.
    """
    before: Any = vars(module).get("__getattr__")

    def look_up(name: str) -> Any:
        if name in names and record.asked_by_student():
            idiom, make = names[name]
            record.note(idiom)
            return make()
        if before is not None:
            return before(name)
        raise AttributeError(f"module {module.__name__!r} has no attribute {name!r}")

    vars(module)["__getattr__"] = look_up

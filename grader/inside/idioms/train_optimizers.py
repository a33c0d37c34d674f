"""Optimizers of TensorFlow 1 (`tf.train.AdamOptimizer`) as those of Keras."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final

import keras

from grader.inside.idioms.record import Record

__all__ = ["NAMES", "old_optimizer", "today_s_optimizer"]

_ADAM: Final = {"beta_1": "_beta1", "beta_2": "_beta2", "epsilon": "_epsilon"}
_RMSPROP: Final = {"rho": "_decay", "momentum": "_momentum", "epsilon": "_epsilon"}
_MADE: Final[dict[str, tuple[type[Any], dict[str, str]]]] = {
    "AdagradOptimizer": (keras.optimizers.Adagrad, {}),
    "AdamOptimizer": (keras.optimizers.Adam, _ADAM),
    "GradientDescentOptimizer": (keras.optimizers.SGD, {}),
    "MomentumOptimizer": (keras.optimizers.SGD, {"momentum": "_momentum"}),
    "RMSPropOptimizer": (keras.optimizers.RMSprop, _RMSPROP),
}
"""Keras's class, its arguments, and the old one's attributes that hold them."""
NAMES: Final = frozenset(_MADE)
"""The classes of `tf.train` that are known."""


def old_optimizer(name: str) -> Any:
    """Return a class of TensorFlow 1's `tf.train`."""
    module: Any = import_module("tensorflow")
    return getattr(module.compat.v1.train, name)


def today_s_optimizer(given: Any, record: Record) -> Any:
    """Return Keras's optimizer for one of TensorFlow 1, anything else as it is."""
    if type(given).__name__ not in NAMES or not type(given).__module__.startswith(
        "tensorflow.python.training"
    ):
        return given
    record.note("train_optimizers")
    kind, names = _MADE[type(given).__name__]
    held = vars(given)
    rate = held["_lr"] if "_lr" in held else held["_learning_rate"]
    return kind(rate, **{name: held[attribute] for name, attribute in names.items()})

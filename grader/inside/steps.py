"""Fewer returns to Python while a model is trained, at the same numbers in less time.

Keras can run several batches in one call of its compiled function (`steps_per_execution`). The
weights come out the same, bit for bit; what is saved is the way back to Python after each batch,
about a sixth of the time of the courses' dense networks on two cores. Whoever could notice, a
callback that looks at batches, is left alone.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final

import keras
import numpy as np

__all__ = ["fewer_returns"]

STEPS: Final = 25
_BATCH_HOOKS: Final = (
    "on_train_batch_begin",
    "on_train_batch_end",
    "on_batch_begin",
    "on_batch_end",
)
_DEFAULT_BATCH: Final = 32  # Keras's own
_MOST_NUMBERS: Final = 2**20
"""In one batch. Larger ones take long enough by themselves, and between calls of the compiled
function `fit` is ended when its time is over: those must not be far apart."""


@contextmanager
def fewer_returns(
    model: Any, asked: Mapping[str, Any], callbacks: Sequence[Any]
) -> Generator[None]:
    """Inside the `with` block, let `model.fit` return to Python once in `STEPS` batches.

    Args:
        model: A compiled model that was not fitted before.
        asked: The arguments of `fit`.
        callbacks: Those of the student.
    """
    if not _may(model, asked, callbacks):
        yield
        return
    model.steps_per_execution = STEPS
    try:
        yield
    finally:
        model.steps_per_execution = 1
        model.train_function = model.test_function = None  # they were built for several steps


def _may(model: Any, asked: Mapping[str, Any], callbacks: Sequence[Any]) -> bool:
    """Whether nobody can notice, and it pays."""
    x = asked.get("x")
    if keras.backend.backend() != "tensorflow" or not isinstance(x, np.ndarray):
        return False
    size = asked.get("batch_size") or _DEFAULT_BATCH
    return (
        x.ndim > 0
        and len(x) // size > 2 * STEPS
        and x[:1].size * size <= _MOST_NUMBERS
        and asked.get("steps_per_epoch") is None
        and getattr(model, "train_function", None) is None
        and getattr(model, "steps_per_execution", 0) == 1
        and not getattr(model, "run_eagerly", True)
        and not any(_looks_at_batches(callback) for callback in callbacks)
    )


def _looks_at_batches(callback: Any) -> bool:
    base = keras.callbacks.Callback
    return any(
        name in getattr(callback, "__dict__", {})
        or getattr(type(callback), name, None) is not getattr(base, name)
        for name in _BATCH_HOOKS
    )

"""What `fit` is fed with: arrays, a dataset, a generator; and what augments it on the way.

Arrays are looked at before training. A dataset is looked at after it, one batch of it: looking
before would move its random numbers. A plain generator is watched while Keras reads it.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

__all__ = ["Feed", "array_facts", "augmentation_of"]

_LARGEST_LOOK: Final = 200_000_000
_NEUTRAL: Final[dict[str, Any]] = {
    "rotation_range": 0,
    "width_shift_range": 0.0,
    "height_shift_range": 0.0,
    "brightness_range": None,
    "shear_range": 0.0,
    "zoom_range": [1.0, 1.0],
    "channel_shift_range": 0.0,
    "horizontal_flip": False,
    "vertical_flip": False,
}
"""The arguments of `ImageDataGenerator` that change pictures, and how they change nothing."""


@dataclass(slots=True)
class Feed:
    """What was given to `fit` as training or validation data.

    Attributes:
        given: What Keras is to be given: the same thing, but for a generator that is watched.
        kind: arrays, dataset, generator or other.
        inputs, labels: What one batch, or the arrays, look like, where that could be seen.
        augmentation: What the generator behind it changes.
    """

    given: Any
    kind: str = "other"
    inputs: dict[str, Any] | None = None
    labels: dict[str, Any] | None = None
    augmentation: dict[str, Any] = field(default_factory=dict[str, Any])

    @classmethod
    def of(cls, x: Any, y: Any = None) -> Feed:
        """Take what was passed as `x` and `y`, or as `validation_data`."""
        if isinstance(x, tuple | list) and y is None and len(x) in {2, 3}:
            x, y, *_ = x  # validation_data=(x, y)
        feed = cls(given=x, augmentation=augmentation_of(x))
        if isinstance(x, types.GeneratorType):
            feed.kind, feed.given = "generator", feed._watched(x)
        elif hasattr(x, "element_spec"):
            feed.kind = "dataset"
        elif _is_sequence_of_batches(x):
            feed.kind = "generator"
        elif (seen := array_facts(x)) is not None:
            feed.kind, feed.inputs, feed.labels = "arrays", seen, array_facts(y)
        return feed

    def look(self) -> None:
        """Look at one batch of what could not be looked at before training."""
        try:
            if self.kind == "dataset":
                self._note(next(iter(self.given.take(1))))
            elif self.kind == "generator" and _is_sequence_of_batches(self.given):
                self._note(self.given[0])
        except Exception:  # noqa: BLE001 whatever their pipeline raises; there is nothing to tell
            return

    def _watched(self, batches: Iterator[Any]) -> Iterator[Any]:
        for batch in batches:
            if self.inputs is None:
                self._note(batch)
            yield batch

    def _note(self, batch: Any) -> None:
        if isinstance(batch, tuple | list) and len(batch) in {2, 3}:
            self.inputs, self.labels = array_facts(batch[0]), array_facts(batch[1])


def _is_sequence_of_batches(x: Any) -> bool:
    """Whether it is one of Keras's datasets that are asked for batch after batch by number."""
    names = {kind.__name__ for kind in type(x).__mro__}
    return bool(names & {"PyDataset", "Sequence"}) and hasattr(x, "__getitem__")


def augmentation_of(x: Any) -> dict[str, Any]:
    """Return what an `ImageDataGenerator`'s iterator changes, by the names of its arguments."""
    generator = getattr(x, "image_data_generator", None)
    if generator is None:
        return {}
    found: dict[str, Any] = {}
    for name, neutral in _NEUTRAL.items():
        value = getattr(generator, name, neutral)
        if value is None or value == neutral or (name == "zoom_range" and list(value) == neutral):
            continue
        found[name] = value if isinstance(value, float | int) else str(value)[:200]
    if found:
        found["fill_mode"] = str(getattr(generator, "fill_mode", ""))[:200]
    return found


def array_facts(value: Any) -> dict[str, Any] | None:
    """Return shape without the batch axis, type and range of an array; None for what is none."""
    if value is None or isinstance(value, str | bytes):
        return None
    if not hasattr(value, "shape") and not isinstance(value, list | tuple):
        return None
    try:
        array = np.asarray(value)
        if array.dtype.kind not in "fiub" or not 0 < array.size <= _LARGEST_LOOK:
            return None
        low, high = float(array.min()), float(array.max())
    except Exception:  # noqa: BLE001 whatever their objects do; there is just nothing to tell
        return None
    shape = [int(size) for size in array.shape[1:]]
    return {"shape": shape, "dtype": str(array.dtype), "low": low, "high": high}

"""What `fit` is fed with: arrays, a dataset, a generator; and what augments it on the way.

Arrays are looked at before training. Of a dataset one batch is looked at when nobody uses it any
more: that moves its random numbers. A plain generator is watched while Keras reads it.
"""

from __future__ import annotations

import random
import types
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

__all__ = ["Feed", "array_facts", "augmentation_of", "classes_of"]

_LARGEST_LOOK: Final = 200_000_000
_FEW: Final = 64
_MOST_CLASSES: Final = 50
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
_OTHER_SCALES: Final = (
    *("preprocessing_function", "featurewise_center", "samplewise_center"),
    *("featurewise_std_normalization", "samplewise_std_normalization"),
)
"""Its arguments with which `rescale` alone does not tell how large the pixels are."""


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

    @property
    def empty(self) -> bool:
        """Whether it is an array or a list without a single picture."""
        return isinstance(self.given, list | np.ndarray) and not len(self.given)

    @property
    def images(self) -> int:
        """How many pictures it has, where arrays or an `ImageDataGenerator` tell; or 0."""
        given = self.given
        count = len(given) if self.kind == "arrays" else getattr(given, "n", 0)
        return int(count) if isinstance(count, int | np.integer) else 0

    def times(self, other: Feed) -> float:
        """By how much its pixels are scaled otherwise than another's; 0.0 where nobody knows."""
        alike = self.kind == other.kind and hasattr(self.given, "x") == hasattr(other.given, "x")
        ours, theirs = (_scale(self), _scale(other)) if alike else (0.0, 0.0)
        return ours / theirs if ours > 0 and theirs > 0 else 0.0

    @property
    def unseen(self) -> bool:
        """Whether `look` could still tell something."""
        looks = self.kind == "dataset" or _is_sequence_of_batches(self.given)
        return looks and self.inputs is None

    def look(self) -> None:
        """Look at one batch of what could not be looked at before training."""
        if not self.unseen:
            return
        # Whatever their pipeline raises: then there is just nothing to tell.
        with suppress(Exception), _as_if_never_asked(self.given):
            if self.kind == "dataset":
                self._note(next(iter(self.given.take(1))))
            else:
                self._note(self.given[0])

    def _watched(self, batches: Iterator[Any]) -> Iterator[Any]:
        for batch in batches:
            if self.inputs is None:
                self._note(batch)
            yield batch

    def _note(self, batch: Any) -> None:
        if isinstance(batch, tuple | list) and len(batch) in {2, 3}:
            self.inputs, self.labels = array_facts(batch[0]), array_facts(batch[1])


def _scale(feed: Feed) -> float:
    """The largest value of arrays, or that which a generator makes of a file's 1; or 0.0."""
    if feed.kind == "arrays" and feed.inputs:
        return float(feed.inputs["high"])
    generator = getattr(feed.given, "image_data_generator", None)
    with suppress(Exception):  # whatever object of theirs it is
        if generator is not None and not any(getattr(generator, name) for name in _OTHER_SCALES):
            pictures = getattr(feed.given, "x", None)  # flow, not flow_from_directory
            high = 1.0 if pictures is None else float(np.max(pictures))
            return high * float(generator.rescale or 1.0)
    return 0.0


@contextmanager
def _as_if_never_asked(batches: Any) -> Generator[None]:
    """Put random numbers, and Keras's count of batches, back to where they were."""
    numbers, numpy_s = random.getstate(), np.random.get_state()  # noqa: NPY002 theirs
    count = getattr(batches, "total_batches_seen", None)
    try:
        yield
    finally:
        random.setstate(numbers)
        np.random.set_state(numpy_s)  # noqa: NPY002 theirs
        if count is not None:
            batches.total_batches_seen = count


def _is_sequence_of_batches(x: Any) -> bool:
    """Whether it is one of Keras's datasets that are asked for batch after batch by number."""
    names = {kind.__name__ for kind in type(x).__mro__}
    return bool(names & {"PyDataset", "Sequence"}) and hasattr(x, "__getitem__")


def augmentation_of(x: Any) -> dict[str, Any]:
    """Return what an `ImageDataGenerator`'s iterator changes, by the names of its arguments."""
    generator = getattr(x, "image_data_generator", None)
    found: dict[str, Any] = {}
    for name, neutral in _NEUTRAL.items() if generator is not None else ():
        with suppress(Exception):  # whatever object of theirs it is
            value = _plain(getattr(generator, name, neutral))
            if value is not None and value != neutral:
                found[name] = value if isinstance(value, float | int) else str(value)[:200]
    if found:
        found["fill_mode"] = str(getattr(generator, "fill_mode", ""))[:200]
    return found


def classes_of(x: Any) -> list[str]:
    """Return the names of the folders that were taken for classes; none where nobody knows."""
    with suppress(Exception):  # whatever object of theirs it is
        found = getattr(x, "class_indices", None) or getattr(x, "class_names", None) or ()
        return [str(name)[:200] for name in list(found)[:_MOST_CLASSES]]
    return []


def _plain(value: Any) -> Any:
    """A number or a list in place of numpy's, and of a tuple, so that they can be compared."""
    if isinstance(value, np.ndarray | np.generic):
        value = value.tolist()
    return list(value) if isinstance(value, tuple) else value


def array_facts(value: Any) -> dict[str, Any] | None:
    """Return shape without the batch axis, type and range of an array; None for what is none.

    Of a small one, all numbers as well.
    """
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
    seen = {"shape": shape, "dtype": str(array.dtype), "low": low, "high": high}
    few = array.size <= _FEW and np.isfinite(array).all()
    return seen | ({"values": array.astype(float).ravel().tolist()} if few else {})

"""Batches that begin again where they end."""

from __future__ import annotations

from typing import Any, Final

import keras
import numpy as np

__all__ = ["Endless", "batch_count", "endless", "go_round"]

_MOST_BYTES: Final = 1_000_000_000


def batch_count(batches: Any) -> int:
    """Return how many batches there are; 0 where they are not counted, or have no end."""
    if isinstance(batches, Endless):
        return 0
    if isinstance(batches, keras.utils.PyDataset):
        counted: Any = batches
        return len(counted) if hasattr(counted, "__len__") else 0
    if hasattr(batches, "element_spec") and hasattr(batches, "repeat"):
        return max(0, int(batches.cardinality()))  # of tf.data; negative where it is not known
    return 0


def go_round(asked: dict[str, Any], times: int) -> bool:
    """Let each epoch of a `fit` go round its batches several times; say whether it will.

    What is not counted is left as it is, and so are arrays of which a part is to be validated on:
    that part would be trained on as well. `steps_per_epoch` may say that an epoch is all batches,
    `samples // batch_size`; of any other number nobody knows what it would have been.

    Args:
        asked: The arguments of `fit`, changed in place.
        times: How often.
    """
    if times < 2:
        return False
    x, y, steps = asked.get("x"), asked.get("y"), asked.get("steps_per_epoch")
    if isinstance(x, np.ndarray) and isinstance(y, np.ndarray) and steps is None:
        single = asked.get("validation_split") or asked.get("sample_weight") is not None
        if single or x.nbytes * times > _MOST_BYTES:
            return False
        asked["x"], asked["y"] = (np.concatenate([each] * times) for each in (x, y))
        return True
    count = batch_count(x)
    if not count or not (steps is None or _is_all(steps, count)):
        return False
    asked["x"] = endless(x)
    asked["steps_per_epoch"] = (steps or count) * times
    return True


def _is_all(steps: Any, count: int) -> bool:
    """Whether steps, if they are a number at all, are all batches but perhaps a last, short one."""
    return isinstance(steps, int | np.integer) and int(steps) in {count - 1, count}


def endless(batches: Any) -> Any:
    """Return batches that are counted as ones that begin again."""
    return Endless(batches) if isinstance(batches, keras.utils.PyDataset) else batches.repeat()


class Endless(keras.utils.PyDataset):
    """The same batches, round and round, shuffled anew after each round as Keras 2 did.

    Whatever else is asked of it (its generator, its classes) is asked of the batches.
    """

    def __init__(self, batches: Any) -> None:
        self._batches = batches
        super().__init__(
            workers=batches.workers,
            use_multiprocessing=batches.use_multiprocessing,
            max_queue_size=batches.max_queue_size,
        )

    @property
    def num_batches(self) -> Any:
        """None: there is no end."""
        return None

    def __getitem__(self, index: int) -> Any:
        place = index % len(self._batches)
        if index and not place:
            self._batches.on_epoch_end()
        return self._batches[place]

    def __getattr__(self, name: str) -> Any:
        if name == "_batches":
            raise AttributeError(name)
        return getattr(self._batches, name)

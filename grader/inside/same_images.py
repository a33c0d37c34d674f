"""Whether what `fit` validates on is what it trains on: then nothing is measured by it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Final

import numpy as np

__all__ = ["all_trained_on"]

_LARGEST_LOOK: Final = 200_000_000
_KEEPS_ALL: Final = frozenset(
    {
        "BatchDataset",
        "CacheDataset",
        "MapDataset",
        "OptionsDataset",
        "ParallelBatchDataset",
        "ParallelMapDataset",
        "PrefetchDataset",
        "RepeatDataset",
        "ShuffleDataset",
        "UnbatchDataset",
    }
)
"""What `tf.data` calls the steps after which every image is still there."""


def all_trained_on(x: Any, validation: Any) -> bool:
    """Return whether every image of the validation data is seen to be one that is trained on.

    Args:
        x: What `fit` was given to train on.
        validation: Its `validation_data`: a dataset, a generator, or a tuple of arrays.
    """
    if isinstance(validation, tuple | list) and len(validation) in {2, 3}:
        validation = validation[0]
    if x is None or validation is None:
        return False
    with suppress(Exception):  # whatever objects of theirs they are
        if _root(x) is _root(validation):
            return True
        trained, watched = _files(x), _files(validation)
        if trained and watched:
            return trained >= watched
        return _same_arrays(_array(x), _array(validation))
    return False


def _steps(data: Any) -> Iterator[Any]:
    """Yield a dataset and what it was made of, up to where images may have been left out."""
    while True:
        yield data
        if type(data).__name__.lstrip("_") not in _KEEPS_ALL:
            return
        (data,) = data._inputs()  # noqa: SLF001 tf.data has no public way back


def _root(data: Any) -> Any:
    *_, last = _steps(data)
    return last


def _files(data: Any) -> frozenset[str]:
    """Return the files that a generator or a dataset reads; empty where they are not known."""
    for step in _steps(data):
        # `image_dataset_from_directory` notes them on what it returns.
        found = getattr(step, "filepaths", None) or getattr(step, "file_paths", None)
        if found is not None:
            return frozenset(str(path) for path in found)
    return frozenset()


def _array(data: Any) -> Any:
    """Return the images themselves: an array, or what `ImageDataGenerator.flow` was given."""
    return data.x if hasattr(data, "image_data_generator") and hasattr(data, "x") else data


def _same_arrays(trained: Any, watched: Any) -> bool:
    shapes = getattr(trained, "shape", None), getattr(watched, "shape", None)
    if shapes[0] is None or shapes[0] != shapes[1] or not np.prod(shapes[0]) <= _LARGEST_LOOK:
        return False
    return bool(np.array_equal(np.asarray(trained), np.asarray(watched)))

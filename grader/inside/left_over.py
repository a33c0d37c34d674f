"""What a file without functions leaves in its variables, of a picture that it worked on."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["keep_left_over"]

_save: Final = np.save  # taken before the student's code can put something else in its place
_MOST_ARRAYS: Final = 12
_MOST_NUMBERS: Final = 8
_KERNEL: Final = (3, 3)


def keep_left_over(namespace: Mapping[str, Any], picture: str, outbox: Path) -> dict[str, Any]:
    """Save arrays that are as large as the picture, or half of that; return what to tell of them.

    Args:
        namespace: The submission's names after it ran.
        picture: The `.npy` file of what `ascent()` gave it; "" where nobody asks.
        outbox: They are saved there as `left-<number>.npy`, in the order of their names here.
    """
    if not picture:
        return {}
    height, width = np.load(picture, allow_pickle=False).shape
    shapes = {(height, width), (height - 2, width - 2), (height // 2, width // 2)}
    names: list[str] = []
    kernels: list[list[float]] = []
    named, weights = list[float](), list[float]()
    for name, value in namespace.items():
        if name.startswith("_"):
            continue
        if isinstance(value, int | float) and not isinstance(value, bool):
            # Sizes and counters are numbers, too.
            into = named if "weight" in name.lower() else weights
            into += [float(value)] if math.isfinite(value) else []
        elif (array := _numbers(value)) is None:
            continue
        elif array.shape in shapes and len(names) < _MOST_ARRAYS:
            _save(outbox / f"left-{len(names)}.npy", array.astype(np.float32))
            names.append(name[:200])
        else:
            kernels += _kernels(array)
    weights = [*dict.fromkeys(named + weights)][:_MOST_NUMBERS]
    kept = {"arrays": names, "kernels": kernels[:_MOST_NUMBERS], "weights": weights}
    return {"left_over": kept}


def _numbers(value: Any) -> NDArray[Any] | None:
    """A list or an array of numbers as an array; None for everything else."""
    if not isinstance(value, list | tuple | np.ndarray) and not hasattr(value, "numpy"):
        return None
    try:
        array = np.asarray(value)
    except Exception:  # noqa: BLE001 their objects may raise anything
        return None
    return array if array.dtype.kind in "fiub" and array.ndim in {2, 3} else None


def _kernels(array: NDArray[Any]) -> Iterator[list[float]]:
    if array.ndim == 2 and array.shape[0] > 3 and array.shape[1] == 3:
        array = array[:3]  # the loops read three rows of it
    if array.shape[-2:] == _KERNEL and np.isfinite(array).all():
        for kernel in array.reshape(-1, *_KERNEL)[:_MOST_NUMBERS]:
            yield [float(number) for number in kernel.ravel()]

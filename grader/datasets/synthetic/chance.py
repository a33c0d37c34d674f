"""Random numbers that are the same on every machine.

Only the raw integers of PCG64 are used, whose stream NumPy guarantees; floats are made of them by
exact arithmetic. NumPy's own normals and exponentials call libm, which differs in the last bit
between processors.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["Floats", "bell", "raw_bytes", "uniform"]

Floats = NDArray[np.float64]


def _raw(key: tuple[int, ...], count: int) -> NDArray[np.uint64]:
    return np.random.PCG64(np.random.SeedSequence(key)).random_raw(count)


def uniform(key: tuple[int, ...], *shape: int) -> Floats:
    """Return numbers in [0, 1) of the given shape; `key` names the stream."""
    count = 1
    for length in shape:
        count *= length
    # 53 bits fill a double's mantissa: both steps are exact.
    whole = (_raw(key, count) >> np.uint64(11)).astype(np.float64)
    return (whole * np.float64(2.0**-53)).reshape(shape)


def bell(key: tuple[int, ...], *shape: int) -> Floats:
    """Return bell-shaped numbers: mean 0, standard deviation 1, never beyond ±3."""
    drawn = uniform(key, 3, *shape)
    # Three uniforms have variance 3/12, so twice their sum has 1.
    return (drawn[0] + drawn[1] + drawn[2] - 1.5) * 2.0


def raw_bytes(key: tuple[int, ...], count: int) -> NDArray[np.uint8]:
    """Return `count` random bytes."""
    return _raw(key, (count + 7) // 8).astype("<u8").view(np.uint8)[:count]

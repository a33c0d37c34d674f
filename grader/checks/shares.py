"""Shares of right answers, and how far chance may have moved them."""

from __future__ import annotations

import math
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

__all__ = [
    "Numbers",
    "Share",
    "named",
    "sampling_error",
    "share_right",
    "training_noise",
    "wilson_interval",
]

Numbers = NDArray[np.float64]
Share = Annotated[float, Field(ge=0, le=1)]
"""A part of all images, as exercises give it."""
_Z_95 = 1.959964  # the normal distribution's 97.5 % point
_Z_99 = 2.575829  # its 99.5 % point


def named(answers: Numbers) -> NDArray[Any]:
    """Return the class that each answer names: by argmax, or one column by the threshold 0.5.

    Args:
        answers: Shape (rows, columns).
    """
    return (
        (answers[:, 0] > 0.5).astype(np.intp) if answers.shape[1] == 1 else answers.argmax(axis=1)
    )


def share_right(answers: Numbers, labels: NDArray[Any]) -> float:
    """Return the share of `labels` that the answers name.

    Args:
        answers: Shape (rows, columns).
        labels: Shape (rows,), class numbers from 0.
    """
    said = np.where(np.isnan(answers).any(axis=1), -1, named(answers))
    return float((said == labels).mean())


def sampling_error(share: float, count: int) -> float:
    """Return how far a share seen in `count` draws may lie from the true one, in 99 % of cases.

    A share of 1 still errs: it is taken for 0.99 here.
    """
    likely = min(max(share, 0.01), 0.99)
    return _Z_99 * math.sqrt(likely * (1 - likely) / count)


def wilson_interval(share: float, count: int) -> tuple[float, float]:
    """Return the 95 % interval of a share seen in `count` draws (Wilson, JASA 1927)."""
    spread = _Z_95**2 / count
    centre = (share + spread / 2) / (1 + spread)
    half = _Z_95 / (1 + spread) * math.sqrt(share * (1 - share) / count + spread / (4 * count))
    return centre - half, centre + half


def training_noise(share: float, count: int) -> float:
    """Return by how much a threshold may be missed because this one training went badly.

    Two trainings of one file differ by far more than the draw of the images does: 0.788 and 0.942
    for one network on a frozen base, 0.825 and 0.935 for one with batch normalisation
    (`benchmarks/calibration.md`). So it is three times as wide as the 95 % interval.
    """
    low, high = wilson_interval(share, count)
    return 3 * (high - low)

"""One digest for weights, the same in trainee, examiner and judge."""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np

__all__ = ["array_digest", "weights_digest"]


def weights_digest(model: Any) -> str:
    """Return sha256 over all weights in order, hex; "" for a model that has none built yet."""
    if not getattr(model, "built", False) or not model.weights:
        return ""
    digest = hashlib.sha256()
    for array in model.get_weights():
        digest.update(np.ascontiguousarray(array).tobytes())
    return digest.hexdigest()


def array_digest(array: Any) -> str:
    """Return sha256 over one array's shape and its numbers as float32, hex.

    `grader.datasets.weight_arrays` computes the same of a weights file.
    """
    numbers = np.ascontiguousarray(array, dtype="<f4")
    digest = hashlib.sha256(repr(tuple(int(size) for size in numbers.shape)).encode())
    digest.update(numbers.tobytes())
    return digest.hexdigest()

"""One digest for a model's weights, the same in trainee and examiner."""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np

__all__ = ["weights_digest"]


def weights_digest(model: Any) -> str:
    """Return sha256 over all weights in order, hex; "" for a model that has none built yet."""
    if not getattr(model, "built", False) or not model.weights:
        return ""
    digest = hashlib.sha256()
    for array in model.get_weights():
        digest.update(np.ascontiguousarray(array).tobytes())
    return digest.hexdigest()

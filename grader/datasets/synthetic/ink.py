"""A pen's way → grey pixels."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from grader.datasets.synthetic.chance import Floats

__all__ = ["SIDE", "Images", "ink"]

SIDE = 28
# Farther from the pen than any pixel is, in squared radii.
_FAR = 100.0
# Pixels from full ink to none: the soft edge of a scanned and shrunk stroke.
_EDGE = 1.1
# The most that the paper's grain takes from the ink, as a share of it.
_GRAIN = 0.12

Images = NDArray[np.uint8]


def ink(x: Floats, y: Floats, radius: Floats, grain: NDArray[np.uint8]) -> Images:
    """Return images (n, SIDE, SIDE) of pens that went along points.

    Args:
        x: (n, points), columns in pixels; 0 is the middle of the first.
        y: (n, points), lines in pixels.
        radius: (n, points), of the pen there, in pixels.
        grain: (n, SIDE, SIDE), random bytes, the texture of the ink.
    """
    # The image is the last axis, so that every step runs over contiguous memory.
    columns, lines = x.T.astype(np.float32), y.T.astype(np.float32)
    inverse = (1.0 / radius).T.astype(np.float32)
    place = np.arange(SIDE, dtype=np.float32)[:, None]
    near = np.full((SIDE, SIDE, len(x)), _FAR, np.float32)
    here = np.empty_like(near)
    for k in range(len(columns)):
        across = (place - columns[k]) * inverse[k]
        down = (place - lines[k]) * inverse[k]
        np.add((down * down)[:, None, :], (across * across)[None, :, :], out=here)
        np.minimum(near, here, out=near)
    middle = ((radius.min(1) + radius.max(1)) * 0.5).astype(np.float32)
    covered = (1.0 - np.sqrt(near)) * middle / _EDGE + 0.45
    covered = np.minimum(np.maximum(covered, 0.0), 1.0).transpose(2, 0, 1)
    dull = 1.0 - grain.astype(np.float32) * (_GRAIN / 255)
    return (covered * dull * 255.0 + 0.5).astype(np.uint8)

"""Textures: smooth noise and what is made of it. Arrays are float32, (height, width)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from grader.datasets.synthetic.shapes import Pixels
from grader.datasets.synthetic.stream import Stream

__all__ = ["mixed", "noise", "ramp", "stripes"]


def _steps(count: int, cells: float, offset: float) -> tuple[NDArray[np.intp], Pixels]:
    """Which grid line each pixel follows, and how far beyond it, eased."""
    place = (np.arange(count, dtype=np.float32) + np.float32(0.5)) * np.float32(cells / count)
    place = place + np.float32(offset)
    index = np.floor(place).astype(np.intp)
    far = place - index.astype(np.float32)
    return index, far * far * (3.0 - 2.0 * far)


def noise(
    stream: Stream, height: int, width: int, cells: float, octaves: int = 1, *, flat: float = 1.0
) -> Pixels:
    """Smooth noise in about [-1, 1].

    Args:
        stream: Where its numbers come from.
        height: Lines.
        width: Columns.
        cells: Grid cells along the longer side: few are clouds, many are grain.
        octaves: Each further one is twice as fine and half as strong.
        flat: Above 1 the cells are wider than high: water, a far meadow, planks.
    """
    total = np.zeros((height, width), np.float32)
    strength, reach = 1.0, 0.0
    longest = max(height, width)
    for _ in range(octaves):
        down, across = cells * height / longest, cells / flat * width / longest
        grid = stream.grid(int(down) + 3, int(across) + 3).astype(np.float32)
        line, v = _steps(height, down, stream.share())
        column, u = _steps(width, across, stream.share())
        # First along the lines: the longest arrays are then touched least often.
        rows = grid[:, column] * (1.0 - u) + grid[:, column + 1] * u
        total += (rows[line] * (1.0 - v)[:, None] + rows[line + 1] * v[:, None]) * strength
        reach += strength
        strength, cells = strength * 0.5, cells * 2.0
    return (total * (2.0 / reach) - 1.0).astype(np.float32)


def ramp(field: Pixels, low: float, high: float) -> Pixels:
    """0 below `low`, 1 above `high`, straight between: makes patches out of noise."""
    return np.minimum(np.maximum((field - low) / (high - low), 0.0), 1.0)


def stripes(height: int, width: int, period: float, cosine: float, sine: float) -> Pixels:
    """Triangle waves in [-1, 1] across the direction (cosine, sine); the period is in pixels."""
    x = np.arange(width, dtype=np.float32)[None, :]
    y = np.arange(height, dtype=np.float32)[:, None]
    phase = (x * np.float32(cosine) + y * np.float32(sine)) / np.float32(period)
    phase = phase - np.floor(phase)
    return np.abs(phase * 4.0 - 2.0) - 1.0


def mixed(a: tuple[float, ...], b: tuple[float, ...], share: Pixels) -> Pixels:
    """Colours between `a` (share 0) and `b` (share 1): (height, width, 3)."""
    first, second = np.array(a, np.float32), np.array(b, np.float32)
    return first + (second - first) * share[..., None]

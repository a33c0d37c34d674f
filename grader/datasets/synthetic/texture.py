"""Textures: smooth noise and what is made of it. Arrays are float32, (height, width).

Arrays of colours are (height, width, 3) by shape but planes in memory: NumPy then works along whole
lines, which is several times as fast as three numbers at a time.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from grader.datasets.synthetic.shapes import Pixels
from grader.datasets.synthetic.stream import Stream

__all__ = ["coloured", "levels", "lit", "mixed", "noise", "ramp", "stripes"]

# Once a block as large as this one has come and gone, the C library keeps such blocks for the next
# array. Else pictures would be drawn in memory that the system must clear anew each time.
np.empty(1 << 24, np.uint8)


def _steps(count: int, cells: float, offset: float) -> tuple[NDArray[np.intp], Pixels]:
    """Which grid line each pixel follows, and how far beyond it, eased."""
    place = (np.arange(count, dtype=np.float32) + np.float32(0.5)) * np.float32(cells / count)
    place += np.float32(offset)
    index = np.floor(place)
    far = place - index
    return index.astype(np.intp), far * far * (3.0 - 2.0 * far)


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
    total = _octave(stream, height, width, cells, flat)
    strength = reach = 1.0
    for _ in range(octaves - 1):
        strength, cells = strength * 0.5, cells * 2.0
        finer = _octave(stream, height, width, cells, flat)
        finer *= strength
        total += finer
        reach += strength
    total *= 2.0 / reach
    total -= 1.0
    return total


def _octave(stream: Stream, height: int, width: int, cells: float, flat: float) -> Pixels:
    """Noise in [0, 1) of one size of cells."""
    longest = max(height, width)
    down, across = cells * height / longest, cells / flat * width / longest
    grid = stream.grid(int(down) + 3, int(across) + 3).astype(np.float32)
    line, v = _steps(height, down, stream.share())
    column, u = _steps(width, across, stream.share())
    # First along the lines: the longest arrays are then touched least often.
    rows = grid[:, column] * (1.0 - u) + grid[:, column + 1] * u
    total, below = rows.take(line, 0), rows.take(line + 1, 0)
    total *= (1.0 - v)[:, None]
    below *= v[:, None]
    total += below
    return total


def ramp(field: Pixels, low: float, high: float) -> Pixels:
    """0 below `low`, 1 above `high`, straight between: makes patches out of noise."""
    share = field - low
    share /= high - low
    return share.clip(0.0, 1.0, out=share)


def stripes(height: int, width: int, period: float, cosine: float, sine: float) -> Pixels:
    """Triangle waves in [-1, 1] across the direction (cosine, sine); the period is in pixels."""
    x = np.arange(width, dtype=np.float32)[None, :]
    y = np.arange(height, dtype=np.float32)[:, None]
    phase = (x * np.float32(cosine) + y * np.float32(sine)) / np.float32(period)
    phase -= np.floor(phase)
    phase *= 4.0
    phase -= 2.0
    np.abs(phase, out=phase)
    phase -= 1.0
    return phase


def mixed(a: tuple[float, ...], b: tuple[float, ...], share: Pixels) -> Pixels:
    """Colours between `a` (share 0) and `b` (share 1): (height, width, 3)."""
    first, second = np.array(a, np.float32), np.array(b, np.float32)
    pixels = lit(second - first, share)
    pixels += first
    return pixels


def lit(colour: tuple[float, ...] | Pixels, light: Pixels) -> Pixels:
    """A colour, or an array of them, times `light` (height, width): (height, width, 3)."""
    pixels = coloured(*light.shape)
    return np.multiply(np.asarray(colour, np.float32), light[..., None], out=pixels)


def levels(pixels: Pixels) -> NDArray[np.uint8]:
    """Colours (height, width, 3) as a picture's bytes, rounded and within their range."""
    whole = pixels.clip(0.0, 255.0)
    whole += 0.5
    parts = whole.astype(np.uint8)
    return np.stack([parts[..., part] for part in range(3)], -1)


def coloured(height: int, width: int) -> Pixels:
    """Room for colours, (height, width, 3), not yet filled."""
    return np.empty((3, height, width), np.float32).transpose(1, 2, 0)

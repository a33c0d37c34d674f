"""How people write the ten digits: the paths of the pen, and points along them.

A skeleton is a list of strokes, a stroke a list of control points (x, y) that a Catmull-Rom spline
passes through. y runs down from 0 to 1; x has the same scale, so a digit is about 0.6 wide. A point
that stands in several strokes is one point: jitter moves it once, and the strokes stay joined.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from grader.datasets.synthetic.chance import Floats

__all__ = ["CONTROLS", "POINTS", "SKELETONS", "Pens", "pens"]

_Point = tuple[float, float]
_Stroke = list[_Point]
_Skeleton = list[_Stroke]

# Points along the pen's way in every skeleton: under a pixel apart where it is longest.
POINTS = 96
# Control points of the largest skeleton.
CONTROLS = 16

_ZERO: list[_Skeleton] = [
    [[(0.32, 0.0), (0.09, 0.16), (0.0, 0.5), (0.1, 0.84), (0.32, 1.0), (0.55, 0.84),
      (0.64, 0.5), (0.55, 0.17), (0.34, 0.0)]],
    [[(0.48, 0.1), (0.24, 0.0), (0.04, 0.28), (0.03, 0.7), (0.24, 1.0), (0.5, 0.82),
      (0.6, 0.44), (0.5, 0.12), (0.3, 0.03)]],
    [[(0.24, 0.02), (0.04, 0.32), (0.06, 0.78), (0.3, 1.0), (0.56, 0.76), (0.58, 0.3),
      (0.4, 0.02), (0.2, 0.1), (0.26, 0.22)]],
]  # fmt: skip
_ONE: list[_Skeleton] = [
    [[(0.1, 0.0), (0.1, 0.5), (0.1, 1.0)]],
    [[(-0.03, 0.19), (0.12, 0.0)], [(0.12, 0.0), (0.12, 0.5), (0.12, 1.0)]],
    [[(-0.03, 0.16), (0.12, 0.0)], [(0.12, 0.0), (0.12, 0.5), (0.12, 1.0)],
     [(-0.1, 1.0), (0.12, 1.0), (0.34, 1.0)]],
    [[(0.18, 0.0), (0.1, 0.45), (0.07, 0.88), (0.12, 1.0)]],
]  # fmt: skip
_TWO: list[_Skeleton] = [
    [[(0.03, 0.24), (0.12, 0.06), (0.35, 0.0), (0.54, 0.16), (0.5, 0.4), (0.28, 0.7),
      (0.02, 0.98)], [(0.02, 0.98), (0.3, 0.95), (0.62, 0.97)]],
    [[(0.05, 0.2), (0.25, 0.0), (0.5, 0.1), (0.5, 0.4), (0.28, 0.75), (0.08, 0.95),
      (0.01, 0.84), (0.16, 0.78), (0.36, 0.93), (0.66, 0.93)]],
    [[(0.08, 0.15), (0.3, 0.0), (0.55, 0.18), (0.42, 0.5), (0.12, 0.84), (0.02, 1.0)],
     [(0.02, 1.0), (0.2, 0.92), (0.42, 1.0), (0.65, 0.88)]],
    [[(0.02, 0.1), (0.3, 0.0), (0.54, 0.1), (0.42, 0.46), (0.05, 0.97)],
     [(0.05, 0.97), (0.6, 1.0)]],
]  # fmt: skip
_THREE: list[_Skeleton] = [
    [[(0.05, 0.12), (0.28, 0.0), (0.5, 0.14), (0.42, 0.38), (0.2, 0.46)],
     [(0.2, 0.46), (0.48, 0.52), (0.58, 0.74), (0.4, 0.97), (0.15, 1.0), (0.0, 0.86)]],
    [[(0.05, 0.03), (0.3, 0.02), (0.55, 0.02)], [(0.55, 0.02), (0.25, 0.4)],
     [(0.25, 0.4), (0.5, 0.48), (0.58, 0.75), (0.35, 0.99), (0.02, 0.92)]],
    [[(0.08, 0.1), (0.35, 0.0), (0.5, 0.2), (0.36, 0.42), (0.18, 0.5), (0.2, 0.42),
      (0.46, 0.5), (0.58, 0.75), (0.35, 1.0), (0.02, 0.9)]],
]  # fmt: skip
_FOUR: list[_Skeleton] = [
    [[(0.12, 0.0), (0.08, 0.3), (0.04, 0.55)], [(0.04, 0.55), (0.3, 0.56), (0.62, 0.52)],
     [(0.5, 0.1), (0.46, 0.5), (0.42, 1.0)]],
    [[(0.48, 0.0), (0.2, 0.35), (0.0, 0.66)], [(0.0, 0.66), (0.35, 0.66), (0.68, 0.66)],
     [(0.48, 0.0), (0.47, 0.5), (0.46, 1.0)]],
    [[(0.05, 0.02), (0.04, 0.35), (0.15, 0.53), (0.38, 0.46), (0.54, 0.05)],
     [(0.54, 0.05), (0.5, 0.5), (0.45, 1.0)]],
    [[(0.3, 0.0), (0.15, 0.3), (0.0, 0.6)], [(0.0, 0.6), (0.28, 0.62), (0.6, 0.6)],
     [(0.4, 0.34), (0.37, 0.65), (0.35, 1.0)]],
]  # fmt: skip
_FIVE: list[_Skeleton] = [
    [[(0.1, 0.0), (0.06, 0.42)],
     [(0.06, 0.42), (0.36, 0.36), (0.56, 0.6), (0.42, 0.92), (0.15, 1.0), (-0.02, 0.9)],
     [(0.1, 0.0), (0.35, 0.02), (0.6, 0.0)]],
    [[(0.6, 0.0), (0.36, 0.02), (0.14, 0.05)], [(0.14, 0.05), (0.1, 0.42)],
     [(0.1, 0.42), (0.4, 0.42), (0.54, 0.66), (0.38, 0.96), (0.04, 0.97)]],
    [[(0.58, 0.02), (0.26, 0.02), (0.08, 0.2), (0.18, 0.42), (0.42, 0.52), (0.52, 0.74),
      (0.35, 0.98), (0.02, 0.92)]],
]  # fmt: skip
_SIX: list[_Skeleton] = [
    [[(0.45, 0.0), (0.18, 0.25), (0.03, 0.6), (0.1, 0.92), (0.32, 1.0), (0.54, 0.84),
      (0.5, 0.6), (0.3, 0.52), (0.1, 0.66), (0.06, 0.76)]],
    [[(0.3, 0.0), (0.12, 0.35), (0.02, 0.72), (0.16, 0.98), (0.42, 0.95), (0.5, 0.76),
      (0.35, 0.62), (0.15, 0.7), (0.06, 0.82)]],
    [[(0.54, 0.1), (0.38, 0.0), (0.15, 0.2), (0.02, 0.6), (0.14, 0.95), (0.42, 0.97),
      (0.55, 0.72), (0.4, 0.5), (0.14, 0.6), (0.05, 0.72)]],
]  # fmt: skip
_SEVEN: list[_Skeleton] = [
    [[(0.0, 0.06), (0.3, 0.04), (0.6, 0.02)], [(0.6, 0.02), (0.35, 0.5), (0.22, 1.0)]],
    [[(0.0, 0.05), (0.3, 0.03), (0.6, 0.02)], [(0.6, 0.02), (0.36, 0.5), (0.22, 1.0)],
     [(0.12, 0.52), (0.36, 0.5), (0.6, 0.47)]],
    [[(0.02, 0.18), (0.03, 0.03)], [(0.03, 0.03), (0.3, 0.06), (0.6, 0.0)],
     [(0.6, 0.0), (0.42, 0.36), (0.32, 0.68), (0.3, 1.0)]],
    [[(0.0, 0.14), (0.1, 0.02), (0.34, 0.08), (0.56, 0.03), (0.48, 0.34), (0.26, 0.66),
      (0.18, 1.0)]],
]  # fmt: skip
_EIGHT: list[_Skeleton] = [
    [[(0.5, 0.14), (0.28, 0.0), (0.08, 0.16), (0.2, 0.4), (0.46, 0.6), (0.53, 0.84),
      (0.28, 1.0), (0.04, 0.86), (0.13, 0.6), (0.42, 0.38), (0.52, 0.17), (0.4, 0.03)]],
    [[(0.28, 0.46), (0.08, 0.32), (0.12, 0.07), (0.3, 0.0), (0.48, 0.1), (0.48, 0.33),
      (0.28, 0.46), (0.05, 0.62), (0.05, 0.88), (0.28, 1.0), (0.53, 0.88), (0.52, 0.62),
      (0.28, 0.46)]],
    [[(0.52, 0.08), (0.26, 0.02), (0.1, 0.2), (0.3, 0.46), (0.52, 0.7), (0.4, 0.97),
      (0.12, 0.96), (0.04, 0.74), (0.28, 0.45), (0.6, 0.08)]],
]  # fmt: skip
_NINE: list[_Skeleton] = [
    [[(0.52, 0.1), (0.26, 0.0), (0.04, 0.2), (0.1, 0.46), (0.34, 0.47), (0.52, 0.22)],
     [(0.52, 0.1), (0.52, 0.22), (0.5, 0.6), (0.46, 1.0)]],
    [[(0.53, 0.16), (0.3, 0.0), (0.05, 0.18), (0.1, 0.44), (0.34, 0.47), (0.53, 0.22)],
     [(0.53, 0.16), (0.53, 0.22), (0.54, 0.55), (0.42, 0.88), (0.12, 1.0)]],
    [[(0.5, 0.1), (0.22, 0.04), (0.04, 0.28), (0.18, 0.48), (0.42, 0.36), (0.52, 0.1)],
     [(0.52, 0.1), (0.46, 0.45), (0.34, 0.76), (0.28, 1.0)]],
    [[(0.5, 0.06), (0.28, 0.0), (0.1, 0.14), (0.16, 0.36), (0.38, 0.38), (0.53, 0.12)],
     [(0.53, 0.12), (0.52, 0.6), (0.4, 0.96), (0.1, 0.92)]],
]  # fmt: skip

SKELETONS: tuple[list[_Skeleton], ...] = (
    _ZERO, _ONE, _TWO, _THREE, _FOUR, _FIVE, _SIX, _SEVEN, _EIGHT, _NINE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pens:
    """All skeletons as arrays; skeleton `first[digit] + variant` is one row.

    Attributes:
        first: (10,), the digit's first row.
        variants: (10,), how many rows it has.
        controls: (rows, CONTROLS, 2), control points, zero beyond the last.
        loose: (rows, CONTROLS), 1 at a stroke's free end, where hands vary most, otherwise 0.
        index: (rows, POINTS, 4), the control points that a point on the path depends on.
        weight: (rows, POINTS, 4), how much: the Catmull-Rom basis there.
        way: (rows, POINTS), how far along its stroke the point is, 0 to 1.
    """

    first: NDArray[np.intp]
    variants: NDArray[np.intp]
    controls: Floats
    loose: Floats
    index: NDArray[np.intp]
    weight: Floats
    way: Floats


@cache
def pens() -> Pens:
    """Return the skeletons as arrays, computed once."""
    variants = np.array([len(skeletons) for skeletons in SKELETONS])
    rows = [skeleton for skeletons in SKELETONS for skeleton in skeletons]
    n = len(rows)
    found = Pens(
        first=np.cumsum(variants) - variants,
        variants=variants,
        controls=np.zeros((n, CONTROLS, 2)),
        loose=np.zeros((n, CONTROLS)),
        index=np.zeros((n, POINTS, 4), np.intp),
        weight=np.zeros((n, POINTS, 4)),
        way=np.zeros((n, POINTS)),
    )
    for row, skeleton in enumerate(rows):
        _fill(found, row, skeleton)
    return found


def _fill(found: Pens, row: int, skeleton: _Skeleton) -> None:
    """Fill in one skeleton's row of every array."""
    distinct = list(dict.fromkeys(point for stroke in skeleton for point in stroke))
    found.controls[row, : len(distinct)] = distinct
    ends = [end for stroke in skeleton for end in (stroke[0], stroke[-1])]
    uses = [point for stroke in skeleton for point in stroke]
    for end in ends:
        found.loose[row, distinct.index(end)] = float(uses.count(end) == 1)
    start = 0
    for stroke, count in zip(skeleton, _shares(skeleton), strict=True):
        where = [distinct.index(point) for point in stroke]
        for k in range(count):
            way = k / (count - 1)
            segment, t = _locate(stroke, way)
            found.way[row, start + k] = way
            index, weight = _basis(segment, t, len(stroke))
            found.index[row, start + k] = [where[i] for i in index]
            found.weight[row, start + k] = weight
        start += count


def _length(a: _Point, b: _Point) -> float:
    # Not math.hypot: its last bit is libm's. A root is exact everywhere.
    return float(np.sqrt((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1])))


def _lengths(stroke: _Stroke) -> list[float]:
    return [_length(a, b) for a, b in pairwise(stroke)]


def _total(lengths: list[float]) -> float:
    # Not sum(): since Python 3.12 it compensates, and the last bit differs.
    total = 0.0
    for length in lengths:
        total += length
    return total


def _shares(skeleton: _Skeleton) -> list[int]:
    """Divide POINTS among the strokes by their length, at least 4 each."""
    lengths = [_total(_lengths(stroke)) for stroke in skeleton]
    counts = [max(4, int(POINTS * length / _total(lengths))) for length in lengths]
    counts[lengths.index(max(lengths))] += POINTS - sum(counts)
    return counts


def _locate(stroke: _Stroke, way: float) -> tuple[int, float]:
    """Return the segment, and where in it, that lies `way` of the stroke's length along it."""
    lengths = _lengths(stroke)
    left = way * _total(lengths)
    for segment, length in enumerate(lengths[:-1]):
        if left <= length:
            return segment, left / length
        left -= length
    return len(lengths) - 1, min(left / lengths[-1], 1.0)


def _basis(segment: int, t: float, n: int) -> tuple[list[int], list[float]]:
    """Return the four control points around a segment and their Catmull-Rom weights at `t`.

    Beyond an end of the stroke stands the mirror image of its last but one point, written as a
    combination of the two points that there are.
    """
    weight = [
        ((2.0 - t) * t - 1.0) * t / 2.0,
        ((3.0 * t - 5.0) * t * t + 2.0) / 2.0,
        ((4.0 - 3.0 * t) * t + 1.0) * t / 2.0,
        (t - 1.0) * t * t / 2.0,
    ]
    index = [segment - 1, segment, segment + 1, segment + 2]
    if segment == 0:
        weight = [0.0, weight[1] + 2.0 * weight[0], weight[2] - weight[0], weight[3]]
        index[0] = 0
    if segment == n - 2:
        weight = [weight[0], weight[1] - weight[3], weight[2] + 2.0 * weight[3], 0.0]
        index[3] = n - 1
    return index, weight

"""Shapes as signed distances: negative inside, in pixels, on a window of the picture.

A distance gives a soft edge, an outline, a rounded volume and joints without seams, all of it by
elementwise + - * / and roots, which are the same on every machine. Points and lengths are in
picture sides (0 to 1, y down); `Sheet` knows how many pixels a side has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.datasets.synthetic.frames import Point, turn

__all__ = ["Pixels", "Shape", "Sheet", "cut", "grown", "join", "shared"]

# float32 in fact; checkers see what NumPy's stubs say of mixed arithmetic.
Pixels = NDArray[np.floating[Any]]
_Window = tuple[slice, slice]
# Pixels around a shape in which its distance is still right: soft edges and joints need them.
_MARGIN = 6.0
_FAR = np.float32(1e6)
# Pixels whose distances from several edges are found together.
_AT_ONCE = 1 << 15


@dataclass(frozen=True, slots=True)
class Shape:
    """A signed distance on a window; outside of the window the shape is far away.

    Attributes:
        top, left: The window's first line and column.
        distance: (height, width), float32, in pixels.
    """

    top: int
    left: int
    distance: Pixels

    @property
    def window(self) -> _Window:
        """Where it lies in the picture."""
        height, width = self.distance.shape
        return slice(self.top, self.top + height), slice(self.left, self.left + width)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Makes shapes for a square picture of `side` pixels."""

    side: int

    def _window(self, points: Sequence[Point], reach: float) -> tuple[int, int, int, int]:
        """Lines and columns, first and beyond the last, that lie within `reach` of points."""
        around = reach * self.side + _MARGIN
        lines = self._stretch([y * self.side for _, y in points], around)
        return *lines, *self._stretch([x * self.side for x, _ in points], around)

    def _stretch(self, places: list[float], around: float) -> tuple[int, int]:
        """The first pixel and the one beyond the last that lie within `around` of places."""
        first = min(max(int(min(places) - around), 0), self.side)
        return first, max(min(int(max(places) + around), self.side), first)

    def _axes(self, top: int, bottom: int, left: int, right: int) -> tuple[Pixels, Pixels]:
        """Places of pixel centres: columns (1, width) and lines (height, 1), in pixels."""
        centres = _centres(self.side)
        return centres[None, left:right], centres[top:bottom, None]

    def limb(self, a: Point, b: Point, thick_a: float, thick_b: float) -> Shape:
        """A rounded stick from a to b, with these radii."""
        top, bottom, left, right = self._window((a, b), max(thick_a, thick_b))
        x, y = self._axes(top, bottom, left, right)
        ax, ay = a[0] * self.side, a[1] * self.side
        bx, by = (b[0] - a[0]) * self.side, (b[1] - a[1]) * self.side
        way, far = _beside(x - ax, y - ay, (bx, by, max(bx * bx + by * by, 1e-6)))
        np.sqrt(far, out=far)
        way *= (thick_b - thick_a) * self.side
        way += thick_a * self.side
        far -= way
        return Shape(top, left, far)

    def chain(self, points: Sequence[Point], thick: Sequence[float]) -> Shape:
        """Limbs from point to point: an arm, a neck, a tail. One radius a point."""
        limbs = [
            self.limb(points[k], points[k + 1], thick[k], thick[k + 1])
            for k in range(len(points) - 1)
        ]
        return join(*limbs)

    def ellipse(self, middle: Point, across: float, down: float, degrees: float = 0.0) -> Shape:
        """An ellipse with these half axes, turned clockwise."""
        top, bottom, left, right = self._window((middle,), max(across, down))
        x, y = self._axes(top, bottom, left, right)
        x, y = x - middle[0] * self.side, y - middle[1] * self.side
        cosine, sine = turn(degrees)
        u, v = x * cosine + y * sine, y * cosine - x * sine
        wide, high = max(across * self.side, 0.3), max(down * self.side, 0.3)
        u /= wide
        v /= high
        near = _length(u, v)
        u /= wide
        v /= high
        slope = _length(u, v)
        slope.clip(1e-6, np.inf, out=slope)
        # First-order distance: exact at the edge, which is where it is looked at.
        far = near - 1.0
        far *= near
        far /= slope
        return Shape(top, left, far)

    def disc(self, middle: Point, radius: float) -> Shape:
        """A disc."""
        top, bottom, left, right = self._window((middle,), radius)
        x, y = self._axes(top, bottom, left, right)
        far = _length(x - middle[0] * self.side, y - middle[1] * self.side)
        far -= radius * self.side
        return Shape(top, left, far)

    def polygon(self, points: Sequence[Point], rounded: float = 0.0) -> Shape:
        """A polygon, its corners rounded by a radius; it grows by that radius."""
        top, bottom, left, right = self._window(points, rounded)
        x, y = self._axes(top, bottom, left, right)
        near = np.full((bottom - top, right - left), _FAR, np.float32)
        inside = np.zeros(near.shape, np.bool_)
        corners = [(px * self.side, py * self.side) for px, py in points]
        edges = np.array([_edge(*ends) for ends in pairwise([*corners, corners[0]])], np.float32)
        # Several edges at once, as many as the processor's cache holds.
        many = max(_AT_ONCE // max(near.size, 1), 1)
        for first in range(0, len(edges), many):
            ax, ay, by, ex, ey, square = edges[first : first + many].T[..., None, None]
            across, down = x - ax, y - ay
            off = _beside(across, down, (ex, ey, square))[1]
            np.minimum(near, off.min(0), out=near)
            # A ray to the right meets an edge: the pixel changes sides.
            met = (across * ey < ex * down) == (ey > 0)
            met &= (y >= ay) != (y >= by)
            inside ^= np.logical_xor.reduce(met, 0)
        np.sqrt(near, out=near)
        np.negative(near, out=near, where=inside)
        near -= rounded * self.side
        return Shape(top, left, near)

    def blob(self, points: Sequence[Point], steps: int = 6) -> Shape:
        """A closed smooth outline through points (Catmull-Rom)."""
        return self.polygon(_smooth_ring(points, steps))

    def half(self, a: Point, b: Point) -> Shape:
        """Everything to the right of the line from a to b (as seen when going, y down)."""
        x, y = self._axes(0, self.side, 0, self.side)
        ex, ey = (b[0] - a[0]) * self.side, (b[1] - a[1]) * self.side
        length = float(np.sqrt(max(ex * ex + ey * ey, 1e-6)))
        distance = ((x - a[0] * self.side) * ey - (y - a[1] * self.side) * ex) / length
        return Shape(0, 0, distance.astype(np.float32))


@cache
def _centres(side: int) -> Pixels:
    """Places of all pixel centres along a side; shared, so not to be written to."""
    centres = np.arange(side, dtype=np.float32) + np.float32(0.5)
    centres.flags.writeable = False
    return centres


def _length(u: Pixels, v: Pixels) -> Pixels:
    """How long (u, v) is."""
    squares = u * u + v * v
    return np.sqrt(squares, out=squares)


def _edge(a: Point, b: Point) -> tuple[float, ...]:
    """Where a line begins, how far down it ends, its way across and down, its length squared."""
    ex, ey = b[0] - a[0], b[1] - a[1]
    return *a, b[1], ex, ey, max(ex * ex + ey * ey, 1e-6)


def _beside(
    x: Pixels, y: Pixels, edge: tuple[float, float, float] | tuple[Pixels, Pixels, Pixels]
) -> tuple[Pixels, Pixels]:
    """How far along a line a pixel is, 0 to 1, and how far off, squared.

    The line runs from (0, 0); of `edge` are its end and its length squared.
    """
    ex, ey, square = edge
    way = x * ex + y * ey
    way /= square
    way.clip(0.0, 1.0, out=way)
    off, down = way * ex, way * ey
    np.subtract(x, off, out=off)
    np.subtract(y, down, out=down)
    off *= off
    down *= down
    off += down
    return way, off


def _smooth_ring(points: Sequence[Point], steps: int) -> list[Point]:
    """Points along the closed spline through `points`."""
    n, ring = len(points), list[Point]()
    for k in range(n):
        a, b, c, d = (points[(k + j - 1) % n] for j in range(4))
        for step in range(steps):
            t = step / steps
            wa = ((2.0 - t) * t - 1.0) * t / 2.0
            wb = ((3.0 * t - 5.0) * t * t + 2.0) / 2.0
            wc = ((4.0 - 3.0 * t) * t + 1.0) * t / 2.0
            wd = (t - 1.0) * t * t / 2.0
            ring.append(
                (
                    a[0] * wa + b[0] * wb + c[0] * wc + d[0] * wd,
                    a[1] * wa + b[1] * wb + c[1] * wc + d[1] * wd,
                )
            )
    return ring


def join(*shapes: Shape, blend: float = 0.0) -> Shape:
    """The union; within `blend` pixels the shapes flow into each other without a seam."""
    some = [shape for shape in shapes if shape.distance.size]
    if len(some) < 2:
        return (some or shapes)[0]
    top, left = min(shape.top for shape in some), min(shape.left for shape in some)
    bottom = max(shape.top + shape.distance.shape[0] for shape in some)
    right = max(shape.left + shape.distance.shape[1] for shape in some)
    near = np.full((bottom - top, right - left), _FAR, np.float32)
    for shape in some:
        line, column, (height, width) = shape.top - top, shape.left - left, shape.distance.shape
        before = near[line : line + height, column : column + width]
        if blend > 0.0:
            over = blend - np.abs(before - shape.distance)
            over.clip(0.0, np.inf, out=over)
            over *= over
            over *= 0.25 / blend
            np.minimum(before, shape.distance, out=before)
            before -= over
        else:
            np.minimum(before, shape.distance, out=before)
    return Shape(top, left, near)


def cut(shape: Shape, *others: Shape) -> Shape:
    """What is left of `shape` without the others."""
    left_over = shape.distance.copy()
    for other in others:
        here, there = _shared_window(shape, other)
        field = left_over[here]
        np.maximum(field, -other.distance[there], out=field)
    return Shape(shape.top, shape.left, left_over)


def shared(shape: Shape, other: Shape) -> Shape:
    """The part of `shape` that lies in `other`: a spot on a coat ends where the coat ends."""
    field = np.full(shape.distance.shape, _FAR, np.float32)
    here, there = _shared_window(shape, other)
    np.maximum(shape.distance[here], other.distance[there], out=field[here])
    return Shape(shape.top, shape.left, field)


def _shared_window(a: Shape, b: Shape) -> tuple[_Window, _Window]:
    """Where two windows overlap, as a part of the one and of the other."""
    top, left = max(a.top, b.top), max(a.left, b.left)
    bottom = max(min(x.top + x.distance.shape[0] for x in (a, b)), top)
    right = max(min(x.left + x.distance.shape[1] for x in (a, b)), left)
    here, there = (
        (slice(top - x.top, bottom - x.top), slice(left - x.left, right - x.left)) for x in (a, b)
    )
    return here, there


def grown(shape: Shape, pixels: float) -> Shape:
    """The same, its edge moved outward by some pixels (inward where negative)."""
    return Shape(shape.top, shape.left, shape.distance - np.float32(pixels))

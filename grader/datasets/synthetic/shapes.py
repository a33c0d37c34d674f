"""Shapes as signed distances: negative inside, in pixels, on a window of the picture.

A distance gives a soft edge, an outline, a rounded volume and joints without seams, all of it by
elementwise + - * / and roots, which are the same on every machine. Points and lengths are in
picture sides (0 to 1, y down); `Sheet` knows how many pixels a side has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.datasets.synthetic.frames import Point, turn

__all__ = ["Pixels", "Shape", "Sheet", "cut", "grown", "join", "shared"]

# float32 in fact; checkers see what NumPy's stubs say of mixed arithmetic.
Pixels = NDArray[np.floating[Any]]
# Pixels around a shape in which its distance is still right: soft edges and joints need them.
_MARGIN = 6.0
_FAR = np.float32(1e6)


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
    def window(self) -> tuple[slice, slice]:
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
        across = [x * self.side for x, _ in points]
        down = [y * self.side for _, y in points]
        ends = (min(down) - around, max(down) + around, min(across) - around, max(across) + around)
        top, bottom, left, right = (min(max(int(end), 0), self.side) for end in ends)
        return top, max(bottom, top), left, max(right, left)

    def _axes(self, top: int, bottom: int, left: int, right: int) -> tuple[Pixels, Pixels]:
        """Places of pixel centres: columns (1, width) and lines (height, 1), in pixels."""
        lines = np.arange(top, bottom, dtype=np.float32)[:, None] + np.float32(0.5)
        columns = np.arange(left, right, dtype=np.float32)[None, :] + np.float32(0.5)
        return columns, lines

    def limb(self, a: Point, b: Point, thick_a: float, thick_b: float) -> Shape:
        """A rounded stick from a to b, with these radii."""
        top, bottom, left, right = self._window((a, b), max(thick_a, thick_b))
        x, y = self._axes(top, bottom, left, right)
        ax, ay = a[0] * self.side, a[1] * self.side
        bx, by = (b[0] - a[0]) * self.side, (b[1] - a[1]) * self.side
        length = max(bx * bx + by * by, 1e-6)
        x, y = x - ax, y - ay
        way = np.minimum(np.maximum((x * bx + y * by) / length, 0.0), 1.0)
        across, down = x - way * bx, y - way * by
        thick = way * ((thick_b - thick_a) * self.side) + thick_a * self.side
        return Shape(top, left, np.sqrt(across * across + down * down) - thick)

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
        u, v = u / wide, v / high
        near = np.sqrt(u * u + v * v)
        u, v = u / wide, v / high
        slope = np.maximum(np.sqrt(u * u + v * v), 1e-6)
        # First-order distance: exact at the edge, which is where it is looked at.
        return Shape(top, left, near * (near - 1.0) / slope)

    def disc(self, middle: Point, radius: float) -> Shape:
        """A disc."""
        return self.limb(middle, middle, radius, radius)

    def polygon(self, points: Sequence[Point], rounded: float = 0.0) -> Shape:
        """A polygon, its corners rounded by a radius; it grows by that radius."""
        top, bottom, left, right = self._window(points, rounded)
        x, y = self._axes(top, bottom, left, right)
        near = np.full((bottom - top, right - left), _FAR, np.float32)
        inside = np.zeros(near.shape, np.bool_)
        corners = [(px * self.side, py * self.side) for px, py in points]
        for (ax, ay), (bx, by) in zip(corners, [*corners[1:], corners[0]], strict=True):
            ex, ey = bx - ax, by - ay
            across, down = x - ax, y - ay
            way = (across * ex + down * ey) / max(ex * ex + ey * ey, 1e-6)
            way = np.minimum(np.maximum(way, 0.0), 1.0)
            u, v = across - way * ex, down - way * ey
            np.minimum(near, u * u + v * v, out=near)
            if ay != by:  # a ray to the right meets this edge: the pixel changes sides
                before = (across * ey < ex * down) == (ey > 0)
                inside ^= ((y >= ay) != (y >= by)) & before
        distance = np.sqrt(near)
        return Shape(top, left, np.where(inside, -distance, distance) - rounded * self.side)

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


def _spread(shapes: Sequence[Shape]) -> tuple[int, int, list[Pixels]]:
    """The distances of all shapes on the window that holds them all."""
    some = [shape for shape in shapes if shape.distance.size]
    if not some:
        return shapes[0].top, shapes[0].left, [shapes[0].distance]
    top, left = min(shape.top for shape in some), min(shape.left for shape in some)
    bottom = max(shape.top + shape.distance.shape[0] for shape in some)
    right = max(shape.left + shape.distance.shape[1] for shape in some)
    spread: list[Pixels] = []
    for shape in some:
        field = np.full((bottom - top, right - left), _FAR, np.float32)
        line, column = shape.top - top, shape.left - left
        height, width = shape.distance.shape
        field[line : line + height, column : column + width] = shape.distance
        spread.append(field)
    return top, left, spread


def join(*shapes: Shape, blend: float = 0.0) -> Shape:
    """The union; within `blend` pixels the shapes flow into each other without a seam."""
    top, left, fields = _spread(shapes)
    near = fields[0]
    for field in fields[1:]:
        if blend > 0.0:
            over = np.maximum(blend - np.abs(near - field), 0.0)
            near = np.minimum(near, field) - over * over * (0.25 / blend)
        else:
            near = np.minimum(near, field)
    return Shape(top, left, near)


def cut(shape: Shape, *others: Shape) -> Shape:
    """What is left of `shape` without the others."""
    left_over = shape.distance.copy()
    for other in others:
        _onto(left_over, shape, other, sign=-1.0)
    return Shape(shape.top, shape.left, left_over)


def shared(shape: Shape, other: Shape) -> Shape:
    """The part of `shape` that lies in `other`: a spot on a coat ends where the coat ends."""
    field = np.full(shape.distance.shape, _FAR, np.float32)
    _onto(field, shape, other, sign=1.0, fresh=True)
    return Shape(shape.top, shape.left, np.maximum(shape.distance, field))


def _onto(field: Pixels, shape: Shape, other: Shape, *, sign: float, fresh: bool = False) -> None:
    """Lay `sign` times the other's distance over the field that belongs to `shape`."""
    top = max(shape.top, other.top)
    left = max(shape.left, other.left)
    bottom = min(shape.top + shape.distance.shape[0], other.top + other.distance.shape[0])
    right = min(shape.left + shape.distance.shape[1], other.left + other.distance.shape[1])
    if bottom <= top or right <= left:
        return
    here = (
        slice(top - shape.top, bottom - shape.top),
        slice(left - shape.left, right - shape.left),
    )
    there = (
        slice(top - other.top, bottom - other.top),
        slice(left - other.left, right - other.left),
    )
    laid = other.distance[there] * np.float32(sign)
    field[here] = laid if fresh else np.maximum(field[here], laid)


def grown(shape: Shape, pixels: float) -> Shape:
    """The same, its edge moved outward by some pixels (inward where negative)."""
    return Shape(shape.top, shape.left, shape.distance - np.float32(pixels))

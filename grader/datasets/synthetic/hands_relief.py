"""A surface seen from in front: for each pixel how near it is, what it is made of, how lit.

Everything is elementwise + - * / and roots. Lengths and heights are in pixels of the relief.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from grader.datasets.synthetic.frames import Point
from grader.datasets.synthetic.hands_space import Space
from grader.datasets.synthetic.shapes import Pixels

__all__ = ["Patch", "Relief"]

# The height where nothing is.
_FAR = np.float32(-1e4)
Patch = tuple[tuple[slice, slice], Pixels]


class Relief:
    """Sticks with round ends, joined, the nearer before the farther.

    Attributes:
        side: Pixels along each side.
        height: (side, side), towards the viewer.
        tone: (side, side), a number of what lies in front, as `stick` was told.
        matter: (side, side), the same for a whole number.
    """

    def __init__(self, side: int) -> None:
        self.side = side
        self.height: Pixels = np.full((side, side), _FAR, np.float32)
        self.tone: Pixels = np.zeros((side, side), np.float32)
        self.matter: NDArray[np.uint8] = np.zeros((side, side), np.uint8)

    @property
    def covered(self) -> NDArray[np.bool_]:
        """Where there is anything."""
        return self.height > _FAR * np.float32(0.5)

    def cropped(self, window: tuple[slice, slice]) -> Relief:
        """Return a part, its own edges cut off; it shares the pixels."""
        part = Relief(0)
        part.height, part.tone = self.height[window], self.tone[window]
        part.matter = self.matter[window]
        return part

    def bounds(self) -> tuple[slice, slice]:
        """Return the least window, of even lines and columns, that holds everything."""
        covered = self.covered
        lines, columns = np.flatnonzero(covered.any(1)), np.flatnonzero(covered.any(0))
        if not len(lines):
            return slice(0, 0), slice(0, 0)
        top, bottom = int(lines[0]) // 2 * 2, int(lines[-1]) // 2 * 2 + 2
        left, right = int(columns[0]) // 2 * 2, int(columns[-1]) // 2 * 2 + 2
        return slice(top, bottom), slice(left, right)

    def _window(self, points: tuple[Space, ...], reach: float) -> tuple[slice, slice]:
        """Lines and columns within `reach` of points."""
        ends = list[int]()
        for axis in (1, 0):
            low, high = min(p[axis] for p in points), max(p[axis] for p in points)
            ends.append(min(max(int(low - reach - 1.0), 0), self.side))
            ends.append(min(max(int(high + reach) + 2, ends[-1]), self.side))
        return slice(ends[0], ends[1]), slice(ends[2], ends[3])

    @staticmethod
    def _axes(window: tuple[slice, slice], point: Space) -> tuple[Pixels, Pixels]:
        """Columns (1, width) and lines (height, 1) of pixel centres, counted from a point."""
        lines = np.arange(window[0].start, window[0].stop, dtype=np.float32)[:, None]
        columns = np.arange(window[1].start, window[1].stop, dtype=np.float32)[None, :]
        return columns + np.float32(0.5 - point[0]), lines + np.float32(0.5 - point[1])

    def stick(
        self,
        ends: tuple[Space, Space],
        thick: tuple[float, float],
        *,
        tone: float = 0.0,
        matter: int = 0,
        blend: float = 1.0,
        flat: tuple[float, float] = (0.0, 0.0),
        capped: bool = True,
    ) -> None:
        """Add a stick with round ends.

        Args:
            ends: In pixels: across, down, near.
            thick: Radius at each end.
            tone: For `tone`.
            matter: For `matter`.
            blend: Difference in height within which it flows into what is there.
            flat: Half the breadth, at each end, that it has in excess of its thickness.
            capped: Whether it has its round ends.
        """
        window = self._window(ends, max(thick) + max(flat))
        before = self.height[window]
        if not before.size:
            return
        near = self._stick(window, ends, thick, flat, capped=capped)
        front = near > before
        self.tone[window][front] = tone
        self.matter[window][front] = matter
        over = np.maximum(blend - np.abs(near - before), 0.0)
        over *= near > _FAR * np.float32(0.5)
        np.maximum(near, before, out=before)
        before += over * over * np.float32(0.25 / blend)

    def _stick(
        self,
        window: tuple[slice, slice],
        ends: tuple[Space, Space],
        thick: tuple[float, float],
        flat: tuple[float, float],
        *,
        capped: bool,
    ) -> Pixels:
        """The height of a stick on a window."""
        a, b = ends
        x, y = self._axes(window, a)
        ex, ey = b[0] - a[0], b[1] - a[1]
        along = (x * ex + y * ey) * np.float32(1.0 / max(ex * ex + ey * ey, 1e-3))
        way = np.minimum(np.maximum(along, 0.0), 1.0)
        u, v = x - way * ex, y - way * ey
        off = u * u + v * v
        if flat != (0.0, 0.0):
            off = np.maximum(np.sqrt(off) - (way * (flat[1] - flat[0]) + flat[0]), 0.0)
            off = off * off
        radius = way * (thick[1] - thick[0]) + thick[0]
        inside = radius * radius - off
        if not capped:
            inside[way != along] = 0.0
        near = way * (b[2] - a[2]) + a[2] + np.sqrt(np.maximum(inside, 0.0))
        return np.where(inside > 0.0, near, _FAR).astype(np.float32)

    def patch(self, middle: Space, u: Point, v: Point, *, depth: float) -> Patch | None:
        """Return where an ellipse lies on the surface, and how far inside each pixel is (0 to 1).

        Args:
            middle: On the surface.
            u: One half axis, in pixels.
            v: The other one.
            depth: What lies that much nearer or farther is another part.
        """
        area = u[0] * v[1] - u[1] * v[0]
        reach = max(abs(u[0]), abs(u[1])) + max(abs(v[0]), abs(v[1]))
        window = self._window((middle,), reach)
        before = self.height[window]
        if not before.size or abs(area) < 0.3:
            return None
        x, y = self._axes(window, middle)
        p = (x * v[1] - y * v[0]) * np.float32(1.0 / area)
        q = (y * u[0] - x * u[1]) * np.float32(1.0 / area)
        inside = np.maximum(1.0 - (p * p + q * q), 0.0)
        inside = inside * (np.abs(before - np.float32(middle[2])) < depth)
        return window, inside.astype(np.float32)

    def _moved(self, across: int, down: int) -> Pixels:
        """The height of the pixel `across` to the right and `down` below; at the edge, its own."""
        high, wide = self.height.shape
        moved = self.height.copy()
        if abs(down) < high and abs(across) < wide:
            to_lines = slice(max(-down, 0), high - max(down, 0))
            of_lines = slice(max(down, 0), high - max(-down, 0))
            to_columns = slice(max(-across, 0), wide - max(across, 0))
            of_columns = slice(max(across, 0), wide - max(-across, 0))
            moved[to_lines, to_columns] = self.height[of_lines, of_columns]
        return moved

    def slopes(self) -> tuple[Pixels, Pixels]:
        """Return how steeply the surface rises to the right and downward, -3 to 3."""
        h = self.height
        down, across = np.zeros_like(h), np.zeros_like(h)
        down[1:-1] = (h[2:] - h[:-2]) * 0.5
        across[:, 1:-1] = (h[:, 2:] - h[:, :-2]) * 0.5
        across = np.minimum(np.maximum(across, -3.0), 3.0)
        return across, np.minimum(np.maximum(down, -3.0), 3.0)

    def hollows(self, reach: float) -> Pixels:
        """Return how much of the sky the surroundings take: 0 in the open to 1 in a crease."""
        taken = np.zeros_like(self.height)
        near, far = max(int(reach * 0.5), 1), max(int(reach), 2)
        ways = ((near, 0), (-near, 0), (0, near), (0, -near))
        ways += ((far, far), (-far, far), (far, -far), (-far, -far))
        for across, down in ways:
            rise = self._moved(across, down) - self.height
            taken += np.minimum(np.maximum(rise * np.float32(1.0 / far) - 0.15, 0.0), 1.0)
        return np.minimum(taken * np.float32(0.25), 1.0)

    def shadow(self, light: Space, reach: float, steps: int = 5) -> Pixels:
        """Return how much the surface keeps light from itself: 0 to 1.

        Args:
            light: Where it comes from; 1 long.
            reach: How far away what is in its way can be.
            steps: In how many places to look for it.
        """
        dark = np.zeros_like(self.height)
        for step in range(1, steps + 1):
            far = reach * step / steps
            rise = self._moved(int(light[0] * far), int(light[1] * far)) - self.height
            rise = (rise - np.float32(light[2] * far)) * np.float32(0.3)
            dark = np.maximum(dark, np.minimum(rise, 1.0))
        return dark

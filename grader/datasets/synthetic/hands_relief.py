"""A surface seen from in front: for each pixel how near it is, what it is made of, how lit.

Everything is elementwise + - * / and roots. Lengths and heights are in pixels of the relief.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from grader.datasets.synthetic.frames import Point
from grader.datasets.synthetic.hands_space import Space
from grader.datasets.synthetic.hands_sticks import Stick, from_to, squared, within
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
        self._places = np.arange(side, dtype=np.float32)
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
        lines = self._stretch([point[1] for point in points], reach)
        return lines, self._stretch([point[0] for point in points], reach)

    def _stretch(self, places: list[float], reach: float) -> slice:
        first = min(max(int(min(places) - reach - 1.0), 0), self.side)
        return slice(first, min(max(int(max(places) + reach) + 2, first), self.side))

    def stick(self, stick: Stick, *, tone: float, matter: int, blend: float) -> None:
        """Add a stick.

        Args:
            stick: Where.
            tone: For `tone`.
            matter: For `matter`.
            blend: Difference in height within which it flows into what is there.
        """
        window = self._window(stick.ends, max(stick.thick) + max(stick.flat))
        before = self.height[window]
        if not before.size:
            return
        near, outside = self._stick(window, stick)
        front = near > before
        np.copyto(self.tone[window], tone, where=front)
        np.copyto(self.matter[window], matter, where=front)
        over = blend - np.abs(near - before)
        over.clip(0.0, np.inf, out=over)
        np.copyto(over, 0.0, where=outside)
        over *= over
        over *= np.float32(0.25 / blend)
        np.maximum(near, before, out=before)
        before += over

    def _stick(self, window: tuple[slice, slice], stick: Stick) -> tuple[Pixels, NDArray[np.bool_]]:
        """The height of a stick on a window, and where it is not."""
        lines, columns = self._places[window[0], None], self._places[None, window[1]]
        way, inside = within(columns, lines, stick.numbers, stick.kind)
        outside = inside <= 0.0
        a, b = stick.ends
        near = from_to(way, a[2], b[2] - a[2])
        near += np.sqrt(inside.clip(0.0, np.inf, out=inside), out=inside)
        np.copyto(near, _FAR, where=outside)
        return near, outside

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
        x = self._places[None, window[1]] + np.float32(0.5 - middle[0])
        y = self._places[window[0], None] + np.float32(0.5 - middle[1])
        p, q = x * v[1] - y * v[0], y * u[0] - x * u[1]
        p *= np.float32(1.0 / area)
        q *= np.float32(1.0 / area)
        inside = 1.0 - squared(p, q)
        inside.clip(0.0, np.inf, out=inside)
        off = np.abs(before - np.float32(middle[2]))
        np.copyto(inside, 0.0, where=off >= depth)
        return window, inside

    def _rise(self, across: int, down: int) -> Pixels:
        """How much nearer the pixel `across` to the right and `down` below is; at the edge, 0."""
        high, wide = self.height.shape
        rise = np.zeros_like(self.height)
        if abs(down) < high and abs(across) < wide:
            to_lines = slice(max(-down, 0), high - max(down, 0))
            of_lines = slice(max(down, 0), high - max(-down, 0))
            to_columns = slice(max(-across, 0), wide - max(across, 0))
            of_columns = slice(max(across, 0), wide - max(-across, 0))
            there, here = self.height[of_lines, of_columns], self.height[to_lines, to_columns]
            np.subtract(there, here, out=rise[to_lines, to_columns])
        return rise

    def slopes(self) -> tuple[Pixels, Pixels]:
        """Return how steeply the surface rises to the right and downward, -3 to 3."""
        h = self.height
        down, across = np.zeros_like(h), np.zeros_like(h)
        down[1:-1] = (h[2:] - h[:-2]) * 0.5
        across[:, 1:-1] = (h[:, 2:] - h[:, :-2]) * 0.5
        return across.clip(-3.0, 3.0, out=across), down.clip(-3.0, 3.0, out=down)

    def hollows(self, reach: float) -> Pixels:
        """Return how much of the sky the surroundings take: 0 in the open to 1 in a crease."""
        taken = np.zeros_like(self.height)
        near, far = max(int(reach * 0.5), 1), max(int(reach), 2)
        ways = ((near, 0), (-near, 0), (0, near), (0, -near))
        ways += ((far, far), (-far, far), (far, -far), (-far, -far))
        for across, down in ways:
            rise = self._rise(across, down)
            rise *= np.float32(1.0 / far)
            rise -= 0.15
            taken += rise.clip(0.0, 1.0, out=rise)
        taken *= np.float32(0.25)
        return np.minimum(taken, 1.0, out=taken)

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
            rise = self._rise(int(light[0] * far), int(light[1] * far))
            rise -= np.float32(light[2] * far)
            rise *= np.float32(0.3)
            np.maximum(dark, rise, out=dark)
        return np.minimum(dark, 1.0, out=dark)

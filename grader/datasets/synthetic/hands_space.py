"""Points in space, and the camera that sees them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from grader.datasets.synthetic.frames import turn

__all__ = ["Space", "View", "between", "camera", "cross", "moved", "unit"]

Space = tuple[float, float, float]


def moved(a: Space, way: Space, far: float) -> Space:
    """Return the point `far` from `a` along `way`."""
    return a[0] + way[0] * far, a[1] + way[1] * far, a[2] + way[2] * far


def between(a: Space, b: Space, share: float) -> Space:
    """Return the point at that share of the way from a to b."""
    return moved(a, (b[0] - a[0], b[1] - a[1], b[2] - a[2]), share)


def unit(a: Space) -> Space:
    """Return the vector 1 long in the same direction."""
    length = max(float(np.sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2])), 1e-6)
    return a[0] / length, a[1] / length, a[2] / length


def cross(a: Space, b: Space) -> Space:
    """Return a vector across both."""
    return a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]


@dataclass(frozen=True, slots=True)
class View:
    """How a body lies in the picture.

    Attributes:
        rows: Its rotation: what the picture's x, y (down) and z (towards the viewer) are made of.
        x, y: Where its origin lies, in picture sides.
        size: Picture sides in one unit of the body.
        depth: How much larger is what lies one unit nearer.
    """

    rows: tuple[Space, Space, Space]
    x: float = 0.0
    y: float = 0.0
    size: float = 1.0
    depth: float = 0.0

    def turned(self, way: Space) -> Space:
        """Return a direction of the body as one of the picture."""
        (x, y, z), (a, b, c) = way, self.rows
        return (
            a[0] * x + a[1] * y + a[2] * z,
            b[0] * x + b[1] * y + b[2] * z,
            c[0] * x + c[1] * y + c[2] * z,
        )

    def seen(self, point: Space) -> Space:
        """Return a point of the body in the picture: across, down, near, all in sides."""
        x, y, z = self.turned(point)
        scale = self.size * (1.0 + self.depth * z)
        return self.x + x * scale, self.y + y * scale, z * self.size

    def placed(
        self, size: float, points: Sequence[Space], across: float, down: float, *, margin: float
    ) -> View:
        """Return the view from which points fill a rectangle that lies freely in the picture.

        Args:
            size: As the attribute.
            points: What shall be within the picture.
            across: 0 puts them at the left edge, 1 at the right one.
            down: The same for top and bottom.
            margin: Sides that it is larger than the points' own rectangle, on each of its sides.
        """
        view = replace(self, x=0.0, y=0.0, size=size)
        seen = [view.seen(point) for point in points]
        left, right = min(p[0] for p in seen) - margin, max(p[0] for p in seen) + margin
        top, bottom = min(p[1] for p in seen) - margin, max(p[1] for p in seen) + margin
        x = (1.0 - right + left) * across - left
        return replace(view, x=x, y=(1.0 - bottom + top) * down - top)


def camera(roll: float, pitch: float, yaw: float, *, mirrored: bool) -> View:
    """Return the view of a body turned by degrees.

    Args:
        roll: In the picture, last.
        pitch: About its breadth.
        yaw: About its length, first; 180 shows the back.
        mirrored: The left hand instead of the right one.
    """
    (cy, sy), (cp, sp), (cr, sr) = turn(yaw), turn(pitch), turn(roll)
    hand = -1.0 if mirrored else 1.0
    first: Space = (cy * hand, 0.0, sy)
    second: Space = (sp * sy * hand, cp, -sp * cy)
    third: Space = (-cp * sy * hand, sp, cp * cy)
    across = moved((0.0, 0.0, 0.0), first, cr)
    down = moved((0.0, 0.0, 0.0), first, sr)
    return View((moved(across, second, -sr), moved(down, second, cr), third))

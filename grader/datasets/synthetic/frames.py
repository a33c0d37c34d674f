"""Angles without libm, and frames: where a body stands in the picture, which way it is turned.

Sines of libm differ in the last bit between machines; these are made of + - * / alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

__all__ = ["Frame", "Point", "distance", "turn"]

Point = tuple[float, float]
_RADIANS = 0.017453292519943295


def distance(a: Point, b: Point) -> float:
    """Return how far two points lie apart. A root is exact on every machine; hypot is not."""
    x, y = a[0] - b[0], a[1] - b[1]
    return float(np.sqrt(x * x + y * y))


@lru_cache(maxsize=256)
def turn(degrees: float) -> Point:
    """Return cosine and sine of an angle, to about 1e-10."""
    quarter = int((degrees + 45.0) // 90.0)
    x = (degrees - 90.0 * quarter) * _RADIANS  # within ± π/4
    s = x * x
    sine = x * (1 - s / 6 * (1 - s / 20 * (1 - s / 42 * (1 - s / 72 * (1 - s / 110)))))
    cosine = 1 - s / 2 * (1 - s / 12 * (1 - s / 30 * (1 - s / 56 * (1 - s / 90 * (1 - s / 132)))))
    return ((cosine, sine), (-sine, cosine), (-cosine, -sine), (sine, -cosine))[quarter % 4]


@dataclass(frozen=True, slots=True)
class Frame:
    """A body's own coordinates in the picture's: y runs down in both.

    Attributes:
        x, y: Where the body's origin lies, in picture sides (0 to 1).
        size: Picture sides in one unit of the body.
        degrees: Clockwise.
        mirrored: Whether left and right are changed, before turning.
        stretch: Width over height, before turning.
    """

    x: float
    y: float
    size: float
    degrees: float = 0.0
    mirrored: bool = False
    stretch: float = 1.0

    def at(self, x: float, y: float) -> Point:
        """Return a point of the body in the picture."""
        cosine, sine = turn(self.degrees)
        x = (-x if self.mirrored else x) * self.size * self.stretch
        y = y * self.size
        return self.x + x * cosine - y * sine, self.y + x * sine + y * cosine

    def all(self, *points: Point) -> list[Point]:
        """Return points of the body in the picture."""
        return [self.at(x, y) for x, y in points]

    def angle(self, degrees: float) -> float:
        """Return a direction of the body as one of the picture."""
        return self.degrees + (180.0 - degrees if self.mirrored else degrees)

    def within(
        self, x: float, y: float, *, size: float = 1.0, degrees: float = 0.0, mirrored: bool = False
    ) -> Frame:
        """Return the frame of a part that stands at (x, y) of this one, turned against it."""
        place = self.at(x, y)
        own = -degrees if self.mirrored else degrees
        return Frame(
            *place,
            self.size * size,
            self.degrees + own,
            self.mirrored != mirrored,
            self.stretch,
        )

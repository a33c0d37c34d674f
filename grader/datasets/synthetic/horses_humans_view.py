"""Bodies in space, seen from any side: chains of balls, projected onto the picture.

A ball is a disc from wherever one looks, so a body made of balls can be turned to face the viewer
or to walk away, and stays the same body. x runs forward, y down (0 is the ground, up is negative),
z to the body's right.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from grader.datasets.synthetic.frames import Point, turn
from grader.datasets.synthetic.shapes import Shape, Sheet

__all__ = [
    "BORDER",
    "Ball",
    "Point3",
    "Solid",
    "Spot",
    "View",
    "along",
    "between",
    "moved",
    "swung",
]

Point3 = tuple[float, float, float]
Ball = tuple[Point3, float]
# Whoever is not cut off stays within: the picture's border then does not tell long from tall.
BORDER = 0.11
LEFT = 0
ABOVE = 1
RIGHT = 2
BELOW = 3


@dataclass(frozen=True, slots=True)
class Solid:
    """Balls at `points` with these radii, and everything between neighbours."""

    points: tuple[Point3, ...]
    thick: tuple[float, ...]

    @property
    def balls(self) -> Iterable[Ball]:
        """The balls, one a point."""
        return zip(self.points, self.thick, strict=True)

    def part(self, first: int, last: int | None = None) -> Solid:
        """Return a stretch of it, `last` not included."""
        return Solid(self.points[first:last], self.thick[first:last])

    def scaled(self, factor: float) -> Solid:
        """Return it thicker or thinner."""
        return Solid(self.points, tuple(radius * factor for radius in self.thick))


def moved(a: Point3, x: float = 0.0, y: float = 0.0, z: float = 0.0) -> Point3:
    """Return a point some way from `a`."""
    return a[0] + x, a[1] + y, a[2] + z


def between(a: Point3, b: Point3, share: float) -> Point3:
    """Return the point that lies that share of the way from a to b."""
    x, y, z = (p + (q - p) * share for p, q in zip(a, b, strict=True))
    return x, y, z


def swung(start: Point3, length: float, degrees: float, spread: float = 0.0) -> Point3:
    """Return where a bone ends: 0 degrees hangs down, 90 points forward; `spread` goes to +z."""
    cosine, sine = turn(degrees)
    flat, side = turn(spread)
    return moved(start, sine * flat * length, cosine * flat * length, side * length)


def along(start: Point3, lengths: Sequence[float], degrees: Sequence[float]) -> list[Point3]:
    """Return the joints of a limb that stays in its plane, the first included."""
    joints = [start]
    for length, angle in zip(lengths, degrees, strict=True):
        joints.append(swung(joints[-1], length, angle))
    return joints


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in the picture a body goes, whatever its form.

    Attributes:
        extent: What 0.4 of the longer side of its bounding box and 0.6 of the shorter one make
            together: tall and wide bodies then cover about as much of the picture.
        foot: How far down it stands.
        across: 0 to 1: where in the room that is left within the border.
        cut: Which side of the picture cuts it off: LEFT, ABOVE, RIGHT, BELOW, or none.
        missing: The share of its box beyond that side.
        zoom: How much larger it is then.
    """

    extent: float
    foot: float
    across: float
    cut: int | None = None
    missing: float = 0.0
    zoom: float = 1.0


@dataclass(frozen=True, slots=True)
class View:
    """How a body is looked at, and where it stands in the picture.

    Attributes:
        yaw: 0 shows the right side, the body facing right; -90 its front, 90 its back.
        pitch: How far the camera looks down, in degrees.
        roll: How far the body leans clockwise in the picture.
        mirrored: Whether the body faces left instead.
        x, y: Where the body's origin lies, in picture sides.
        size: Picture sides in one unit of the body.
    """

    yaw: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0
    mirrored: bool = False
    x: float = 0.0
    y: float = 0.0
    size: float = 1.0

    def turned(self, point: Point3) -> Point3:
        """Return (across, down, depth) of a point, unplaced; nearer points have more depth."""
        cosine, sine = turn(self.yaw)
        across = point[0] * cosine + point[2] * sine
        depth = point[2] * cosine - point[0] * sine
        cosine, sine = turn(self.pitch)
        down, depth = point[1] * cosine + depth * sine, depth * cosine - point[1] * sine
        if self.mirrored:
            across = -across
        cosine, sine = turn(self.roll)
        return across * cosine - down * sine, across * sine + down * cosine, depth

    def at(self, point: Point3) -> Point:
        """Return a point of the body in the picture."""
        across, down, _ = self.turned(point)
        return self.x + across * self.size, self.y + down * self.size

    def all(self, points: Iterable[Point3]) -> list[Point]:
        """Return points of the body in the picture."""
        return [self.at(point) for point in points]

    def depth(self, point: Point3) -> float:
        """Return how near a point is, in units of the body."""
        return self.turned(point)[2]

    def shape(self, sheet: Sheet, solid: Solid) -> Shape:
        """Return what is seen of a solid."""
        return sheet.chain(self.all(solid.points), [radius * self.size for radius in solid.thick])

    def ball(self, sheet: Sheet, middle: Point3, radius: float) -> Shape:
        """Return what is seen of a ball."""
        return sheet.disc(self.at(middle), radius * self.size)

    def box(self, balls: Iterable[Ball]) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom of what is seen of these balls, in picture sides."""
        seen = [(self.at(point), radius * self.size) for point, radius in balls]
        return (
            min(p[0] - radius for p, radius in seen),
            min(p[1] - radius for p, radius in seen),
            max(p[0] + radius for p, radius in seen),
            max(p[1] + radius for p, radius in seen),
        )

    def placed(self, balls: Iterable[Ball], spot: Spot) -> View:
        """Return the view in which these balls lie in that spot."""
        left, top, right, bottom = self.box(balls)
        wide, high = right - left, bottom - top
        size = spot.extent / (0.4 * max(wide, high) + 0.6 * min(wide, high))
        if spot.cut is None:
            size = min(size, (spot.foot - BORDER) / high, (1.0 - 2.0 * BORDER) / wide)
        elif spot.cut == ABOVE:
            size = spot.foot / (1.0 - spot.missing) / high
        else:
            size = size * spot.zoom
        size = min(size, 1.3 / max(wide, high))
        wide, high = wide * size, high * size
        half = wide / 2
        middle = 0.5 + max(1.0 - 2.0 * BORDER - wide, 0.0) * (spot.across - 0.5)
        foot = spot.foot
        if spot.cut in {LEFT, RIGHT}:
            beyond = half * (1.0 - 2.0 * spot.missing)
            middle = beyond if spot.cut == LEFT else 1.0 - beyond
        elif spot.cut == BELOW:
            foot = 1.0 + spot.missing * high
        x, y = self.x - (left + right) / 2, self.y - bottom
        return replace(self, x=middle + x * size, y=foot + y * size, size=self.size * size)

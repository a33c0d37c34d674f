"""Horses as bodies in space: breeds, and how they stand, walk, gallop, graze, rear and lie."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from grader.datasets.synthetic.frames import turn
from grader.datasets.synthetic.horses_humans_view import (
    Ball,
    Point3,
    Solid,
    along,
    between,
    moved,
    swung,
)
from grader.datasets.synthetic.stream import Stream

__all__ = ["Breed", "Gait", "Horse", "draw_breed", "draw_gait", "posed_horse"]

# Forearm, cannon, pastern of a foreleg; thigh, gaskin, cannon, pastern of a hind leg; in withers
# heights.
_FORE = (0.27, 0.22, 0.1)
_HIND = (0.2, 0.27, 0.26, 0.1)


@dataclass(frozen=True, slots=True)
class Breed:
    """How a horse is built; 1 is a riding horse."""

    legs: float = 1.0
    girth: float = 1.0
    neck: float = 1.0
    head: float = 1.0
    length: float = 1.0
    bone: float = 1.0


@dataclass(frozen=True, slots=True)
class Gait:
    """Angles in degrees: 0 hangs down, positive is forward; `neck` and `pitch` are upward."""

    fore: tuple[tuple[float, ...], tuple[float, ...]]
    hind: tuple[tuple[float, ...], tuple[float, ...]]
    neck: float = 48.0
    head: float = -48.0
    pitch: float = 0.0


@dataclass(frozen=True, slots=True)
class Horse:
    """A horse in one moment.

    Attributes:
        barrel, neck, head, cheek: The trunk's parts.
        fore, hind: Legs, left (z below 0) and right.
        dock: Where the tail begins.
        up: Where the back's up is (forward, down), about 1 long.
        ears: Where they stand and where they point.
        build: Its breed.
    """

    barrel: Solid
    neck: Solid
    head: Solid
    cheek: Ball
    fore: tuple[Solid, Solid]
    hind: tuple[Solid, Solid]
    dock: Point3
    up: tuple[float, float]
    ears: tuple[tuple[Point3, Point3], ...]
    build: Breed

    @property
    def balls(self) -> Iterable[Ball]:
        """What counts for the place in the picture."""
        for solid in (self.barrel, self.neck, self.head, *self.fore, *self.hind):
            yield from solid.balls
        yield moved(self.dock, -0.1, 0.3), 0.05


def draw_breed(stream: Stream) -> Breed:
    """Draw a riding horse, a heavy one, a slim one, a pony or a foal."""
    breed = stream.pick(
        (
            Breed(),
            Breed(1.0, 1.0, 1.1),
            Breed(0.94, 1.2, 1.3, 1.08, 1.0, 1.45),
            Breed(1.08, 0.9, 0.88, 0.95, 1.02, 0.9),
            Breed(0.8, 1.12, 1.15, 1.12, 0.96, 1.15),
            Breed(1.1, 0.82, 0.85, 1.05, 0.8, 1.05),
        )
    )
    parts = (breed.legs, breed.girth, breed.neck, breed.head, breed.length, breed.bone)
    return Breed(*(part * stream.between(0.94, 1.06) for part in parts))


_STILL_FORE, _STILL_HIND = (0.0, 0.0, 25.0), (18.0, -34.0, 0.0, 28.0)
_WALK = (
    Gait(((22, 10, 20), (-18, -20, 0)), ((34, -22, 2, 20), (0, -48, -16, 20)), 35),
    Gait(((-14, -16, 10), (30, -14, -20)), ((2, -46, -14, 10), (38, -24, -12, 10)), 38),
)
_TROT = (
    Gait(((48, -26, -50), (-22, -24, -10)), ((-4, -54, -32, -20), (52, -20, -10, -10)), 52),
    Gait(((34, 22, 20), (-8, -60, -70)), ((20, -40, -50, -50), (40, -14, 6, 20)), 50),
)
_GALLOP = (
    Gait(((66, 50, 40), (48, 16, 0)), ((-16, -62, -46, -30), (-6, -56, -36, -30)), 32, -30, 4),
    Gait(((40, -62, -90), (26, -76, -100)), ((58, -6, 32, 40), (48, -12, 22, 30)), 40, -38, -4),
    Gait(((58, 34, 30), (30, -60, -80)), ((8, -50, -40, -40), (24, -38, -20, 0)), 36, -34, 8),
)
_STANDING = Gait((_STILL_FORE, _STILL_FORE), (_STILL_HIND, _STILL_HIND))
_GRAZING = Gait(((10, 6, 25), (-12, -10, 15)), (_STILL_HIND, (26, -28, 2, 28)), -48, -78)
_LYING = Gait(((64, -108, -120), (72, -104, -120)), ((84, -74, 84, 70), (78, -80, 80, 70)), 50)


def draw_gait(stream: Stream) -> Gait:
    """Draw what the horse is doing, each joint a little off."""
    choice = stream.share()
    if choice < 0.26:
        gait = _STANDING
    elif choice < 0.44:
        gait = stream.pick(_WALK)
    elif choice < 0.6:
        gait = stream.pick(_TROT)
    elif choice < 0.75:
        gait = stream.pick(_GALLOP)
    elif choice < 0.9:
        gait = _GRAZING
    elif choice < 0.97:
        pitch = stream.between(22, 52)
        gait = Gait(((70, -20, -50), (46, -50, -70)), ((20, -30, 4, 25), (32, -24, 6, 25)), 60)
        gait = Gait(gait.fore, gait.hind, 40 - pitch * 0.2, -56, pitch)
    else:
        gait = _LYING
    loose = 3.0 if gait in (_STANDING, _GRAZING, _LYING) else 8.0
    fore, hind = (
        tuple(tuple(a + stream.bell(0.0, loose) for a in leg) for leg in pair)
        for pair in (gait.fore, gait.hind)
    )
    if stream.chance(0.5):  # the other pair of legs leads
        fore, hind = fore[::-1], hind[::-1]
    neck, head = stream.bell(gait.neck, 9.0), stream.bell(gait.head, 8.0)
    return Gait((fore[0], fore[1]), (hind[0], hind[1]), neck, head, gait.pitch)


def posed_horse(build: Breed, gait: Gait, sideways: float) -> Horse:
    """Return the horse; `sideways` is how far it looks to its right, in about ±0.25."""
    hip: Point3 = (-0.34 * build.length, -0.778 * build.legs, 0.0)
    cosine, sine = turn(gait.pitch)
    long, girth = build.length, build.girth

    def trunk(x: float, y: float, z: float = 0.0) -> Point3:
        """A point of the level trunk, seen from the hip, once it is pitched."""
        x = x * long
        return moved(hip, x * cosine + y * sine, y * cosine - x * sine, z)

    barrel = Solid(
        (trunk(-0.06, 0.0), trunk(0.1, 0.02), trunk(0.4, 0.04), trunk(0.68, 0.02)),
        (0.185 * girth, 0.185 * girth, 0.195 * girth, 0.17 * girth),
    )
    neck, head = _neck_and_head(trunk(0.7, -0.02), build, gait, sideways)
    fore = tuple(
        _foreleg(trunk(0.66, 0.16, side * 0.1 * girth), build, angles)
        for side, angles in zip((-1, 1), gait.fore, strict=True)
    )
    hind = tuple(
        _hind_leg(trunk(-0.02, 0.0, side * 0.09 * girth), build, angles)
        for side, angles in zip((-1, 1), gait.hind, strict=True)
    )
    return Horse(
        barrel,
        neck,
        head,
        (between(head.points[0], head.points[-1], 0.22), 0.098 * build.head),
        (fore[0], fore[1]),
        (hind[0], hind[1]),
        trunk(-0.23, -0.1),
        (-sine, -cosine),
        _ears(neck, head, build),
        build,
    )


def _neck_and_head(root: Point3, build: Breed, gait: Gait, sideways: float) -> tuple[Solid, Solid]:
    """The neck from the chest to the poll, and the head that hangs there."""
    # 90 is forward for a bone that swings; up is beyond it.
    angle = 90 + gait.neck + gait.pitch * 0.6
    first = swung(root, 0.24, angle - 6)
    middle = moved(swung(first, 0.16, angle + 6), z=sideways * 0.1)
    poll = moved(swung(middle, 0.16, angle + 4), z=sideways * 0.25)
    thick = build.neck
    neck = Solid((root, first, middle, poll), (0.165 * thick, 0.125 * thick, 0.098 * thick, 0.075))
    tip = swung(poll, 0.36 * build.head, 90 + gait.head + gait.pitch * 0.5)
    muzzle = moved(tip, z=sideways)
    size = build.head
    points = (poll, between(poll, muzzle, 0.35), between(poll, muzzle, 0.8), muzzle)
    return neck, Solid(points, (0.07 * size, 0.078 * size, 0.052 * size, 0.05 * size))


def _ears(neck: Solid, head: Solid, build: Breed) -> tuple[tuple[Point3, Point3], ...]:
    """Where the ears stand and where they point: on from the neck, away from the muzzle."""
    poll, nose = head.points[0], head.points[-1]
    back = between(neck.points[-2], poll, 1.5)
    away = between(nose, poll, 1.15)
    aim = between(back, away, 0.62)
    tall = 0.13 * build.head
    step = (aim[0] - poll[0], aim[1] - poll[1])
    long = max(abs(step[0]) + abs(step[1]), 1e-6) / 1.25
    x, y = step[0] / long, step[1] / long
    ears: list[tuple[Point3, Point3]] = []
    for side in (-1, 1):
        base = moved(poll, x * 0.05, y * 0.05, side * 0.045)
        ears.append((base, moved(base, x * tall, y * tall, side * 0.025)))
    return tuple(ears)


def _foreleg(top: Point3, build: Breed, angles: tuple[float, ...]) -> Solid:
    """Elbow, knee, fetlock, hoof."""
    joints = along(top, [part * build.legs for part in _FORE], angles)
    bone = build.bone
    return Solid(tuple(joints), (0.085 * bone, 0.048 * bone, 0.036 * bone, 0.046 * bone))


def _hind_leg(top: Point3, build: Breed, angles: tuple[float, ...]) -> Solid:
    """Hip, stifle, hock, fetlock, hoof."""
    joints = along(top, [part * build.legs for part in _HIND], angles)
    bone = build.bone
    thick = (0.15, 0.115 * bone, 0.052 * bone, 0.037 * bone, 0.047 * bone)
    return Solid(tuple(joints), thick)

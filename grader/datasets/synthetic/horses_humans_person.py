"""People as bodies in space: builds from child to giant, and what they are doing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from grader.datasets.synthetic.frames import turn
from grader.datasets.synthetic.horses_humans_view import Ball, Point3, Solid, moved, swung
from grader.datasets.synthetic.stream import Stream

__all__ = ["Build", "Person", "Pose", "draw_build", "draw_pose", "posed_person"]

Arm = tuple[float, float, float, float]
Leg = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Build:
    """How a person is built; 1 is a grown one of middling build."""

    height: float = 1.0
    legs: float = 1.0
    shoulders: float = 1.0
    hips: float = 1.0
    girth: float = 1.0
    head: float = 1.0


@dataclass(frozen=True, slots=True)
class Pose:
    """Angles in degrees: 0 hangs down, positive swings forward.

    Attributes:
        legs: Left and right: thigh, shin, and how far the thigh is spread sideways.
        arms: Left and right: upper arm forward and sideways, forearm forward and sideways.
        lean: How far the trunk leans forward.
        nod: How far the head leans forward of the trunk.
        roll: How far the whole body is turned in the picture; 90 lies.
        seat: Whether there is something to sit on.
    """

    legs: tuple[Leg, Leg] = ((3, -2, 4), (0, -3, 4))
    arms: tuple[Arm, Arm] = ((2, 10, 10, 4), (0, 10, 12, 4))
    lean: float = 0.0
    nod: float = 0.0
    roll: float = 0.0
    seat: bool = False

    @property
    def striding(self) -> bool:
        """Whether the thighs are far apart, or one is lifted high."""
        left, right = self.legs
        return abs(left[0] - right[0]) > 30.0 or max(left[0], right[0]) > 60.0


@dataclass(frozen=True, slots=True)
class Person:
    """A person in one moment.

    Attributes:
        hips: The middle of the hips.
        trunk: Solids that make the trunk together.
        legs: Left (z below 0) and right: hip, knee, ankle.
        feet: Heel to toe.
        arms: Shoulder, elbow, wrist.
        neck: From the shoulders to the head.
        head: Chin and crown.
        face: The way the face looks (forward, down).
        pose: What it does.
        build: Of whom.
    """

    hips: Point3
    trunk: tuple[Solid, ...]
    legs: tuple[Solid, Solid]
    feet: tuple[Solid, Solid]
    arms: tuple[Solid, Solid]
    neck: Solid
    head: Solid
    face: tuple[float, float]
    pose: Pose
    build: Build

    @property
    def balls(self) -> Iterable[Ball]:
        """What counts for the place in the picture."""
        for solid in (*self.trunk, *self.legs, *self.feet, *self.arms, self.head):
            yield from solid.balls


def draw_build(stream: Stream) -> Build:
    """Draw a woman, a man, a child, a stout or a lanky person."""
    build = stream.pick(
        (
            Build(1.0, 1.0, 0.9, 1.08, 0.92),
            Build(1.0, 1.0, 1.12, 0.95, 1.05),
            Build(0.8, 0.9, 0.92, 0.95, 1.06, 1.3),
            Build(0.98, 0.97, 1.1, 1.15, 1.3),
            Build(1.04, 1.05, 0.95, 0.92, 0.84, 0.94),
            Build(0.9, 0.94, 0.92, 0.95, 0.98, 1.15),
        )
    )
    parts = (build.height, build.legs, build.shoulders, build.hips, build.girth, build.head)
    return Build(*(part * stream.between(0.95, 1.05) for part in parts))


_DOWN, _BENT = (2.0, 10.0, 10.0, 4.0), (-10.0, 16.0, 70.0, 4.0)
_AKIMBO, _OUT = (-14.0, 42.0, 8.0, -48.0), (0.0, 84.0, 4.0, 88.0)
_UP, _WAVE = (10.0, 158.0, 10.0, 172.0), (6.0, 104.0, 12.0, 176.0)
_AHEAD, _CHEST = (74.0, 6.0, 86.0, -4.0), (24.0, 16.0, 96.0, -44.0)
_ARMS = (_DOWN, _DOWN, _DOWN, _BENT, _AKIMBO, _OUT, _UP, _WAVE, _AHEAD, _CHEST)

_STAND = Pose()
_ASTRIDE = Pose(((2, 0, 20), (0, -2, 20)))
_WALK = Pose(((26, 14, 3), (-18, -32, 3)), ((-24, 8, -8, 2), (24, 8, 42, 2)), 4)
_STROLL = Pose(((14, 2, 3), (-8, -26, 3)), ((-12, 8, 0, 2), (14, 8, 26, 2)), 2)
_RUN = Pose(((58, -14, 3), (-26, -72, 3)), ((-46, 10, 30, 0), (34, 10, 112, -10)), 14)
_SPRINT = Pose(((72, 8, 3), (-32, -40, 3)), ((-52, 10, 24, 0), (50, 10, 120, -8)), 20)
_SIT = Pose(((84, 2, 8), (82, -6, 8)), ((18, 10, 52, -6), (20, 10, 50, -6)), 4, seat=True)
_SIT_LOW = Pose(((96, 64, 8), (112, 22, 8)), ((-24, 16, -10, 12), (30, 14, 70, -6)), -8)
_CROUCH = Pose(((112, -38, 12), (100, -46, 12)), ((40, 8, 64, -8), (36, 8, 60, -8)), 26, -18)
_KNEEL = Pose(((88, 0, 6), (-4, -88, 6)), ((20, 12, 52, -8), (6, 12, 22, -4)), 8)
_BEND = Pose(((8, -6, 6), (4, -8, 6)), ((64, 6, 58, 2), (72, 6, 70, 2)), 74, -16)
_CRAWL = Pose(((8, -84, 6), (-6, -90, 6)), ((12, 8, 4, 4), (-8, 8, -4, 4)), 80, -48)
_LUNGE = Pose(((62, -6, 4), (-42, -54, 4)), ((30, 30, 40, 20), (-20, 30, -10, 30)), 8)
_STAR = Pose(((4, 0, 34), (0, -4, 34)), (_UP, _UP))
_KICK = Pose(((74, 66, 4), (-8, -14, 4)), ((-20, 50, 0, 60), (30, 40, 60, 20)), -10)


def draw_pose(stream: Stream) -> Pose:
    """Draw what the person is doing, each joint a little off."""
    choice, free = stream.share(), True
    if choice < 0.38:
        pose = stream.pick((_STAND, _STAND, _ASTRIDE))
    elif choice < 0.56:
        pose, free = stream.pick((_WALK, _STROLL)), stream.chance(0.3)
    elif choice < 0.68:
        pose, free = stream.pick((_RUN, _SPRINT)), False
    elif choice < 0.82:
        pose, free = stream.pick((_SIT, _SIT_LOW, _CROUCH, _KNEEL)), stream.chance(0.3)
    elif choice < 0.92:
        pose, free = stream.pick((_LUNGE, _STAR, _KICK)), False
    elif choice < 0.97:
        pose, free = stream.pick((_BEND, _BEND, _CRAWL)), False
    else:
        pose = replace(stream.pick((_STAND, _STROLL)), roll=stream.pick((-1.0, 1.0)) * 86.0)
    arms = (stream.pick(_ARMS), stream.pick(_ARMS)) if free else pose.arms
    legs = pose.legs
    if stream.chance(0.5):
        arms, legs = (arms[1], arms[0]), (legs[1], legs[0])
    first, second = (tuple(stream.bell(angle, 7.0) for angle in arm) for arm in arms)
    left, right = (tuple(stream.bell(angle, 4.0) for angle in leg) for leg in legs)
    return Pose(
        (_leg(left), _leg(right)),
        (_arm(first), _arm(second)),
        stream.bell(pose.lean, 4.0),
        stream.bell(pose.nod, 6.0),
        stream.bell(pose.roll, 3.0),
        pose.seat,
    )


def _leg(angles: tuple[float, ...]) -> Leg:
    return angles[0], angles[1], angles[2]


def _arm(angles: tuple[float, ...]) -> Arm:
    return angles[0], angles[1], angles[2], angles[3]


def posed_person(build: Build, pose: Pose) -> Person:
    """Return the person, in body heights."""
    hips: Point3 = (0.0, -0.52 * build.legs, 0.0)
    cosine, sine = turn(pose.lean)

    def trunk(up: float, ahead: float = 0.0, side: float = 0.0) -> Point3:
        """A point of the upright trunk, once it leans."""
        return moved(hips, up * sine + ahead * cosine, ahead * sine - up * cosine, side)

    wide, hip, girth = 0.112 * build.shoulders, 0.05 * build.hips, build.girth
    shoulders = tuple(trunk(0.272, 0.0, side * wide) for side in (-1, 1))
    pelvis = tuple(trunk(0.0, 0.0, side * hip) for side in (-1, 1))
    waist = tuple(trunk(0.12, 0.0, side * hip * 0.86) for side in (-1, 1))
    solids = (
        Solid((shoulders[0], shoulders[1]), (0.046, 0.046)),
        *(
            Solid((s, w, p), (0.048, 0.056 * girth, 0.066 * girth))
            for s, w, p in zip(shoulders, waist, pelvis, strict=True)
        ),
        Solid((trunk(0.21, 0.012), trunk(0.03, 0.012)), (0.076 * girth, 0.07 * girth)),
    )
    legs = tuple(
        _limb(p, (0.245 * build.legs, 0.235 * build.legs), angles, side, girth)
        for p, angles, side in zip(pelvis, pose.legs, (-1, 1), strict=True)
    )
    feet = tuple(
        _foot(leg.points[-1], angles[1]) for leg, angles in zip(legs, pose.legs, strict=True)
    )
    arms = tuple(
        _sleeve(s, angles, side, girth)
        for s, angles, side in zip(shoulders, pose.arms, (-1, 1), strict=True)
    )
    neck, head, face = _head(trunk(0.285), pose, build.head)
    pairs = ((legs[0], legs[1]), (feet[0], feet[1]), (arms[0], arms[1]))
    return Person(hips, solids, *pairs, neck, head, face, pose, build)


def _limb(hip: Point3, lengths: tuple[float, float], angles: Leg, side: int, girth: float) -> Solid:
    """Hip, knee, ankle."""
    knee = swung(hip, lengths[0], angles[0], side * angles[2])
    ankle = swung(knee, lengths[1], angles[1], side * angles[2] * 0.7)
    return Solid((hip, knee, ankle), (0.06 * girth, 0.042 * (0.5 + 0.5 * girth), 0.03))


def _foot(ankle: Point3, shin: float) -> Solid:
    """Heel and toe; the foot stands square to the shin, toes a little down."""
    heel = moved(ankle, 0.0, 0.012)
    return Solid((heel, swung(heel, 0.095, shin + 82.0)), (0.033, 0.024))


def _sleeve(shoulder: Point3, angles: Arm, side: int, girth: float) -> Solid:
    """Shoulder, elbow, wrist, fingertips."""
    elbow = swung(shoulder, 0.17, angles[0], side * angles[1])
    wrist = swung(elbow, 0.155, angles[2], side * angles[3])
    hand = swung(wrist, 0.05, angles[2], side * angles[3])
    thick = 0.6 + 0.4 * girth
    return Solid((shoulder, elbow, wrist, hand), (0.043 * thick, 0.034 * thick, 0.025, 0.024))


def _head(root: Point3, pose: Pose, size: float) -> tuple[Solid, Solid, tuple[float, float]]:
    """Neck, head and where the face looks."""
    angle = 180.0 - pose.lean - pose.nod
    chin = swung(root, 0.045 + 0.03 * size, angle)
    crown = swung(chin, 0.052 * size, angle)
    cosine, sine = turn(pose.lean + pose.nod)
    neck = Solid((root, chin), (0.036, 0.034))
    return neck, Solid((chin, crown), (0.046 * size, 0.058 * size)), (cosine, sine)

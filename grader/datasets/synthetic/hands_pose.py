"""Hands as bones in space: what they show, and how the joints bend.

Hand coordinates: the palm is 1 long, its middle the origin; x runs across with the thumb at -x, y
from the fingertips (-) to the wrist (+), z out of the palm.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from grader.datasets.synthetic.frames import turn
from grader.datasets.synthetic.hands_space import Space, between, cross, moved, unit
from grader.datasets.synthetic.stream import Stream

__all__ = ["ARM", "PALM", "THUMB", "Bone", "Build", "arm", "posed"]

# What a bone belongs to; 1 to 4 are the fingers, from the index to the little one.
PALM = 0
THUMB = 5
ARM = 6

# Knuckles, lengths of the three bones, thickness: index, middle, ring, little finger.
_KNUCKLES: tuple[Space, ...] = (
    (-0.31, -0.45, 0.0),
    (-0.105, -0.5, -0.03),
    (0.1, -0.465, -0.02),
    (0.285, -0.37, 0.02),
)
_LENGTHS = ((0.46, 0.28, 0.19), (0.51, 0.32, 0.2), (0.47, 0.3, 0.2), (0.36, 0.22, 0.18))
_THICK = (1.0, 1.02, 0.97, 0.86)
_RADII = (0.117, 0.107, 0.093, 0.071)
_FAN = (-14.0, -3.0, 8.0, 20.0)

# The thumb: its root; then knuckle, joint, tip, and where its nail looks, in each attitude.
_ROOT: Space = (-0.2, 0.36, 0.08)
_THUMB_RADII = (0.17, 0.128, 0.112, 0.082)
_Attitude = tuple[Space, Space, Space, Space]
_OUT: _Attitude = ((-0.47, 0.1, 0.12), (-0.7, -0.1, 0.15), (-0.86, -0.31, 0.15), (-0.5, -0.2, -0.7))
_ALONG: _Attitude = (
    (-0.41, 0.04, 0.13),
    (-0.47, -0.26, 0.14),
    (-0.45, -0.52, 0.12),
    (-0.7, 0.0, -0.5),
)
_ACROSS: _Attitude = (
    (-0.4, 0.0, 0.26),
    (-0.29, -0.23, 0.46),
    (-0.02, -0.28, 0.54),
    (-0.2, -0.5, 0.9),
)
_BESIDE: _Attitude = (
    (-0.42, 0.02, 0.18),
    (-0.48, -0.25, 0.3),
    (-0.42, -0.5, 0.36),
    (-0.8, 0.0, 0.6),
)
_OVER: _Attitude = (
    (-0.37, 0.0, 0.26),
    (-0.16, -0.19, 0.44),
    (0.11, -0.24, 0.53),
    (-0.2, -0.5, 0.9),
)


@dataclass(frozen=True, slots=True)
class Bone:
    """A piece of a hand: a stick with round ends.

    Attributes:
        a, b: Its ends.
        thick_a, thick_b: Radii there.
        back: Unit vector out of the side where a finger has its nail.
        across: Unit vector to the side.
        part: PALM, 1 to 4, THUMB or ARM.
        link: How many joints lie before it in its finger.
        matter: What it is made of: 0 is skin.
        flat_a, flat_b: How much broader than thick it is there, on either side.
        capped: Whether it has its round ends.
    """

    a: Space
    b: Space
    thick_a: float
    thick_b: float
    back: Space = (0.0, 0.0, -1.0)
    across: Space = (1.0, 0.0, 0.0)
    part: int = PALM
    link: int = 0
    matter: int = 0
    flat_a: float = 0.0
    flat_b: float = 0.0
    capped: bool = True


@dataclass(frozen=True, slots=True)
class Build:
    """How a hand is built: 1 on average.

    Attributes:
        long: The fingers.
        broad: The palm.
        thick: Everything.
    """

    long: float
    broad: float
    thick: float


def _finger(build: Build, which: int, spread: float, bends: Space) -> list[Bone]:
    """The bones of a finger, bent at its three joints, in degrees."""
    x, y, z = _KNUCKLES[which]
    at: Space = (x * build.broad, y, z)
    cosine, sine = turn(spread)
    across: Space = (cosine, sine, 0.0)
    radii = [radius * _THICK[which] * build.thick for radius in _RADII]
    bones, angle = list[Bone](), 0.0
    for link in range(3):
        angle += bends[link]
        c, s = turn(angle)
        way: Space = (sine * c, -cosine * c, s)
        back: Space = (sine * s, -cosine * s, -c)
        end = moved(at, way, _LENGTHS[which][link] * build.long)
        bones.append(Bone(at, end, radii[link], radii[link + 1], back, across, which + 1, link))
        at = end
    return bones


def _thumb(build: Build, attitude: _Attitude) -> list[Bone]:
    """The bones of a thumb; the first one is the ball's."""
    at: Space = (_ROOT[0] * build.broad, _ROOT[1], _ROOT[2])
    bones = list[Bone]()
    for link, joint in enumerate(attitude[:3]):
        end: Space = (joint[0] * build.broad, joint[1], joint[2])
        way = unit((end[0] - at[0], end[1] - at[1], end[2] - at[2]))
        across = unit(cross(way, attitude[3]))
        a, b = (radius * build.thick for radius in _THUMB_RADII[link : link + 2])
        bones.append(Bone(at, end, a, b, cross(across, way), across, THUMB, link))
        at = end
    return bones


def _palm(build: Build, thumb: Space) -> list[Bone]:
    """Middle hand, balls of the thumb and of the little finger, web, wrist."""
    wide, index = build.broad, _KNUCKLES[0]
    parts: list[tuple[Space, Space, float, float]] = []
    for k, (x, y, z) in enumerate(_KNUCKLES):
        root: Space = ((-0.16 + 0.11 * k) * wide, 0.42, 0.0)
        parts.append((root, (x * wide, y + 0.02, z), 0.15, 0.135 * _THICK[k]))
    parts += [
        ((0.19 * wide, 0.36, 0.04), (0.27 * wide, -0.1, 0.04), 0.15, 0.13),
        ((-0.19 * wide, 0.32, 0.05), between(_ROOT, thumb, 0.8), 0.17, 0.12),
        (between(_ROOT, thumb, 0.75), (index[0] * wide, index[1] + 0.27, 0.03), 0.1, 0.1),
    ]
    bones = [Bone(a, b, ra * build.thick, rb * build.thick) for a, b, ra, rb in parts]
    thick = 0.15 * build.thick
    hollow = Bone(
        (0.01, 0.3, 0.0), (0.0, -0.25, 0.0), thick, thick, flat_a=0.14 * wide, flat_b=0.2 * wide
    )
    wrist = Bone(
        (0.0, 0.4, 0.0), (0.0, 0.7, 0.0), thick, thick, flat_a=0.13 * wide, flat_b=0.1 * wide
    )
    return [hollow, wrist, *bones]


def arm(
    build: Build, half: float, *, start: float = 0.7, end: float = 5.0, loose: float = 0.0
) -> list[Bone]:
    """Return the forearm, or what is worn on it.

    Args:
        build: Of the hand.
        half: Half its breadth where it leaves the picture.
        start: Where it begins, in hand coordinates; the wrist is at 0.7.
        end: Where it ends.
        loose: How far what is worn stands off.
    """
    thin, broad = 0.15 * build.thick, 0.1 * build.broad
    stations: list[tuple[float, float, float]] = []
    for y in (start, min(end, 2.0), end):
        share = min((y - 0.7) / 1.3, 1.0)
        flat, thick = broad + (half * 0.4 - broad) * share, thin + (half * 0.6 - thin) * share
        stations.append((y, flat, thick + loose))
    return [
        Bone(
            # No round ends, which would stand out of a sleeve; a little overlap instead.
            (0.0, a - 0.02, 0.0),
            (0.0, b, 0.0),
            thick_a,
            thick_b,
            part=ARM,
            flat_a=flat_a,
            flat_b=flat_b,
            capped=False,
        )
        for (a, flat_a, thick_a), (b, flat_b, thick_b) in pairwise(stations)
        if b > a
    ]


def _folded(stream: Stream, slack: float) -> Space:
    """The bends of a finger in a fist."""
    knuckle, middle = stream.between(82.0, 92.0), stream.between(102.0, 111.0)
    return knuckle - slack, middle - slack * 0.5, stream.between(68.0, 84.0)


def _straight(stream: Stream, loose: float) -> Space:
    """The bends of a stretched finger: the looser, the more."""
    knuckle, middle = stream.between(-5.0, 12.0), stream.between(2.0, 16.0)
    return knuckle * loose, middle * loose, stream.between(1.0, 12.0) * loose


def _paper(stream: Stream, build: Build) -> list[Bone]:
    # From fingers close together to wide apart.
    spread, loose = stream.between(-0.1, 1.05), stream.between(0.2, 1.3)
    out = min(max(spread + stream.between(-0.4, 0.6), 0.0), 1.0)
    attitude = _mixed(_ALONG, _OUT, out)
    bones = _palm(build, attitude[0])
    for k, angle in enumerate(_FAN):
        own = angle * spread + stream.bell(0.0, 1.6)
        bones += _finger(build, k, own, _straight(stream, loose))
    return bones + _thumb(build, attitude)


def _rock(stream: Stream, build: Build) -> list[Bone]:
    slack = stream.between(0.0, 5.0)
    first, second = (_ACROSS, _BESIDE) if stream.chance(0.65) else (_BESIDE, _ACROSS)
    attitude = _mixed(first, second, stream.between(0.0, 0.15))
    bones = _palm(build, attitude[0])
    for k in range(4):
        bones += _finger(build, k, stream.bell(0.0, 1.5), _folded(stream, slack))
    return bones + _thumb(build, attitude)


def _scissors(stream: Stream, build: Build) -> list[Bone]:
    opening, lean = stream.between(16.0, 44.0), stream.between(-6.0, 6.0)
    loose, slack = stream.between(0.2, 1.0), stream.between(0.0, 6.0)
    attitude = _mixed(_OVER, _ACROSS, stream.between(0.0, 0.4))
    bones = _palm(build, attitude[0])
    for k, side in enumerate((-0.55, 0.45)):
        bones += _finger(build, k, opening * side + lean, _straight(stream, loose))
    for k in (2, 3):
        bones += _finger(build, k, stream.bell(0.0, 2.0), _folded(stream, slack))
    return bones + _thumb(build, attitude)


def _mixed(first: _Attitude, second: _Attitude, share: float) -> _Attitude:
    """The attitude that lies between two."""
    a, b, c, d = (between(p, q, share) for p, q in zip(first, second, strict=True))
    return a, b, c, d


_SHOWN = (_paper, _rock, _scissors)


def posed(stream: Stream, build: Build, label: int) -> list[Bone]:
    """Return the bones of a hand that shows paper (0), rock (1) or scissors (2), without arm."""
    return _SHOWN[label](stream, build)

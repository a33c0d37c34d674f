"""Whose hand it is: build, skin, nails, and what is worn."""

from __future__ import annotations

from dataclasses import dataclass, replace

from grader.datasets.synthetic.hands_pose import Bone, Build, arm
from grader.datasets.synthetic.hands_space import Space, between, moved
from grader.datasets.synthetic.stream import Stream

__all__ = ["CLOTH", "CUFF", "METAL", "SKIN", "Person", "a_person", "worn"]

# What a bone's `matter` says.
SKIN = 0
CLOTH = 1
CUFF = 2
METAL = 3

# Skins from pale to dark, as light falls on the back of a hand.
_SKINS: tuple[Space, ...] = (
    (242, 208, 188),
    (234, 192, 168),
    (224, 180, 150),
    (226, 175, 138),
    (208, 160, 124),
    (193, 143, 108),
    (173, 121, 87),
    (152, 102, 72),
    (130, 86, 62),
    (110, 72, 52),
    (88, 58, 44),
    (72, 49, 40),
)
_PALM: Space = (228, 174, 152)
_NAIL: Space = (242, 208, 204)
_PAINTS: tuple[Space, ...] = (
    (200, 30, 50),
    (150, 20, 90),
    (240, 120, 160),
    (60, 60, 160),
    (40, 140, 130),
    (130, 90, 190),
    (30, 30, 35),
    (245, 245, 245),
    (235, 150, 50),
)
_CLOTHS: tuple[Space, ...] = (
    (40, 60, 110),
    (150, 40, 45),
    (50, 100, 70),
    (225, 225, 228),
    (50, 50, 55),
    (210, 170, 70),
    (120, 80, 150),
    (150, 185, 215),
    (130, 130, 135),
    (220, 140, 150),
)
_METALS: tuple[Space, ...] = ((212, 175, 80), (200, 200, 208), (70, 58, 56), (160, 70, 65))


@dataclass(frozen=True, slots=True)
class Person:
    """Whose hand it is.

    Attributes:
        build: Its proportions.
        skin: Colour of its back.
        palm: Colour of its inside.
        nail: Colour of its nails.
        nails: Their length, 1 on average.
        age: Depth of creases, 0 to 1.
        sleeve: Where the sleeve begins, in hand coordinates; None: bare.
        cuffed: Whether the sleeve ends in a cuff.
        cloth: Its colour.
        band: Where a bracelet or a watch lies; None: none.
        metal: Its colour, and that of the ring.
        ring: Which finger wears one, 1 to 4; 0: none does.
    """

    build: Build
    skin: Space
    palm: Space
    nail: Space
    nails: float
    age: float
    sleeve: float | None
    cuffed: bool
    cloth: Space
    band: float | None
    metal: Space
    ring: int


def a_person(stream: Stream) -> Person:
    """Return somebody, who shows only this one hand."""
    which = stream.whole(0, len(_SKINS) - 1)
    # Skins differ in hue as well: more than light alone would make them.
    red, green, blue = _near(stream, _SKINS[which], 9.0)
    hue, cast = stream.between(-9.0, 9.0), stream.between(-6.0, 6.0)
    skin = (red + cast, green - cast * 0.5, blue + hue)
    painted = stream.chance(0.3)
    nail = _near(stream, stream.pick(_PAINTS), 12.0)
    thick, sleeved, banded = stream.between(0.86, 1.16), stream.chance(0.55), stream.chance(0.25)
    broad = stream.between(0.92, 1.08) * (0.55 + 0.45 * thick)
    sleeve, band = stream.between(0.74, 1.25), stream.between(0.68, 0.78)
    return Person(
        build=Build(stream.between(0.9, 1.12), broad, thick),
        skin=skin,
        palm=between(skin, _PALM, 0.12 + 0.04 * which),
        nail=nail if painted else between(skin, _NAIL, 0.5),
        nails=stream.between(0.85, 1.3),
        age=stream.between(0.25, 1.0),
        sleeve=sleeve if sleeved else None,
        cuffed=stream.chance(0.4),
        cloth=_near(stream, stream.pick(_CLOTHS), 14.0),
        band=band if banded else None,
        metal=stream.pick(_METALS),
        ring=stream.whole(1, 4) if stream.chance(0.25) else 0,
    )


def _near(stream: Stream, base: Space, spread: float) -> Space:
    red, green, blue = stream.colour(base, spread)
    return red, green, blue


def worn(person: Person, bones: list[Bone], half: float, *, bare: float) -> list[Bone]:
    """Return the forearm and what is worn on it and on the finger.

    Args:
        person: Who wears it.
        bones: Of the hand.
        half: Half the arm's breadth where it leaves the picture, in hand coordinates.
        bare: How much farther up the arm a sleeve begins.
    """
    build = person.build
    found = arm(build, half)
    if person.sleeve is not None:
        start = person.sleeve + bare
        found += _made_of(CLOTH, arm(build, half, start=start, loose=0.045))
        if person.cuffed:
            found += _made_of(CUFF, arm(build, half, start=start, end=start + 0.2, loose=0.075))
    if person.band is not None:
        end = person.band + 0.1
        found += _made_of(METAL, arm(build, half, start=person.band, end=end, loose=0.022))
    for bone in bones:
        if bone.part == person.ring and person.ring and bone.link == 0:
            found += _ring(bone)
    return found


def _made_of(matter: int, bones: list[Bone]) -> list[Bone]:
    return [replace(bone, matter=matter) for bone in bones]


def _ring(bone: Bone) -> list[Bone]:
    """A ring about a finger: its front and its back."""
    middle, thick = between(bone.a, bone.b, 0.5), (bone.thick_a + bone.thick_b) * 0.5
    found = list[Bone]()
    for side in (-0.82, 0.82):
        lifted, half = moved(middle, bone.back, thick * side), thick * 0.78
        a, b = moved(lifted, bone.across, -half), moved(lifted, bone.across, half)
        found.append(Bone(a, b, thick * 0.32, thick * 0.32, part=bone.part, matter=METAL))
    return found

"""Individuals: how one cat or one dog is built. Every number is in heads or bodies."""

from __future__ import annotations

from dataclasses import dataclass

from grader.datasets.synthetic.canvas import Colour
from grader.datasets.synthetic.cats_dogs_coats import Coat, draw_coat
from grader.datasets.synthetic.stream import Stream

__all__ = ["Animal", "draw_animal"]


@dataclass(frozen=True, slots=True)
class Animal:
    """One cat or dog.

    Attributes:
        dog: Or else a cat.
        coat: What it wears.
        fluff: How far its hair sticks out, 0.4 to 3.
        ears: upright, folded (a Scottish cat's), floppy, tipped (half erect), long (a spaniel's),
            button (a pug's).
        ear: Size of the ears, about 1.
        muzzle: How far the muzzle stands out, in heads; 0.1 to 1.1.
        jowl: Width of the muzzle, about 1.
        wide: Width of the skull, about 1.
        eye: Colour of the eyes.
        eye_size: About 1.
        slit: Width of the pupil over the iris.
        nose: Colour of the nose.
        tongue: Whether it hangs out.
        legs: Length, in bodies.
        girth: Radius of the trunk, in bodies.
        head: Radius, in bodies.
        tail: long, sickle, ring, stub or plume.
    """

    dog: bool
    coat: Coat
    fluff: float
    ears: str
    ear: float
    muzzle: float
    jowl: float
    wide: float
    eye: Colour
    eye_size: float
    slit: float
    nose: Colour
    tongue: bool
    legs: float
    girth: float
    head: float
    tail: str


_CAT_EYES = (
    (182.0, 196.0, 74.0),
    (214.0, 172.0, 50.0),
    (118.0, 178.0, 206.0),
    (120.0, 176.0, 96.0),
)
_DOG_EYES = (
    (132.0, 92.0, 48.0),
    (74.0, 46.0, 26.0),
    (48.0, 32.0, 22.0),
    (112.0, 72.0, 34.0),
)


def draw_animal(stream: Stream, *, dog: bool) -> Animal:
    """Return one individual."""
    coat = draw_coat(stream)
    fluff = stream.pick((0.5, 0.7, 1.0, 2.0, 2.8))
    return _dog(stream, coat, fluff) if dog else _cat(stream, coat, fluff)


def _cat(stream: Stream, coat: Coat, fluff: float) -> Animal:
    folded = stream.chance(0.12)
    return Animal(
        dog=False,
        coat=coat,
        fluff=fluff,
        ears="folded" if folded else "upright",
        ear=stream.between(0.8, 1.3),
        muzzle=stream.between(0.08, 0.22),
        jowl=stream.between(0.9, 1.15),
        wide=stream.between(0.95, 1.1),
        eye=stream.colour(stream.pick(_CAT_EYES), 14.0),
        eye_size=stream.between(1.15, 1.5),
        slit=stream.between(0.25, 0.7),
        nose=stream.pick(((205.0, 128.0, 122.0), (188.0, 108.0, 104.0), (70.0, 48.0, 46.0))),
        tongue=False,
        legs=stream.between(0.42, 0.56),
        girth=stream.between(0.155, 0.2),
        head=stream.between(0.2, 0.25),
        tail="plume" if fluff > 1.5 else "long",
    )


def _dog(stream: Stream, coat: Coat, fluff: float) -> Animal:
    ears = stream.pick(("floppy",) * 3 + ("long",) * 2 + ("tipped", "upright", "button"))
    pug = ears == "button" and stream.chance(0.6)
    return Animal(
        dog=True,
        coat=coat,
        fluff=fluff,
        ears=ears,
        ear=stream.between(0.85, 1.25),
        muzzle=stream.between(0.15, 0.3) if pug else stream.between(0.55, 1.1),
        jowl=stream.between(1.1, 1.3) if pug else stream.between(0.8, 1.1),
        wide=stream.between(1.0, 1.15) if pug else stream.between(0.85, 1.0),
        eye=stream.colour(stream.pick(_DOG_EYES), 10.0),
        eye_size=stream.between(1.15, 1.4) if pug else stream.between(0.85, 1.1),
        slit=stream.between(0.5, 0.7),
        nose=stream.colour((38.0, 33.0, 34.0), 8.0),
        tongue=stream.chance(0.7),
        legs=stream.pick((0.3, 0.45, 0.6, 0.7)) * stream.between(0.9, 1.1),
        girth=stream.between(0.17, 0.25),
        head=stream.between(0.2, 0.25),
        tail=stream.pick(("sickle", "sickle", "ring", "stub", "plume")),
    )

"""Ears of cats and dogs, in heads' own units."""

from __future__ import annotations

from grader.datasets.synthetic.cats_dogs_animals import Animal
from grader.datasets.synthetic.cats_dogs_views import Fur, Place, View

__all__ = ["paint_ear"]

_PINK = (196.0, 140.0, 128.0)


def paint_ear(fur: Fur, view: View, animal: Animal, side: float) -> None:
    """Paint the ear on one side: -1 or 1."""
    if animal.ears in {"floppy", "long"}:
        _hanging(fur, view, animal, side)
    elif animal.ears == "upright":
        _upright(fur, view, animal, side)
    else:
        _bent(fur, view, animal, side)


def _upright(fur: Fur, view: View, animal: Animal, side: float) -> None:
    ear, wide = animal.ear, animal.wide
    # A shepherd's are higher and narrower than a cat's, and stand closer.
    inner, outer, high, out = (0.2, 0.68, 0.8, 0.62) if animal.dog else (0.16, 0.86, 0.62, 0.78)
    a: Place = (side * inner * wide, -0.7, 0.1)
    b: Place = (side * outer * wide, -0.3, -0.1)
    tip: Place = (side * out * wide, -0.72 - high * ear, 0.0)
    size = view.frame.size
    sheet = fur.canvas.sheet
    belly: Place = ((b[0] + tip[0]) * 0.5 + side * 0.07, (b[1] + tip[1]) * 0.5, -0.08)
    shape = sheet.polygon(view.all(a, tip, belly, b, (a[0], -0.25, 0.0)), 0.05 * size)
    fur.paint(shape, tint=animal.coat.points, share=0.85, relief=0.3, fluff=0.5)
    if view.depth((side * 0.15, 0.0, 1.0)) < 0.15:
        return  # seen from behind
    middle: Place = ((a[0] + b[0]) * 0.5, -0.45, 0.05)
    hollow = [
        tuple(part + (centre - part) * 0.33 for part, centre in zip(place, middle, strict=True))
        for place in (a, tip, belly, b)
    ]
    inside = sheet.polygon([view.at((x, y, z)) for x, y, z in hollow], 0.01 * size)
    fur.paint(inside, tint=_PINK, share=0.65, light=0.85, relief=0.0, fluff=0.8, soft=2.0)


def _bent(fur: Fur, view: View, animal: Animal, side: float) -> None:
    """Folded, tipped and button ears: a base that stands, a tip that falls forward."""
    wide, ear = animal.wide, animal.ear
    lift = {"folded": 0.12, "button": 0.1, "tipped": 0.42}[animal.ears] * ear
    drop = {"folded": 0.3, "button": 0.5, "tipped": 0.4}[animal.ears] * ear
    out = {"folded": 0.62, "button": 0.8, "tipped": 0.75}[animal.ears] * wide
    a: Place = (side * 0.3 * wide, -0.72, 0.1)
    b: Place = (side * 0.84 * wide, -0.36, 0.0)
    crown_a: Place = (side * (out - 0.18), -0.74 - lift, 0.1)
    crown_b: Place = (side * (out + 0.16), -0.62 - lift * 0.8, 0.0)
    sheet, size = fur.canvas.sheet, view.frame.size
    base = sheet.polygon(view.all(a, crown_a, crown_b, b), 0.08 * size)
    fur.paint(base, tint=animal.coat.points, share=0.85, fluff=0.5)
    tip: Place = (side * (out + 0.08), -0.66 - lift + drop, 0.45)
    flap = sheet.polygon(view.all(crown_a, crown_b, tip), 0.07 * size)
    fur.paint(flap, tint=animal.coat.points, share=0.85, light=0.84, relief=0.4, fluff=0.4)


def _hanging(fur: Fur, view: View, animal: Animal, side: float) -> None:
    wide, ear = animal.wide, animal.ear
    long = animal.ears == "long"
    end = (0.95 if long else 0.42) * ear
    thick = 0.27 if long else 0.24
    places: list[Place] = [
        (side * 0.66 * wide, -0.55, -0.05),
        (side * 0.9 * wide, -0.25, 0.05),
        (side * 0.95 * wide, end * 0.45, 0.1),
        (side * 0.88 * wide, end, 0.15),
    ]
    shape = fur.chain(view, places, [0.16, 0.21, thick, thick * 0.75])
    fluff = 1.3 if long else 0.5
    fur.paint(shape, tint=animal.coat.points, share=0.85, light=0.86, relief=0.45, fluff=fluff)

"""Heads of cats and dogs, in heads' own units: the skull's radius is 1."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from grader.datasets.synthetic.canvas import Colour
from grader.datasets.synthetic.cats_dogs_animals import Animal
from grader.datasets.synthetic.cats_dogs_coats import WHITE, brightness
from grader.datasets.synthetic.cats_dogs_ears import paint_ear
from grader.datasets.synthetic.cats_dogs_views import Fur, Place, View
from grader.datasets.synthetic.frames import turn
from grader.datasets.synthetic.shapes import Shape, grown, join, shared
from grader.datasets.synthetic.stream import Stream

__all__ = ["paint_head"]

_DARK = (24.0, 18.0, 18.0)
_SIDES = (-1.0, 1.0)


@dataclass(frozen=True, slots=True)
class _Head:
    """One head being painted."""

    fur: Fur
    view: View
    animal: Animal
    asleep: bool

    @property
    def pixel(self) -> float:
        """Pixels in one unit of the head."""
        return self.view.frame.size * self.fur.canvas.side

    def oval(self, place: Place, across: float, down: float, degrees: float = 0.0) -> Shape:
        """An ellipse that lies on the head: it narrows as it turns away."""
        x, _, z = place
        far = float(np.sqrt(x * x + z * z)) or 1.0
        facing = max(self.view.depth((x, 0.0, z)) / far, 0.0)
        size = self.view.frame.size
        across = across * (0.3 + 0.7 * facing)
        angle = self.view.frame.degrees + (-degrees if self.view.frame.mirrored else degrees)
        middle = self.view.at(place)
        return self.fur.canvas.sheet.ellipse(middle, across * size, down * size, angle)

    def seen(self, place: Place, least: float = 0.05) -> bool:
        """Whether a place of the face is turned to the camera."""
        return self.view.depth((place[0], 0.0, place[2])) > least

    def stroke(self, places: list[Place], thick: float, colour: Colour, alpha: float = 1.0) -> None:
        """A line across the face; `thick` in units of the head, never under half a pixel."""
        radius = max(thick, 0.5 / self.pixel)
        shape = self.fur.chain(self.view, places, [radius] * len(places))
        self.fur.canvas.paint(shape, colour, alpha=alpha)


def paint_head(fur: Fur, stream: Stream, animal: Animal, view: View, *, asleep: bool) -> None:
    """Paint a head.

    Args:
        fur: What it is painted with.
        stream: Of this picture.
        animal: Whose head.
        view: Where it is and which way it looks.
        asleep: Whether its eyes are closed.
    """
    head = _Head(fur, view, animal, asleep)
    hanging = animal.ears in {"floppy", "long"}
    far, near = sorted(_SIDES, key=lambda side: view.depth((side, 0.0, 0.0)))
    # Upright ears stand behind the brow; hanging ones lie over the cheek.
    behind = view.depth((near, 0.0, 0.0)) < (-1.0 if hanging else 0.75)
    paint_ear(fur, view, animal, far)
    if behind:
        paint_ear(fur, view, animal, near)
    skull = _skull(head)
    # The face has finer stripes of its own, painted later.
    striped = animal.coat.pattern == "stripes"
    tint = animal.coat.base if striped else None
    fur.paint(skull, tint=tint, share=0.55, relief=0.3, rounded=head.pixel * 0.5)
    if hanging and view.depth((far, 0.0, 0.0)) > -0.6:
        paint_ear(fur, view, animal, far)
    if not behind:
        paint_ear(fur, view, animal, near)
    _markings(head, stream, skull)
    (_dog_face if animal.dog else _cat_face)(head, stream)


def _skull(head: _Head) -> Shape:
    """The head without ears and muzzle."""
    animal, view = head.animal, head.view
    size, wide = view.frame.size, animal.wide
    if animal.dog:
        top = head.fur.canvas.sheet.ellipse(
            view.at((0.0, -0.12, -0.05)), 0.82 * wide * size, 0.78 * size, view.frame.degrees
        )
        cheek, down, out = 0.46, 0.26, 0.36 * wide
    else:
        top = head.fur.canvas.sheet.ellipse(
            view.at((0.0, -0.08, -0.05)), 0.92 * wide * size, 0.8 * size, view.frame.degrees
        )
        cheek, down, out = 0.5, 0.26, 0.46 * wide
    tufts = [((side * out, down, 0.2), cheek) for side in _SIDES]
    return join(top, head.fur.balls(view, *tufts, blend=0.1), blend=0.3 * head.pixel)


def _markings(head: _Head, stream: Stream, skull: Shape) -> None:
    """Stripes on the brow, a blaze, a mask."""
    coat, fur, view = head.animal.coat, head.fur, head.view
    if coat.mask and coat.points is not None:
        mask = fur.balls(view, ((0.0, 0.25, 0.8), 0.55), ((0.0, -0.05, 0.8), 0.4), blend=0.3)
        fur.canvas.paint(shared(mask, skull), coat.points, alpha=0.75, soft=0.3 * head.pixel)
    if coat.blaze:
        blaze = fur.chain(view, [(0.0, -0.85, 0.4), (0.0, 0.2, 0.9)], [0.05, 0.28])
        fur.canvas.paint(shared(blaze, skull), stream.colour(WHITE, 8.0), soft=2.0)
    if coat.pattern == "stripes":
        for x in (-0.3, -0.1, 0.1, 0.3):
            places = [(x * 1.2, -0.72, 0.6), (x * 0.9, -0.38, 0.9)]
            head.stroke(places, 0.045, coat.second, 0.8)


def _muzzle_tint(head: _Head) -> Colour | None:
    """The colour of the muzzle, where it is not the coat's."""
    coat = head.animal.coat
    if coat.bib:
        return WHITE
    return coat.points if coat.mask else None


def _eyes(head: _Head, place: Place, across: float, down: float, slant: float) -> None:
    """Both eyes, as far as they are seen."""
    canvas, animal = head.fur.canvas, head.animal
    dark = brightness(animal.coat.base) < 80.0
    for side in _SIDES:
        x, y, z = side * place[0], place[1], place[2]
        if not head.seen((x, y, z)):
            continue
        if head.asleep:
            lid: list[Place] = [
                (x + way * across, y + 0.03 + 0.07 * (1.0 - way * way), z)
                for way in (-1.0, 0.0, 1.0)
            ]
            lid_colour = _DARK if brightness(animal.coat.base) > 75.0 else (130.0, 122.0, 118.0)
            head.stroke(lid, 0.04, lid_colour)
            continue
        ball = head.oval((x, y, z), across, down, slant * side)
        # Around dark eyes in a dark face the rim is lighter.
        rim = (104.0, 92.0, 84.0) if dark and animal.dog else _DARK
        canvas.paint(grown(ball, 0.06 * head.pixel), rim, alpha=0.9)
        canvas.paint(ball, animal.eye, relief=0.25)
        pupil = head.oval((x, y, z), across * animal.slit, down * 0.88)
        canvas.paint(shared(pupil, ball), (10.0, 9.0, 10.0))
        size = head.view.frame.size
        spot_x, spot_y = head.view.at((x - 0.05, y - down * 0.4, z))
        canvas.paint(
            canvas.sheet.disc((spot_x, spot_y), max(0.04, 0.5 / head.pixel) * size), (250.0,) * 3
        )


def _cat_face(head: _Head, stream: Stream) -> None:
    fur, view, animal = head.fur, head.view, head.animal
    out, tint = 0.72 + animal.muzzle, _muzzle_tint(head)
    _eyes(
        head, (0.42 * animal.wide, -0.06, 0.76), 0.2 * animal.eye_size, 0.19 * animal.eye_size, 12
    )
    chin = fur.balls(view, ((0.0, 0.6, out - 0.1), 0.2), blend=0.0)
    fur.paint(chin, tint=tint, share=0.85, fluff=0.0, light=0.9)
    pads = [((side * 0.19 * animal.jowl, 0.4, out), 0.25 * animal.jowl) for side in _SIDES]
    bridge = fur.chain(view, [(0.0, -0.05, 0.8), (0.0, 0.25, out + 0.1)], [0.16, 0.17])
    fur.paint(bridge, tint=WHITE if animal.coat.blaze else None, relief=0.15, fluff=0.0, soft=5.0)
    fur.paint(
        fur.balls(view, *pads, blend=0.1), tint=tint, share=0.9, fluff=0.0, relief=0.25, soft=2.0
    )
    front = out + 0.22
    for side in _SIDES:
        mouth: list[Place] = [(0.0, 0.33, front), (0.0, 0.45, front), (side * 0.2, 0.55, front)]
        head.stroke(mouth, 0.025, (70.0, 42.0, 42.0), 0.8)
    nose = view.all((-0.12, 0.21, front), (0.12, 0.21, front), (0.0, 0.33, front))
    fur.canvas.paint(
        fur.canvas.sheet.polygon(nose, 0.03 * view.frame.size), animal.nose, relief=0.2
    )
    _whiskers(head, stream, (0.28, 0.4, out + 0.15), reach=0.75)


def _whiskers(head: _Head, stream: Stream, root: Place, *, reach: float) -> None:
    """Three hairs on each side, `reach` heads long."""
    if stream.chance(0.1):
        return  # the light does not catch them
    dark = brightness(head.animal.coat.base) > 150.0 and not stream.chance(0.6)
    colour = (70.0, 66.0, 66.0) if dark else (238.0, 236.0, 232.0)
    x, y, z = root
    for side in _SIDES:
        for rise in (-0.16, 0.02, 0.2):
            bend = rise + stream.between(-0.06, 0.06)
            hair: list[Place] = [
                (side * x, y + rise * 0.4, z),
                (side * (x + reach * 0.55), y + bend, z - reach * 0.2),
                (side * (x + reach), y + bend * 2.0 + 0.02, z - reach * 0.5),
            ]
            head.stroke(hair, 0.012, colour, 0.65)


def _dog_face(head: _Head, stream: Stream) -> None:
    fur, view, animal = head.fur, head.view, head.animal
    far, jowl, tint = 0.62 + animal.muzzle, animal.jowl, _muzzle_tint(head)
    size = 0.125 * animal.eye_size
    _eyes(head, (0.37 * animal.wide, -0.13, 0.74), size, size, 8)
    if animal.muzzle < 0.35:
        _folds(head)
    jaw = fur.chain(view, [(0.0, 0.5, 0.4), (0.0, 0.62, far - 0.12)], [0.34 * jowl, 0.24 * jowl])
    fur.paint(jaw, tint=tint, share=0.7, light=0.78, fluff=0.6)
    if animal.tongue:
        _tongue(head, stream, far)
    bridge = fur.chain(view, [(0.0, 0.05, 0.55), (0.0, 0.26, far)], [0.34 * jowl, 0.27 * jowl])
    lips = fur.balls(
        view, *[((side * 0.2 * jowl, 0.43, far - 0.08), 0.25 * jowl) for side in _SIDES], blend=0.1
    )
    snout = join(bridge, lips, blend=0.25 * head.pixel)
    fur.paint(snout, tint=tint, share=0.72, fluff=0.6, relief=0.42, soft=1.5)
    front = far + 0.2
    for side in _SIDES:
        mouth: list[Place] = [
            (0.0, 0.36, front),
            (0.0, 0.5, front - 0.02),
            (side * 0.24 * jowl, 0.62, front - 0.12),
            (side * 0.42 * jowl, 0.5, 0.6),
        ]
        head.stroke(mouth, 0.03, _DARK, 0.8)
    _dog_nose(head, front)
    _whiskers(head, stream, (0.3 * jowl, 0.42, far + 0.05), reach=0.36)


def _folds(head: _Head) -> None:
    """The wrinkles of a pug's brow."""
    for side in _SIDES:
        fold: list[Place] = [(side * 0.06, -0.42, 0.85), (side * 0.34, -0.36, 0.78)]
        head.stroke(fold, 0.03, (50.0, 36.0, 30.0), 0.55)


def _dog_nose(head: _Head, front: float) -> None:
    """A big nose, and the light on it."""
    view, canvas = head.view, head.fur.canvas
    size = view.frame.size
    middle = view.at((0.0, 0.2, front))
    wide = canvas.sheet.ellipse(middle, 0.2 * size, 0.14 * size, view.frame.degrees)
    low = canvas.sheet.disc(view.at((0.0, 0.28, front)), 0.1 * size)
    canvas.paint(join(wide, low, blend=2.0), head.animal.nose, relief=0.5)
    bright = max(0.035, 0.5 / head.pixel) * size
    shine = canvas.sheet.disc(view.at((-0.05, 0.13, front + 0.05)), bright)
    canvas.paint(shine, (200.0, 200.0, 205.0), alpha=0.7)


def _tongue(head: _Head, stream: Stream, far: float) -> None:
    """An open mouth, and what hangs out of it."""
    view, fur = head.view, head.fur
    gape = fur.balls(view, ((0.0, 0.58, far - 0.05), 0.24 * head.animal.jowl), blend=0.0)
    fur.canvas.paint(gape, (78.0, 28.0, 32.0))
    sway, _ = turn(stream.between(60.0, 120.0))
    hang = stream.between(0.15, 0.4)
    tongue = fur.chain(view, [(0.0, 0.6, far), (sway * 0.2, 0.72 + hang, far + 0.05)], [0.15, 0.13])
    fur.canvas.paint(tongue, (222.0, 112.0, 120.0), relief=0.3)

"""Paints people's heads: faces, hair and hats, from every side."""

from __future__ import annotations

from dataclasses import dataclass

from grader.datasets.synthetic.canvas import Canvas, Colour
from grader.datasets.synthetic.frames import turn
from grader.datasets.synthetic.horses_humans_colours import bright, darker, earthy
from grader.datasets.synthetic.horses_humans_person import Person
from grader.datasets.synthetic.horses_humans_view import Point3, Solid, View, between, moved
from grader.datasets.synthetic.shapes import join, shared
from grader.datasets.synthetic.stream import Stream

__all__ = ["Looks", "draw_looks", "paint_head"]

_SKINS = (
    (244, 214, 190),
    (232, 188, 156),
    (210, 160, 122),
    (180, 126, 88),
    (140, 92, 62),
    (98, 64, 46),
    (70, 46, 36),
)
_HAIRS = (
    (34, 28, 26),
    (62, 44, 34),
    (104, 70, 44),
    (176, 132, 76),
    (216, 184, 120),
    (150, 74, 42),
    (186, 184, 182),
)


@dataclass(frozen=True, slots=True)
class Looks:
    """Skin, hair, hat.

    Attributes:
        skin, hair: Colours.
        style: bald, short, bob, long, tail, bun or curls.
        hat: none, cap, brim or beanie.
        hat_colour: Its colour.
        beard: Whether there is one.
    """

    skin: Colour
    hair: Colour
    style: str
    hat: str
    hat_colour: Colour
    beard: bool


def draw_looks(stream: Stream) -> Looks:
    """Draw how a person looks."""
    return Looks(
        stream.colour(stream.pick(_SKINS), 10.0),
        stream.colour(stream.pick(_HAIRS), 12.0),
        stream.pick(("bald", "short", "short", "short", "bob", "long", "tail", "bun", "curls")),
        stream.pick(("none", "none", "none", "cap", "brim", "beanie")),
        bright(stream) if stream.chance(0.5) else earthy(stream),
        stream.chance(0.18),
    )


@dataclass(frozen=True, slots=True)
class _Head:
    """A head's own directions.

    Attributes:
        middle: Between chin and crown.
        ahead, up: Unit directions, (forward, down).
        size: 1 for a grown person's.
    """

    middle: Point3
    ahead: tuple[float, float]
    up: tuple[float, float]
    size: float

    def at(self, ahead: float, up: float, side: float = 0.0) -> Point3:
        """Return a point of the head."""
        a, u = ahead * self.size, up * self.size
        x = self.ahead[0] * a + self.up[0] * u
        y = self.ahead[1] * a + self.up[1] * u
        return moved(self.middle, x, y, side * self.size)


def paint_head(canvas: Canvas, view: View, person: Person, looks: Looks) -> None:
    """Paint skull, hair, face and hat, what is far first."""
    face = person.face
    middle = between(person.head.points[0], person.head.points[1], 0.6)
    head = _Head(middle, face, (face[1], -face[0]), person.build.head)
    away = view.depth(head.at(1.0, 0.0)) < view.depth(middle) - 0.2
    parts = (_long_hair, _skull, _face) if not away else (_skull, _face, _long_hair)
    for part in parts:
        part(canvas, view, head, person, looks)
    _hat(canvas, view, head, looks)


def _long_hair(canvas: Canvas, view: View, head: _Head, person: Person, looks: Looks) -> None:
    """What falls on the back or stands out behind."""
    reach = {"bob": -0.09, "long": -0.21, "tail": -0.17}.get(looks.style)
    if reach is not None:
        sides = (0.0,) if looks.style == "tail" else (-0.04, 0.0, 0.04)
        thick = 0.024 if looks.style == "tail" else 0.032
        low = 0.02 if looks.style == "tail" else 0.0
        locks = [
            Solid(
                (
                    head.at(-0.03, 0.035, side),
                    head.at(-0.06 - low, -0.03, side),
                    moved(head.at(-0.05 - low, 0.0, side * 1.15), y=-reach),
                ),
                (thick, thick * 1.1, thick * 0.6),
            )
            for side in sides
        ]
        hair = join(*(view.shape(canvas.sheet, lock) for lock in locks), blend=1.0)
        canvas.paint(hair, darker(looks.hair, 0.9), relief=0.4)
    elif looks.style == "bun":
        bun = view.ball(canvas.sheet, head.at(-0.055, 0.055), 0.034 * person.build.head)
        canvas.paint(bun, looks.hair, relief=0.4)


def _skull(canvas: Canvas, view: View, head: _Head, person: Person, looks: Looks) -> None:
    """Hair all round (the face comes over it), or bare skin."""
    if looks.style == "bald":
        canvas.paint(view.shape(canvas.sheet, person.head), looks.skin, relief=0.4)
        return
    grown = 1.35 if looks.style == "curls" else 1.07
    crown = head.at(-0.012, 0.014)
    hair = join(
        view.ball(canvas.sheet, crown, 0.06 * head.size * grown),
        view.ball(canvas.sheet, head.at(-0.02, -0.014), 0.048 * head.size * grown),
        blend=2.0,
    )
    back = view.shape(canvas.sheet, person.head)
    canvas.paint(back, looks.skin, relief=0.4)
    canvas.paint(hair, looks.hair, relief=0.4)


def _face(canvas: Canvas, view: View, head: _Head, person: Person, looks: Looks) -> None:
    """Face, ears, eyes, nose and mouth, as far as they are on the viewer's side."""
    sheet, size = canvas.sheet, person.build.head
    here = view.depth(head.middle)
    facing = (view.depth(head.at(1.0, 0.0)) - here) / size
    if facing < -0.75:
        return
    face = join(
        view.ball(sheet, head.at(0.022, 0.004), 0.044 * size),
        view.ball(sheet, head.at(0.018, -0.03), 0.038 * size),
        blend=2.0,
    )
    canvas.paint(face, looks.skin, relief=0.3)
    nose = view.shape(
        sheet, Solid((head.at(0.058, 0.006), head.at(0.07, -0.014)), (0.006 * size, 0.011 * size))
    )
    canvas.paint(nose, darker(looks.skin, 0.97), relief=0.3)
    if looks.beard:
        beard = Solid(
            (head.at(0.03, -0.036, -0.03), head.at(0.044, -0.052), head.at(0.03, -0.036, 0.03)),
            (0.012, 0.022, 0.012),
        )
        canvas.paint(view.shape(sheet, beard), looks.hair, relief=0.3)
    for side in (-1, 1):
        ear = head.at(0.0, -0.008, side * 0.052)
        if view.depth(ear) > here and looks.style in {"bald", "short", "tail", "bun"}:
            canvas.paint(view.ball(sheet, ear, 0.014 * size), darker(looks.skin, 0.92), relief=0.3)
        _eye(canvas, view, head, looks, side)
    if facing > 0.0:
        mouth = Solid(
            (head.at(0.05, -0.037, -0.016), head.at(0.056, -0.039), head.at(0.05, -0.037, 0.016)),
            (0.004, 0.006, 0.004),
        )
        canvas.paint(view.shape(sheet, mouth), (150, 62, 58))


def _eye(canvas: Canvas, view: View, head: _Head, looks: Looks, side: int) -> None:
    """White, pupil and brow of one eye, where it is seen."""
    sheet, size = canvas.sheet, head.size
    eye = head.at(0.056, 0.008, side * 0.022)
    if view.depth(eye) <= view.depth(head.middle) + 0.012:
        return
    canvas.paint(view.ball(sheet, eye, 0.0085 * size), (250, 250, 248))
    pupil = head.at(0.06, 0.007, side * 0.022)
    canvas.paint(view.ball(sheet, pupil, 0.0055 * size), (24, 20, 20))
    ends = head.at(0.056, 0.024, side * 0.013), head.at(0.054, 0.025, side * 0.032)
    brow = view.shape(sheet, Solid(ends, (0.004, 0.003)))
    canvas.paint(brow, darker(looks.hair, 0.7))


def _hat(canvas: Canvas, view: View, head: _Head, looks: Looks) -> None:
    """A cap with its peak, a hat with a brim, a beanie."""
    if looks.hat == "none":
        return
    sheet, size = canvas.sheet, head.size
    if looks.hat == "brim":
        _brim(canvas, view, head, looks)
        crown = Solid((head.at(-0.006, 0.05), head.at(-0.004, 0.085)), (0.052 * size, 0.042 * size))
        canvas.paint(view.shape(sheet, crown), looks.hat_colour, relief=0.4)
        return
    dome = view.ball(sheet, head.at(-0.006, 0.02), 0.066 * size)
    # The band ends the dome, square to the head.
    band, above = view.at(head.at(0.0, 0.024)), view.at(head.at(0.0, 1.0))
    up = (above[0] - band[0], above[1] - band[1])
    dome = shared(dome, sheet.half(band, (band[0] + up[1], band[1] - up[0])))
    canvas.paint(dome, looks.hat_colour, relief=0.4)
    if looks.hat == "cap":
        ends = (head.at(0.045, 0.028, -0.026), head.at(0.11, 0.022), head.at(0.045, 0.028, 0.026))
        peak = view.shape(sheet, Solid(ends, (0.012, 0.012, 0.012)))
        canvas.paint(peak, darker(looks.hat_colour, 0.75), relief=0.3)


def _brim(canvas: Canvas, view: View, head: _Head, looks: Looks) -> None:
    """A ring about the head."""
    ring: list[Point3] = []
    for k in range(12):
        cosine, sine = turn(k * 30.0)
        ring.append(head.at(0.115 * cosine, 0.036, 0.11 * sine))
    brim = canvas.sheet.polygon(view.all(ring), 0.006 * view.size)
    canvas.paint(brim, darker(looks.hat_colour, 0.8), relief=0.2)

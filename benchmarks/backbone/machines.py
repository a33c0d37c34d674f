"""Vehicles of the source set."""

from __future__ import annotations

from benchmarks.backbone.pen import Pen, thing, toward
from grader.datasets.synthetic.frames import Point

__all__: list[str] = []


def _wheels(pen: Pen, y: float, radius: float, *places: float) -> None:
    for x in places:
        pen.fill(pen.disc((x, y), radius), 3)
        pen.fill(pen.disc((x, y), radius * 0.5), 4)


@thing
def car(pen: Pen) -> None:
    roof, back, front = (
        pen.s.between(-0.22, -0.12),
        pen.s.between(-0.3, -0.16),
        pen.s.between(0.06, 0.2),
    )
    pen.coat(
        pen.box(-0.46, -0.02, 0.46, 0.16, r=0.05),
        pen.poly((back - 0.1, 0.0), (back, roof), (front, roof), (front + 0.14, 0.0), r=0.02),
    )
    middle = (back + front) / 2
    pen.fill(
        pen.poly(
            (back - 0.04, -0.01),
            (back + 0.02, roof + 0.02),
            (middle - 0.02, roof + 0.02),
            (middle - 0.02, -0.01),
        ),
        4,
    )
    pen.fill(
        pen.poly(
            (middle + 0.02, -0.01),
            (middle + 0.02, roof + 0.02),
            (front - 0.01, roof + 0.02),
            (front + 0.08, -0.01),
        ),
        4,
    )
    _wheels(pen, 0.16, pen.vary(0.095), -0.27, 0.27)
    pen.fill(pen.disc((0.44, 0.04), 0.03), 2)


@thing
def truck(pen: Pen) -> None:
    cab = pen.s.between(0.14, 0.24)
    pen.coat(pen.box(-0.47, pen.s.between(-0.3, -0.16), cab - 0.03, 0.14))
    pen.fill(pen.box(cab, -0.12, 0.46, 0.16, r=0.03))
    pen.fill(pen.poly((cab + 0.05, -0.08), (0.38, -0.08), (0.43, 0.02), (cab + 0.05, 0.02)), 4)
    pen.fill(pen.box(-0.46, 0.13, 0.45, 0.18), 3)
    _wheels(pen, 0.19, pen.vary(0.075), -0.36, -0.2, 0.33)


@thing
def bus(pen: Pen) -> None:
    top = pen.s.between(-0.28, -0.18)
    pen.coat(pen.box(-0.47, top, 0.47, 0.17, r=0.04))
    for k in range(pen.s.whole(4, 5)):
        pen.fill(pen.box(-0.42 + k * 0.17, top + 0.06, -0.29 + k * 0.17, top + 0.2), 4)
    pen.fill(pen.box(-0.47, 0.04, 0.47, 0.07), 1)
    _wheels(pen, 0.17, 0.08, -0.28, 0.27)


@thing
def tractor(pen: Pen) -> None:
    pen.coat(pen.box(-0.05, -0.08, 0.4, 0.14, r=0.02))
    pen.fill(pen.poly((-0.3, -0.05), (-0.26, -0.36), (0.0, -0.36), (0.04, 0.1), (-0.3, 0.1)))
    pen.fill(pen.poly((-0.24, -0.08), (-0.21, -0.3), (-0.04, -0.3), (-0.02, -0.08)), 4)
    pen.fill(pen.limb((0.28, -0.08), (0.28, -0.28), 0.018), 3)
    _wheels(pen, 0.17, pen.vary(0.22, 0.1), -0.22)
    _wheels(pen, 0.27, pen.vary(0.12, 0.1), 0.3)


def _spoked(pen: Pen, middle: Point, radius: float) -> None:
    ring = [toward(middle, k * 30, radius) for k in range(13)]
    pen.fill(pen.chain(ring, 0.018), 3)
    for k in range(4):
        pen.fill(
            pen.limb(toward(middle, k * 45, radius), toward(middle, k * 45 + 180, radius), 0.004), 4
        )


@thing
def bicycle(pen: Pen) -> None:
    radius = pen.vary(0.19, 0.12)
    back, front, pedal = (-0.26, 0.2), (0.27, 0.2), (-0.02, 0.2)
    _spoked(pen, back, radius)
    _spoked(pen, front, radius)
    seat, bar = (-0.1, -0.1), (0.18, -0.12)
    for a, b in (
        (back, seat),
        (back, pedal),
        (pedal, seat),
        (seat, bar),
        (pedal, bar),
        (bar, front),
    ):
        pen.fill(pen.limb(a, b, 0.018), 0)
    pen.fill(pen.limb((-0.18, -0.14), (-0.04, -0.14), 0.025), 1)
    pen.fill(pen.chain((bar, (0.16, -0.24), (0.26, -0.26)), 0.016), 3)


@thing
def motorbike(pen: Pen) -> None:
    _wheels(pen, 0.2, pen.vary(0.16, 0.1), -0.29, 0.29)
    pen.fill(pen.chain(((0.29, 0.2), (0.17, -0.1), (0.12, -0.22), (0.02, -0.25)), 0.022), 3)
    pen.coat(
        pen.blob(
            (-0.36, -0.04), (-0.1, -0.02), (0.03, -0.14), (0.2, -0.1), (0.14, 0.16), (-0.14, 0.18)
        )
    )
    pen.fill(pen.limb((-0.32, -0.07), (-0.08, -0.05), 0.04), 1)
    pen.fill(pen.limb((-0.05, 0.22), (-0.42, 0.24), 0.025), 4)
    pen.fill(pen.disc((0.21, -0.13), 0.05), 2)


@thing
def sailboat(pen: Pen) -> None:
    pen.coat(pen.poly((-0.4, 0.2), (0.42, 0.2), (0.28, 0.4), (-0.28, 0.4), r=0.015))
    pen.fill(pen.limb((0, 0.22), (0, -0.46), 0.014), 3)
    pen.fill(pen.poly((0.03, -0.42), (0.03, 0.14), (pen.s.between(0.22, 0.4), 0.14)), 1)
    pen.fill(pen.poly((-0.03, -0.34), (-0.03, 0.14), (-pen.s.between(0.16, 0.34), 0.14)), 2)


@thing
def ship(pen: Pen) -> None:
    pen.coat(pen.poly((-0.47, 0.12), (0.48, 0.08), (0.38, 0.34), (-0.42, 0.34), r=0.01))
    pen.fill(pen.box(-0.3, -0.06, 0.22, 0.12), 4)
    pen.fill(pen.box(-0.22, -0.16, 0.1, -0.05), 1)
    for k in range(pen.s.whole(1, 3)):
        pen.fill(pen.box(-0.18 + k * 0.12, -0.36, -0.11 + k * 0.12, -0.15), 2)
    for k in range(5):
        pen.fill(pen.disc((-0.24 + k * 0.11, 0.03), 0.022), 3)


@thing
def aeroplane(pen: Pen) -> None:
    if pen.s.chance(0.5):
        pen.fill(pen.poly((0.02, 0.0), (-0.22, -0.28), (-0.12, -0.28), (0.14, 0.0)))
        pen.coat(pen.limb((-0.38, -0.02), (0.38, 0.0), 0.045, 0.07))
        pen.fill(pen.poly((-0.34, -0.03), (-0.47, -0.24), (-0.36, -0.24), (-0.24, -0.03)))
        pen.fill(pen.poly((0.06, 0.02), (-0.26, 0.3), (-0.14, 0.3), (0.16, 0.03)))
        for k in range(5):
            pen.fill(pen.disc((-0.16 + k * 0.09, -0.02), 0.016), 3)
    else:
        pen.fill(
            pen.poly((0, -0.12), (-0.47, 0.14), (-0.47, 0.2), (0, 0.08), (0.47, 0.2), (0.47, 0.14))
        )
        pen.fill(pen.poly((0, 0.28), (-0.18, 0.42), (0, 0.4), (0.18, 0.42)))
        pen.coat(pen.limb((0, -0.4), (0, 0.38), 0.06, 0.03))


@thing
def helicopter(pen: Pen) -> None:
    pen.coat(
        pen.oval((0.1, 0.06), pen.vary(0.24), 0.17),
        pen.limb((0, 0.02), (-0.4, -0.04), 0.07, 0.02),
        blend=0.03,
    )
    pen.fill(pen.blob((0.14, -0.06), (0.3, 0.0), (0.33, 0.1), (0.16, 0.1)), 4)
    lean = pen.s.between(-0.04, 0.04)
    pen.fill(pen.limb((0.08, -0.1), (0.08, -0.2), 0.02), 3)
    pen.fill(pen.limb((-0.34, -0.2 + lean), (0.48, -0.2 - lean), 0.016), 3)
    pen.fill(pen.star((-0.41, -0.05), 2, 0.12, 0.015, pen.s.between(0, 180)), 3)
    pen.fill(pen.limb((-0.1, 0.32), (0.32, 0.32), 0.016), 3)
    for x in (0.0, 0.2):
        pen.fill(pen.limb((x, 0.18), (x, 0.31), 0.012), 3)


@thing
def rocket(pen: Pen) -> None:
    for side in (-1, 1):
        pen.fill(
            pen.poly(
                (side * 0.1, 0.06), (side * pen.s.between(0.2, 0.28), 0.34), (side * 0.08, 0.28)
            )
        )
    if pen.s.chance(0.6):
        pen.fill(pen.star((0, 0.32), 5, 0.17, 0.08), 2)
    wide = pen.vary(0.14)
    pen.coat(
        pen.blob(
            (0, -0.48),
            (wide * 0.8, -0.28),
            (wide, 0.0),
            (wide * 0.8, 0.28),
            (-wide * 0.8, 0.28),
            (-wide, 0.0),
            (-wide * 0.8, -0.28),
        )
    )
    pen.fill(pen.disc((0, -0.14), 0.065), 4)
    pen.fill(pen.disc((0, -0.14), 0.04), 3)


@thing
def train(pen: Pen) -> None:
    pen.coat(pen.limb((-0.12, 0.04), (0.34, 0.04), pen.vary(0.12, 0.1)))
    pen.fill(pen.box(-0.44, -0.24, -0.12, 0.17))
    pen.fill(pen.box(-0.47, -0.3, -0.08, -0.23), 3)
    pen.fill(pen.box(-0.37, -0.17, -0.2, -0.02), 4)
    pen.fill(pen.poly((0.24, -0.06), (0.2, -0.3), (0.36, -0.3), (0.32, -0.06)), 3)
    pen.fill(pen.disc((0.06, -0.1), 0.06), 2)
    _wheels(pen, 0.24, 0.085, -0.33, -0.1, 0.1, 0.3)
    pen.fill(pen.limb((-0.33, 0.24), (0.3, 0.24), 0.014), 2)
    pen.fill(pen.poly((0.38, 0.14), (0.48, 0.3), (0.36, 0.3)), 3)


@thing
def balloon(pen: Pen) -> None:
    pen.coat(
        pen.blob(
            (0, -0.47),
            (0.26, -0.36),
            (0.3, -0.1),
            (0.1, 0.16),
            (-0.1, 0.16),
            (-0.3, -0.1),
            (-0.26, -0.36),
        )
    )
    for x in (-0.12, 0.0, 0.12):
        pen.fill(pen.chain(((x, -0.42), (x * 1.6, -0.15), (x * 0.7, 0.15)), 0.014), 2)
    for x in (-0.07, 0.07):
        pen.fill(pen.limb((x * 1.2, 0.14), (x, 0.33), 0.007), 3)
    pen.fill(pen.box(-0.09, 0.31, 0.09, 0.45, r=0.01), 1)

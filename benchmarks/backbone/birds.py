"""Birds of the source set."""

from __future__ import annotations

from benchmarks.backbone.pen import Pen, thing, toward

__all__: list[str] = []


def _bird_legs(pen: Pen, length: float, thick: float, *, x: float = 0.0, y: float = 0.12) -> None:
    swing = pen.s.between(-22, 22)
    for lean in (swing, -swing):
        knee = toward((x, y), 90 + lean, length / 2)
        foot = toward(knee, 90 - lean * 0.5, length / 2)
        pen.fill(pen.chain(((x, y), knee, foot, (foot[0] + 0.06, foot[1])), thick), 2)


def _wading(pen: Pen, neck: float, beak: float, legs: float, crooked: float) -> None:
    _bird_legs(pen, legs, 0.012)
    pen.coat(pen.blob((-0.26, 0.1), (-0.12, -0.06), (0.1, -0.05), (0.15, 0.05), (0.0, 0.15)))
    a = (0.11, 0.0)
    b = toward(a, -80 + crooked, neck * 0.5)
    head = toward(b, -95 - crooked * 0.6, neck * 0.5)
    pen.coat(pen.chain((a, b, head), 0.045, 0.028, 0.03), pen.disc(head, 0.05), blend=0.05)
    pen.fill(
        pen.limb(toward(head, 0, 0.03), toward(head, pen.s.between(-5, 55), beak), 0.022, 0.006)
    )
    pen.eye((head[0] + 0.01, head[1] - 0.012), 0.011)


@thing
def flamingo(pen: Pen) -> None:
    _wading(pen, pen.vary(0.34), 0.13, pen.vary(0.36), pen.s.between(20, 50))


@thing
def ostrich(pen: Pen) -> None:
    _wading(pen, pen.vary(0.34), 0.08, pen.vary(0.3), pen.s.between(-10, 10))
    pen.fill(pen.star((-0.05, 0.03), 9, 0.2, 0.13))


@thing
def duck(pen: Pen) -> None:
    head = (0.2, pen.s.between(-0.28, -0.12))
    pen.coat(
        pen.blob(
            (-0.42, -0.06), (-0.2, -0.02), (0.16, 0.0), (0.24, 0.12), (0.1, 0.25), (-0.22, 0.22)
        ),
        pen.limb((0.17, 0.08), head, 0.07, 0.06),
        pen.disc(head, 0.1),
        blend=0.05,
    )
    pen.fill(pen.oval((-0.06, 0.09), 0.18, 0.085, pen.s.between(-15, 15)))
    pen.fill(pen.limb((head[0] + 0.08, head[1] + 0.02), (head[0] + 0.22, head[1] + 0.04), 0.028), 2)
    pen.eye((head[0] + 0.03, head[1] - 0.03))


@thing
def rooster(pen: Pen) -> None:
    _bird_legs(pen, 0.24, 0.014, y=0.2)
    for k in range(4):
        pen.fill(
            pen.chain(
                ((-0.15, 0.05), (-0.3, -0.2 + k * 0.07), (-0.42, -0.12 + k * 0.09)),
                0.04,
                0.035,
                0.01,
            ),
            1 + k % 2,
        )
    pen.coat(
        pen.blob(
            (-0.25, 0.0),
            (0.02, 0.02),
            (0.12, -0.22),
            (0.22, -0.2),
            (0.24, 0.06),
            (0.08, 0.24),
            (-0.14, 0.2),
        ),
        pen.disc((0.17, -0.26), 0.075),
    )
    for k in range(3):
        pen.fill(pen.disc((0.11 + k * 0.06, -0.345 - (k == 1) * 0.02), 0.037), 2)
    pen.fill(pen.poly((0.23, -0.29), (0.32, -0.25), (0.23, -0.23)), 4)
    pen.fill(pen.oval((0.23, -0.16), 0.022, 0.05), 2)
    pen.fill(pen.oval((-0.03, 0.1), 0.13, 0.07, 15))
    pen.eye((0.19, -0.28), 0.014)


@thing
def penguin(pen: Pen) -> None:
    lift = pen.s.between(10, 70)
    for side in (-1, 1):
        pen.fill(pen.oval((side * 0.1, 0.45), 0.08, 0.035), 2)
        pen.coat(
            pen.limb(
                (side * 0.17, -0.12),
                toward((side * 0.17, -0.12), 90 - side * lift, 0.26),
                0.05,
                0.02,
            )
        )
    pen.coat(pen.oval((0, 0.12), 0.22, 0.33), pen.oval((0, -0.28), 0.14, 0.15), blend=0.08)
    pen.fill(pen.oval((0.03, 0.16), 0.15, 0.26), 4)
    turned = pen.s.between(-0.05, 0.1)
    pen.fill(
        pen.poly((turned - 0.03, -0.28), (turned + 0.12, -0.25), (turned - 0.03, -0.22), r=0.01), 2
    )
    for x in (-0.05, 0.05):
        pen.eye((x + turned, -0.33), 0.018)


@thing
def owl(pen: Pen) -> None:
    pen.coat(
        pen.oval((0, 0.08), 0.26, pen.vary(0.36)),
        pen.oval((0, -0.2), 0.25, 0.2),
        pen.poly((-0.24, -0.24), (-0.2, -0.46), (-0.06, -0.36), r=0.01),
        pen.poly((0.24, -0.24), (0.2, -0.46), (0.06, -0.36), r=0.01),
        blend=0.03,
    )
    for side in (-1, 1):
        pen.fill(pen.disc((side * 0.1, -0.2), 0.095), 4)
        pen.fill(pen.disc((side * 0.1, -0.2), 0.045), 3, flat=True)
        pen.fill(pen.oval((side * 0.2, 0.12), 0.07, 0.24, side * -12))
        pen.fill(pen.chain(((side * 0.12, 0.42), (side * 0.08, 0.47)), 0.03), 2)
    pen.fill(pen.poly((-0.03, -0.15), (0.03, -0.15), (0, -0.06), r=0.008), 2)


@thing
def flying_bird(pen: Pen) -> None:
    for side in (-1, 1):
        up = pen.s.between(-75, 10)
        elbow = toward((side * 0.05, 0), up if side > 0 else 180 - up, 0.24)
        tip = toward(elbow, up + 35 if side > 0 else 145 - up, 0.25)
        root = (side * -0.01, 0.08)
        pen.coat(pen.blob((side * 0.04, -0.05), elbow, tip, (elbow[0], elbow[1] + 0.13), root))
    pen.coat(pen.limb((0, -0.1), (0, 0.2), 0.07, 0.03), pen.disc((0, -0.17), 0.055))
    pen.fill(pen.poly((0, 0.14), (-0.09, 0.36), (0.09, 0.36)))
    pen.fill(pen.poly((-0.03, -0.21), (0.03, -0.21), (0, -0.29)), 2)

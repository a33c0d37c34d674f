"""Trees, flowers, leaves and a mushroom of the source set."""

from __future__ import annotations

from benchmarks.backbone.pen import Pen, thing, toward
from grader.datasets.synthetic.frames import Point

__all__: list[str] = []


@thing
def broad_tree(pen: Pen) -> None:
    pen.fill(pen.limb((0, 0.45), (0.02, -0.05), pen.vary(0.055), 0.03))
    for side in (-1, 1):
        pen.fill(pen.limb((0, 0.15), (side * 0.16, -0.08), 0.025, 0.01))
    crown = [
        pen.disc((pen.s.between(-0.22, 0.22), pen.s.between(-0.32, 0.0)), pen.s.between(0.12, 0.19))
        for _ in range(7)
    ]
    pen.coat(*crown, blend=0.01)


@thing
def fir(pen: Pen) -> None:
    pen.fill(pen.limb((0, 0.47), (0, 0.2), 0.035))
    wide, tiers = pen.vary(0.28, 0.25), pen.s.whole(3, 4)
    for k in range(tiers):
        y = 0.34 - k * 0.72 / tiers
        half = wide * (1 - k / (tiers + 1))
        pen.coat(pen.poly((-half, y), (half, y), (0, y - 0.34), r=0.01))


@thing
def palm(pen: Pen) -> None:
    lean = pen.s.between(-0.15, 0.15)
    top = (lean, -0.2)
    pen.fill(pen.chain(((0, 0.47), (lean * 0.3, 0.12), top), 0.04, 0.03, 0.025))
    for k in range(pen.s.whole(6, 8)):
        heading = -180 + k * 30 + pen.s.between(-12, 12)
        middle = toward(top, heading, 0.18)
        end = toward(middle, heading + (60 if heading > -90 else -60), 0.19)
        pen.coat(pen.chain((top, middle, end), 0.012, 0.04, 0.008))


@thing
def cactus(pen: Pen) -> None:
    arms = [pen.limb((0, 0.42), (0, pen.s.between(-0.42, -0.3)), 0.09, 0.08)]
    for side in (-1, 1):
        if pen.s.chance(0.85):
            low, out = pen.s.between(-0.1, 0.2), side * pen.s.between(0.2, 0.3)
            up = low - pen.s.between(0.12, 0.3)
            arms.append(pen.chain(((0, low), (out, low), (out, up)), 0.05))
    pen.coat(*arms, blend=0.01)
    if pen.s.chance(0.5):
        pen.fill(pen.poly((-0.16, 0.3), (0.16, 0.3), (0.11, 0.5), (-0.11, 0.5)), 2)


def _branch(pen: Pen, start: Point, heading: float, length: float, thick: float) -> None:
    end = toward(start, heading, length)
    pen.fill(pen.limb(start, end, thick, thick * 0.6), 0)
    if thick > 0.009:
        for turn in (-1, 1):
            _branch(
                pen,
                end,
                heading + turn * pen.s.between(15, 45),
                pen.vary(length * 0.72),
                thick * 0.58,
            )


@thing
def bare_tree(pen: Pen) -> None:
    _branch(pen, (0, 0.47), -90 + pen.s.between(-6, 6), 0.3, 0.05)


def _stem(pen: Pen, leaves: int = 2) -> None:
    pen.fill(pen.limb((pen.s.between(-0.1, 0.1), 0.48), (0, -0.1), 0.018))
    for k in range(leaves):
        side = 1 if k % 2 else -1
        lean = side * pen.s.between(25, 55)
        pen.fill(pen.oval((side * 0.11, 0.22 + pen.s.between(-0.08, 0.1)), 0.13, 0.04, -lean))


@thing
def tulip(pen: Pen) -> None:
    _stem(pen)
    pen.coat(
        pen.blob(
            (-0.15, -0.38),
            (-0.16, -0.1),
            (0, 0.0),
            (0.16, -0.1),
            (0.15, -0.38),
            (0.07, -0.24),
            (0, -0.42),
            (-0.07, -0.24),
        )
    )


@thing
def daisy(pen: Pen) -> None:
    _stem(pen)
    petals, long = pen.s.whole(7, 12), pen.vary(0.2)
    for k in range(petals):
        heading = k * 360 / petals + pen.s.between(-5, 5)
        pen.coat(pen.oval(toward((0, -0.18), heading, long * 0.75), long * 0.55, 0.05, heading))
    pen.fill(pen.disc((0, -0.18), pen.vary(0.085)), 2)


@thing
def bell_flower(pen: Pen) -> None:
    pen.fill(pen.chain(((-0.12, 0.48), (-0.12, -0.1), (0.02, -0.36), (0.14, -0.3)), 0.016))
    for x, y in ((0.14, -0.28), (-0.02, 0.0)):
        pen.coat(
            pen.blob(
                (x - 0.05, y),
                (x + 0.05, y),
                (x + 0.09, y + 0.17),
                (x + 0.17, y + 0.27),
                (x, y + 0.22),
                (x - 0.17, y + 0.27),
                (x - 0.09, y + 0.17),
            )
        )


@thing
def mushroom(pen: Pen) -> None:
    pen.fill(
        pen.chain(((0, -0.05), (0.01, 0.2), (pen.s.between(-0.05, 0.05), 0.42)), 0.07, 0.08, 0.1), 4
    )
    high = pen.vary(0.36, 0.2)
    pen.coat(
        pen.blob(
            (-0.36, 0.0),
            (-0.3, -high * 0.6),
            (0, -high),
            (0.3, -high * 0.6),
            (0.36, 0.0),
            (0, -0.04),
        )
    )
    for x, y in ((-0.18, -0.12), (0.02, -0.22), (0.19, -0.1)):
        if pen.s.chance(0.7):
            pen.fill(pen.disc((x, y), pen.vary(0.045, 0.4)), 4)


@thing
def maple_leaf(pen: Pen) -> None:
    pen.fill(pen.limb((0, 0.1), (pen.s.between(-0.08, 0.08), 0.47), 0.015))
    points: list[Point] = []
    for k, reach in enumerate((0.3, 0.44, 0.46, 0.44, 0.3)):
        heading = -90 + (k - 2) * 55
        points += [
            toward((0, 0.02), heading - 16, reach * 0.62),
            toward((0, 0.02), heading, pen.vary(reach, 0.1)),
            toward((0, 0.02), heading + 16, reach * 0.62),
            toward((0, 0.02), heading + 27, 0.15),
        ]
    pen.coat(pen.poly(*points[:-1], (0, 0.14)))
    for k in range(5):
        pen.fill(pen.limb((0, 0.1), toward((0, 0.02), -200 + k * 55, 0.3), 0.007), 2)


@thing
def oval_leaf(pen: Pen) -> None:
    wide, bend = pen.vary(0.2, 0.35), pen.s.between(-0.08, 0.08)
    pen.coat(
        pen.blob(
            (0, 0.3),
            (-wide, 0.08),
            (-wide * 0.7, -0.2),
            (bend, -0.44),
            (wide * 0.7, -0.2),
            (wide, 0.08),
        )
    )
    pen.fill(pen.limb((0, 0.47), (bend * 0.8, -0.36), 0.013, 0.006), 2)
    for k in range(4):
        for side in (-1, 1):
            pen.fill(pen.limb((0, 0.2 - k * 0.13), (side * wide * 0.75, 0.08 - k * 0.12), 0.006), 2)


@thing
def fern(pen: Pen) -> None:
    bend = pen.s.between(-0.2, 0.2)
    for k in range(9):
        share = k / 9
        middle = (bend * share * share, 0.32 - share * 0.75)
        for side in (-1, 1):
            end = toward(middle, -90 + side * pen.s.between(50, 70), 0.3 * (1 - share) + 0.04)
            pen.coat(pen.chain((middle, end), 0.026, 0.01))
    pen.fill(pen.chain(((0, 0.48), (bend * 0.25, -0.05), (bend, -0.44)), 0.014, 0.01, 0.006))

"""Toys, signs and letters of the source set."""

from __future__ import annotations

from benchmarks.backbone.pen import Pen, thing, toward

__all__: list[str] = []


@thing
def kite(pen: Pen) -> None:
    pen.coat(pen.poly((0, -0.46), (pen.vary(0.26), -0.14), (0, 0.22), (pen.vary(-0.26), -0.14)))
    pen.fill(pen.limb((0, -0.44), (0, 0.2), 0.009), 3)
    pen.fill(pen.limb((-0.24, -0.14), (0.24, -0.14), 0.009), 3)
    end = (pen.s.between(-0.2, 0.2), 0.48)
    pen.fill(pen.chain(((0, 0.22), (0.08, 0.32), end), 0.009), 3)
    for x, y in ((0.07, 0.32), (end[0], 0.45)):
        pen.fill(
            pen.poly(
                (x - 0.06, y - 0.03),
                (x + 0.06, y + 0.03),
                (x + 0.06, y - 0.03),
                (x - 0.06, y + 0.03),
            ),
            2,
        )


@thing
def star_sign(pen: Pen) -> None:
    pen.coat(pen.star((0, 0), 5, 0.46, pen.s.between(0.17, 0.24)))


@thing
def heart(pen: Pen) -> None:
    pen.coat(
        pen.blob(
            (0, -0.2),
            (0.16, -0.36),
            (0.38, -0.26),
            (0.36, 0.02),
            (0.05, 0.38),
            (0, 0.42),
            (-0.05, 0.38),
            (-0.36, 0.02),
            (-0.38, -0.26),
            (-0.16, -0.36),
        )
    )


@thing
def arrow(pen: Pen) -> None:
    thick, back = pen.s.between(0.05, 0.13), pen.s.between(-0.05, 0.18)
    pen.coat(
        pen.poly(
            (-0.46, -thick),
            (back, -thick),
            (back, -0.28),
            (0.46, 0),
            (back, 0.28),
            (back, thick),
            (-0.46, thick),
        )
    )


@thing
def crown(pen: Pen) -> None:
    tips, deep = pen.s.whole(3, 5), pen.s.between(-0.06, 0.06)
    ring = [(-0.4, 0.3)]
    for k in range(tips):
        x = -0.42 + 0.84 * k / (tips - 1)
        ring.append((x, -0.3))
        if k < tips - 1:
            ring.append((x + 0.42 / (tips - 1), deep))
    pen.coat(pen.poly(*ring, (0.4, 0.3), r=0.01))
    for x, y in ring[1::2]:
        pen.fill(pen.disc((x, y), 0.045), 2)
    pen.fill(pen.box(-0.4, 0.2, 0.4, 0.28), 1)


@thing
def comb(pen: Pen) -> None:
    pen.coat(pen.box(-0.44, -0.22, 0.44, -0.06, r=0.02))
    teeth, long = pen.s.whole(7, 11), pen.s.between(0.14, 0.3)
    for k in range(teeth):
        x = -0.4 + 0.8 * k / (teeth - 1)
        pen.fill(pen.limb((x, -0.08), (x, long), 0.02, 0.012), 0)


@thing
def ladder(pen: Pen) -> None:
    top, low = pen.s.between(0.1, 0.18), pen.s.between(0.14, 0.24)
    rungs = pen.s.whole(4, 6)
    for k in range(rungs):
        y = -0.36 + 0.74 * k / (rungs - 1)
        half = top + (low - top) * (y + 0.46) / 0.92
        pen.fill(pen.limb((-half, y), (half, y), 0.018), 1)
    for side in (-1, 1):
        pen.coat(pen.limb((side * top, -0.46), (side * low, 0.46), 0.027))


@thing
def anchor(pen: Pen) -> None:
    pen.coat(pen.limb((0, -0.3), (0, 0.4), 0.035))
    pen.coat(pen.chain([toward((0, -0.36), k * 45, 0.07) for k in range(9)], 0.025))
    pen.coat(pen.limb((-0.17, -0.18), (0.17, -0.18), 0.03))
    pen.coat(
        pen.chain(
            [toward((0, 0.05), 170 - k * 32, pen.vary(0.36, 0.03)) for k in range(6)],
            0.025,
            0.035,
            0.04,
            0.04,
            0.035,
            0.025,
        )
    )
    for side in (-1, 1):
        pen.coat(pen.poly((side * 0.27, 0.12), (side * 0.45, 0.14), (side * 0.38, -0.03)))


@thing
def bell(pen: Pen) -> None:
    pen.fill(pen.disc((pen.s.between(-0.08, 0.08), 0.33), 0.075), 3)
    pen.coat(
        pen.blob(
            (0, -0.36),
            (0.17, -0.28),
            (0.22, 0.02),
            (0.36, 0.28),
            (0, 0.31),
            (-0.36, 0.28),
            (-0.22, 0.02),
            (-0.17, -0.28),
        )
    )
    pen.fill(pen.disc((0, -0.39), 0.06), 1)
    pen.fill(pen.limb((-0.27, 0.17), (0.27, 0.17), 0.018), 2)


@thing
def bulb(pen: Pen) -> None:
    pen.coat(
        pen.disc((0, -0.14), pen.vary(0.27, 0.1)),
        pen.limb((0, 0.05), (0, 0.2), 0.13, 0.1),
        blend=0.08,
    )
    for k in range(3):
        pen.fill(
            pen.limb((-0.09, 0.24 + k * 0.07), (0.09, 0.26 + k * 0.07), 0.03), 3 if k % 2 else 1
        )
    pen.fill(
        pen.chain(((-0.06, 0.1), (-0.08, -0.14), (0, -0.06), (0.08, -0.14), (0.06, 0.1)), 0.012), 2
    )


@thing
def candelabra(pen: Pen) -> None:
    arms = pen.s.whole(1, 2)
    pen.coat(pen.limb((0, 0.4), (0, -0.16), 0.03), pen.oval((0, 0.43), 0.2, 0.05))
    places = [(0.0, -0.16)]
    for k in range(arms):
        for side in (-1, 1):
            x = side * 0.19 * (k + 1)
            pen.coat(pen.chain(((0, 0.2), (x * 0.8, 0.16), (x, 0.0), (x, -0.1)), 0.025))
            places.append((x, -0.1))
    for x, y in places:
        pen.fill(pen.limb((x, y), (x, y - 0.16), 0.035), 4)
        pen.fill(pen.oval((x, y - 0.25), 0.025, 0.05), 2)


def _strokes(pen: Pen, *lines: tuple[tuple[float, float], ...]) -> None:
    thick = pen.s.between(0.045, 0.1)
    pen.coat(*(pen.chain(line, thick) for line in lines))


@thing
def letter_a(pen: Pen) -> None:
    _strokes(pen, ((-0.3, 0.4), (0, -0.4), (0.3, 0.4)), ((-0.16, 0.12), (0.16, 0.12)))


@thing
def letter_h(pen: Pen) -> None:
    _strokes(
        pen, ((-0.25, -0.4), (-0.25, 0.4)), ((0.25, -0.4), (0.25, 0.4)), ((-0.25, 0), (0.25, 0))
    )


@thing
def letter_k(pen: Pen) -> None:
    _strokes(pen, ((-0.22, -0.4), (-0.22, 0.4)), ((0.25, -0.4), (-0.2, 0.03), (0.28, 0.4)))


@thing
def letter_w(pen: Pen) -> None:
    _strokes(pen, ((-0.4, -0.36), (-0.2, 0.36), (0, -0.2), (0.2, 0.36), (0.4, -0.36)))


@thing
def letter_e(pen: Pen) -> None:
    _strokes(pen, ((0.24, -0.4), (-0.22, -0.4), (-0.22, 0.4), (0.24, 0.4)), ((-0.22, 0), (0.16, 0)))

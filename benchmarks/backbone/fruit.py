"""Fruit and a root of the source set."""

from __future__ import annotations

from benchmarks.backbone.pen import Pen, thing, toward

__all__: list[str] = []


@thing
def apple(pen: Pen) -> None:
    pen.coat(
        pen.blob(
            (0, -0.2),
            (0.18, -0.26),
            (0.34, -0.08),
            (0.28, 0.22),
            (0.1, 0.36),
            (0, 0.33),
            (-0.1, 0.36),
            (-0.28, 0.22),
            (-0.34, -0.08),
            (-0.18, -0.26),
        )
    )
    pen.fill(pen.chain(((0, -0.18), (0.02, -0.3), (0.06, -0.4)), 0.016), 3)
    if pen.s.chance(0.7):
        pen.fill(pen.oval((0.15, -0.36), 0.12, 0.05, pen.s.between(-40, 0)))


@thing
def pear(pen: Pen) -> None:
    lean = pen.s.between(-0.05, 0.05)
    pen.coat(pen.disc((0, 0.18), pen.vary(0.25, 0.1)), pen.disc((lean, -0.17), 0.13), blend=0.16)
    pen.fill(pen.chain(((lean, -0.27), (lean + 0.03, -0.42)), 0.016), 3)


@thing
def banana(pen: Pen) -> None:
    for k in range(pen.s.whole(1, 3)):
        low = 0.32 - k * 0.1
        pen.coat(
            pen.chain(
                (
                    (-0.38, -0.14),
                    (-0.28, low - 0.14),
                    (-0.02, low),
                    (0.26, low - 0.1),
                    (0.4, -0.2 - k * 0.05),
                ),
                0.025,
                0.07,
                0.085,
                0.07,
                0.02,
            ),
            blend=0.05,
        )
    pen.fill(pen.limb((-0.38, -0.14), (-0.42, -0.24), 0.025), 3)


@thing
def carrot(pen: Pen) -> None:
    for k in range(5):
        end = toward((0, -0.2), -130 + k * 20 + pen.s.between(-8, 8), 0.26)
        pen.fill(pen.limb((0, -0.16), end, 0.014, 0.035))
    pen.coat(
        pen.chain(
            ((0, -0.1), (0, 0.1), (pen.s.between(-0.08, 0.08), 0.45)), pen.vary(0.13), 0.1, 0.01
        )
    )
    for k in range(3):
        pen.fill(
            pen.limb((-0.08 + k * 0.06, -0.02 + k * 0.11), (k * 0.04, -0.02 + k * 0.11), 0.007), 3
        )


@thing
def cherries(pen: Pen) -> None:
    top = (pen.s.between(-0.1, 0.15), -0.42)
    for x in (-0.2, 0.17):
        y = pen.s.between(0.18, 0.3)
        pen.fill(pen.chain((top, ((x + top[0]) / 2 * 1.4, -0.1), (x, y)), 0.013), 3)
        pen.coat(pen.disc((x, y), pen.vary(0.16, 0.12)))
    pen.fill(pen.oval((top[0] + 0.14, -0.38), 0.14, 0.06, pen.s.between(-20, 30)))


@thing
def grapes(pen: Pen) -> None:
    pen.fill(pen.limb((0, -0.3), (0.03, -0.47), 0.018), 3)
    for row in range(5):
        for k in range(5 - row):
            x = (k - (4 - row) / 2) * 0.14 + pen.s.between(-0.02, 0.02)
            pen.coat(pen.disc((x, -0.24 + row * 0.15), 0.085))


@thing
def pineapple(pen: Pen) -> None:
    for k in range(7):
        end = toward((0, -0.12), -140 + k * 16.5, pen.vary(0.34))
        pen.fill(pen.limb((0, -0.1), end, 0.04, 0.006))
    pen.coat(pen.oval((0, 0.17), pen.vary(0.2), 0.29))
    for k in range(-3, 4):
        for turn in (-0.16, 0.16):
            pen.fill(pen.limb((k * 0.07 - turn, 0.02), (k * 0.07 + turn, 0.34), 0.005), 3)


@thing
def strawberry(pen: Pen) -> None:
    pen.coat(
        pen.blob((-0.28, -0.14), (0, -0.22), (0.28, -0.14), (0.2, 0.16), (0, 0.42), (-0.2, 0.16))
    )
    for x, y in (
        (-0.12, -0.02),
        (0.06, 0.0),
        (-0.03, 0.13),
        (0.14, 0.1),
        (0.02, 0.26),
        (-0.12, 0.16),
    ):
        pen.fill(pen.oval((x, y), 0.015, 0.024), 4)
    pen.fill(pen.star((0, -0.2), 6, pen.vary(0.24), 0.08))
    pen.fill(pen.limb((0, -0.2), (0.04, -0.38), 0.016))

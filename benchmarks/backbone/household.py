"""Furniture, tools and instruments of the source set."""

from __future__ import annotations

from benchmarks.backbone.pen import Pen, thing, toward

__all__: list[str] = []


@thing
def chair(pen: Pen) -> None:
    for x in (-0.14, 0.22):
        pen.fill(pen.limb((x, 0.05), (x + 0.04, 0.38), 0.022), 3)
    pen.coat(pen.poly((-0.26, 0.02), (0.16, 0.02), (0.26, 0.1), (-0.18, 0.1), r=0.015))
    for x in (-0.24, -0.16) if pen.s.chance(0.5) else (-0.22,):
        pen.fill(pen.limb((x - 0.02, 0.04), (x - 0.05, -0.44), 0.022), 0)
    pen.coat(pen.poly((-0.3, -0.44), (-0.16, -0.38), (-0.14, -0.1), (-0.26, -0.14), r=0.015))
    for x in (-0.24, 0.14):
        pen.fill(pen.limb((x, 0.08), (x - 0.01, 0.46), 0.024), 0)


@thing
def table(pen: Pen) -> None:
    high = pen.s.between(-0.16, 0.02)
    for x in (-0.26, 0.3):
        pen.fill(pen.limb((x, high), (x, 0.3), 0.02), 3)
    for x in (-0.38, 0.4):
        pen.fill(pen.limb((x, high), (x, 0.42), 0.025), 1)
    pen.coat(
        pen.poly((-0.34, high - 0.12), (0.36, high - 0.12), (0.47, high), (-0.47, high), r=0.015)
    )


@thing
def lamp(pen: Pen) -> None:
    low = pen.s.between(0.3, 0.46)
    pen.fill(pen.oval((0, low), 0.17, 0.04), 3)
    pen.fill(pen.limb((0, low), (0, -0.1), 0.022), 1)
    pen.coat(
        pen.poly(
            (-0.12, -0.42), (0.12, -0.42), (pen.vary(0.27), -0.08), (pen.vary(-0.27), -0.08), r=0.01
        )
    )


@thing
def sofa(pen: Pen) -> None:
    pen.coat(pen.box(-0.36, -0.22, 0.36, 0.2, r=0.06))
    seats = pen.s.whole(2, 3)
    for k in range(seats):
        wide = 0.66 / seats
        pen.fill(pen.box(-0.33 + k * wide, 0.0, -0.33 + (k + 1) * wide - 0.01, 0.14, r=0.03), 1)
    for side in (-1, 1):
        pen.coat(pen.box(side * 0.4 - 0.07, -0.06, side * 0.4 + 0.07, 0.26, r=0.05))
        pen.fill(pen.limb((side * 0.38, 0.26), (side * 0.38, 0.33), 0.02), 3)


@thing
def clock(pen: Pen) -> None:
    if pen.s.chance(0.5):
        for side in (-1, 1):
            pen.fill(pen.disc((side * 0.22, -0.34), 0.1), 1)
            pen.fill(pen.limb((side * 0.2, 0.3), (side * 0.28, 0.44), 0.03), 3)
    pen.coat(pen.disc((0, 0), 0.38))
    pen.fill(pen.disc((0, 0), 0.3), 4)
    for k in range(12):
        pen.fill(pen.disc(toward((0, 0), k * 30, 0.25), 0.016), 3)
    for long in (0.23, 0.15):
        pen.fill(pen.limb((0, 0), toward((0, 0), pen.s.between(0, 360), long), 0.014), 3)


@thing
def cup(pen: Pen) -> None:
    ring = [toward((0.26, -0.02), -100 + k * 33, 0.15) for k in range(7)]
    pen.fill(pen.chain(ring, 0.035), 0)
    low = pen.vary(0.2)
    pen.coat(pen.poly((-0.28, -0.28), (0.28, -0.28), (low, 0.3), (-low, 0.3), r=0.02))
    pen.fill(pen.oval((0, -0.28), 0.29, 0.065), 3)


@thing
def bottle(pen: Pen) -> None:
    wide, shoulder = pen.vary(0.15), pen.s.between(-0.15, 0.02)
    pen.coat(
        pen.box(-wide, shoulder, wide, 0.46, r=0.04),
        pen.limb((0, shoulder), (0, -0.38), 0.055),
        blend=0.1,
    )
    pen.fill(pen.box(-0.06, -0.47, 0.06, -0.38), 2)
    pen.fill(pen.box(-wide, 0.12, wide, 0.32), 4)


@thing
def teapot(pen: Pen) -> None:
    ring = [toward((-0.26, 0.04), 60 + k * 40, 0.17) for k in range(7)]
    pen.fill(pen.chain(ring, 0.03), 1)
    pen.coat(
        pen.oval((0, 0.08), pen.vary(0.28, 0.1), 0.24),
        pen.chain(((0.2, 0.16), (0.32, 0.04), (0.44, -0.14)), 0.07, 0.045, 0.028),
        blend=0.05,
    )
    pen.fill(pen.oval((0, -0.13), 0.15, 0.04), 1)
    pen.fill(pen.disc((0, -0.2), 0.045), 2)


@thing
def spoon(pen: Pen) -> None:
    pen.coat(
        pen.limb((0, 0.46), (0, -0.15), 0.03, 0.018),
        pen.oval((0, -0.28), pen.vary(0.13), 0.19),
        blend=0.05,
    )
    pen.fill(pen.oval((0, -0.28), 0.08, 0.13), 4)


@thing
def fork(pen: Pen) -> None:
    tines, wide = pen.s.whole(3, 4), pen.s.between(0.1, 0.15)
    parts = [pen.limb((0, 0.46), (0, -0.05), 0.035, 0.02)]
    for k in range(tines):
        x = wide * (2 * k / (tines - 1) - 1)
        parts.append(pen.chain(((0, -0.05), (x, -0.14), (x, -0.44)), 0.03, 0.022, 0.014))
    pen.coat(*parts)


@thing
def key(pen: Pen) -> None:
    pen.coat(pen.chain([toward((0, -0.27), k * 40, pen.vary(0.14, 0.02)) for k in range(10)], 0.04))
    pen.coat(pen.limb((0, -0.14), (0, 0.44), 0.032))
    for k in range(pen.s.whole(2, 3)):
        pen.coat(pen.box(0, 0.22 + k * 0.09, pen.s.between(0.1, 0.17), 0.27 + k * 0.09))


@thing
def hammer(pen: Pen) -> None:
    pen.fill(pen.limb((0, -0.3), (0, 0.46), 0.028, 0.045), 1)
    pen.coat(
        pen.box(-0.16, -0.38, 0.12, -0.24),
        pen.box(-0.24, -0.4, -0.15, -0.22, r=0.015),
        pen.poly((0.1, -0.38), (0.3, -0.26), (0.1, -0.24), r=0.01),
    )


@thing
def wrench(pen: Pen) -> None:
    pen.coat(pen.limb((0, 0.3), (0, -0.22), 0.05), pen.disc((0, 0.34), 0.09))
    for side in (-1, 1):
        pen.coat(
            pen.chain(((0, -0.2), (side * 0.13, -0.28), (side * 0.09, -0.45)), 0.055, 0.045, 0.03)
        )
    pen.fill(pen.disc((0, 0.34), 0.04), 3)


@thing
def umbrella(pen: Pen) -> None:
    pen.fill(pen.chain(((0, -0.4), (0, 0.36), (0.05, 0.43), (0.11, 0.36)), 0.016), 3)
    high = pen.vary(0.38, 0.15)
    pen.coat(
        pen.blob(
            (-0.44, 0.02),
            (-0.34, -high * 0.7),
            (0, -high - 0.04),
            (0.34, -high * 0.7),
            (0.44, 0.02),
            (0.3, -0.04),
            (0.15, 0.02),
            (0, -0.04),
            (-0.15, 0.02),
            (-0.3, -0.04),
        )
    )
    for x in (-0.15, 0.15):
        pen.fill(pen.chain(((0, -high), (x * 0.8, -0.2), (x, 0.0)), 0.008), 2)


@thing
def guitar(pen: Pen) -> None:
    pen.fill(pen.box(-0.03, -0.38, 0.03, 0.1), 3)
    pen.fill(pen.box(-0.05, -0.48, 0.05, -0.36, r=0.015), 1)
    pen.coat(
        pen.oval((0, 0.28), pen.vary(0.21, 0.12), 0.18), pen.oval((0, 0.05), 0.15, 0.13), blend=0.07
    )
    pen.fill(pen.disc((0, 0.14), 0.065), 3)
    pen.fill(pen.box(-0.09, 0.31, 0.09, 0.35), 3)


@thing
def drum(pen: Pen) -> None:
    high = pen.vary(0.2)
    pen.coat(pen.box(-0.34, -high, 0.34, high), pen.oval((0, high), 0.34, 0.1))
    for k in range(5):
        x = -0.3 + k * 0.15
        pen.fill(
            pen.chain(
                ((x - 0.03, -high + 0.05), (x + 0.04, high + 0.06), (x + 0.11, -high + 0.05)), 0.01
            ),
            2,
        )
    pen.fill(pen.oval((0, -high), 0.35, 0.11), 4)
    for side in (-1, 1):
        pen.fill(
            pen.limb((side * 0.06, -high), (side * pen.s.between(0.2, 0.38), -high - 0.22), 0.014),
            3,
        )


@thing
def football(pen: Pen) -> None:
    pen.coat(pen.disc((0, 0), 0.4))
    first = pen.s.between(0, 72)
    pen.fill(pen.star((0, 0), 5, 0.14, 0.115, first), 3)
    for k in range(5):
        far = toward((0, 0), first + k * 72, 0.31)
        pen.fill(pen.limb((0, 0), far, 0.01), 3)
        pen.fill(pen.star(far, 5, 0.09, 0.07, first + k * 72), 3)

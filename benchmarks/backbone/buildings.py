"""Buildings of the source set."""

from __future__ import annotations

from benchmarks.backbone.pen import Pen, thing, toward

__all__: list[str] = []


@thing
def house(pen: Pen) -> None:
    eaves = pen.s.between(-0.12, 0.02)
    pen.fill(pen.box(0.14, -0.4, 0.24, eaves), 3)
    pen.coat(pen.box(-0.32, eaves, 0.32, 0.42))
    pen.fill(
        pen.poly((-0.42, eaves + 0.02), (0.42, eaves + 0.02), (pen.s.between(-0.08, 0.08), -0.44))
    )
    pen.fill(pen.box(-0.07, 0.18, 0.07, 0.42), 3)
    for side in (-1, 1):
        pen.fill(pen.box(side * 0.2 - 0.07, 0.06, side * 0.2 + 0.07, 0.2), 4)


@thing
def lighthouse(pen: Pen) -> None:
    pen.coat(pen.poly((-0.16, 0.46), (0.16, 0.46), (0.09, -0.22), (-0.09, -0.22)))
    for k in range(3):
        half = 0.1 + k * 0.021
        pen.fill(pen.box(-half, -0.08 + k * 0.2, half, 0.0 + k * 0.2), 1)
    pen.fill(pen.box(-0.13, -0.24, 0.13, -0.2), 3)
    pen.fill(pen.box(-0.07, -0.34, 0.07, -0.24), 4)
    pen.fill(pen.poly((-0.1, -0.33), (0.1, -0.33), (0, -0.46)), 2)


@thing
def church(pen: Pen) -> None:
    pen.coat(pen.box(-0.12, 0.06, 0.44, 0.44))
    pen.fill(pen.poly((-0.14, 0.08), (0.47, 0.08), (0.36, -0.14), (-0.1, -0.14)))
    pen.coat(pen.box(-0.4, -0.12, -0.12, 0.44))
    pen.fill(pen.poly((-0.43, -0.1), (-0.09, -0.1), (-0.26, pen.s.between(-0.46, -0.36))))
    pen.fill(pen.disc((-0.26, 0.02), 0.055), 4)
    for x in (0.02, 0.17, 0.32):
        pen.fill(pen.limb((x, 0.2), (x, 0.34), 0.035), 3)


@thing
def bridge(pen: Pen) -> None:
    spans = pen.s.whole(2, 3)
    pen.coat(pen.box(-0.49, -0.1, 0.49, 0.28))
    wide = 0.98 / spans
    for k in range(spans):
        middle = -0.49 + wide * (k + 0.5)
        behind = pen.colours[3] if pen.s.chance(0.5) else pen.colours[4]
        pen.fill(pen.oval((middle, 0.28), wide * 0.36, 0.26), behind, flat=True)
    for k in range(8):
        pen.fill(pen.limb((-0.45 + k * 0.13, -0.1), (-0.45 + k * 0.13, -0.2), 0.012), 1)
    pen.fill(pen.limb((-0.48, -0.2), (0.48, -0.2), 0.015), 1)


@thing
def tent(pen: Pen) -> None:
    top = (pen.s.between(-0.1, 0.1), -0.32)
    pen.coat(pen.poly((-0.46, 0.34), (0.46, 0.34), top, r=0.01))
    pen.fill(pen.poly((-0.12, 0.34), (0.12, 0.34), top), 3)
    pen.fill(pen.poly((0.02, 0.34), (0.2, 0.34), top), 1)
    for side in (-1, 1):
        pen.fill(pen.limb((top[0] + side * 0.2, 0.0), (side * 0.49, 0.4), 0.006), 4)


@thing
def windmill(pen: Pen) -> None:
    pen.coat(pen.poly((-0.17, 0.47), (0.17, 0.47), (0.1, -0.08), (-0.1, -0.08)))
    pen.fill(pen.poly((-0.12, -0.06), (0.12, -0.06), (0, -0.22), r=0.01))
    first = pen.s.between(0, 90)
    for k in range(4):
        heading = first + k * 90
        end = toward((0, -0.1), heading, 0.36)
        pen.fill(pen.limb((0, -0.1), end, 0.01), 3)
        side = toward(end, heading + 90, 0.1)
        pen.fill(
            pen.poly(toward((0, -0.1), heading, 0.1), end, side, toward(side, heading + 180, 0.24)),
            2,
        )
    pen.fill(pen.box(-0.045, 0.32, 0.045, 0.47), 3)


@thing
def castle(pen: Pen) -> None:
    pen.coat(pen.box(-0.3, -0.05, 0.3, 0.44))
    for x in (-0.34, 0.34):
        pen.coat(pen.box(x - 0.12, -0.26, x + 0.12, 0.44))
        if pen.s.chance(0.5):
            pen.fill(pen.poly((x - 0.14, -0.26), (x + 0.14, -0.26), (x, -0.48)), 1)
        else:
            for k in (-1, 0, 1):
                pen.coat(pen.box(x + k * 0.09 - 0.03, -0.34, x + k * 0.09 + 0.03, -0.25))
        pen.fill(pen.limb((x, -0.1), (x, -0.02), 0.025), 3)
    for k in range(-1, 2):
        pen.coat(pen.box(k * 0.13 - 0.04, -0.12, k * 0.13 + 0.04, -0.04))
    pen.fill(pen.limb((0, 0.28), (0, 0.46), 0.1), 3)

"""Water animals of the source set."""

from __future__ import annotations

from benchmarks.backbone.pen import Pen, thing, toward

__all__: list[str] = []


def _finned(pen: Pen, deep: float, fin: float, *, level: bool = False) -> None:
    bend = pen.s.between(-0.08, 0.08)
    tail = (-0.3, bend)
    spread = pen.vary(0.15)
    if level:
        pen.coat(pen.poly(tail, (-0.47, bend - 0.12), (-0.4, bend), (-0.44, bend + 0.08), r=0.01))
    else:
        pen.coat(
            pen.poly(tail, (-0.48, bend - spread), (-0.4, bend), (-0.46, bend + spread), r=0.01)
        )
    pen.fill(pen.poly((-0.05, -deep * 0.8), (-0.12, -deep - fin), (0.14, -deep * 0.7), r=0.01))
    pen.coat(
        pen.blob(
            (-0.34, bend - 0.02),
            (0, -deep),
            (0.32, -deep * 0.4),
            (0.42, 0.02),
            (0.28, deep * 0.5),
            (0, deep),
            (-0.34, bend + 0.03),
        )
    )
    pen.fill(pen.poly((0.12, deep * 0.3), (-0.03, deep + fin * 0.6), (0.04, deep * 0.3), r=0.008))
    pen.eye((0.29, -deep * 0.2), 0.022)


@thing
def fish(pen: Pen) -> None:
    _finned(pen, pen.vary(0.2, 0.3), 0.07)
    pen.fill(pen.chain(((0.18, -0.12), (0.14, 0.0), (0.18, 0.12)), 0.008), 3)


@thing
def shark(pen: Pen) -> None:
    _finned(pen, pen.vary(0.1), pen.vary(0.16))
    pen.fill(pen.chain(((0.3, 0.04), (0.37, 0.045)), 0.012), 4)
    for k in range(3):
        pen.fill(pen.limb((0.17 - k * 0.03, -0.03), (0.16 - k * 0.03, 0.04), 0.005), 3)


@thing
def whale(pen: Pen) -> None:
    pen.coat(
        pen.blob(
            (-0.2, 0.02),
            (-0.32, -0.12),
            (-0.48, -0.22),
            (-0.36, -0.26),
            (-0.28, -0.2),
            (-0.24, -0.32),
            (-0.16, -0.24),
            (-0.12, -0.1),
            (0.12, -0.16),
            (0.4, -0.1),
            (0.46, 0.06),
            (0.3, 0.18),
            (0, 0.16),
        )
    )
    pen.fill(pen.blob((0.45, 0.08), (0.3, 0.18), (0.02, 0.16), (0.2, 0.09)), 4)
    pen.fill(pen.oval((0.08, 0.17), 0.04, 0.1, 30))
    for side in (-1, 1):
        pen.fill(pen.chain(((0.2, -0.16), (0.2, -0.27), (0.2 + side * 0.08, -0.33)), 0.012), 4)
    pen.eye((0.3, 0.02))


@thing
def crab(pen: Pen) -> None:
    for side in (-1, 1):
        for k in range(3):
            knee = toward((side * 0.2, 0.06 + k * 0.03), 90 - side * (75 - k * 25), 0.14)
            pen.coat(
                pen.chain(
                    ((side * 0.16, 0.04), knee, (knee[0] + side * 0.03, knee[1] + 0.14)),
                    0.022,
                    0.018,
                    0.006,
                )
            )
        up = pen.s.between(20, 70)
        elbow = toward((side * 0.2, -0.02), 90 - side * (90 + up * 0.4), 0.15)
        claw = toward(elbow, -90 + side * pen.s.between(-20, 25), 0.14)
        pen.coat(pen.chain(((side * 0.18, 0), elbow, claw), 0.03))
        pen.fill(pen.disc(claw, 0.085), 1)
        pen.fill(pen.poly(claw, toward(claw, -75, 0.15), toward(claw, -110, 0.15)), 3, flat=True)
        pen.fill(pen.limb((side * 0.07, -0.08), (side * 0.08, -0.18), 0.012), 0)
        pen.eye((side * 0.08, -0.19))
    pen.coat(pen.oval((0, 0.03), 0.24, pen.vary(0.14)))


@thing
def octopus(pen: Pen) -> None:
    for k in range(8):
        start = (-0.14 + k * 0.04, 0.05)
        points, heading, curl = [start], 150 - k * 17.0, pen.s.between(-35, 35)
        for _ in range(4):
            points.append(toward(points[-1], heading, 0.11))
            heading += curl
        pen.coat(pen.chain(points, 0.045, 0.037, 0.028, 0.02, 0.01))
    pen.coat(pen.oval((0, -0.16), pen.vary(0.19), 0.23), pen.oval((0, 0.03), 0.14, 0.1), blend=0.05)
    for x in (-0.08, 0.08):
        pen.eye((x, -0.03), 0.028)


@thing
def jellyfish(pen: Pen) -> None:
    for k in range(7):
        x = -0.2 + k * 0.066
        wave = pen.s.between(-0.05, 0.05)
        points = ((x, -0.1), (x + wave, 0.1), (x - wave, 0.28), (x + wave, 0.45))
        pen.fill(pen.chain(points, 0.022, 0.016, 0.012, 0.005), 1 + k % 2)
    pen.coat(
        pen.blob(
            (-0.3, -0.08),
            (-0.24, -0.34),
            (0, -0.45),
            (0.24, -0.34),
            (0.3, -0.08),
            (0.15, -0.12),
            (0, -0.06),
            (-0.15, -0.12),
        )
    )


@thing
def starfish(pen: Pen) -> None:
    arms = [
        pen.limb(
            (0, 0),
            toward((0, 0), k * 72 + pen.s.between(-12, 12), pen.vary(0.42, 0.12)),
            0.12,
            0.03,
        )
        for k in range(5)
    ]
    pen.coat(*arms, blend=0.06)


@thing
def seahorse(pen: Pen) -> None:
    pen.fill(pen.poly((-0.08, -0.02), (-0.24, -0.1), (-0.24, 0.1)), 2)
    spine = (
        (0.04, -0.3),
        (-0.05, -0.12),
        (0.0, 0.06),
        (-0.02, 0.22),
        (0.06, 0.36),
        (0.15, 0.34),
        (0.14, 0.26),
    )
    pen.coat(pen.chain(spine, 0.09, 0.08, 0.11, 0.06, 0.04, 0.03, 0.02), blend=0.03)
    pen.coat(pen.limb((0.06, -0.32), (0.27, pen.s.between(-0.28, -0.18)), 0.075, 0.03))
    pen.fill(pen.star((0.0, -0.42), 5, 0.07, 0.035))
    pen.eye((0.08, -0.34))


@thing
def turtle(pen: Pen) -> None:
    reach = pen.s.between(0.02, 0.12)
    if pen.s.chance(0.5):
        for x in (-0.2, 0.18):
            pen.coat(pen.limb((x, 0.1), (x + pen.s.between(-0.06, 0.06), 0.25), 0.065, 0.05))
        pen.coat(pen.limb((0.22, 0.08), (0.32 + reach, pen.s.between(-0.12, 0.08)), 0.05, 0.075))
        pen.coat(pen.poly((-0.3, 0.1), (-0.43, 0.16), (-0.3, 0.16)))
        pen.fill(pen.blob((-0.34, 0.14), (-0.24, -0.14), (0, -0.26), (0.24, -0.12), (0.32, 0.14)))
        pen.eye((0.34 + reach, -0.02), 0.014)
    else:
        for angle in (40, 140, 220, 320):
            pen.coat(
                pen.limb((0, 0), toward((0, 0), angle + pen.s.between(-15, 15), 0.37), 0.08, 0.05)
            )
        pen.coat(pen.limb((0, 0), (0.36 + reach, 0.0), 0.06, 0.08))
        pen.fill(pen.oval((0, 0), 0.3, 0.24))
    for k in range(5):
        pen.fill(pen.disc(toward((0, -0.03), k * 72, 0.12), 0.05), 2)

"""Small animals of the source set, and upright figures with arms and legs."""

from __future__ import annotations

from benchmarks.backbone.pen import Pen, thing, toward

__all__: list[str] = []


@thing
def snake(pen: Pen) -> None:
    points, heading, bend = [(-0.42, pen.s.between(-0.1, 0.3))], pen.s.between(-60, 20), 55.0
    for k in range(12):
        points.append(toward(points[-1], heading, 0.1))
        heading += bend * (1 if (k // 3) % 2 else -1) * pen.s.between(0.5, 1.1)
        heading = max(-130.0, min(heading, 110.0))
    pen.coat(
        pen.chain(points, 0.01, 0.03, 0.04, 0.045, 0.045, 0.045, 0.042, 0.04),
        pen.disc(points[-1], 0.06),
    )
    pen.fill(pen.limb(points[-1], toward(points[-1], heading, 0.14), 0.007), 2)
    pen.eye(toward(points[-1], -90, 0.02), 0.013)


@thing
def snail(pen: Pen) -> None:
    pen.coat(
        pen.chain(((-0.4, 0.3), (0.1, 0.28), (0.33, 0.24), (0.38, 0.08)), 0.03, 0.07, 0.07, 0.05)
    )
    for k in (0, 1):
        end = (0.36 + k * 0.08, -0.1)
        pen.coat(pen.limb((0.38, 0.06), end, 0.012))
        pen.eye(end, 0.016)
    size = pen.vary(0.25, 0.12)
    pen.fill(pen.disc((-0.04, 0.02), size))
    ring = [toward((-0.04, 0.02), k * 50, size * (1 - k / 16)) for k in range(14)]
    pen.fill(pen.chain(ring, 0.014), 3)


def _wings(pen: Pen, sizes: tuple[tuple[float, float, float], ...]) -> None:
    for lean, length, wide in sizes:
        for side in (-1, 1):
            heading = lean if side > 0 else 180 - lean
            middle = toward((0, -0.03), heading, length * 0.55)
            pen.coat(pen.oval(middle, length * 0.5, wide, heading))
            pen.fill(
                pen.oval(
                    toward((0, 0), heading, length * 0.75), length * 0.16, wide * 0.5, heading
                ),
                2,
            )


@thing
def butterfly(pen: Pen) -> None:
    _wings(
        pen, ((-35 + pen.s.between(-10, 10), 0.5, 0.17), (35 + pen.s.between(-8, 12), 0.38, 0.14))
    )
    pen.fill(pen.limb((0, -0.16), (0, 0.24), 0.03, 0.015), 3)
    for side in (-1, 1):
        pen.fill(pen.chain(((0, -0.17), (side * 0.08, -0.33)), 0.007), 3)


@thing
def dragonfly(pen: Pen) -> None:
    _wings(pen, ((-14 + pen.s.between(-8, 8), 0.48, 0.05), (14 + pen.s.between(-8, 8), 0.45, 0.05)))
    pen.coat(
        pen.chain(((0, -0.16), (0, 0), (pen.s.between(-0.06, 0.06), 0.46)), 0.05, 0.035, 0.015)
    )
    for side in (-1, 1):
        pen.fill(pen.disc((side * 0.045, -0.2), 0.045), 2)


@thing
def bee(pen: Pen) -> None:
    for lean in (-115, -70):
        middle = toward((-0.02, -0.1), lean + pen.s.between(-12, 12), 0.2)
        pen.fill(pen.oval(middle, 0.19, 0.09, lean), 4)
    pen.fill(pen.oval((-0.08, 0.05), 0.28, pen.vary(0.17)), 0)
    for x in (-0.22, -0.1, 0.02):
        pen.fill(pen.limb((x, -0.07), (x, 0.17), 0.028), 3)
    pen.fill(pen.disc((0.24, 0.03), 0.12), 1)
    pen.fill(pen.limb((-0.34, 0.06), (-0.44, 0.08), 0.02, 0.002), 3)
    for end in ((0.34, -0.16), (0.42, -0.1)):
        pen.fill(pen.limb((0.28, -0.05), end, 0.009), 3)
    pen.eye((0.29, 0.0), 0.022)


@thing
def ladybird(pen: Pen) -> None:
    pen.fill(pen.disc((0, -0.24), 0.14), 3)
    for side in (-1, 1):
        pen.fill(pen.limb((0, -0.3), (side * 0.1, -0.44), 0.01), 3)
        for k in range(3):
            pen.fill(pen.limb((0, -0.1 + k * 0.15), (side * 0.38, -0.16 + k * 0.22), 0.013), 3)
    pen.fill(pen.oval((0, 0.05), 0.28, 0.31), 0)
    pen.fill(pen.limb((0, -0.25), (0, 0.35), 0.008), 3)
    for x, y in (
        (-0.13, -0.08),
        (0.13, -0.08),
        (-0.15, 0.12),
        (0.15, 0.12),
        (-0.07, 0.26),
        (0.07, 0.26),
    ):
        pen.fill(pen.disc((x, y), pen.vary(0.045)), 3)


@thing
def spider(pen: Pen) -> None:
    for side in (-1, 1):
        for k in range(4):
            lean = -55 + k * 33 + pen.s.between(-8, 8)
            knee = toward((0, -0.05), lean if side > 0 else 180 - lean, 0.25)
            foot = toward(knee, 90 - side * (65 - k * 15), 0.22)
            pen.fill(pen.chain(((0, -0.05), knee, foot), 0.018, 0.015, 0.005), 3 if k % 2 else 0)
    pen.coat(pen.oval((0, 0.14), 0.15, pen.vary(0.18)), pen.disc((0, -0.08), 0.09))
    for side in (-1, 1):
        pen.eye((side * 0.035, -0.13), 0.013)


@thing
def lizard(pen: Pen) -> None:
    bend = pen.s.between(-35, 35)
    points, heading = [(-0.02, 0.0)], 180.0
    for _ in range(5):
        points.append(toward(points[-1], heading, 0.09))
        heading += bend
    for x, sign in ((0.16, 1), (-0.04, -1)):
        for side in (-1, 1):
            knee = toward((x, 0), side * 90 + pen.s.between(-25, 25), 0.14)
            pen.coat(
                pen.chain(
                    ((x, 0), knee, toward(knee, side * 90 - side * sign * 60, 0.1)), 0.03, 0.022
                )
            )
    pen.coat(
        pen.chain(points, 0.075, 0.06, 0.04, 0.03, 0.02, 0.008),
        pen.limb((0.0, 0), (0.2, 0), 0.085, 0.07),
        pen.limb((0.22, 0), (0.38, 0), 0.075, 0.03),
    )
    for side in (-1, 1):
        pen.eye((0.3, side * 0.04), 0.013)


@thing
def frog(pen: Pen) -> None:
    for side in (-1, 1):
        pen.coat(pen.oval((side * 0.25, 0.22), 0.15, 0.1, side * 35), blend=0.0)
        pen.fill(
            pen.chain(((side * 0.24, 0.28), (side * pen.vary(0.36, 0.1), 0.36)), 0.04, 0.03), 1
        )
        pen.coat(pen.limb((side * 0.1, 0.05), (side * 0.13, 0.36), 0.045, 0.03))
        pen.coat(pen.disc((side * 0.13, -0.24), 0.075))
        pen.eye((side * 0.13, -0.25), 0.035)
    pen.coat(pen.oval((0, 0.12), 0.2, 0.22), pen.oval((0, -0.12), 0.23, 0.14), blend=0.05)
    pen.fill(pen.chain(((-0.14, -0.1), (0, -0.05), (0.14, -0.1)), 0.01), 3)


@thing
def robot(pen: Pen) -> None:
    for side in (-1, 1):
        lift, step = pen.s.between(-70, 80), pen.s.between(-15, 15)
        elbow = toward((side * 0.19, -0.08), 90 - side * lift, 0.15)
        pen.fill(
            pen.chain(
                ((side * 0.19, -0.08), elbow, toward(elbow, 90 - side * lift * 1.6, 0.13)), 0.035
            ),
            1,
        )
        foot = toward((side * 0.08, 0.18), 90 + step, 0.26)
        pen.fill(pen.limb((side * 0.08, 0.18), foot, 0.04), 1)
        pen.fill(pen.box(foot[0] - 0.06, foot[1], foot[0] + 0.08, foot[1] + 0.05), 3)
    pen.coat(pen.box(-0.17, -0.15, 0.17, 0.2, r=0.02))
    pen.coat(pen.box(-0.13, -0.4, 0.13, -0.18, r=0.02))
    pen.fill(pen.limb((0, -0.4), (0, -0.48), 0.01), 3)
    for side in (-1, 1):
        pen.eye((side * 0.055, -0.31), 0.026)
    pen.fill(pen.box(-0.07, -0.25, 0.07, -0.22), 4)
    pen.fill(pen.box(-0.09, -0.07, 0.09, 0.05), 2)


@thing
def teddy_bear(pen: Pen) -> None:
    for side in (-1, 1):
        lift, spread = pen.s.between(-40, 70), pen.s.between(10, 60)
        pen.coat(
            pen.limb(
                (side * 0.15, -0.05), toward((side * 0.15, -0.05), 90 - side * lift, 0.22), 0.07
            )
        )
        foot = toward((side * 0.1, 0.22), 90 - side * spread, 0.2)
        pen.coat(pen.limb((side * 0.1, 0.22), foot, 0.085))
        pen.fill(pen.disc(foot, 0.055), 2)
        pen.coat(pen.disc((side * 0.15, -0.4), 0.075))
    pen.coat(pen.oval((0, 0.12), 0.19, 0.22), pen.disc((0, -0.25), 0.18), blend=0.02)
    pen.fill(pen.oval((0, -0.2), 0.08, 0.065), 4)
    pen.fill(pen.oval((0, -0.23), 0.03, 0.02), 3)
    for side in (-1, 1):
        pen.eye((side * 0.07, -0.3), 0.02)


@thing
def snowman(pen: Pen) -> None:
    for side in (-1, 1):
        hand = toward((side * 0.12, -0.05), 90 - side * pen.s.between(60, 150), 0.26)
        pen.fill(pen.limb((side * 0.12, -0.05), hand, 0.014), 3)
        pen.fill(pen.limb(hand, toward(hand, 90 - side * 160, 0.07), 0.01), 3)
    for y, radius in ((0.28, 0.21), (0.0, 0.155), (-0.22, 0.11)):
        pen.coat(pen.disc((pen.s.between(-0.02, 0.02), y), pen.vary(radius, 0.08)))
    if pen.s.chance(0.6):
        pen.fill(pen.box(-0.09, -0.46, 0.09, -0.3), 3)
        pen.fill(pen.box(-0.15, -0.32, 0.15, -0.29), 3)
    pen.fill(pen.limb((0, -0.22), (0.15, -0.2), 0.022, 0.003), 2)
    for y in (-0.06, 0.02, 0.1):
        pen.fill(pen.disc((0.01, y), 0.018), 3)
    for x in (-0.04, 0.04):
        pen.fill(pen.disc((x, -0.26), 0.015), 3)

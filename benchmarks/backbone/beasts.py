"""Four-footed animals of the source set: one build, many proportions. Side view or a portrait."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.backbone.breeds import BEASTS, Build
from benchmarks.backbone.pen import THINGS, Pen, toward
from grader.datasets.synthetic.frames import Point
from grader.datasets.synthetic.shapes import Shape

__all__: list[str] = []


def _own(pen: Pen, build: Build) -> Build:
    """One animal of a kind: its own proportions."""
    numbers = ("length", "deep", "legs", "leg", "neck", "nape", "head", "muzzle", "nose", "ear")
    varied = {name: pen.vary(getattr(build, name), 0.16) for name in numbers}
    if pen.s.chance(0.2):
        return replace(build, **varied, rise=pen.s.between(20, 50))
    return replace(build, **varied, rise=build.rise + pen.s.between(-18, 18))


def _legs(pen: Pen, b: Build, *, far: bool) -> list[Shape]:
    made: list[Shape] = []
    stride = pen.s.between(-25, 25)
    for x, sign in ((-b.length / 2 + b.leg, 1), (b.length / 2 - b.leg, -1)):
        hip = (x + (0.03 if far else 0.0), b.deep * 0.4)
        swing = stride * sign * (-1 if far else 1) + pen.s.between(-10, 10)
        half = (b.legs + b.deep * 0.6) / 2
        knee = toward(hip, 90 + swing, half)
        foot = toward(knee, 90 + swing * pen.s.between(-0.4, 0.6), half)
        made.append(pen.chain((hip, knee, foot), b.leg * 1.7, b.leg, b.leg * 0.85))
    return made


def _tail(pen: Pen, b: Build) -> None:
    root = (-b.length / 2 - b.deep * 0.75, -b.deep * 0.4)
    hang = pen.s.between(95, 150)
    if b.tail == "bushy":
        end = toward(root, pen.s.between(110, 215), 0.24)
        middle = ((root[0] + end[0]) / 2, (root[1] + end[1]) / 2)
        pen.coat(pen.chain((root, middle, end), 0.025, 0.06, 0.015))
    elif b.tail == "plume":
        points = (root, (root[0] - 0.1, -0.2), (root[0] - 0.02, -0.38), (root[0] - 0.16, -0.36))
        pen.coat(pen.chain(points, 0.04, 0.08, 0.08, 0.03))
    elif b.tail in {"ball", "stub"}:
        pen.fill(pen.disc(root, 0.05 if b.tail == "ball" else 0.03))
    elif b.tail == "curl":
        ring = [toward((root[0] - 0.03, root[1]), k * 60, 0.035) for k in range(7)]
        pen.coat(pen.chain(ring, 0.011))
    elif b.tail != "none":
        knee = toward(root, hang, 0.13)
        end = toward(knee, hang + pen.s.between(-40, 50), 0.2 if b.tail == "whip" else 0.1)
        pen.coat(pen.chain((root, knee, end), 0.017, 0.01, 0.006))
        if b.tail == "tuft":
            pen.fill(pen.oval(end, 0.018, 0.04), 3)


def _horns(pen: Pen, b: Build, crown: Point, back: float) -> None:
    """Horns that grow at `crown`; `back` says where away from the nose is: -1, or 1 if mirrored."""
    x, y = crown
    if b.horns == "cow":
        pen.fill(
            pen.chain(
                (crown, (x + back * 0.05, y - 0.04), (x + back * 0.02, y - 0.1)), 0.02, 0.016, 0.004
            ),
            4,
        )
    elif b.horns == "goat":
        pen.fill(
            pen.chain(
                (crown, (x + back * 0.05, y - 0.1), (x + back * 0.14, y - 0.11)),
                0.022,
                0.017,
                0.005,
            ),
            4,
        )
    elif b.horns == "knobs":
        top = (x + back * 0.015, y - 0.06)
        pen.fill(pen.limb(crown, top, 0.01))
        pen.fill(pen.disc(top, 0.016), 3)
    elif b.horns == "antlers":
        beam = (crown, (x + back * 0.06, y - 0.1), (x + back * 0.03, y - 0.22))
        tines = [pen.limb(p, (p[0] - back * 0.07, p[1] - 0.07), 0.009, 0.004) for p in beam[1:]]
        tines.append(pen.limb(beam[1], (x + back * 0.12, y - 0.17), 0.009, 0.004))
        for tine in (pen.chain(beam, 0.014, 0.011, 0.005), *tines):
            pen.fill(tine, 4)


def _ear(pen: Pen, b: Build, root: Point, lean: float) -> None:
    """An ear; `lean` is its direction."""
    if b.ears == "fan":
        middle = toward(root, lean, b.ear * 0.7)
        pen.coat(pen.oval(middle, b.ear, b.ear * 1.15))
        pen.fill(pen.oval(middle, b.ear * 0.75, b.ear * 0.9), 2)
    elif b.ears == "round":
        middle = toward(root, lean, b.ear * 0.6)
        pen.coat(pen.disc(middle, b.ear))
        pen.fill(pen.disc(middle, b.ear * 0.6), 2)
    elif b.ears == "long":
        pen.coat(pen.chain((root, toward(root, lean, b.ear)), b.ear * 0.2, b.ear * 0.12))
    else:
        tip = toward(root, lean + (40 if b.ears == "side" else 0), b.ear)
        pen.coat(
            pen.poly(
                toward(root, lean - 90, b.ear * 0.35),
                tip,
                toward(root, lean + 90, b.ear * 0.35),
                r=0.006,
            )
        )


def _head(pen: Pen, b: Build, skull: Point) -> None:
    down = pen.s.between(5, 45)
    nose = toward(skull, down, b.head + b.muzzle * 0.6)
    crown = toward(skull, down - 110, b.head * 0.8)
    _horns(pen, b, crown, -1.0)
    pen.coat(pen.disc(skull, b.head), pen.limb(skull, nose, b.head * 0.8, b.nose))
    if b.extra == "trunk":
        bend = pen.s.between(-70, 60)
        points = [nose]
        for k in range(4):
            points.append(toward(points[-1], 80 - bend * k * 0.45, 0.085))
        pen.coat(pen.chain(points, 0.06, 0.045, 0.037, 0.03, 0.025))
        tusk = toward(nose, down + 40, 0.05)
        pen.fill(
            pen.chain((tusk, toward(tusk, 40, 0.09), toward(tusk, 15, 0.14)), 0.014, 0.01, 0), 4
        )
    if b.extra == "beard":
        pen.fill(pen.poly(toward(nose, 120, 0.05), toward(nose, 90, 0.13), nose), 4)
    if b.horns == "rhino":
        for share, size in ((0.95, 0.12), (0.5, 0.06)):
            root = toward(toward(skull, down, (b.head + b.muzzle) * share), down - 90, b.nose * 0.6)
            pen.fill(pen.limb(root, toward(root, down - 80, size), 0.03, 0.003), 4)
    if b.ears == "fan":
        _ear(pen, b, toward(skull, 170, b.head * 0.3), 150)
    else:
        _ear(pen, b, crown, down - 125 if b.ears != "side" else -170)
    pen.eye(toward(skull, down - 60, b.head * 0.4), 0.014)
    pen.fill(pen.disc(toward(nose, down - 10, b.nose * 0.6), b.nose * 0.35), 3, flat=True)


def _mantle(pen: Pen, b: Build) -> None:
    """What lies on the back: humps, wool, spines."""
    if b.extra == "humps":
        for x in (-0.09, 0.09) if pen.s.chance(0.6) else (0.0,):
            pen.coat(pen.oval((x, -b.deep * 0.9), 0.075, 0.12))
    elif b.extra == "wool":
        puffs = [
            pen.disc((x * b.length * 0.6, y * b.deep * 0.75), 0.085)
            for x in (-1, -0.35, 0.35, 1)
            for y in (-1, 0.7)
        ]
        pen.coat(*puffs, pen.oval((0, 0), b.length * 0.6, b.deep), blend=0.005)
    elif b.extra == "spines":
        for k in range(13):
            root = toward((-0.02, 0.0), 170 + k * 13, b.deep * 0.9)
            pen.fill(
                pen.limb(root, toward(root, 165 + k * 13, 0.09), 0.013, 0.003), 1 + 2 * (k % 2)
            )


def side_view(pen: Pen, build: Build) -> None:
    b = _own(pen, build)
    pen.canvas.cast(pen.at((0, b.deep + b.legs)), 0.3 * pen.frame.size, 0.03, alpha=0.3)
    for leg in _legs(pen, b, far=True):
        pen.coat(leg)
    _tail(pen, b)
    chest = (b.length / 2 - b.deep * 0.1, -b.deep * 0.2)
    skull = toward(toward(chest, b.rise, b.deep * 0.6), b.rise, b.neck)
    hip = (-b.length / 2 + b.deep * 0.1, 0.0)
    torso = pen.limb(hip, chest, b.deep * pen.s.between(0.8, 1.0), b.deep)
    neck = pen.limb(chest, skull, min(b.nape * 1.5, b.deep), b.nape)
    pen.coat(torso, neck, *_legs(pen, b, far=False), blend=0.06)
    _mantle(pen, b)
    _head(pen, b, skull)


def portrait(pen: Pen, build: Build) -> None:
    """The head from the front, turned a little aside."""
    b = _own(pen, replace(build, rise=-60))
    aside, high = pen.s.between(-0.06, 0.06), 0.3
    wide = high * pen.vary(b.face, 0.12)
    scale = high / max(b.head, 0.05)
    big = replace(b, ear=min(b.ear * scale * 0.7, 0.34))
    pen.coat(pen.oval((aside * -0.5, 0.45), wide * 1.2, 0.25))
    for side in (-1.0, 1.0):
        crown = (side * wide * 0.55, -high * 0.7)
        _horns(pen, b, crown, side)
        _horns(pen, b, (crown[0] * 1.1, crown[1] - 0.02), side)
        lean = {"fan": 0.0, "side": 0.0}.get(b.ears, -62.0)
        root = (side * wide * 0.75, -high * 0.45) if lean == 0.0 else crown
        _ear(pen, big, root, lean if side > 0 else 180.0 - lean - (80 if b.ears == "side" else 0))
    if b.extra in {"wool", "spines"}:
        pen.fill(pen.star((0, -0.05), 14, high * 1.25, high * 1.02))
    cheeks = pen.oval((aside, 0.22), max(wide * 0.5, b.nose * scale * 0.6), 0.15)
    pen.coat(pen.oval((0, 0), wide, high), cheeks, blend=0.08)
    for side in (-1.0, 1.0):
        pen.eye((side * wide * 0.5 + aside, -0.06), 0.03)
    if b.extra == "trunk":
        points = ((aside, 0.1), (aside, 0.3), (aside * 2, 0.45), (aside * 5, 0.5))
        pen.coat(pen.chain(points, 0.1, 0.075, 0.06, 0.05))
        for side in (-1.0, 1.0):
            pen.fill(pen.limb((side * 0.13, 0.2), (side * 0.17, 0.42), 0.03, 0.008), 4)
        return
    pen.fill(pen.oval((aside, 0.24), max(b.nose, 0.03) * 1.6, 0.045), 3 if b.nose < 0.06 else 2)
    pen.fill(pen.chain(((aside - 0.06, 0.33), (aside, 0.35), (aside + 0.06, 0.33)), 0.008), 3)
    if b.horns == "rhino":
        pen.fill(pen.limb((aside, 0.2), (aside, -0.12), 0.07, 0.01), 4)


def _class(build: Build) -> None:
    def draw(pen: Pen) -> None:
        if pen.s.chance(0.3):
            portrait(pen, build)
        else:
            side_view(pen, build)

    THINGS[next(name for name, one in BEASTS.items() if one is build)] = draw


for _build in BEASTS.values():
    _class(_build)

"""What stands about: fences, bushes, trees, stones, balls, boxes, flags, posts."""

from __future__ import annotations

from collections.abc import Callable

from grader.datasets.synthetic.canvas import Canvas
from grader.datasets.synthetic.frames import Point
from grader.datasets.synthetic.horses_humans_colours import bright, darker, earthy
from grader.datasets.synthetic.shapes import join
from grader.datasets.synthetic.stream import Stream

__all__ = ["paint_before", "paint_behind"]


def paint_behind(canvas: Canvas, stream: Stream, horizon: float) -> None:
    """Paint none to three things that stand on the ground behind the figure."""
    for _ in range(stream.whole(0, 1)):
        foot = min(horizon + stream.between(0.0, 0.12), 1.05)
        stream.pick(_THINGS)(canvas, stream, (stream.share(), foot), stream.between(0.6, 1.3))


def paint_before(canvas: Canvas, stream: Stream) -> None:
    """Paint, sometimes, something low before the figure."""
    if not stream.chance(0.15):
        return
    place = stream.share(), stream.between(0.98, 1.08)
    stream.pick((_bush, _stones, _ball, _tufts, _tufts))(canvas, stream, place, 0.9)


def _fence(canvas: Canvas, stream: Stream, foot: Point, size: float) -> None:
    colour = stream.pick(((222, 218, 210), (134, 100, 70), (98, 82, 70)))
    colour = stream.colour(colour, 14)
    tall, step, y = 0.16 * size, stream.between(0.12, 0.24), foot[1]
    left = stream.between(-0.1, 0.5)
    right = left + stream.between(0.4, 1.0)
    parts = [
        canvas.sheet.limb((left, y - tall * s), (right, y - tall * s), 0.009, 0.009)
        for s in (0.45, 0.85)
    ]
    x = left
    while x < right:
        parts.append(canvas.sheet.limb((x, y - tall), (x, y), 0.011, 0.011))
        x += step
    canvas.paint(join(*parts), colour, relief=0.3)


def _bush(canvas: Canvas, stream: Stream, foot: Point, size: float) -> None:
    colour = stream.colour(stream.pick(((70, 104, 54), (104, 116, 60), (132, 100, 60))), 16)
    discs = [
        canvas.sheet.disc(
            (foot[0] + stream.bell(0, 0.05) * size, foot[1] - stream.between(0.0, 0.1) * size),
            stream.between(0.03, 0.07) * size,
        )
        for _ in range(6)
    ]
    bush = join(*discs)
    canvas.paint(bush, colour, relief=0.5, soft=2.0)
    canvas.grain(stream, bush, 40.0, 26.0)


def _tree(canvas: Canvas, stream: Stream, foot: Point, size: float) -> None:
    bark = stream.colour((92, 70, 54), 16)
    top = foot[0] + stream.bell(0, 0.02), foot[1] - 0.42 * size
    canvas.paint(canvas.sheet.limb(foot, top, 0.03 * size, 0.018 * size), bark, relief=0.4)
    if stream.chance(0.5):
        _bush(canvas, stream, (top[0], top[1] + 0.1 * size), 1.7 * size)
        return
    fir = stream.colour((52, 84, 62), 14)
    x, y = top
    for k in range(3):
        low, wide = y + (0.1 + 0.11 * k) * size, (0.07 + 0.035 * k) * size
        tip = y - 0.1 * size + 0.08 * k * size
        cone = canvas.sheet.polygon([(x, tip), (x + wide, low), (x - wide, low)], 0.004)
        canvas.paint(cone, darker(fir, 1.1 - 0.1 * k), relief=0.4)


def _stones(canvas: Canvas, stream: Stream, foot: Point, size: float) -> None:
    for _ in range(stream.whole(1, 4)):
        x, wide = foot[0] + stream.bell(0, 0.1), stream.between(0.02, 0.06) * size
        y = foot[1] - wide * 0.4 + stream.between(0.0, 0.04)
        stone = canvas.sheet.ellipse((x, y), wide, wide * stream.between(0.5, 0.8))
        canvas.paint(stone, stream.colour((136, 132, 126), 26), relief=0.5)


def _ball(canvas: Canvas, stream: Stream, foot: Point, size: float) -> None:
    radius = stream.between(0.025, 0.06) * size
    canvas.cast(foot, radius * 1.2, radius * 0.3, 0.3)
    middle = foot[0], foot[1] - radius
    canvas.paint(canvas.sheet.disc(middle, radius), bright(stream), relief=0.5)


def _box(canvas: Canvas, stream: Stream, foot: Point, size: float) -> None:
    x, y = foot
    wide, tall, deep = (stream.between(0.05, 0.12) * size for _ in range(3))
    colour = earthy(stream) if stream.chance(0.6) else bright(stream)
    front = [(x - wide, y), (x + wide, y), (x + wide, y - tall * 1.6), (x - wide, y - tall * 1.6)]
    lid = [
        front[3],
        front[2],
        (x + wide * 0.8, y - tall * 1.6 - deep * 0.5),
        (x - wide * 0.7, y - tall * 1.6 - deep * 0.5),
    ]
    canvas.paint(canvas.sheet.polygon(front, 0.003), darker(colour, 0.8), relief=0.15)
    canvas.paint(canvas.sheet.polygon(lid, 0.003), darker(colour, 1.15), relief=0.15)


def _flag(canvas: Canvas, stream: Stream, foot: Point, size: float) -> None:
    x, y = foot
    tall = stream.between(0.3, 0.5) * size
    canvas.paint(canvas.sheet.limb(foot, (x, y - tall), 0.008, 0.006), (168, 164, 158), relief=0.4)
    wide = stream.between(0.1, 0.18) * size
    cloth = [
        (x, y - tall),
        (x + wide, y - tall * 0.94),
        (x + wide, y - tall * 0.7),
        (x, y - tall * 0.76),
    ]
    canvas.paint(canvas.sheet.polygon(cloth, 0.004), bright(stream), relief=0.3)


def _lamp(canvas: Canvas, stream: Stream, foot: Point, size: float) -> None:
    x, y = foot
    top = x, y - stream.between(0.4, 0.6) * size
    post = stream.colour((66, 68, 74), 18)
    canvas.paint(canvas.sheet.limb(foot, top, 0.013 * size, 0.009 * size), post, relief=0.4)
    canvas.paint(canvas.sheet.ellipse(top, 0.03 * size, 0.022 * size), (240, 232, 200), relief=0.3)


def _tufts(canvas: Canvas, stream: Stream, foot: Point, size: float) -> None:
    colour = stream.colour(stream.pick(((86, 116, 56), (160, 146, 90), (120, 104, 70))), 18)
    blades = [
        canvas.sheet.limb(
            (x := foot[0] + stream.bell(0, 0.09), foot[1]),
            (x + stream.bell(0, 0.02), foot[1] - stream.between(0.06, 0.16) * size),
            0.007,
            0.002,
        )
        for _ in range(12)
    ]
    canvas.paint(join(*blades), colour, relief=0.3)


_THINGS: tuple[Callable[[Canvas, Stream, Point, float], None], ...] = (
    _fence,
    _bush,
    _tree,
    _stones,
    _ball,
    _box,
    _flag,
    _lamp,
)

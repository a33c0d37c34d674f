"""Grounds, colours and clutter of the source set: the same for every class."""

from __future__ import annotations

import numpy as np

from grader.datasets.synthetic.canvas import Canvas, Colour
from grader.datasets.synthetic.frames import Point, turn
from grader.datasets.synthetic.shapes import Pixels
from grader.datasets.synthetic.stream import Stream
from grader.datasets.synthetic.texture import mixed, noise, ramp, stripes

__all__ = ["clutter", "colours", "ground"]

Tone = tuple[float, float, float]
_TONES: tuple[Tone, ...] = (
    (235, 235, 230),
    (205, 200, 190),
    (150, 150, 150),
    (95, 95, 100),
    (45, 42, 45),
    (120, 80, 45),
    (165, 115, 65),
    (215, 175, 120),
    (235, 205, 175),
    (85, 55, 40),
    (200, 60, 50),
    (225, 130, 50),
    (235, 205, 70),
    (90, 150, 70),
    (50, 95, 60),
    (60, 150, 160),
    (70, 110, 190),
    (50, 60, 120),
    (140, 80, 160),
    (225, 140, 170),
)
_GRASS: tuple[Tone, ...] = ((90, 140, 60), (150, 170, 90), (200, 180, 120), (120, 100, 70))
_SKY: tuple[Tone, ...] = ((150, 190, 230), (225, 230, 235), (190, 180, 190), (110, 140, 180))


def _light(colour: Colour) -> float:
    return colour[0] * 0.3 + colour[1] * 0.6 + colour[2] * 0.1


def colours(stream: Stream, behind: Colour) -> list[Colour]:
    """Five colours of a thing, the main one not too near in light to what is behind."""
    main = stream.colour(stream.pick(_TONES), 30.0)
    for _ in range(4):
        if abs(_light(main) - _light(behind)) > 35.0:
            break
        main = stream.colour(stream.pick(_TONES), 30.0)
    second = stream.colour(stream.pick(_TONES), 30.0)
    third = stream.colour(stream.pick(_TONES), 30.0)
    dark = stream.colour((30.0, 28.0, 30.0), 20.0)
    return [main, second, third, dark, stream.colour((235.0, 232.0, 225.0), 20.0)]


def _rough(stream: Stream, side: int, a: Tone, b: Tone, cells: float, flat: float = 1) -> Pixels:
    field = ramp(noise(stream, side, side, cells, 3, flat=flat), -0.6, 0.6)
    return mixed(stream.colour(a, 25.0), stream.colour(b, 25.0), field)


def ground(stream: Stream, side: int) -> Pixels:
    """What is behind: a landscape, a wall, cloth, planks, a studio. (side, side, 3)."""
    kind = stream.whole(0, 5)
    if kind <= 1:
        picture = _rough(stream, side, stream.pick(_SKY), stream.pick(_SKY), 4.0)
        land = _rough(stream, side, stream.pick(_GRASS), stream.pick(_GRASS), 18.0, 3.0)
        level = int(side * stream.between(0.25, 0.85))
        picture[level:] = land[level:]
        return picture
    a, b = stream.pick(_TONES), stream.pick(_TONES)
    if kind == 2:
        return _rough(stream, side, a, b, stream.between(2.0, 25.0), stream.between(0.5, 2.5))
    if kind == 3:
        cosine, sine = turn(stream.between(0.0, 180.0))
        period = stream.between(0.06, 0.4) * side
        waves = ramp(stripes(side, side, period, cosine, sine), -0.2, stream.between(0.0, 0.9))
        rough = noise(stream, side, side, 20.0, 2)[..., None] * np.float32(12.0)
        return mixed(stream.colour(a, 25.0), stream.colour(b, 25.0), waves) + rough
    if kind == 4:
        near = stream.colour(a, 25.0)
        far = stream.colour((near[0], near[1], near[2]), 40.0)
        return mixed(near, far, ramp(noise(stream, side, side, 1.5), -0.7, 0.7))
    light = stream.pick(((235.0, 235.0, 232.0), (205.0, 205.0, 205.0)))
    return _rough(stream, side, light, light, 3.0)


def _somewhere(stream: Stream) -> Point:
    return stream.between(-0.1, 1.1), stream.between(-0.1, 1.1)


def clutter(stream: Stream, canvas: Canvas, pieces: int, largest: float) -> None:
    """Lay leaves, sticks, stones and boards about: shapes that belong to no class."""
    sheet = canvas.sheet
    for _ in range(pieces):
        size = stream.between(0.25, 1.0) * largest
        x, y = _somewhere(stream)
        kind = stream.whole(0, 3)
        if kind == 0:
            shape = sheet.ellipse(
                (x, y), size, size * stream.between(0.3, 1.0), stream.share() * 180
            )
        elif kind == 1:
            cosine, sine = turn(stream.between(0.0, 360.0))
            end = (x + cosine * size * 3.0, y + sine * size * 3.0)
            shape = sheet.limb((x, y), end, size * 0.2, size * stream.between(0.05, 0.25))
        elif kind == 2:
            around = [turn(k * 60.0 + stream.between(0.0, 50.0)) for k in range(6)]
            reach = [size * stream.between(0.4, 1.1) for _ in around]
            ring = [(x + c * r, y + s * r) for (c, s), r in zip(around, reach, strict=True)]
            shape = sheet.blob(ring, 4)
        else:
            corners = [(x + stream.between(-size, size), y + stream.between(-size, size))]
            corners += [(x + stream.between(-size, size), y + stream.between(-size, size))]
            shape = sheet.polygon([(x, y), *corners], 0.01)
        tone = stream.colour(stream.pick(_TONES), 30.0)
        canvas.paint(shape, tone, relief=stream.between(0.0, 0.4), alpha=stream.between(0.6, 1.0))

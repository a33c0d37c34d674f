"""Rooms, gardens and streets: the same for cats and dogs."""

from __future__ import annotations

import numpy as np

from grader.datasets.synthetic.canvas import Colour
from grader.datasets.synthetic.cats_dogs_coats import brightness
from grader.datasets.synthetic.frames import turn
from grader.datasets.synthetic.shapes import Pixels
from grader.datasets.synthetic.stream import Stream
from grader.datasets.synthetic.texture import mixed, noise, ramp, stripes

__all__ = ["CLOTH", "GRASS", "WOOD", "draw_place"]

_Base = tuple[float, float, float]
CLOTH: tuple[_Base, ...] = (
    (150.0, 60.0, 58.0),
    (66.0, 92.0, 140.0),
    (86.0, 124.0, 92.0),
    (176.0, 150.0, 116.0),
    (120.0, 104.0, 128.0),
    (206.0, 196.0, 182.0),
    (82.0, 82.0, 90.0),
    (196.0, 160.0, 84.0),
)
GRASS: tuple[_Base, ...] = ((92.0, 136.0, 62.0), (124.0, 158.0, 86.0), (146.0, 150.0, 84.0))
_STONE: tuple[_Base, ...] = ((142.0, 140.0, 136.0), (172.0, 164.0, 152.0), (104.0, 104.0, 110.0))
WOOD: tuple[_Base, ...] = ((168.0, 122.0, 78.0), (126.0, 86.0, 56.0), (198.0, 164.0, 122.0))
_WALL: tuple[_Base, ...] = (
    (214.0, 206.0, 190.0),
    (170.0, 186.0, 196.0),
    (196.0, 178.0, 160.0),
    (140.0, 150.0, 140.0),
)
_FLOORS = ("carpet", "cloth", "grass", "grass", "stone", "tiles", "planks", "cloth")


def draw_place(stream: Stream, side: int, tilt: float, body: Colour) -> Pixels:
    """Return an empty place: (side, side, 3).

    Args:
        stream: Of this picture.
        side: Pixels along each side.
        tilt: Degrees that the camera is turned.
        body: The animal's colour, against which the place must be seen.
    """
    floor = _floor(stream, side, tilt, body)
    if stream.chance(0.35):
        return floor
    wall = _wall(stream, side, tilt, body)
    cosine, sine = turn(tilt)
    high = stream.between(-0.25, 0.1)
    x = np.arange(side, dtype=np.float32)[None, :] - np.float32(side * 0.5)
    y = np.arange(side, dtype=np.float32)[:, None] - np.float32(side * 0.5)
    below = y * np.float32(cosine) - x * np.float32(sine) - np.float32(high * side)
    soft = stream.pick((1.0, 1.0, 6.0)) * side / 150.0
    share = ramp(below, -soft, soft)[..., None]
    # The floor is darkest where it meets the wall.
    shade = 0.86 + 0.14 * ramp(below, 0.0, 0.3 * side)[..., None]
    floor *= shade
    floor -= wall
    floor *= share
    floor += wall
    return floor


def _against(stream: Stream, colours: tuple[_Base, ...], body: Colour) -> Colour:
    """A colour that the body stands out from."""
    colour = stream.colour(stream.pick(colours), 14.0)
    for _ in range(4):
        apart = brightness(colour) - brightness(body)
        if apart * apart > 38.0 * 38.0:
            break
        colour = stream.colour(stream.pick(colours), 26.0)
    return colour


def _floor(stream: Stream, side: int, tilt: float, body: Colour) -> Pixels:
    kind = stream.pick(_FLOORS)
    if kind == "grass":
        base = _against(stream, GRASS, body)
        rough = noise(stream, side, side, 26.0, 3, flat=0.6)
        return mixed(tuple(part * 0.62 for part in base), base, ramp(rough, -0.6, 0.5))
    if kind == "stone":
        base = _against(stream, _STONE, body)
        rough = noise(stream, side, side, 30.0, 3)
        return mixed(tuple(part * 0.78 for part in base), base, ramp(rough, -0.5, 0.5))
    colours = WOOD if kind == "planks" else CLOTH
    base = _against(stream, colours, body)
    dark = tuple(part * 0.78 for part in base)
    if kind == "carpet":
        return mixed(dark, base, ramp(noise(stream, side, side, 45.0, 2), -0.6, 0.6))
    cosine, sine = turn(tilt + stream.pick((0.0, 90.0, 30.0)))
    clouds = ramp(noise(stream, side, side, 5.0, 2), -0.6, 0.6) * np.float32(0.4)
    if kind == "cloth":
        second = stream.pick((dark, dark, (225.0, 218.0, 206.0)))
        period = stream.between(0.06, 0.2) * side
        bands = ramp(stripes(side, side, period, cosine, sine), 0.0, 0.4)
        if stream.chance(0.5):
            across = ramp(stripes(side, side, period, -sine, cosine), 0.0, 0.4)
            bands = (bands + across) * np.float32(0.5)
        return mixed(base, second, bands * np.float32(0.5) + clouds)
    period = stream.between(0.14, 0.3) * side
    lines = ramp(stripes(side, side, period, cosine, sine), 0.86, 0.94)
    if kind == "tiles":
        across = ramp(stripes(side, side, period, -sine, cosine), 0.86, 0.94)
        lines = np.maximum(lines, across)
    return mixed(base, tuple(part * 0.6 for part in base), np.minimum(lines + clouds, 1.0))


def _wall(stream: Stream, side: int, tilt: float, body: Colour) -> Pixels:
    kind = stream.pick(("paint", "paper", "hedge", "sofa", "bricks"))
    if kind == "hedge":
        base = _against(stream, GRASS, body)
        leaves = noise(stream, side, side, 14.0, 3)
        return mixed(tuple(part * 0.45 for part in base), base, ramp(leaves, -0.4, 0.5))
    base = _against(stream, CLOTH if kind == "sofa" else _WALL, body)
    clouds = ramp(noise(stream, side, side, 3.0, 2), -0.7, 0.7) * np.float32(0.5)
    dark = tuple(part * 0.72 for part in base)
    if kind == "paint":
        return mixed(base, dark, clouds)
    cosine, sine = turn(tilt)
    if kind == "bricks":
        period = stream.between(0.07, 0.12) * side
        lines = ramp(stripes(side, side, period, -sine, cosine), 0.7, 0.85)
        return mixed(base, dark, np.minimum(lines + clouds, 1.0))
    period = stream.between(0.1, 0.2) if kind == "paper" else stream.between(0.35, 0.6)
    bands = ramp(stripes(side, side, period * side, cosine, sine), -0.2, 0.2)
    if kind == "sofa":
        bands = ramp(stripes(side, side, period * side, cosine, sine), 0.86, 0.98)
    return mixed(base, dark, np.minimum(bands * np.float32(0.5) + clouds, 1.0))

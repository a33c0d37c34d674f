"""Where horses and people are met: meadow, sand, street, sky, snow, wood, stable, room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from grader.datasets.synthetic.canvas import Colour
from grader.datasets.synthetic.horses_humans_colours import bright, darker, earthy
from grader.datasets.synthetic.shapes import Pixels
from grader.datasets.synthetic.stream import Stream
from grader.datasets.synthetic.texture import coloured, mixed, noise, ramp, stripes

__all__ = ["draw_ground"]


@dataclass(frozen=True, slots=True)
class _Plot:
    """A picture with nobody in it yet.

    Attributes:
        stream: Where chance comes from.
        pixels: (side, side, 3).
        horizon: The ground's first line.
    """

    stream: Stream
    pixels: Pixels
    horizon: int

    @property
    def side(self) -> int:
        """Pixels along each side."""
        return self.pixels.shape[0]

    def fill(self, top: int, bottom: int, texture: tuple[Colour, Colour, float, float]) -> None:
        """Fill lines with noise between two colours: (first, second, cells, flat)."""
        first, second, cells, flat = texture
        if bottom > top:
            rough = noise(self.stream, bottom - top, self.side, cells, 3, flat=flat)
            self.pixels[top:bottom] = mixed(first, second, ramp(rough, -0.5, 0.5))

    def box(self, top: float, bottom: float, left: float, right: float, colour: Colour) -> None:
        """Fill a rectangle, in pixels."""
        here = self.pixels[max(int(top), 0) : max(int(bottom), 0), max(int(left), 0) : int(right)]
        here[:] = np.asarray(colour, np.float32)


def draw_ground(stream: Stream, side: int, foot: float) -> tuple[Pixels, float]:
    """Draw a place.

    Args:
        stream: Where chance comes from.
        side: Pixels along each side.
        foot: How far down there must be ground to stand on, in picture sides.

    Returns:
        The picture (side, side, 3), and where its ground begins, in picture sides.
    """
    paint = stream.pick(_PLACES)
    horizon = max(foot - stream.between(0.02, 0.45), 0.2)
    if paint is _open_sky:
        horizon = foot - stream.between(0.0, 0.08)
    plot = _Plot(stream, coloured(side, side), int(horizon * side))
    plot.pixels[:] = 0.0
    paint(plot)
    # Air between the lens and what is far: the figure, not the ground, holds the eye.
    air = np.float32(stream.between(0.35, 0.65))
    haze = np.asarray(stream.colour((146.0, 124.0, 98.0), 66.0), np.float32)
    pixels = plot.pixels
    pixels *= 1 - air
    pixels += haze * air
    # As rough as coats and cloth, or files with larger figures would be larger.
    rough = np.float32(stream.between(2.0, 11.0))
    pixels += (noise(stream, side, side, 70.0) * rough)[..., None]
    return pixels, horizon


def _sky(plot: _Plot) -> None:
    stream = plot.stream
    # As often warm as blue: coats and skin are warm, and colour must not tell who is there.
    blue = stream.pick(
        ((110, 155, 210), (196, 172, 140), (128, 118, 112), (204, 156, 120), (110, 96, 116))
    )
    cloud = stream.pick(((230, 226, 220), (184, 172, 162), (204, 168, 136)))
    plot.fill(0, plot.horizon, (stream.colour(blue, 14), stream.colour(cloud, 10), 4.0, 1.6))


def _hills(plot: _Plot, colour: Colour, high: float) -> None:
    """A far ridge, forest or mountains, on the horizon."""
    side = plot.side
    edge = noise(plot.stream, 1, side, plot.stream.between(3.0, 12.0), 3)[0]
    top = plot.horizon - (edge * 0.5 + 0.6) * np.float32(high * side)
    lines = np.arange(plot.horizon, dtype=np.float32)[:, None]
    cover = ramp(lines - top[None, :], 0.0, 1.5)
    rough = noise(plot.stream, plot.horizon, side, 30.0)
    ridge = mixed(darker(colour, 0.85), darker(colour, 1.15), ramp(rough, -1.0, 1.0))
    sky = plot.pixels[: plot.horizon]
    sky += (ridge - sky) * cover[..., None]


def _meadow(plot: _Plot) -> None:
    stream = plot.stream
    _sky(plot)
    if plot.horizon > 4 and stream.chance(0.8):
        ridge = stream.colour(stream.pick(((60, 96, 60), (110, 130, 120), (130, 140, 165))), 14)
        _hills(plot, ridge, stream.between(0.04, 0.16))
    grass = stream.colour(stream.pick(((88, 128, 56), (128, 148, 74), (150, 140, 80))), 16)
    other = darker(grass, stream.between(0.65, 0.85))
    plot.fill(plot.horizon, plot.side, (grass, other, stream.between(14, 40), 3.0))


def _sand(plot: _Plot) -> None:
    stream = plot.stream
    _sky(plot)
    sand = stream.colour((206, 178, 132), 20)
    plot.fill(plot.horizon, plot.side, (sand, darker(sand, 0.82), stream.between(10, 30), 4.0))
    if stream.chance(0.5):  # the sea behind
        band = min(int(plot.side * stream.between(0.06, 0.18)), plot.side - plot.horizon)
        sea = stream.colour((66, 124, 160), 18)
        plot.fill(plot.horizon, plot.horizon + band, (sea, darker(sea, 1.3), 26.0, 7.0))
    elif plot.horizon > 4:
        _hills(plot, darker(sand, 0.8), stream.between(0.05, 0.2))


def _street(plot: _Plot) -> None:
    stream, side = plot.stream, plot.side
    _sky(plot)
    road = stream.colour(stream.pick(((112, 112, 116), (150, 144, 136), (84, 84, 90))), 12)
    plot.fill(plot.horizon, side, (road, darker(road, 0.88), 50.0, 2.0))
    left = -stream.between(0.0, 0.2) * side
    while left < side:
        right = left + stream.between(0.16, 0.42) * side
        _house(plot, plot.horizon - stream.between(0.2, 0.75) * side, left, right)
        left = right
    kerb = plot.horizon + 0.03 * side
    plot.box(plot.horizon, kerb, 0, side, darker(road, 1.3))
    plot.box(kerb, kerb + 0.01 * side, 0, side, darker(road, 0.6))


def _house(plot: _Plot, top: float, left: float, right: float) -> None:
    stream, side = plot.stream, plot.side
    wall = earthy(stream) if stream.chance(0.75) else bright(stream)
    wall = tuple(part * 0.7 + 60.0 for part in wall)
    plot.box(top, plot.horizon, left, right, wall)
    plot.box(top, top + 0.02 * side, left, right, darker(wall, 0.6))
    glass = stream.colour((74, 88, 106), 24)
    across, tall = stream.between(0.09, 0.13) * side, stream.between(0.1, 0.17) * side
    y = top + 0.06 * side
    while y + 0.08 * side < plot.horizon:
        x = left + 0.03 * side
        while x + 0.05 * side < right:
            plot.box(y, y + tall * 0.6, x, x + across * 0.5, glass)
            plot.box(y + tall * 0.6, y + tall * 0.66, x, x + across * 0.5, darker(wall, 1.3))
            x += across
        y += tall


def _open_sky(plot: _Plot) -> None:
    _sky(plot)
    grass = plot.stream.colour(
        plot.stream.pick(((90, 124, 60), (170, 150, 110), (220, 224, 230))), 14
    )
    _hills(plot, grass, plot.stream.between(0.02, 0.1))
    plot.fill(plot.horizon, plot.side, (grass, darker(grass, 0.8), 30.0, 3.0))


def _snow(plot: _Plot) -> None:
    stream = plot.stream
    _sky(plot)
    if plot.horizon > 4:
        ridge = stream.colour(stream.pick(((70, 92, 84), (150, 162, 182), (96, 104, 120))), 12)
        _hills(plot, ridge, stream.between(0.05, 0.22))
    snow = stream.colour((232, 236, 242), 10)
    plot.fill(plot.horizon, plot.side, (snow, darker(snow, 0.9), stream.between(6, 16), 2.5))


def _wood(plot: _Plot) -> None:
    stream, side = plot.stream, plot.side
    leaves = stream.colour(stream.pick(((58, 88, 48), (96, 110, 54), (130, 92, 48))), 14)
    plot.fill(0, plot.horizon, (leaves, darker(leaves, 0.6), stream.between(10, 24), 1.0))
    floor = stream.colour(stream.pick(((112, 90, 62), (92, 98, 58), (134, 110, 80))), 14)
    for _ in range(stream.whole(3, 9)):
        middle, thick = stream.share() * side, stream.between(0.012, 0.05) * side
        bark = stream.colour(stream.pick(((84, 66, 52), (60, 52, 46), (170, 165, 156))), 14)
        foot = plot.horizon + stream.between(0.0, 0.05) * side
        plot.box(0, foot, middle - thick, middle - thick * 0.2, darker(bark, 1.15))
        plot.box(0, foot, middle - thick * 0.2, middle + thick, darker(bark, 0.8))
    soft = plot.horizon + int(0.05 * side)
    plot.fill(min(soft, side), side, (floor, darker(floor, 0.7), stream.between(20, 40), 2.0))
    plot.fill(plot.horizon, min(soft, side), (floor, darker(floor, 0.85), 20.0, 2.0))


def _boards(plot: _Plot) -> None:
    """A stable: upright or level boards above a floor of straw or earth."""
    stream, side = plot.stream, plot.side
    wood = stream.colour(stream.pick(((146, 106, 70), (108, 82, 60), (170, 158, 140))), 16)
    way = stream.pick(((1.0, 0.0), (0.0, 1.0)))
    plot.fill(0, plot.horizon, (wood, darker(wood, 0.82), 12.0, 0.2 + 6.0 * way[1]))
    joints = ramp(stripes(plot.horizon, side, stream.between(0.08, 0.16) * side, *way), 0.86, 0.94)
    wall = plot.pixels[: plot.horizon]
    wall *= (1.0 - joints * np.float32(0.5))[..., None]
    straw = stream.colour(stream.pick(((190, 160, 96), (140, 116, 88), (120, 120, 118))), 14)
    plot.fill(plot.horizon, side, (straw, darker(straw, 0.75), 40.0, 2.0))


def _room(plot: _Plot) -> None:
    """Wallpaper or bricks, a skirting board, planks or tiles."""
    stream, side = plot.stream, plot.side
    paper = earthy(stream) if stream.chance(0.5) else bright(stream)
    paper = tuple(part * 0.5 + 100.0 for part in paper)
    plot.fill(0, plot.horizon, (paper, darker(paper, 0.93), 8.0, 1.0))
    period = stream.between(0.06, 0.2) * side
    share = ramp(stripes(plot.horizon, side, period, 1.0, 0.0), 0.0, 0.3)
    if stream.chance(0.4):
        share = np.maximum(share, ramp(stripes(plot.horizon, side, period, 0.0, 1.0), 0.0, 0.3))
    wall = plot.pixels[: plot.horizon]
    wall *= (1.0 - share * np.float32(stream.between(0.0, 0.25)))[..., None]
    if stream.chance(0.7):
        _picture(plot)
    floor = stream.colour(stream.pick(((150, 112, 76), (112, 84, 62), (176, 172, 168))), 14)
    plot.fill(plot.horizon, side, (floor, darker(floor, 0.85), 16.0, 6.0))
    band = 0.025 * side
    plot.box(plot.horizon - band, plot.horizon, 0, side, stream.colour((214, 208, 200), 24))


def _picture(plot: _Plot) -> None:
    """A window or a framed picture."""
    stream, side = plot.stream, plot.side
    left, top = stream.between(-0.1, 0.8) * side, stream.between(0.0, 0.25) * side
    wide, high = stream.between(0.15, 0.35) * side, stream.between(0.15, 0.35) * side
    bottom = min(top + high, plot.horizon - 0.05 * side)
    rim = 0.02 * side
    plot.box(
        top,
        bottom,
        left,
        left + wide,
        stream.colour(stream.pick(((230, 228, 220), (92, 64, 44))), 14),
    )
    inside = bright(stream) if stream.chance(0.5) else stream.colour((176, 200, 222), 14)
    plot.box(top + rim, bottom - rim, left + rim, left + wide - rim, inside)


_PLACES: tuple[Callable[[_Plot], None], ...] = (
    _meadow,
    _meadow,
    _sand,
    _street,
    _open_sky,
    _snow,
    _wood,
    _boards,
    _room,
)

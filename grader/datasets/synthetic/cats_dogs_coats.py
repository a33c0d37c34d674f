"""Coats of cats and dogs: the same colours and patterns for both."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from grader.datasets.synthetic.canvas import Colour
from grader.datasets.synthetic.frames import turn
from grader.datasets.synthetic.shapes import Pixels
from grader.datasets.synthetic.stream import Stream
from grader.datasets.synthetic.texture import mixed, noise, ramp

__all__ = ["Coat", "brightness", "draw_coat", "woven"]

BLACK = (58.0, 55.0, 58.0)
WHITE = (232.0, 228.0, 221.0)
GINGER = (203.0, 124.0, 56.0)
GREY = (128.0, 131.0, 138.0)
BROWN = (112.0, 74.0, 47.0)
CREAM = (221.0, 196.0, 156.0)
_COLOURS = (BLACK, WHITE, GINGER, GREY, BROWN, CREAM)
_PATTERNS = ("plain", "plain", "shaded", "stripes", "stripes", "patches", "spots")


@dataclass(frozen=True, slots=True)
class Coat:
    """What an animal wears.

    Attributes:
        base: Colour of most of it.
        second: Colour of its pattern.
        pattern: plain, shaded, stripes, patches or spots.
        points: Colour of ears and tail, and of the face's mask; None: the coat's.
        mask: Whether the muzzle has the colour of the points.
        bib: Whether muzzle and chest are white.
        socks: Whether the feet are white.
        blaze: Whether a white stripe runs up the face.
    """

    base: Colour
    second: Colour
    pattern: str
    points: Colour | None
    mask: bool
    bib: bool
    socks: bool
    blaze: bool


def brightness(colour: Colour) -> float:
    """Return how bright a colour looks, 0 to 255."""
    return colour[0] * 0.3 + colour[1] * 0.59 + colour[2] * 0.11


def draw_coat(stream: Stream) -> Coat:
    """Return one animal's coat."""
    base = stream.colour(stream.pick(_COLOURS), 16.0)
    pattern = stream.pick(_PATTERNS)
    dark = brightness(base) < 80.0
    if pattern == "patches":
        second = stream.colour(WHITE if dark else stream.pick((BLACK, GINGER, BROWN, WHITE)), 12.0)
    else:
        # Of its own hue: lighter on dark coats, darker on light ones.
        factor = stream.between(1.35, 1.8) if dark else stream.between(0.52, 0.75)
        # Stripes on white would be a zebra's.
        factor = (factor + 1.0) * 0.5 if brightness(base) > 200.0 else factor
        second = tuple(part * factor for part in base)
    points = None
    if stream.chance(0.25):
        points = tuple(part * stream.between(0.3, 0.45) for part in base)
    bib = stream.chance(0.35)
    return Coat(
        base,
        second,
        pattern,
        points,
        mask=points is not None and not bib and stream.chance(0.6),
        bib=bib,
        socks=stream.chance(0.6 if bib else 0.12),
        blaze=bib and stream.chance(0.5),
    )


def woven(stream: Stream, coat: Coat, side: int, degrees: float, scale: float) -> Pixels:
    """Return the coat over the whole picture: (side, side, 3).

    Args:
        stream: Of this picture.
        coat: Whose.
        side: Pixels along each side.
        degrees: Direction that stripes run across.
        scale: Size of the body, in picture sides: of its pattern, too.
    """
    clouds = noise(stream, side, side, 3.0 / scale, 2)
    if coat.pattern == "stripes":
        cosine, sine = turn(degrees)
        period = stream.between(0.13, 0.19) * scale * side
        # Bands that bend: the noise moves them by up to their own width.
        bend = noise(stream, side, side, 4.0 / scale, 2) * np.float32(period * 0.9)
        waves = _bands(side, period, cosine, sine, bend)
        fading = ramp(clouds, -0.6, 0.1)
        share = ramp(waves, 0.0, 0.6) * (0.35 + 0.65 * fading) * np.float32(0.75)
    elif coat.pattern == "patches":
        share = ramp(clouds, 0.0, 0.08)
    elif coat.pattern == "spots":
        dots = noise(stream, side, side, 10.0 / scale)
        share = ramp(dots, 0.25, 0.4) * np.float32(0.9)
    else:
        share = ramp(clouds, -0.5, 0.8) * np.float32(0.6 if coat.pattern == "shaded" else 0.2)
    hair = noise(stream, side, side, 50.0, 2) * np.float32(15.0)
    woven = mixed(coat.base, coat.second, share)
    woven += hair[..., None]
    return woven


def _bands(side: int, period: float, cosine: float, sine: float, bend: Pixels) -> Pixels:
    """Triangle waves in [-1, 1] across a direction, each pixel moved by `bend` pixels."""
    x = np.arange(side, dtype=np.float32)[None, :] * np.float32(cosine)
    y = np.arange(side, dtype=np.float32)[:, None] * np.float32(sine)
    phase = (x + y + bend) / np.float32(period)
    return np.abs((phase - np.floor(phase)) * 4.0 - 2.0) - 1.0

"""Handwritten-looking digits: 28×28, white on black, many hands.

A writer has habits (which form of a digit, slant, width, thickness, where the curves lie); every
image adds the chance of the moment. Each split has its own writers. As in MNIST, a digit is fitted
into about 20×20 pixels with its proportions kept, and its ink is about centred.

The bytes are the same on every machine: random integers, + - * / and square roots only, in a fixed
order, image by image. No sines, no exponentials, no matrix products, no sums along an axis.

How hard the digits are is decided by `Level`, and measured by `benchmarks/digits.py`. Slants,
widths and places are what a linear classifier cannot learn and a dense network can; jitter and
elastic distortion make shapes that nobody can tell apart, so there is little of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grader.datasets.synthetic import SplitName, recipe
from grader.datasets.synthetic.chance import Floats, bell, raw_bytes, uniform
from grader.datasets.synthetic.ink import SIDE, Images, ink
from grader.datasets.synthetic.skeletons import CONTROLS, POINTS, pens

__all__ = ["CHUNK", "CLASSES", "IMAGES_PER_WRITER", "SIDE", "VERSION", "Level", "draw", "render"]

VERSION = 2
CLASSES = 10
# Two of each digit: with more, a network learns hands by heart that it never meets again.
IMAGES_PER_WRITER = 20
# Images inked together: their distances to the pen fit into a core's cache.
CHUNK = 128
# Cells along a side of the elastic grid, plus one.
GRID = 4

# One number each for every image; see `_Moment`.
_BELLS = (
    *("slant", "bend", "width", "twist", "turn", "thick"),
    *("press", "lift", "size", "right", "down"),
)

_SPLITS: tuple[SplitName, ...] = ("train", "validation", "hidden")
_Key = tuple[int, ...]
_Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Level:
    """How far hands and moments differ: standard deviations.

    Attributes:
        habit: Of a writer's control points, in digit heights; twice that at a stroke's free end.
        jitter: The same, of one image's.
        elastic: Displacement of the elastic grid, in digit heights.
        slant: Of a writer's slant, in widths per height; backward slants count half.
        moment_slant: Of one image's.
        width: Of a writer's width, relative; an image varies half as much.
        twist: Change of width from top to bottom, relative.
        bend: Sagging of the whole digit, in digit heights.
        rotation: In radians.
        shift: Of the place, in pixels along each axis.
        size: Of the box, in pixels.
    """

    habit: float = 0.028
    jitter: float = 0.012
    elastic: float = 0.024
    slant: float = 0.27
    moment_slant: float = 0.11
    width: float = 0.19
    twist: float = 0.11
    bend: float = 0.16
    rotation: float = 0.09
    shift: float = 0.9
    size: float = 1.0


LEVEL = Level()


@recipe("digits", version=VERSION)
def render(
    count: int,
    *,
    seed: int,
    split: SplitName,
    progress: Callable[[float], None] | None = None,
) -> tuple[Images, NDArray[np.uint8]]:
    """Return `count` images (n, 28, 28) and their labels (n,), each digit equally often.

    Args:
        count: How many images.
        seed: Same seed and count, same bytes; 0 ≤ seed < 2**63.
        split: Has its own writers.
        progress: Told the share that is done.
    """
    return draw(count, seed=seed, split=split, progress=progress)


def draw(
    count: int,
    *,
    seed: int,
    split: SplitName,
    chunk: int = CHUNK,
    level: Level = LEVEL,
    progress: Callable[[float], None] | None = None,
) -> tuple[Images, NDArray[np.uint8]]:
    """Do what `render` does, with what tests and benchmarks vary.

    `chunk`, the images inked together, changes the time taken and nothing else.
    """
    # Two words for every seed: otherwise a long seed could name another seed's stream.
    key = (seed & 0xFFFFFFFF, seed >> 32, _SPLITS.index(split))
    order = np.argsort(uniform((*key, 0), count), kind="stable")
    labels = (np.arange(count) % CLASSES)[order]
    writers = (np.arange(count) // IMAGES_PER_WRITER)[order]
    hand = _Hand.drawn(key, writers, labels)
    moment = _Moment.drawn(key, count)
    x, y, radius = _place(*_written(labels, hand, moment, level), moment, level)
    grain = raw_bytes((*key, 9), count * SIDE * SIDE).reshape(count, SIDE, SIDE)
    images = np.empty((count, SIDE, SIDE), np.uint8)
    for start in range(0, count, chunk):
        part = slice(start, start + chunk)
        images[part] = ink(x[part], y[part], radius[part], grain[part])
        if progress is not None:
            progress(min(start + chunk, count) / count)
    return images, labels.astype(np.uint8)


def _smooth(drawn: Floats) -> Floats:
    """Blend neighbours along the last axis but one, which loses two: hands do not zigzag."""
    # 0.816 ≈ 1 / √(1 + ¼ + ¼) keeps the standard deviation.
    return (drawn[..., 1:-1, :] + (drawn[..., :-2, :] + drawn[..., 2:, :]) * 0.5) * 0.816


@dataclass(frozen=True, slots=True)
class _Hand:
    """What an image owes to its writer, an entry an image.

    Attributes:
        form: (n,), which form of the digit, 0 to 1.
        habit: (n, CONTROLS, 2), where the writer's control points lie.
        thick: (n,), thickness of the pen, 0 to 1.
        slant, bend, width, press, twist: (n,), bell-shaped.
    """

    form: Floats
    habit: Floats
    thick: Floats
    slant: Floats
    bend: Floats
    width: Floats
    press: Floats
    twist: Floats

    @classmethod
    def drawn(cls, key: _Key, writers: _Rows, labels: _Rows) -> _Hand:
        """Draw every writer, and return those of the images."""
        n = int(writers.max()) + 1
        traits = bell((*key, 1), 5, n)
        slant, bend, width, press, twist = (trait[writers] for trait in traits)
        return cls(
            form=uniform((*key, 2), n, CLASSES)[writers, labels],
            habit=_smooth(bell((*key, 3), n, CLASSES, CONTROLS + 2, 2))[writers, labels],
            thick=uniform((*key, 4), n)[writers],
            slant=slant,
            bend=bend,
            width=width,
            press=press,
            twist=twist,
        )


@dataclass(frozen=True, slots=True)
class _Moment:
    """What an image owes to chance, an entry an image.

    Attributes:
        change: (n,), 0 to 1: under 0.15 the writer departs from their usual form.
        form: (n,), the form that is then written, 0 to 1.
        jitter: (n, CONTROLS, 2), where the control points lie.
        elastic: (n, 2, GRID, GRID), displacement in x and in y.
        slant … down: (n,), bell-shaped.
    """

    change: Floats
    form: Floats
    jitter: Floats
    elastic: Floats
    slant: Floats
    bend: Floats
    width: Floats
    twist: Floats
    turn: Floats
    thick: Floats
    press: Floats
    lift: Floats
    size: Floats
    right: Floats
    down: Floats

    @classmethod
    def drawn(cls, key: _Key, count: int) -> _Moment:
        """Draw the moments of `count` images."""
        change, form = uniform((*key, 5), 2, count)
        bells = dict(zip(_BELLS, bell((*key, 8), len(_BELLS), count), strict=True))
        return cls(
            change=change,
            form=form,
            jitter=_smooth(bell((*key, 6), count, CONTROLS + 2, 2)),
            elastic=bell((*key, 7), count, 2, GRID, GRID),
            **bells,
        )


def _written(
    labels: _Rows, hand: _Hand, moment: _Moment, level: Level
) -> tuple[Floats, Floats, Floats]:
    """Return the pen's way: x, y in digit heights and its radius in pixels, each (n, POINTS)."""
    pen, image = pens(), np.arange(len(labels))[:, None]
    form = np.where(moment.change < 0.15, moment.form, hand.form)
    row = pen.first[labels] + np.floor(form * pen.variants[labels]).astype(np.intp)
    free = 1.0 + pen.loose[row][:, :, None]
    control = pen.controls[row] + (hand.habit * level.habit + moment.jitter * level.jitter) * free
    index, weight = pen.index[row], pen.weight[row][..., None]
    way = control[image, index[:, :, 0]] * weight[:, :, 0]
    for k in range(1, 4):
        way = way + control[image, index[:, :, k]] * weight[:, :, k]
    x, y = _stretched(way[:, :, 0], way[:, :, 1], moment.elastic * level.elastic)
    x, y = _leaned(x, y, hand, moment, level)
    thickness = 0.8 + 0.9 * hand.thick + 0.08 * moment.thick
    press = (0.12 * hand.press + 0.15 * moment.press)[:, None]
    lift = (0.3 + 0.3 * moment.lift)[:, None]
    along = pen.way[row] - 0.5
    return x, y, thickness[:, None] * (1.0 + press * along - lift * along * along)


def _stretched(x: Floats, y: Floats, grid: Floats) -> tuple[Floats, Floats]:
    """Displace points by what a grid (n, 2, GRID, GRID) says around them, smoothly between."""
    # The grid spans x from -0.15 to 0.8: a little more than the digits.
    across = np.minimum(np.maximum((x + 0.15) / 0.95, 0.0), 0.9999) * (GRID - 1)
    down = np.minimum(np.maximum(y, 0.0), 0.9999) * (GRID - 1)
    column, line = np.floor(across).astype(np.intp), np.floor(down).astype(np.intp)
    u, v = across - column, down - line
    u, v = u * u * (3.0 - 2.0 * u), v * v * (3.0 - 2.0 * v)
    image = np.arange(len(x))[:, None]

    def displaced(place: Floats, axis: int) -> Floats:
        field = grid[:, axis]
        above = field[image, line, column] * (1.0 - u) + field[image, line, column + 1] * u
        below = field[image, line + 1, column] * (1.0 - u) + field[image, line + 1, column + 1] * u
        return place + above * (1.0 - v) + below * v

    return displaced(x, 0), displaced(y, 1)


def _leaned(
    x: Floats, y: Floats, hand: _Hand, moment: _Moment, level: Level
) -> tuple[Floats, Floats]:
    """Apply width, slant, bend and rotation to the whole digit."""
    slant = 0.15 + hand.slant * level.slant + moment.slant * level.moment_slant
    slant = np.maximum(slant, slant * 0.5)  # few people lean backward, and less far
    width = 1.0 + (hand.width + moment.width * 0.5) * level.width
    width = np.minimum(np.maximum(width, 0.72), 1.5)  # narrower, a 7 is a 1
    twist = (hand.twist + moment.twist) * level.twist
    bend = (hand.bend + moment.bend) * level.bend
    turn = (moment.turn * level.rotation)[:, None]
    height = y - 0.5
    x = x * (width[:, None] + twist[:, None] * height)
    x = x - slant[:, None] * height + bend[:, None] * height * height
    x = x + turn * y
    return x, y - turn * x  # two shears: a small rotation without a sine


def _place(
    x: Floats, y: Floats, radius: Floats, moment: _Moment, level: Level
) -> tuple[Floats, Floats, Floats]:
    """Fit the way into the box, its proportions kept, and centre it: digit heights → pixels."""
    extent = np.maximum(x.max(1) - x.min(1), y.max(1) - y.min(1))
    box = 20.0 + level.size * moment.size
    scale = ((box - 2.0 * radius.max(1) + 0.6) / extent)[:, None]
    middle_x, middle_y = x[:, 0], y[:, 0]
    for k in range(1, POINTS):  # one after another: a sum's order is the processor's choice
        middle_x, middle_y = middle_x + x[:, k], middle_y + y[:, k]
    x = (x - (middle_x / POINTS)[:, None]) * scale + (level.shift * moment.right)[:, None]
    y = (y - (middle_y / POINTS)[:, None]) * scale + (level.shift * moment.down)[:, None]
    return _inside(x, radius), _inside(y, radius), radius


def _inside(place: Floats, radius: Floats) -> Floats:
    """Count pixels from the image's edge instead of its middle, and keep off the edge."""
    place, margin = place + (SIDE / 2 - 0.5), radius.max(1) + 0.5
    under = np.maximum(margin - place.min(1), 0.0)
    over = np.maximum(place.max(1) + margin - (SIDE - 1.0), 0.0)
    return place + (under - over)[:, None]

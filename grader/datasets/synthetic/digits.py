"""Handwritten-looking digits: 28×28, white on black, many hands.

A writer has habits (which form of a digit, slant, width, thickness, where the curves lie); every
image adds the chance of the moment. Each split has its own writers. As in MNIST, a digit is fitted
into 20×20 pixels with its proportions kept, and its ink is centred.

The bytes are the same on every machine: random integers, + - * / and square roots only, in a fixed
order, image by image. No sines, no exponentials, no matrix products.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grader.datasets.synthetic import SplitName, recipe
from grader.datasets.synthetic.chance import Floats, bell, raw_bytes, uniform
from grader.datasets.synthetic.skeletons import CONTROLS, POINTS, pens

__all__ = ["SIDE", "render"]

SIDE = 28
CLASSES = 10
IMAGES_PER_WRITER = 20
# Images drawn together: their distances to the pen fit into a core's cache.
CHUNK = 128
SPLITS: tuple[SplitName, ...] = ("train", "validation", "hidden")
GRID = 4

Images = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Level:
    """How far hands and moments differ; standard deviations in digit heights where not said."""

    habit: float = 0.035
    jitter: float = 0.025
    elastic: float = 0.05
    slant: float = 0.2
    moment_slant: float = 0.08
    width: float = 0.14
    rotation: float = 0.07
    bend: float = 0.10
    shift: float = 0.4
    size: float = 0.6
    twist: float = 0.0


LEVEL = Level()


@recipe("digits", version=1)
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
        seed: Same seed, same bytes.
        split: Has its own writers.
        progress: Told the share that is done.
    """
    return draw(count, seed=seed, split=split, chunk=CHUNK, progress=progress)


def draw(count, *, seed, split, chunk=CHUNK, progress=None, level=LEVEL):
    key = (seed, SPLITS.index(split))
    order = np.argsort(uniform((*key, 0), count), kind="stable")
    labels = (np.arange(count) % CLASSES)[order]
    writers = (np.arange(count) // IMAGES_PER_WRITER)[order]
    hands = _hands(key, writers, labels, level)
    x, y, radius = _pen_way(key, labels, writers, hands, level)
    images = np.empty((count, SIDE, SIDE), np.uint8)
    grain = raw_bytes((*key, 99), count * SIDE * SIDE).reshape(count, SIDE, SIDE)
    for start in range(0, count, chunk):
        part = slice(start, start + chunk)
        images[part] = _ink(x[part], y[part], radius[part], grain[part])
        if progress is not None:
            progress(min(start + chunk, count) / count)
    return images, labels.astype(np.uint8)


def _hands(key, writers, labels, level):
    n = int(writers.max()) + 1
    traits = bell((*key, 1), n, 8)[writers]
    form = uniform((*key, 2), n, CLASSES)[writers, labels]
    habit = bell((*key, 3), n, CLASSES, CONTROLS + 2, 2)
    habit = ((habit[:, :, 1:-1] + (habit[:, :, :-2] + habit[:, :, 2:]) * 0.5) * 0.816)[writers, labels]
    thick = uniform((*key, 4), n)[writers]
    return traits, form, habit, thick


def _pen_way(key, labels, writers, hands, level):
    pen = pens()
    traits, form, habit, thick = hands
    count = len(labels)
    z = bell((*key, 10), count, 16)
    u = uniform((*key, 11), count, 4)
    form = np.where(u[:, 0] < 0.15, u[:, 1], form)
    row = pen.first[labels] + np.floor(form * pen.variants[labels]).astype(np.intp)
    shake = bell((*key, 12), count, CONTROLS + 2, 2)
    jitter = (shake[:, 1:-1] + (shake[:, :-2] + shake[:, 2:]) * 0.5) * 0.816
    loose = pen.loose[row][:, :, None]
    control = pen.controls[row] + (habit * level.habit + jitter * level.jitter) * (1.0 + loose)
    index, weight = pen.index[row], pen.weight[row]
    image = np.arange(count)[:, None]
    way = control[image, index[:, :, 0]] * weight[:, :, 0, None]
    for k in range(1, 4):
        way = way + control[image, index[:, :, k]] * weight[:, :, k, None]
    x, y = way[:, :, 0], way[:, :, 1]
    x, y = _elastic(x, y, bell((*key, 13), count, 2, GRID, GRID) * level.elastic)
    t = y - 0.5
    slant = 0.15 + traits[:, 0] * level.slant + z[:, 0] * level.moment_slant
    bend = (traits[:, 1] + z[:, 1]) * level.bend
    wide = 1.0 + traits[:, 2] * level.width + z[:, 2] * level.width * 0.5
    wide = np.minimum(np.maximum(wide, 0.72), 1.5)
    slant = np.maximum(slant, slant * 0.5)
    x = x * (wide[:, None] + (level.twist * (traits[:, 4] + z[:, 11]))[:, None] * t) - slant[:, None] * t + bend[:, None] * t * t
    turn = (z[:, 3] * level.rotation)[:, None]
    x, y = x + turn * y, y - turn * x
    r0 = 0.8 + 0.9 * thick + 0.08 * z[:, 4]
    press = 0.12 * traits[:, 3] + 0.15 * z[:, 5]
    s = pen.way[row] - 0.5
    hump = 0.15 * (1 + z[:, 6])
    radius = r0[:, None] * (1.0 + press[:, None] * s - hump[:, None] * s * s * 2)
    return _fit(x, y, radius, z, level)


def _elastic(x, y, field):
    n = len(x)
    gx = np.minimum(np.maximum((x + 0.15) / 0.95, 0.0), 0.9999) * (GRID - 1)
    gy = np.minimum(np.maximum(y, 0.0), 0.9999) * (GRID - 1)
    cx, cy = np.floor(gx).astype(np.intp), np.floor(gy).astype(np.intp)
    fx, fy = gx - cx, gy - cy
    fx, fy = fx * fx * (3 - 2 * fx), fy * fy * (3 - 2 * fy)
    image = np.arange(n)[:, None]
    out = []
    for axis, v in ((0, x), (1, y)):
        f = field[:, axis]
        top = f[image, cy, cx] * (1 - fx) + f[image, cy, cx + 1] * fx
        low = f[image, cy + 1, cx] * (1 - fx) + f[image, cy + 1, cx + 1] * fx
        out.append(v + top * (1 - fy) + low * fy)
    return out


def _fit(x, y, radius, z, level):
    left, right = x.min(1), x.max(1)
    top, low = y.min(1), y.max(1)
    r = radius.max(1)
    extent = np.maximum(right - left, low - top)
    size = 20.0 + level.size * z[:, 8]
    scale = (size - 2 * r + 0.6) / extent
    mx, my = x[:, 0].copy(), y[:, 0].copy()
    for k in range(1, POINTS):
        mx += x[:, k]
        my += y[:, k]
    mx, my = mx / POINTS, my / POINTS
    x = (x - mx[:, None]) * scale[:, None] + (13.5 + level.shift * z[:, 9])[:, None]
    y = (y - my[:, None]) * scale[:, None] + (13.5 + level.shift * z[:, 10])[:, None]
    return x, y, radius


def _ink(x, y, radius, grain):
    n = len(x)
    place = np.arange(SIDE, dtype=np.float32)
    inverse = (1.0 / radius).astype(np.float32)
    x32, y32 = x.astype(np.float32), y.astype(np.float32)
    near = np.full((SIDE, SIDE, n), 100.0, np.float32)
    here = np.empty_like(near)
    for k in range(POINTS):
        dx = (place[:, None] - x32[:, k]) * inverse[:, k]
        dy = (place[:, None] - y32[:, k]) * inverse[:, k]
        np.add((dy * dy)[:, None, :], (dx * dx)[None, :, :], out=here)
        np.minimum(near, here, out=near)
    mean = (radius.min(1) + radius.max(1)).astype(np.float32) * np.float32(0.5)
    value = (1 - np.sqrt(near)) * mean / np.float32(1.1) + np.float32(0.45)
    value = np.minimum(np.maximum(value, 0), 1).transpose(2, 0, 1)
    dull = 1 - grain.astype(np.float32) * np.float32(0.12 / 255)
    return (value * dull * 255 + np.float32(0.5)).astype(np.uint8)

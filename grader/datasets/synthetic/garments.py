"""Ten garments, 28×28, bright on black, in Fashion-MNIST's order: tops, trousers, shoes, a bag.

Every class covers as much of the picture and is as bright as any other, and all are cut from the
same fabrics: what tells them apart is their cut. Where they lie, how they hang, their tone and
their prints are what a linear classifier cannot see through. Measured by `benchmarks/embedded.py`.

The bytes are the same on every machine: random integers, + - * / and square roots only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grader.datasets.synthetic import SplitName, recipe
from grader.datasets.synthetic.chance import Floats, raw_bytes, uniform
from grader.datasets.synthetic.cloth import Cloth, Field, Traits, bump
from grader.datasets.synthetic.garment_rest import ankle_boot, bag, sandal, sneaker, trouser
from grader.datasets.synthetic.garment_tops import coat, dress, pullover, shirt, t_shirt
from grader.datasets.synthetic.ink import SIDE, Images
from grader.datasets.synthetic.stream import split_key

__all__ = ["CHUNK", "GARMENTS", "VERSION", "draw", "render"]

VERSION = 1
# Garments drawn together: their pictures fit into a core's cache.
CHUNK = 96
_Garment = Callable[[Cloth, Traits], None]
# In Fashion-MNIST's order.
GARMENTS: tuple[_Garment, ...] = (
    *(t_shirt, trouser, pullover, dress, coat),
    *(sandal, shirt, sneaker, bag, ankle_boot),
)
# Random numbers an image: more than the most that a garment asks for.
_TRAITS = 64
# Grid points along a side of the coarse folds and of the fine prints.
_FOLDS, _PRINTS = 4, 11
# Pixels along a side of the sketch that the size is taken from, and units that it spans.
_SKETCH, _SPAN = 20, 2.5


@dataclass(frozen=True, slots=True)
class Level:
    """How far pictures of one garment differ, whatever it is.

    Attributes:
        shift: Of the place, in pixels along each axis, to either side.
        turn: In radians, to either side.
        lean: Columns a line, to either side.
        area: Share of the picture that is covered.
        brightness: Mean of the picture, 0 to 255.
        fabric: Share of garments that are not plain.
        relief: How much brighter and darker folds are.
    """

    shift: float = 3.6
    turn: float = 0.2
    lean: float = 0.08
    area: tuple[float, float] = (0.19, 0.31)
    brightness: tuple[float, float] = (12.0, 56.0)
    fabric: float = 0.9
    relief: float = 3.8


LEVEL = Level()


@recipe("garments", version=VERSION)
def render(
    count: int,
    *,
    seed: int,
    split: SplitName,
    progress: Callable[[float], None] | None = None,
) -> tuple[Images, NDArray[np.uint8]]:
    """Return `count` images (n, 28, 28) and their labels (n,), each garment equally often.

    Args:
        count: How many images.
        seed: Same seed and count, same bytes; 0 ≤ seed < 2**63.
        split: Shares no garment with the others.
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
    """Do what `render` does; `chunk` changes the time taken, `level` how hard it is."""
    key = split_key(seed, split)
    order = np.argsort(uniform((*key, 0), count), kind="stable")
    labels = (np.arange(count) % len(GARMENTS))[order]
    chance = _Chance.drawn(key, count)
    images = np.empty((count, SIDE, SIDE), np.uint8)
    done = 0
    for label in range(len(GARMENTS)):
        rows = np.flatnonzero(labels == label)
        for start in range(0, len(rows), chunk):
            part = rows[start : start + chunk]
            images[part] = _worn(GARMENTS[label], chance.of(part), level)
            done += len(part)
            if progress is not None:
                progress(done / count)
    return images, labels.astype(np.uint8)


@dataclass(frozen=True, slots=True)
class _Chance:
    """The random numbers of some images.

    Attributes:
        cut: (_TRAITS, n), of the garment.
        place: (8, n), of where it lies.
        fabric: (16, n), of what it is made of.
        folds, prints: (grid, grid, n).
        grain: (n, SIDE, SIDE), bytes.
    """

    cut: Floats
    place: Floats
    fabric: Floats
    folds: Field
    prints: Field
    grain: NDArray[np.uint8]

    @classmethod
    def drawn(cls, key: tuple[int, ...], count: int) -> _Chance:
        """Draw all at once, so that chunks change nothing."""
        return cls(
            cut=uniform((*key, 1), _TRAITS, count),
            place=uniform((*key, 2), 8, count),
            fabric=uniform((*key, 3), 16, count),
            folds=uniform((*key, 4), _FOLDS, _FOLDS, count).astype(np.float32),
            prints=uniform((*key, 5), _PRINTS, _PRINTS, count).astype(np.float32),
            grain=raw_bytes((*key, 6), count * SIDE * SIDE).reshape(count, SIDE, SIDE),
        )

    def of(self, rows: NDArray[np.intp]) -> _Chance:
        """Return those of some images."""
        return _Chance(
            self.cut[:, rows],
            self.place[:, rows],
            self.fabric[:, rows],
            self.folds[..., rows],
            self.prints[..., rows],
            self.grain[rows],
        )


def _worn(garment: _Garment, chance: _Chance, level: Level) -> Images:
    """Return pictures (n, SIDE, SIDE) of one kind of garment."""
    place = Traits(chance.place)
    # The size first, from a sketch: all kinds cover as much of the picture.
    sketch = _sketched(garment, chance)
    wanted = place.between(*level.area) * np.float32(SIDE * SIDE)
    pixels = np.minimum(np.sqrt(wanted / np.maximum(sketch, np.float32(0.2))), 15.5)
    turn = place.between(-level.turn, level.turn)
    lean = place.between(-level.lean, level.lean)
    side = np.where(place.chance(0.5), np.float32(1.0), np.float32(-1.0))
    axis = np.arange(SIDE, dtype=np.float32) + np.float32(0.5 - SIDE / 2)
    across = axis[None, :, None] - place.between(-level.shift, level.shift)
    down = axis[:, None, None] - place.between(-level.shift, level.shift)
    cosine = 1.0 - turn * turn * 0.5
    x = (across * cosine + down * turn) * side / pixels
    y = (down * cosine - across * turn) / pixels
    cloth = Cloth.laid((x + y * lean).astype(np.float32), y.astype(np.float32), pixels)
    garment(cloth, Traits(chance.cut))
    _weave(cloth, chance, level)
    return _lit(cloth, chance, level)


def _sketched(garment: _Garment, chance: _Chance) -> Field:
    """Return the area of each garment, in square units."""
    count = chance.cut.shape[1]
    axis = (np.arange(_SKETCH, dtype=np.float32) + np.float32(0.5)) / _SKETCH - np.float32(0.5)
    axis = axis * np.float32(_SPAN)
    x = np.broadcast_to(axis[None, :, None], (_SKETCH, _SKETCH, count)).astype(np.float32)
    y = np.broadcast_to(axis[:, None, None], (_SKETCH, _SKETCH, count)).astype(np.float32)
    pixels = np.zeros(count, np.float32) + np.float32(_SKETCH / _SPAN)
    cloth = Cloth.laid(x, y, pixels)
    garment(cloth, Traits(chance.cut))
    # Whole numbers: their sum is the same in any order.
    covered = (cloth.cover * 255.0).astype(np.int64).sum((0, 1))
    return (covered * ((_SPAN / _SKETCH) ** 2 / 255.0)).astype(np.float32)


def _weave(cloth: Cloth, chance: _Chance, level: Level) -> None:
    """Fabric: plain, striped, checked, printed, or of two tones; and folds in it."""
    fabric = Traits(chance.fabric)
    kind = fabric.share()
    wide = fabric.between(2.2, 5.5)
    shift, tone = fabric.share(), fabric.either(0.5, fabric.between(0.3, 0.7), 1.5)
    lines, columns = (each * wide + shift for each in (cloth.y, cloth.x))
    rows = bump((np.abs(lines - np.floor(lines) - 0.5) - 0.15) * 6.0)
    posts = bump((np.abs(columns - np.floor(columns) - 0.5) - 0.15) * 6.0)
    spots = bump((_grown(chance.prints) - 0.52) * 8.0)
    yoke = bump((cloth.y - fabric.between(-0.4, 0.4)) * 12.0)
    kind = kind * np.float32(1.0 / level.fabric)
    share = np.where(kind < 0.25, rows, np.where(kind < 0.35, posts, (rows + posts) * 0.5))
    share = np.where(kind < 0.5, share, np.where(kind < 0.85, spots, yoke))
    strength = np.where(kind < 1.0, np.float32(0.9), np.float32(0.0)) * fabric.between(0.5, 1.0)
    cloth.tone *= 1.0 + (tone - 1.0) * share * strength
    folds = _grown(chance.folds) - np.float32(0.5)
    lit = 1.0 + folds * fabric.between(0.1, level.relief)
    cloth.tone *= np.maximum(lit, np.float32(0.15))


def _grown(grid: Field) -> Field:
    """Smooth values between grid points: (grid, grid, n) → (SIDE, SIDE, n)."""
    last = len(grid) - 1
    place = (np.arange(SIDE, dtype=np.float32) + np.float32(0.5)) * np.float32(last / SIDE)
    low = np.floor(place).astype(np.intp)
    way = bump(place - low.astype(np.float32))
    rows = grid[low] * (1.0 - way)[:, None, None] + grid[low + 1] * way[:, None, None]
    return rows[:, low] * (1.0 - way)[:, None] + rows[:, low + 1] * way[:, None]


def _lit(cloth: Cloth, chance: _Chance, level: Level) -> Images:
    """Set each picture's brightness, drawn for all kinds alike, and add grain."""
    fabric = Traits(chance.fabric[8:])
    taken = np.minimum(cloth.drawn(), np.float32(1.7))
    whole = (taken * 255.0).astype(np.int64).sum((0, 1))
    mean = np.maximum(whole, 1).astype(np.float32) * np.float32(1.0 / (255.0 * SIDE * SIDE))
    bright = fabric.between(*level.brightness) / mean
    grain = chance.grain.transpose(1, 2, 0).astype(np.float32) * np.float32(0.22 / 255)
    taken = taken * bright * (1.0 - grain)
    return (np.minimum(taken, 255.0) + 0.5).astype(np.uint8).transpose(2, 0, 1)

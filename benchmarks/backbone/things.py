"""The source set that the embedded backbone learned from: many kinds of things, none an exercise's.

python -m benchmarks.backbone.things --each 320 --to FOLDER     draws images.npy and labels.npy
python -m benchmarks.backbone.things --sheet FILE.png           a contact sheet, one cell a class

Colours, ground, clutter, place, size, turn and proportions are drawn before the class is looked at:
only shapes tell the classes. No horse, human, cat, dog, hand, face, garment or digit is among them.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from importlib import import_module
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.backbone.grounds import clutter, colours, ground
from benchmarks.backbone.pen import THINGS, Pen
from grader.datasets.synthetic import SplitName
from grader.datasets.synthetic.canvas import Canvas
from grader.datasets.synthetic.frames import Frame
from grader.datasets.synthetic.stream import Stream, split_key

__all__ = ["CLASSES", "SEED", "SIDE", "draw", "draw_some"]

SEED = 20261
SIDE = 112
for _module in (
    "beasts",
    "birds",
    "buildings",
    "creatures",
    "fruit",
    "household",
    "machines",
    "plants",
    "sea",
    "signs",
):
    import_module(f"benchmarks.backbone.{_module}")
CLASSES = tuple(sorted(THINGS))


def _frame(stream: Stream) -> Frame:
    """Anywhere, in any size from two fifths of the picture to a little over it."""
    size = stream.between(0.42, 1.05)
    slack = 0.5 - size * 0.42
    x, y = (0.5 + stream.between(-slack, slack) for _ in range(2))
    tilt = stream.bell(0.0, 11.0) if stream.chance(0.85) else stream.between(-60.0, 60.0)
    return Frame(x, y, size, degrees=tilt, mirrored=stream.chance(0.5))


def draw(
    name: str, number: int, *, split: SplitName = "train", side: int = SIDE
) -> NDArray[np.uint8]:
    """Draw one image of a class: (side, side, 3).

    Args:
        name: One of CLASSES.
        number: Same number, same image.
        split: Splits share no image.
        side: Pixels.
    """
    stream = Stream(*split_key(SEED, split), CLASSES.index(name), number)
    behind = ground(stream, side)
    frame = _frame(stream)
    light = (stream.between(-0.7, 0.7), -stream.between(0.5, 0.9))
    canvas = Canvas(side, behind, light)
    clutter(stream, canvas, stream.whole(0, 4), 0.16)
    row, column = (min(max(int(place * side), 0), side - 1) for place in (frame.y, frame.x))
    under = canvas.pixels[row, column]
    tones = colours(stream, (float(under[0]), float(under[1]), float(under[2])))
    THINGS[name](Pen(stream, canvas, frame, tones))
    if stream.chance(0.5):
        clutter(stream, canvas, stream.whole(1, 3), 0.07)
    gain = stream.between(0.7, 1.25)
    lift = stream.between(-25.0, 25.0) + 110.0 * (1.0 - gain)
    return canvas.finished(stream, gain=gain, lift=lift, sensor=stream.between(1.0, 7.0))


def draw_some(split: SplitName, side: int, wanted: Sequence[tuple[str, int]]) -> NDArray[np.uint8]:
    """Draw images by (class, number): (n, side, side, 3)."""
    return np.stack([draw(name, number, split=split, side=side) for name, number in wanted])


def _render(folder: Path, each: int, split: SplitName, processes: int) -> None:
    """Draw `each` images of every class into `folder`, image by image through the classes."""
    wanted = [(name, number) for number in range(each) for name in CLASSES]
    folder.mkdir(parents=True, exist_ok=True)
    labels = np.tile(np.arange(len(CLASSES), dtype=np.uint8), each)
    np.save(folder / f"{split}-labels.npy", labels)
    images = np.lib.format.open_memmap(
        folder / f"{split}.npy.partial", "w+", np.uint8, (len(wanted), SIDE, SIDE, 3)
    )
    step = 256
    parts = [wanted[at : at + step] for at in range(0, len(wanted), step)]
    with ProcessPoolExecutor(processes) as pool:
        for k, part in enumerate(pool.map(partial(draw_some, split, SIDE), parts)):
            images[k * step : k * step + len(part)] = part
            print(f"\r{(k + 1) / len(parts):.0%}", end="", file=sys.stderr, flush=True)
    images.flush()
    (folder / f"{split}.npy.partial").rename(folder / f"{split}.npy")


def _sheet(path: Path, columns: int, split: SplitName, first: int) -> None:
    from PIL import Image

    cells = [draw(name, first, split=split) for name in CLASSES]
    cells += [np.zeros_like(cells[0])] * (-len(cells) % columns)
    rows = [np.concatenate(cells[at : at + columns], 1) for at in range(0, len(cells), columns)]
    Image.fromarray(np.concatenate(rows)).save(path)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--each", type=int, default=320)
    parser.add_argument("--split", choices=("train", "validation", "hidden"), default="train")
    parser.add_argument("--to", type=Path)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--sheet", type=Path)
    parser.add_argument("--first", type=int, default=0)
    given = parser.parse_args()
    if given.sheet:
        _sheet(given.sheet, 12, given.split, given.first)
    if given.to:
        _render(given.to, given.each, given.split, given.processes)


if __name__ == "__main__":
    main()

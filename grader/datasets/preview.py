"""Contact sheets: what a data set looks like, one PNG a class."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from grader.datasets.folders import image_files
from grader.errors import DataError
from grader.language import say

if TYPE_CHECKING:  # Pillow is imported where a sheet is drawn, so that a look-up stays light
    from PIL import Image

    from grader.datasets.splits import DataSet

__all__ = ["COLUMNS", "ROWS", "write_previews"]

COLUMNS: Final = 8
ROWS: Final = 5
_TILE: Final = 112
_GAP: Final = 4
_PAPER: Final = (255, 255, 255)
T = TypeVar("T")


def write_previews(data: DataSet, folder: Path) -> list[Path]:
    """Draw up to 40 public training images of each class, evenly from the whole split.

    Args:
        data: A prepared data set. Its hidden images are not looked at.
        folder: Where to write; made where it is missing.

    Returns:
        One `<name>-<profile>-<class>.png` a class, in the order of the labels.

    Raises:
        DataError: An image is damaged, or the folder cannot be written.
    """
    sheets: list[Path] = []
    for label, name in enumerate(data.classes):
        plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
        path = folder / f"{data.name}-{data.profile}-{plain}.png"
        sheet = _sheet(list(_tiles(data, label)))
        try:
            folder.mkdir(parents=True, exist_ok=True)
            sheet.save(path, "PNG", optimize=True)
        except OSError as error:
            raise DataError(
                say("{path} cannot be written: {why}.", path=path, why=error.strerror or error)
            ) from None
        sheets.append(path)
    return sheets


def _tiles(data: DataSet, label: int) -> Iterator[Image.Image]:
    from PIL import Image

    if data.form == "arrays":
        train = data.public("train")
        rows = [row for row, each in enumerate(train.labels.tolist()) if each == label]
        yield from (Image.fromarray(train.images[row]) for row in _spread(rows))
        return
    files = image_files(data.public_folder / "train", data.classes)
    for path in _spread([path for path, each in files if each == label]):
        try:
            with Image.open(path) as image:
                yield image.convert("RGB")
        except OSError as error:
            raise DataError(say("{path} cannot be read: {why}.", path=path, why=error)) from None


def _spread(found: Sequence[T]) -> list[T]:
    """Return at most a sheet's worth, evenly from beginning to end."""
    most = COLUMNS * ROWS
    if len(found) <= most:
        return list(found)
    return [found[index * len(found) // most] for index in range(most)]


def _sheet(tiles: Sequence[Image.Image]) -> Image.Image:
    """Lay the tiles in rows; small ones enlarged by a whole number, so that a pixel stays one."""
    from PIL import Image

    step = _TILE + _GAP
    rows = max(-(-len(tiles) // COLUMNS), 1)
    sheet = Image.new("RGB", (COLUMNS * step + _GAP, rows * step + _GAP), _PAPER)
    for index, tile in enumerate(tiles):
        shown = tile.convert("RGB")
        factor = _TILE // max(shown.size)
        if factor > 1:
            shown = shown.resize(
                (shown.width * factor, shown.height * factor), Image.Resampling.BOX
            )
        else:
            shown.thumbnail((_TILE, _TILE))
        left, top = (index % COLUMNS) * step + _GAP, (index // COLUMNS) * step + _GAP
        margin = ((_TILE - shown.width) // 2, (_TILE - shown.height) // 2)
        sheet.paste(shown, (left + margin[0], top + margin[1]))
    return sheet

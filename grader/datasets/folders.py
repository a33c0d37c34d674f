"""Image files in one folder a class: writing them from arrays, and listing them."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Final

from grader.datasets.contents import read_contents, record_path
from grader.datasets.layout import Progress
from grader.datasets.synthetic import SplitName
from grader.errors import DataError

if TYPE_CHECKING:  # numpy is imported where an array is touched, so that a look-up stays light
    import numpy as np
    from numpy.typing import NDArray

__all__ = [
    "DRAWING",
    "class_names",
    "image_files",
    "mixed_order",
    "names_as",
    "numbered_names",
    "picture_names",
    "recorded_sizes",
    "write_images",
]

_IMAGES: Final = frozenset({".png", ".jpg", ".jpeg", ".bmp", ".gif"})
# 2.2 ms for 150 × 150 pixels of a photo, and 57 % of them; 6 needs three times that for 54 %.
_COMPRESSION: Final = 1
# What drawing takes of the time of a picture; the rest is writing it.
DRAWING: Final = 0.75
_IN_ROWS: Final = re.compile(r"(\D*)(\d+)(\D+)(\d+)\.\.(\d+)")
_IN_ONE: Final = re.compile(r"(.*?)(\d+)")
_NEVER_WHOLE: Final = {".": 1 << 62}


def picture_names(split: SplitName, labels: NDArray[np.uint8], classes: Sequence[str]) -> list[str]:
    """Return the place of each image below its split: only a hidden one says nothing of it."""
    return numbered_names(len(labels)) if split == "hidden" else class_names(labels, classes)


def class_names(labels: NDArray[np.uint8], classes: Sequence[str]) -> list[str]:
    """Return `horses/horses-0001` and so on: the place of each image below its split."""
    seen = [0] * len(classes)
    names: list[str] = []
    for label in labels.tolist():
        seen[label] += 1
        names.append(f"{classes[label]}/{classes[label]}-{seen[label]:04}.png")
    return names


def names_as(first: str, count: int) -> list[str]:
    """Return names without endings that go on as `first` begins; `Embedded.names` says how."""
    if rows := _IN_ROWS.fullmatch(first):
        stem, row, between, number, last = rows.groups()
        in_row = int(last) - int(number) + 1
        places = (divmod(index, in_row) for index in range(count))
        return [
            f"{stem}{int(row) + down:0{len(row)}}{between}{int(number) + across:0{len(number)}}"
            for down, across in places
        ]
    found = _IN_ONE.fullmatch(first)
    assert found is not None  # the manifest is held to it
    stem, number = found.groups()
    return [f"{stem}{int(number) + index:0{len(number)}}" for index in range(count)]


def numbered_names(count: int) -> list[str]:
    """Return `00001.png` and so on: names that say nothing of the class."""
    return [f"{number:05}.png" for number in range(1, count + 1)]


def write_images(
    folder: Path,
    names: Sequence[str],
    images: NDArray[np.uint8],
    tell: Progress,
    *,
    threads: int | None = None,
) -> None:
    """Write `images` as PNG files of these names below `folder`.

    They are not forced to the disk one by one, which takes seconds: their sizes are recorded, and
    a file that a power cut shortened is noticed by its size.

    Args:
        folder: Made where it is missing.
        names: One an image, with folders in them.
        images: (n, height, width, 3), uint8.
        tell: Told the share that is done.
        threads: How many write at once; as a rule one a core.
    """
    from PIL import Image

    def write(index: int) -> None:
        path = folder / names[index]
        Image.fromarray(images[index]).save(path, "PNG", compress_level=_COMPRESSION)

    for parent in {Path(name).parent for name in names}:
        (folder / parent).mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(threads or os.cpu_count()) as pool:
        for done, _ in enumerate(pool.map(write, range(len(names))), start=1):
            tell(done / len(names))


def recorded_sizes(folder: Path) -> dict[str, int]:
    """Return the size in bytes of each file that a published folder was recorded with.

    Where there is no such record, what is returned fits no folder.
    """
    try:
        contents = read_contents(record_path(folder))
    except DataError:
        contents = None
    if contents is None or not contents.files:
        return dict(_NEVER_WHOLE)
    return {name: facts.bytes for name, facts in contents.files.items()}


def image_files(folder: Path, classes: Sequence[str]) -> list[tuple[Path, int]]:
    """Return the images of one split with their labels: by class, then by name.

    Args:
        folder: Holds one folder a class.
        classes: In the order of the labels; what lies in other folders is left out.

    Raises:
        DataError: The folder is gone.
    """
    found: list[tuple[Path, int]] = []
    try:
        for label, name in enumerate(classes):
            below = sorted((folder / name).iterdir())
            found += [(path, label) for path in below if path.suffix.lower() in _IMAGES]
    except OSError as error:
        raise DataError(f"{error.filename} cannot be read: {error.strerror}") from None
    return found


def mixed_order(count: int, *key: int) -> list[int]:
    """Return 0 … count - 1 in an order that depends on `key` alone, on every machine.

    Args:
        count: How many.
        *key: Whole numbers ≥ 0.
    """
    import numpy as np

    drawn = np.random.PCG64(np.random.SeedSequence(key)).random_raw(count)
    return np.argsort(drawn, kind="stable").tolist()

"""Drawing splits in a second process, while this one draws another: recipes keep one core busy.

It is a matter of speed alone. Whatever goes wrong there, `take` and `take_files` say so and the
caller draws the split itself; the bytes are the same.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from grader.closing import Closing
from grader.datasets.arrays import mapped, save
from grader.datasets.folders import DRAWING, picture_names, write_images
from grader.datasets.layout import Progress
from grader.datasets.synthetic import SplitName, load_recipe
from grader.errors import DataError

if TYPE_CHECKING:  # numpy is imported where an array is touched, so that a look-up stays light
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Beside", "Splits", "main"]

Splits = Mapping[SplitName, tuple[int, int]]
"""Split → how many images, and the seed."""

# A second process pays from here on: it needs a third of a second to start.
FEWEST_IMAGES: Final = 500
_BOOT: Final = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from grader.datasets.beside import main; main()"
)
_STEP: Final = 0.02
_LABELS: Final = "labels.npy"
_FILES: Final = "files"


class Beside(Closing):
    """A process that draws some splits, one after the other. A context manager that ends it.

    Args:
        recipe: Its name.
        splits: In the order in which they are drawn.
        classes: Their names, where image files are wanted and not arrays.
    """

    def __init__(self, recipe: str, splits: Splits, classes: Sequence[str] = ()) -> None:
        self._splits = splits
        self._job = {"recipe": recipe, "splits": splits, "classes": list(classes)}
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._process: subprocess.Popen[str] | None = None

    def start(self, others: int) -> None:
        """Begin, if that pays while `others` images are drawn here."""
        least = min(others, sum(count for count, _ in self._splits.values()))
        if least < FEWEST_IMAGES or (os.cpu_count() or 1) < 2:
            return
        self._folder = tempfile.TemporaryDirectory(prefix="grader-", ignore_cleanup_errors=True)
        job = self._job | {"folder": self._folder.name}
        with contextlib.suppress(OSError):
            self._process = subprocess.Popen(
                [sys.executable, "-c", _BOOT, json.dumps(sys.path), json.dumps(job)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
            )

    def take(
        self, split: SplitName, tell: Progress
    ) -> tuple[NDArray[np.uint8], NDArray[np.uint8]] | None:
        """Wait for a split and return its images and labels; None where it must be drawn here."""
        folder = self._awaited(split, tell)
        if folder is None:
            return None
        try:
            return mapped(folder / "images.npy"), mapped(folder / _LABELS)
        except DataError:
            return None

    def take_files(
        self, split: SplitName, target: Path, tell: Progress
    ) -> NDArray[np.uint8] | None:
        """Wait for a split, move its image files below `target` and return its labels.

        None where it must be drawn here.

        Raises:
            OSError: They cannot be moved: the disk is full.
        """
        folder = self._awaited(split, tell)
        if folder is None:
            return None
        try:
            labels = mapped(folder / _LABELS)
        except DataError:  # it ended on the way; what it wrote is overwritten
            return None
        target.mkdir(parents=True, exist_ok=True)
        for path in sorted((folder / _FILES).iterdir()):
            shutil.move(path, target)
        return labels

    def _awaited(self, split: SplitName, tell: Progress) -> Path | None:
        """Wait until a split is done and return where it lies; None at once if it never will."""
        if self._folder is None or self._process is None or self._process.stdout is None:
            return None
        if split not in self._splits:  # waiting for it would be waiting for all the others
            return None
        for line in self._process.stdout:
            said = cast("dict[str, Any]", json.loads(line))
            if said["split"] == split:
                tell(said["share"])
            if said["done"] == split:
                break
        return Path(self._folder.name) / split

    def close(self) -> None:
        """End the process, whatever it is doing, and remove what it drew."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
        if self._folder is not None:
            self._folder.cleanup()


def main() -> None:
    """Draw what the last argument asks for; print a JSON line for each step."""
    job = json.loads(sys.argv[-1])
    for split, (count, seed) in job["splits"].items():
        _draw(job["recipe"], Path(job["folder"]) / split, split, count, seed, job["classes"])
        _say(split=split, share=1.0, done=split)


def _draw(
    recipe: str, folder: Path, split: SplitName, count: int, seed: int, classes: list[str]
) -> None:
    told = 0.0
    drawing = DRAWING if classes else 1.0

    def tell(share: float) -> None:
        nonlocal told
        if share >= told + _STEP:
            told = share
            _say(split=split, share=share, done="")

    images, labels = load_recipe(recipe).render(
        count, seed=seed, split=split, progress=lambda x: tell(x * drawing)
    )
    folder.mkdir()
    if classes:
        names = picture_names(split, labels, classes)
        write_images(
            folder / _FILES, names, images, lambda x: tell(drawing + x * (1 - drawing)), threads=1
        )
    else:
        save(folder / "images.npy", images)
    save(folder / _LABELS, labels)  # last: with it the split is whole


def _say(**what: Any) -> None:
    print(json.dumps(what), flush=True)

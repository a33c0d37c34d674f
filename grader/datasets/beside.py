"""Drawing splits in a second process, while this one draws another: recipes keep one core busy.

It is a matter of speed alone. Whatever goes wrong there, `take` says so and the caller draws the
split itself; the bytes are the same.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self, cast

from grader.datasets.arrays import mapped, save
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


class Beside:
    """A process that draws some splits, one after the other. A context manager that ends it.

    Args:
        recipe: Its name.
        splits: In the order in which they are drawn.
    """

    def __init__(self, recipe: str, splits: Splits) -> None:
        self._recipe = recipe
        self._splits = splits
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._process: subprocess.Popen[str] | None = None

    def start(self, others: int) -> None:
        """Begin, if that pays while `others` images are drawn here."""
        least = min(others, sum(count for count, _ in self._splits.values()))
        if least < FEWEST_IMAGES or (os.cpu_count() or 1) < 2:
            return
        self._folder = tempfile.TemporaryDirectory(prefix="grader-", ignore_cleanup_errors=True)
        job = {"recipe": self._recipe, "folder": self._folder.name, "splits": self._splits}
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
        if self._folder is None or self._process is None or self._process.stdout is None:
            return None
        for line in self._process.stdout:
            said = cast("dict[str, Any]", json.loads(line))
            if said["split"] == split:
                tell(said["share"])
            if said["done"] == split:
                break
        folder = Path(self._folder.name)
        try:
            return mapped(folder / f"{split}-images.npy"), mapped(folder / f"{split}-labels.npy")
        except DataError:
            return None

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the process, whatever it is doing, and remove what it drew."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
        if self._folder is not None:
            self._folder.cleanup()


def main() -> None:
    """Draw what the last argument asks for; print a JSON line for each step."""
    job = json.loads(sys.argv[-1])
    recipe = load_recipe(job["recipe"])
    folder = Path(job["folder"])
    for split, (count, seed) in job["splits"].items():
        told = 0.0

        def tell(share: float, split: str = split) -> None:
            nonlocal told
            if share >= told + _STEP:
                told = share
                _say(split=split, share=share, done="")

        images, labels = recipe.render(count, seed=seed, split=split, progress=tell)
        save(folder / f"{split}-labels.npy", labels)
        save(folder / f"{split}-images.npy", images)
        _say(split=split, share=1.0, done=split)


def _say(**what: Any) -> None:
    print(json.dumps(what), flush=True)

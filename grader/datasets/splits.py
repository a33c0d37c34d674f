"""A manifest → folders of images and labels, rendered once and cached.

```
<cache>/<name>/public-<digest>/                     what a student may see
    mnist.npz                                       x_train y_train x_test y_test (= validation)
    train/images.npy labels.npy   validation/images.npy labels.npy
<cache>/<name>/hidden-<digest>/inputs/images.npy    what the examiner may see
<cache>/<name>/hidden-<digest>/labels/labels.npy    what only the judge may see
<cache>/<name>/.lock  .partial-*                    see `grader/datasets/publish.py`
```
The digest covers everything that the bytes depend on, so a folder of that name never changes.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from grader.datasets.manifest import Manifest
from grader.datasets.publish import durable, published
from grader.datasets.synthetic import Recipe, SplitName, load_recipe
from grader.errors import DataError

if TYPE_CHECKING:  # numpy is imported where an array is touched, so that a look-up stays light
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["DataSet", "Split", "default_cache_folder", "prepare"]

# Layout of the folders above; raise it when the layout changes.
_FORMAT = 1
# `numpy.save` pads the header of a small array's file to this.
_HEADER_BYTES = 128

_Progress = Callable[[float], None]
_Shape = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """One split, mapped from its files: reading it costs no memory until it is touched.

    Attributes:
        images: (n, height, width) or (n, height, width, 3), uint8, read-only.
        labels: (n,), uint8, indices into the data set's classes, read-only.
    """

    images: NDArray[np.uint8]
    labels: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class DataSet:
    """A prepared data set.

    Attributes:
        name: The manifest's name.
        profile: "embedded": drawn on this machine. (The real profile is not there yet.)
        digest: Names the public bytes: first 16 hex digits of a sha256 over what they depend on.
        hidden_digest: The same for the hidden bytes.
        classes: Class names; a label is an index into them.
        public_folder: `mnist.npz` (named after the manifest), `train/`, `validation/`.
        hidden_inputs: `images.npy`, alone in its folder.
        hidden_labels: `labels.npy`, alone in another folder.
        known_paths: How course files spell the place of the data.
    """

    name: str
    profile: str
    digest: str
    hidden_digest: str
    classes: tuple[str, ...]
    public_folder: Path
    hidden_inputs: Path
    hidden_labels: Path
    known_paths: tuple[str, ...]

    def public(self, split: Literal["train", "validation"]) -> Split:
        """Return a split that the student has as well.

        Raises:
            DataError: Its files are gone or damaged.
        """
        folder = self.public_folder / split
        return Split(_mapped(folder / "images.npy"), _mapped(folder / "labels.npy"))

    def hidden(self) -> Split:
        """Return the hidden split. Only the judge may call this.

        Raises:
            DataError: Its files are gone or damaged.
        """
        return Split(_mapped(self.hidden_inputs), _mapped(self.hidden_labels))


def default_cache_folder() -> Path:
    """Return $GRADER_CACHE, else $XDG_CACHE_HOME/tf-exam-grader, else ~/.cache/tf-exam-grader."""
    if chosen := os.environ.get("GRADER_CACHE"):
        return Path(chosen).expanduser().absolute()
    base = Path(os.environ.get("XDG_CACHE_HOME", ""))
    # The XDG specification says that a relative path is to be ignored.
    return (base if base.is_absolute() else Path.home() / ".cache") / "tf-exam-grader"


def prepare(
    manifest: Manifest,
    *,
    cache_folder: Path,
    hidden_seed: int | None = None,
    progress: _Progress | None = None,
) -> DataSet:
    """Return the embedded data set, rendering what the cache does not hold yet.

    Any number of processes may ask at once: one renders, the others wait for it.

    Args:
        manifest: What to render.
        cache_folder: Where to keep it; made where it is missing.
        hidden_seed: Draws another hidden split of the same kind (0 ≤ seed < 2**63).
        progress: Told the share that is done, 0 to 1; not called where all is cached.

    Raises:
        UnknownNameError: There is no such recipe.
        DataError: The cache cannot be written, or the recipe draws something else than promised.
    """
    embedded, tell = manifest.embedded, progress or _silent
    seed = embedded.seed if hidden_seed is None else hidden_seed
    if not 0 <= seed < 2**63:
        raise DataError(f"the hidden seed must be between 0 and 2**63 - 1, not {seed}")
    draw = _Draw(manifest, load_recipe(embedded.recipe))
    public_counts = {"train": embedded.sizes.train, "validation": embedded.sizes.validation}
    digest = draw.digest(embedded.seed, public_counts)
    hidden_digest = draw.digest(seed, {"hidden": embedded.sizes.hidden})
    folder = cache_folder.absolute() / manifest.name
    share = sum(public_counts.values()) / (sum(public_counts.values()) + embedded.sizes.hidden)
    public = published(
        folder,
        f"public-{digest}",
        draw.public_files(),
        lambda partial: draw.write_public(partial, lambda done: tell(done * share)),
    )
    hidden = published(
        folder,
        f"hidden-{hidden_digest}",
        draw.hidden_files(),
        lambda partial: draw.write_hidden(
            partial, seed, lambda done: tell(share + done * (1 - share))
        ),
    )
    return DataSet(
        name=manifest.name,
        profile="embedded",
        digest=digest,
        hidden_digest=hidden_digest,
        classes=manifest.classes,
        public_folder=public,
        hidden_inputs=hidden / "inputs" / "images.npy",
        hidden_labels=hidden / "labels" / "labels.npy",
        known_paths=manifest.known_paths,
    )


def _silent(_done: float) -> None:
    """Tell nobody."""


def _mapped(path: Path) -> NDArray[np.uint8]:
    """Map a file that `_save` wrote, read-only."""
    import numpy as np

    try:
        array = np.load(path, mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError, EOFError) as error:
        raise DataError(f"{path} is damaged: {error}; delete its folder") from None
    return cast("NDArray[np.uint8]", array)


@dataclass(frozen=True, slots=True)
class _Draw:
    """Writes a manifest's splits with its recipe."""

    manifest: Manifest
    recipe: Recipe

    def digest(self, seed: int, counts: dict[str, int]) -> str:
        """Name the bytes that these parameters give."""
        what = {
            "format": _FORMAT,
            "name": self.manifest.name,
            "recipe": self.manifest.embedded.recipe,
            "version": self.recipe.version,
            "seed": seed,
            "counts": counts,
        }
        return hashlib.sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()[:16]

    def public_files(self) -> dict[str, int]:
        """Return each public file's least size in bytes."""
        sizes = self.manifest.embedded.sizes
        files = {
            **self._files("train", "train", sizes.train),
            **self._files("validation", "validation", sizes.validation),
        }
        return {**files, f"{self.manifest.name}.npz": sum(files.values())}

    def hidden_files(self) -> dict[str, int]:
        """Return each hidden file's least size in bytes."""
        return self._files("inputs", "labels", self.manifest.embedded.sizes.hidden)

    def _files(self, inputs: str, labels: str, count: int) -> dict[str, int]:
        pixels = self._shape(count)
        size = 1
        for length in pixels:
            size *= length
        return {
            f"{inputs}/images.npy": _HEADER_BYTES + size,
            f"{labels}/labels.npy": _HEADER_BYTES + count,
        }

    def _shape(self, count: int) -> _Shape:
        colour = () if self.manifest.channels == 1 else (self.manifest.channels,)
        return (count, *self.manifest.image_size, *colour)

    def write_public(self, folder: Path, tell: _Progress) -> None:
        """Render train and validation into `folder`."""
        import numpy as np

        embedded = self.manifest.embedded
        total = embedded.sizes.train + embedded.sizes.validation
        part = embedded.sizes.train / total
        train = self._render("train", embedded.sizes.train, embedded.seed, lambda x: tell(x * part))
        validation = self._render(
            "validation",
            embedded.sizes.validation,
            embedded.seed,
            lambda x: tell(part + x * (1 - part)),
        )
        for name, split in (("train", train), ("validation", validation)):
            _save(folder / name / "images.npy", split.images)
            _save(folder / name / "labels.npy", split.labels)
        with durable(folder / f"{self.manifest.name}.npz") as file:
            np.savez(
                file,
                x_train=train.images,
                y_train=train.labels,
                x_test=validation.images,
                y_test=validation.labels,
            )

    def write_hidden(self, folder: Path, seed: int, tell: _Progress) -> None:
        """Render hidden inputs and labels into two folders inside `folder`."""
        hidden = self._render("hidden", self.manifest.embedded.sizes.hidden, seed, tell)
        _save(folder / "inputs" / "images.npy", hidden.images)
        _save(folder / "labels" / "labels.npy", hidden.labels)

    def _render(self, split: SplitName, count: int, seed: int, tell: _Progress) -> Split:
        images, labels = self.recipe.render(count, seed=seed, split=split, progress=tell)
        expected = self._shape(count)
        if images.shape != expected or int(labels.max()) >= len(self.manifest.classes):
            raise DataError(
                f"{self.manifest.name}: the recipe {self.manifest.embedded.recipe} drew images "
                f"{images.shape} of {int(labels.max()) + 1} classes; the manifest says {expected} "
                f"of {len(self.manifest.classes)}"
            )
        return Split(images, labels)


def _save(path: Path, array: NDArray[np.uint8]) -> None:
    import numpy as np

    path.parent.mkdir(exist_ok=True)
    with durable(path) as file:
        np.save(file, array, allow_pickle=False)

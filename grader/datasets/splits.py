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
import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from grader.datasets.manifest import Manifest
from grader.datasets.publish import durable, published
from grader.datasets.synthetic import Recipe, SplitName, load_recipe
from grader.errors import DataError
from grader.resources import default_cache_folder

if TYPE_CHECKING:  # numpy is imported where an array is touched, so that a look-up stays light
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["DataSet", "Split", "default_cache_folder", "prepare"]

# Layout of the folders above; raise it when the layout changes.
_FORMAT = 1
# `numpy.save` pads the header of a small array's file to this.
_HEADER_BYTES = 128

_Progress = Callable[[float], None]
# Split → the folder of its images and the folder of its labels.
_Places = dict[SplitName, tuple[str, str]]
_PUBLIC: _Places = {"train": ("train", "train"), "validation": ("validation", "validation")}
_HIDDEN: _Places = {"hidden": ("inputs", "labels")}


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
    embedded = manifest.embedded
    seed = embedded.seed if hidden_seed is None else hidden_seed
    if not 0 <= seed < 2**63:
        raise DataError(f"the hidden seed must be between 0 and 2**63 - 1, not {seed}")
    recipe = load_recipe(embedded.recipe)
    shown = _Part(manifest, recipe, embedded.seed, _PUBLIC)
    apart = _Part(manifest, recipe, seed, _HIDDEN)
    tell, folder = progress or _silent, cache_folder.absolute() / manifest.name
    share = shown.count / (shown.count + apart.count)
    public = shown.published(folder, "public", lambda x: tell(x * share))
    hidden = apart.published(folder, "hidden", lambda x: tell(share + x * (1 - share)))
    return _data_set(shown, apart, public, hidden)


def _data_set(shown: _Part, apart: _Part, public: Path, hidden: Path) -> DataSet:
    """Say where the two published parts lie."""
    manifest = shown.manifest
    return DataSet(
        name=manifest.name,
        profile="embedded",
        digest=shown.digest,
        hidden_digest=apart.digest,
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
class _Part:
    """What is published as one folder: the splits of one seed."""

    manifest: Manifest
    recipe: Recipe
    seed: int
    places: _Places

    def size(self, split: SplitName) -> int:
        """Return how many images the split has."""
        return cast("int", getattr(self.manifest.embedded.sizes, split))

    @property
    def count(self) -> int:
        """How many images the part has."""
        return sum(self.size(split) for split in self.places)

    @property
    def digest(self) -> str:
        """Name of the bytes that these parameters give."""
        what = {
            "format": _FORMAT,
            "name": self.manifest.name,
            "recipe": self.manifest.embedded.recipe,
            "version": self.recipe.version,
            "seed": self.seed,
            "counts": {split: self.size(split) for split in self.places},
        }
        return hashlib.sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()[:16]

    def published(self, folder: Path, kind: str, tell: _Progress) -> Path:
        """Return `folder/kind-digest`, rendered first where it is missing."""
        name = f"{kind}-{self.digest}"
        return published(folder, name, self._files(), lambda partial: self._write(partial, tell))

    def _shape(self, split: SplitName) -> tuple[int, ...]:
        colour = () if self.manifest.channels == 1 else (self.manifest.channels,)
        return (self.size(split), *self.manifest.image_size, *colour)

    def _files(self) -> dict[str, int]:
        """Return each file's least size in bytes."""
        files: dict[str, int] = {}
        for split, (inputs, labels) in self.places.items():
            files[f"{inputs}/images.npy"] = _HEADER_BYTES + math.prod(self._shape(split))
            files[f"{labels}/labels.npy"] = _HEADER_BYTES + self.size(split)
        if "train" in self.places:
            files[f"{self.manifest.name}.npz"] = sum(files.values())
        return files

    def _write(self, folder: Path, tell: _Progress) -> None:
        """Render every split into `folder`."""
        done, drawn = 0, dict[SplitName, Split]()
        for split, (inputs, labels) in self.places.items():
            drawn[split] = self._rendered(split, done, tell)
            _save(folder / inputs / "images.npy", drawn[split].images)
            _save(folder / labels / "labels.npy", drawn[split].labels)
            done += self.size(split)
        if "train" in drawn:
            _save_archive(folder / f"{self.manifest.name}.npz", drawn)

    def _rendered(self, split: SplitName, before: int, tell: _Progress) -> Split:
        """Render one split after `before` images; hold the recipe to the manifest."""
        size, total = self.size(split), self.count
        images, labels = self.recipe.render(
            size, seed=self.seed, split=split, progress=lambda x: tell((before + x * size) / total)
        )
        expected, classes = self._shape(split), int(labels.max()) + 1
        if images.shape != expected or classes > len(self.manifest.classes):
            raise DataError(
                f"{self.manifest.name}: the recipe {self.manifest.embedded.recipe} drew images "
                f"{images.shape} of {classes} classes; the manifest says {expected} "
                f"of {len(self.manifest.classes)}"
            )
        return Split(images, labels)


def _save_archive(path: Path, drawn: dict[SplitName, Split]) -> None:
    """Write the archive that `load_data` reads: its test half is the validation split."""
    import numpy as np

    train, validation = drawn["train"], drawn["validation"]
    with durable(path) as file:
        np.savez(
            file,
            x_train=train.images,
            y_train=train.labels,
            x_test=validation.images,
            y_test=validation.labels,
        )


def _save(path: Path, array: NDArray[np.uint8]) -> None:
    import numpy as np

    path.parent.mkdir(exist_ok=True)
    with durable(path) as file:
        np.save(file, array, allow_pickle=False)

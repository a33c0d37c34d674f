"""The embedded data set: drawn on this machine by a recipe, from a seed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from grader.datasets.arrays import HEADER_BYTES, save, save_archive
from grader.datasets.beside import Beside, Splits
from grader.datasets.folders import (
    DRAWING,
    names_as,
    picture_names,
    recorded_sizes,
    write_images,
)
from grader.datasets.layout import (
    HIDDEN_LABELS,
    Progress,
    Published,
    digest_of,
    hidden_place,
)
from grader.datasets.manifest import Manifest
from grader.datasets.publish import published
from grader.datasets.synthetic import Recipe, SplitName, load_recipe
from grader.errors import DataError

if TYPE_CHECKING:  # numpy is imported where an array is touched, so that a look-up stays light
    import numpy as np
    from numpy.typing import NDArray

    Drawn = tuple[NDArray[np.uint8], NDArray[np.uint8]]

__all__ = ["publish_embedded"]

# Layout of the folders; raise it when the layout changes.
_FORMAT: Final = 1
_PUBLIC: Final[tuple[SplitName, ...]] = ("train", "validation")
_HIDDEN: Final[tuple[SplitName, ...]] = ("hidden",)


def publish_embedded(
    manifest: Manifest, folder: Path, hidden_seed: int | None, tell: Progress
) -> Published:
    """Draw what `folder` does not hold yet.

    Raises:
        UnknownNameError: There is no such recipe.
        DataError: The cache cannot be written, or the recipe draws something else than promised.
    """
    embedded = manifest.embedded
    seed = embedded.seed if hidden_seed is None else hidden_seed
    recipe = load_recipe(embedded.recipe)
    shown = _Part(manifest, recipe, embedded.seed, _PUBLIC)
    apart = _Part(manifest, recipe, seed, _HIDDEN)
    share = shown.count / (shown.count + apart.count)
    others: Splits = {
        "validation": (shown.size("validation"), embedded.seed),
        "hidden": (apart.count, seed),
    }
    classes = manifest.classes if manifest.form == "folders" else ()
    with Beside(embedded.recipe, others, classes) as beside:
        public = shown.published(folder, "public", beside, lambda x: tell(x * share))
        hidden = apart.published(folder, "hidden", beside, lambda x: tell(share + x * (1 - share)))
    return Published("embedded", shown.digest, apart.digest, public, hidden)


@dataclass(frozen=True, slots=True)
class _Part:
    """What is published as one folder: the splits of one seed."""

    manifest: Manifest
    recipe: Recipe
    seed: int
    splits: tuple[SplitName, ...]

    def size(self, split: SplitName) -> int:
        """Return how many images the split has."""
        return cast("int", getattr(self.manifest.embedded.sizes, split))

    @property
    def count(self) -> int:
        """How many images the part has."""
        return sum(self.size(split) for split in self.splits)

    @property
    def hidden(self) -> bool:
        """Whether nobody but the examiner sees its images."""
        return self.splits == _HIDDEN

    @property
    def digest(self) -> str:
        """Name of the bytes that these parameters give."""
        what: dict[str, Any] = {
            "format": _FORMAT,
            "name": self.manifest.name,
            "recipe": self.manifest.embedded.recipe,
            "version": self.recipe.version,
            "seed": self.seed,
            "counts": {split: self.size(split) for split in self.splits},
        }
        if self.manifest.form == "folders":  # also the names and numbers of the classes
            what |= {"classes": self.manifest.classes, "size": self.manifest.image_size}
        if not self.hidden and self.manifest.embedded.ending != "png":
            what |= {"ending": self.manifest.embedded.ending}
        if not self.hidden and self.manifest.embedded.names:
            what |= {"names": dict(self.manifest.embedded.names)}
        return digest_of(what)

    def published(self, folder: Path, kind: str, beside: Beside, tell: Progress) -> Path:
        """Return `folder/kind-digest`, drawn first where it is missing."""
        name = f"{kind}-{self.digest}"
        write = self._write_arrays if self.manifest.form == "arrays" else self._write_folders
        files = self._files(folder / name)
        return published(folder, name, files, lambda partial: write(partial, beside, tell))

    def _shape(self, split: SplitName) -> tuple[int, ...]:
        colour = () if self.manifest.channels == 1 else (self.manifest.channels,)
        return (self.size(split), *self.manifest.image_size, *colour)

    def _files(self, target: Path) -> dict[str, int]:
        """Return each file's least size in bytes."""
        labels = {HIDDEN_LABELS: HEADER_BYTES + self.count} if self.hidden else {}
        if self.manifest.form == "folders":
            return recorded_sizes(target)
        if self.hidden:
            images = HEADER_BYTES + math.prod(self._shape("hidden"))
            return {hidden_place("arrays"): images} | labels
        files: dict[str, int] = {}
        for split in self.splits:
            files[f"{split}/images.npy"] = HEADER_BYTES + math.prod(self._shape(split))
            files[f"{split}/labels.npy"] = HEADER_BYTES + self.size(split)
        return files | {f"{self.manifest.name}.npz": sum(files.values())}

    def _write_arrays(self, folder: Path, beside: Beside, tell: Progress) -> None:
        done, drawn = 0, dict[SplitName, "Drawn"]()
        for split in self.splits:
            within = self._within(split, done, tell)
            self._start(split, beside)
            drawn[split] = images, labels = self._held(
                split, beside.take(split, within) or self._render(split, within)
            )
            if self.hidden:
                save(folder / hidden_place("arrays"), images)
                save(folder / HIDDEN_LABELS, labels)
            else:
                save(folder / split / "images.npy", images)
                save(folder / split / "labels.npy", labels)
            done += self.size(split)
        if not self.hidden:
            save_archive(folder / f"{self.manifest.name}.npz", drawn["train"], drawn["validation"])

    def _write_folders(self, folder: Path, beside: Beside, tell: Progress) -> None:
        done = 0
        for split in self.splits:
            within = self._within(split, done, tell)
            place = folder / (hidden_place("folders") if self.hidden else split)
            self._start(split, beside)
            labels = beside.take_files(split, place, within)
            if labels is None:
                labels = self._draw_files(split, place, within)
            if self.hidden:
                save(folder / HIDDEN_LABELS, labels)
            else:
                self._name_as_published(split, place)
            done += self.size(split)

    def _name_as_published(self, split: SplitName, place: Path) -> None:
        what = self.manifest.embedded
        for of_class in self.manifest.classes:
            pictures = sorted((place / of_class).glob("*.png"))
            first = what.names.get(f"{split}/{of_class}", f"{of_class}-0001")
            for path, name in zip(pictures, names_as(first, len(pictures)), strict=True):
                path.rename(path.with_name(f"{name}.{what.ending}"))

    def _draw_files(self, split: SplitName, place: Path, tell: Progress) -> NDArray[np.uint8]:
        images, labels = self._held(split, self._render(split, lambda x: tell(x * DRAWING)))
        names = picture_names(split, labels, self.manifest.classes)
        write_images(place, names, images, lambda x: tell(DRAWING + x * (1 - DRAWING)))
        return labels

    def _within(self, split: SplitName, before: int, tell: Progress) -> Progress:
        """Return what is told of one split, as a share of the whole part."""
        size, total = self.size(split), self.count
        return lambda x: tell((before + x * size) / total)

    def _start(self, split: SplitName, beside: Beside) -> None:
        if split == "train":
            beside.start(self.size(split))

    def _render(self, split: SplitName, tell: Progress) -> Drawn:
        return self.recipe.render(self.size(split), seed=self.seed, split=split, progress=tell)

    def _held(self, split: SplitName, drawn: Drawn) -> Drawn:
        """Hold what was drawn to the manifest."""
        images, labels = drawn
        expected, classes = self._shape(split), int(labels.max()) + 1
        if images.shape != expected or classes > len(self.manifest.classes):
            raise DataError(
                f"{self.manifest.name}: the recipe {self.manifest.embedded.recipe} drew images "
                f"{images.shape} of {classes} classes; the manifest says {expected} "
                f"of {len(self.manifest.classes)}"
            )
        return drawn

"""A manifest → a data set: what is shown, what is hidden, and arrays of both for the examiner.

`grader/datasets/layout.py` says what lies where on the disk.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from grader.datasets.arrays import decoded_once, mapped
from grader.datasets.choices import Profiles
from grader.datasets.folders import image_files, mixed_order
from grader.datasets.layout import HIDDEN_LABELS, Profile, Progress, Published, hidden_place
from grader.datasets.manifest import Archive, Manifest
from grader.errors import DataError
from grader.language import say
from grader.resources import default_cache_folder

if TYPE_CHECKING:  # numpy is imported where an array is touched, so that a look-up stays light
    import numpy as np
    from numpy.typing import NDArray

    from grader.datasets.real import RealFolder

__all__ = ["DataSet", "Split", "SplitName", "default_cache_folder", "prepare"]

SplitName = Literal["train", "validation", "hidden"]
MOST_TRAINING_IMAGES: Final = 512
"""Of the training images in folders, these many are asked: enough to cross-check a history."""
_HARDLY_MORE: Final = 0.1  # of the images here: that many more are not worth another round
_KEPT_SIDES: Final = (
    *(32, 48, 64, 96, 100, 120, 128, 150, 160, 180, 192, 200, 224, 240, 256, 299, 300),
)
"""Squares that are decoded and kept: a submission cannot fill the disk with sizes of its own."""


@dataclass(frozen=True, slots=True)
class Split:
    """One split, mapped from its files: reading it costs no memory until it is touched.

    Attributes:
        images: (n, height, width) or (n, height, width, 3), uint8, read-only.
        labels: (n,), uint8, indices into the data set's classes.
    """

    images: NDArray[np.uint8]
    labels: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class DataSet:
    """A prepared data set.

    Attributes:
        name: The manifest's name.
        form: "arrays": one `.npz`; "folders": image files, one folder a class.
        profile: "embedded": drawn on this machine; "real": fetched.
        digest: Names the public bytes: first 16 hex digits of a sha256 over what they depend on.
        hidden_digest: The same for the hidden bytes.
        classes: Class names; a label is an index into them.
        image_size: Height and width in pixels at which images are asked, unless told otherwise.
        public_folder: `mnist.npz` (named after the manifest), `train/`, `validation/`.
        hidden_inputs: `images.npy`, or a folder of files; nothing else lies beside it.
        hidden_labels: `labels.npy`, alone in another folder.
        archives: Files that course code downloads or finds.
        known_paths: How course files spell the place of the data → a part, or an archive's file.
        mirrors: Archive's file → other names under which course code downloads it.
        published: How many images the published set has to train with and to validate with.
        real_folder: The folder in the cache that it was split from; None for what was drawn.
    """

    name: str
    form: Literal["arrays", "folders"]
    profile: Profile
    digest: str
    hidden_digest: str
    classes: tuple[str, ...]
    image_size: tuple[int, int]
    public_folder: Path
    hidden_inputs: Path
    hidden_labels: Path
    archives: tuple[Archive, ...]
    known_paths: Mapping[str, str]
    mirrors: Mapping[str, tuple[str, ...]]
    published: tuple[int, ...] = ()
    real_folder: Path | None = None

    def public(self, split: Literal["train", "validation"]) -> Split:
        """Return a split that the student has as well; of `train` in folders a sample.

        Raises:
            DataError: Its files are gone or damaged.
        """
        return Split(mapped(self.inputs(split)), self.labels(split))

    @property
    def identity(self) -> tuple[str, str, str, str]:
        """What tells it from any other data: name, profile, and digests of both parts."""
        return self.name, self.profile, self.digest, self.hidden_digest

    @property
    def whole(self) -> str:
        """What course files mean by its name: all of it, or the images if it has no splits."""
        return "train" if self.published[1:] == (0,) else "."

    @property
    def rounds(self) -> int:
        """How often one goes round the training images to see as many as published."""
        if not self.published:
            return 1
        if self.form == "arrays":
            here = len(self.labels("train"))
        else:
            here = len(image_files(self.public_folder / "train", self.classes))
        return max(1, math.ceil(self.published[0] / here - _HARDLY_MORE)) if here else 1

    def hidden(self) -> Split:
        """Return the hidden split. Only the judge may call this.

        Raises:
            DataError: Its files are gone or damaged.
        """
        return Split(mapped(self.inputs("hidden")), self.labels("hidden"))

    def inputs(self, split: SplitName, size: tuple[int, int] | None = None) -> Path:
        """Return an `.npy` of images, uint8: decoded once, from then on the same file.

        Args:
            split: Which images.
            size: Height and width for images in files; a size that is not usual, or None, means
                `image_size`. Arrays stay as they are.

        Raises:
            DataError: Its files are gone or damaged, or the cache cannot be written.
        """
        if self.form == "arrays":
            shown = self.public_folder / split / "images.npy"
            return self.hidden_inputs if split == "hidden" else shown
        wanted = size if size and self._is_kept(size) else self.image_size
        digest = self.hidden_digest if split == "hidden" else self.digest
        name = f"arrays-{digest}-{wanted[0]}x{wanted[1]}"
        splits: tuple[SplitName, ...] = ("train", "validation")
        splits = ("hidden",) if split == "hidden" else splits
        counts = {each: len(self.labels(each)) for each in splits}
        files = {each: partial(self._files, each) for each in splits}
        folder = self.public_folder.parent
        return decoded_once(folder, name, wanted, files, counts) / f"{split}.npy"

    def labels(self, split: SplitName) -> NDArray[np.uint8]:
        """Return the labels (n,) of the images that `inputs` gives. Hidden ones: only the judge.

        Raises:
            DataError: Its files are gone or damaged.
        """
        if split == "hidden":
            return mapped(self.hidden_labels)
        if self.form == "arrays":
            return mapped(self.public_folder / split / "labels.npy")
        import numpy as np

        return np.array([label for _, label in self._listed(split)], dtype=np.uint8)

    def archive(self, file: str) -> Path:
        """Return an archive with the layout of the original, packed on first demand.

        Raises:
            DataError: There is none of that name, or the cache cannot be written.
        """
        wanted = next((each for each in self.archives if each.file == file), None)
        if wanted is None:
            raise DataError(f"{self.name} has no archive named {file}")
        if self.form == "arrays":
            return self.public_folder / f"{self.name}.npz"
        from grader.datasets.archives import pack

        return pack(self.public_folder.parent, self.digest, self.public_folder, wanted)

    def _is_kept(self, size: tuple[int, int]) -> bool:
        return size == self.image_size or (size[0] == size[1] and size[0] in _KEPT_SIDES)

    def _files(self, split: SplitName) -> list[Path]:
        """Return the image files in the order of the labels."""
        if split == "hidden":
            return sorted(self.hidden_inputs.iterdir())
        return [path for path, _ in self._listed(split)]

    def _listed(self, split: SplitName) -> list[tuple[Path, int]]:
        """Return the public files that are asked, in mixed order; without validation, train's."""
        folder = self.public_folder / split
        if not folder.is_dir() and split == "validation":
            return self._listed("train")
        found = image_files(folder, self.classes)
        most = MOST_TRAINING_IMAGES if split == "train" else len(found)
        order = mixed_order(len(found), int(self.digest, 16))
        return [found[each] for each in order[:most]]


def prepare(
    manifest: Manifest,
    *,
    cache_folder: Path,
    choice: Profiles | Path | RealFolder = "auto",
    hidden_seed: int | None = None,
    progress: Progress | None = None,
) -> DataSet:
    """Return a data set, drawing or splitting what the cache does not hold yet.

    Any number of processes may ask at once: one writes, the others wait for it.

    Args:
        manifest: Which data set.
        cache_folder: Where to keep it; made where it is missing.
        choice: "embedded", "real", "auto" (real where it was fetched), a folder or archive with the
            real data, for this run only, or one that lies in the cache, whichever is in use.
        hidden_seed: Draws, or holds out, other hidden images of the same kind (0 ≤ seed < 2**63).
        progress: Told the share that is done, 0 to 1; not called where all is cached.

    Raises:
        UnknownNameError: There is no such recipe.
        DataError: The real data are not there, the cache cannot be written, or the recipe draws
            something else than promised.
    """
    if hidden_seed is not None and not 0 <= hidden_seed < 2**63:
        raise DataError(say("The hidden seed must lie between 0 and 2**63 - 1; {seed} does not.",
                            seed=hidden_seed))  # fmt: skip
    tell, folder = progress or _silent, cache_folder.absolute() / manifest.name
    if choice != "embedded":
        from grader.datasets.held_out import publish_real

        real = _real(manifest, cache_folder.absolute(), choice)
        if real is not None:
            laid = publish_real(manifest, real, folder, hidden_seed, tell)
            return _data_set(manifest, laid, real.folder)
    from grader.datasets.embedded import publish_embedded

    return _data_set(manifest, publish_embedded(manifest, folder, hidden_seed, tell))


def _real(
    manifest: Manifest, cache_folder: Path, choice: Profiles | Path | RealFolder
) -> RealFolder | None:
    """Return the real data that `choice` means; None where auto finds none."""
    from grader.datasets.real import find_real, import_real

    if isinstance(choice, Path):
        return import_real(manifest, choice, cache_folder, keep=False)
    if not isinstance(choice, str):
        return choice
    found = find_real(manifest, cache_folder)
    if found is None and choice == "real":
        raise DataError(say("The real data set {name} is not on this computer. Fetch it with "
                            "`grader datasets fetch {name}`, or use --data embedded.",
                            name=manifest.name))  # fmt: skip
    return found


def _data_set(manifest: Manifest, laid: Published, real: Path | None = None) -> DataSet:
    """Say where the published parts lie."""
    return DataSet(
        name=manifest.name,
        form=manifest.form,
        profile=laid.profile,
        digest=laid.digest,
        hidden_digest=laid.hidden_digest,
        classes=manifest.classes,
        image_size=manifest.image_size,
        public_folder=laid.public,
        hidden_inputs=laid.hidden / hidden_place(manifest.form),
        hidden_labels=laid.hidden / HIDDEN_LABELS,
        archives=manifest.archives,
        known_paths=manifest.known_paths,
        published=(manifest.real.sizes.train, manifest.real.sizes.validation),
        mirrors={
            file: tuple(sorted({url.partition("?")[0].rpartition("/")[2] for url in urls} - {file}))
            for file, urls in manifest.real.mirrors.items()
        },
        real_folder=real,
    )


def _silent(_done: float) -> None:
    """Tell nobody."""

"""The sets that the run was given, as `tf.data.Dataset`, by tensorflow_datasets's names.

Labels count in the order of the grader's own classes, which is that of the folders' names;
`info.features["label"].names` says them. Files come in a shuffled order that is always the same,
since a slice such as "train[:80%]" must hold every class.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from grader.inside.answers.ledger import Ledger

__all__ = ["LocalSet", "find_set", "slice_bounds"]

_OTHER_NAMES: Final = {
    "horses_or_humans": "horse_or_human",
    "cats_vs_dogs": "cats_vs_dogs",
    "rock_paper_scissors": "rock_paper_scissors",
}
_PUBLISHED_SIZES: Final = {"rock_paper_scissors": (300, 300)}
"""Of sets whose images all have one size: code counts on it, and ours are smaller."""
_ONE_SPLIT: Final = frozenset({"cats_vs_dogs"})
_SLICE: Final = re.compile(r"(?P<split>\w+)(?:\[(?P<low>[^:\]]*):(?P<high>[^\]]*)\])?")
_IMAGES: Final = frozenset({".png", ".jpg", ".jpeg", ".bmp", ".gif"})


def slice_bounds(text: str, count: int) -> tuple[int, int]:
    """Return the first and the last but one of "low:high" among `count`; % rounds to the nearest.

    Raises:
        ValueError: If a bound is no number.
    """

    def bound(part: str, missing: int) -> int:
        part = part.strip().replace("_", "")
        if not part:
            return missing
        percent = part.endswith("%")
        value = round(float(part[:-1]) * count / 100) if percent else int(part)
        return min(max(value + count if value < 0 else value, 0), count)

    low, _, high = text.partition(":")
    return bound(low, 0), bound(high, count)


@dataclass(frozen=True, slots=True)
class LocalSet:
    """One data set inside: where its splits lie and what its classes are called."""

    name: str
    root: Path
    classes: list[str]
    archive: str | None

    def splits(self) -> dict[str, int]:
        """Return the number of examples of each split, by tensorflow_datasets's names."""
        names = ("train",) if self.name in _ONE_SPLIT else ("train", "test")
        return {name: len(self.rows(name)[1]) for name in names}

    def rows(self, split: str) -> tuple[Any, Any]:
        """Return (images or paths, labels) of a whole split.

        Raises:
            ValueError: If there is no such split.
        """
        if self.archive is not None:
            part = {"train": "train", "test": "test", "validation": "test"}.get(split)
            if part is None:
                raise ValueError(f"Unknown split {split!r}. Should be one of ['train', 'test'].")
            with np.load(self.archive, allow_pickle=False) as arrays:
                images, labels = arrays[f"x_{part}"], arrays[f"y_{part}"]
            images = images[..., None] if images.ndim == 3 else images
            return images, labels.astype(np.int64)
        folder = self.root / ("validation" if split == "test" else split)
        if not folder.is_dir():
            raise ValueError(f"Unknown split {split!r}. Should be one of ['train', 'test'].")
        found = [
            (str(path), label)
            for label, name in enumerate(self.classes)
            for path in sorted((folder / name).iterdir())
            if path.suffix.lower() in _IMAGES
        ]
        random.Random(0).shuffle(found)  # noqa: S311 an order, no secret
        paths = [path for path, _ in found]
        return np.array(paths), np.array([label for _, label in found], np.int64)

    def image_shape(self) -> tuple[int | None, int | None, int]:
        """Return what all its images have in common: their size, where there is one."""
        from PIL import Image

        if self.archive is not None:
            return (28, 28, 1)
        if self.name in _PUBLISHED_SIZES:
            return (*_PUBLISHED_SIZES[self.name], 3)
        sizes: set[tuple[int, int]] = set()
        for path in self.rows("train")[0]:
            with Image.open(path) as image:
                sizes.add(image.size)
            if len(sizes) > 1:
                return (None, None, 3)
        width, height = sizes.pop() if sizes else (None, None)
        return (height, width, 3)

    def chosen(self, split: str) -> tuple[Any, Any]:
        """Return (images or paths, labels) of "train[:80%]+test" and its like."""
        parts: list[tuple[Any, Any]] = []
        for text in split.split("+"):
            match = _SLICE.fullmatch(text.strip().replace(" ", ""))
            if match is None:
                raise ValueError(f"Unrecognized split format: {split!r}")
            images, labels = self.rows(match["split"])
            low, high = slice_bounds(f"{match['low'] or ''}:{match['high'] or ''}", len(labels))
            parts.append((images[low:high], labels[low:high]))
        images, labels = zip(*parts, strict=True)
        return np.concatenate(images), np.concatenate(labels)

    def dataset(self, split: Any, options: Mapping[str, Any]) -> Any:
        """Return one `tf.data.Dataset`, or as many as `split` names in its structure."""
        if split is None:
            return {name: self.dataset(name, options) for name in self.splits()}
        if isinstance(split, Mapping):
            return {name: self.dataset(each, options) for name, each in split.items()}
        if isinstance(split, (list, tuple)):
            return type(split)(self.dataset(each, options) for each in split)
        return _dataset(*self.chosen(str(split)), options, self.image_shape())


def _dataset(
    images: Any, labels: Any, options: Mapping[str, Any], shape: tuple[int | None, ...]
) -> Any:
    import tensorflow as tf

    if options.get("shuffle_files"):
        order = np.random.permutation(len(labels))  # noqa: NPY002 what the run was seeded with
        images, labels = images[order], labels[order]

    def decoded(image: Any, label: Any) -> Any:
        if image.dtype == tf.string:
            image = tf.io.decode_image(tf.io.read_file(image), 3, expand_animations=False)
            if None not in shape:
                image = tf.cast(tf.image.resize(image, shape[:2]), tf.uint8)
            image.set_shape(shape)
        return (image, label) if options.get("as_supervised") else {"image": image, "label": label}

    plain = tf.autograph.experimental.do_not_convert(decoded)  # or it warns of a line of ours
    made = tf.data.Dataset.from_tensor_slices((images, labels)).map(plain)
    batch = options.get("batch_size")
    if batch == -1:
        return next(iter(made.batch(max(len(labels), 1))))
    return made.batch(batch) if batch else made


def find_set(
    name: str,
    ledger: Ledger,
    datasets: Mapping[str, Mapping[str, Any]],
    archives: Mapping[str, str],
) -> LocalSet | None:
    """Return the set that is meant by "horses_or_humans:3.0.0"; where there is none, record it."""
    bare = re.split(r"[:/]", name)[0]
    known = bare if bare in datasets else _OTHER_NAMES.get(bare, bare)
    entry = datasets.get(known)
    if entry is None:
        ledger.refuse(f"tensorflow_datasets: {bare}")
        return None
    root = Path(entry["root"])
    archive = None
    if entry.get("form") == "arrays":
        archive = archives.get(known) or str(root)
    return LocalSet(bare, root, [str(each) for each in entry["classes"]], archive)

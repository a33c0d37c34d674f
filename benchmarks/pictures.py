"""The pictures that are measured: drawn by a recipe, or read from a folder of the real set."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from grader.datasets.manifest import Manifest
from grader.datasets.synthetic import SplitName, load_recipe

__all__ = ["Bytes", "Pictures", "drawn", "drawn_apart", "read", "resized"]

Bytes = NDArray[np.uint8]
# Side of the pictures of a real set, whose files have many sizes.
_REAL_SIDE = 150


@dataclass(frozen=True)
class Pictures:
    """What a classifier learns from and what it is asked.

    Attributes:
        classes: Their names; a label is an index into them.
        train, hidden: (n, height, width[, 3]).
        labels, hidden_labels: (n,).
    """

    classes: tuple[str, ...]
    train: Bytes
    labels: Bytes
    hidden: Bytes
    hidden_labels: Bytes


def resized(images: Bytes, side: int) -> Bytes:
    """Return (n, side, side[, 3]) by means of areas; what is small already stays as it is."""
    if images.shape[1] <= side and images.shape[2] <= side:
        return images
    box = Image.Resampling.BOX
    small = [np.asarray(Image.fromarray(image).resize((side, side), box)) for image in images]
    return np.stack(small)


def drawn(manifest: Manifest, *, most: int = 1_000_000, side: int | None = None) -> Pictures:
    """Draw the train and the hidden split of an embedded set.

    Args:
        manifest: Of the set.
        most: Draw no more than so many of each.
        side: Reduce to this side.
    """
    sizes = manifest.embedded.sizes
    train, labels = _render(manifest, min(sizes.train, most), "train")
    hidden, hidden_labels = _render(manifest, min(sizes.hidden, most), "hidden")
    if side is not None:
        train, hidden = resized(train, side), resized(hidden, side)
    return Pictures(manifest.classes, train, labels, hidden, hidden_labels)


def drawn_apart(manifest: Manifest, count: int) -> tuple[Bytes, Bytes]:
    """Draw `count` further images under another seed, for measures that want many."""
    return _render(manifest, count, "hidden", seed=manifest.embedded.seed + 1)


def _render(
    manifest: Manifest, count: int, split: SplitName, *, seed: int | None = None
) -> tuple[Bytes, Bytes]:
    recipe = load_recipe(manifest.embedded.recipe)
    return recipe.render(count, seed=manifest.embedded.seed if seed is None else seed, split=split)


def read(manifest: Manifest, folder: Path, *, most: int = 1_000_000) -> Pictures:
    """Read a real set: the publisher's four .gz, or folders of images; reduced to 150×150.

    The validation split stands for the hidden one; where there is none, every fourth image does.
    """
    if manifest.form == "arrays":
        train, labels = _read_gz(folder, "train", most)
        hidden, hidden_labels = _read_gz(folder, "t10k", most)
    elif (folder / "validation").is_dir():
        train, labels = _read_folder(folder / "train", manifest.classes, most)
        hidden, hidden_labels = _read_folder(folder / "validation", manifest.classes, most)
    else:
        images, wanted = _read_folder(folder, manifest.classes, most)
        apart = np.arange(len(images)) % 4 == 3
        train, labels = images[~apart], wanted[~apart]
        hidden, hidden_labels = images[apart], wanted[apart]
    return Pictures(manifest.classes, train, labels, hidden, hidden_labels)


def _read_gz(folder: Path, split: str, most: int) -> tuple[Bytes, Bytes]:
    with gzip.open(folder / f"{split}-images-idx3-ubyte.gz") as file:
        images = np.frombuffer(file.read(), np.uint8, offset=16).reshape(-1, 28, 28)
    with gzip.open(folder / f"{split}-labels-idx1-ubyte.gz") as file:
        labels = np.frombuffer(file.read(), np.uint8, offset=8)
    return images[:most], labels[:most]


def _read_folder(folder: Path, classes: tuple[str, ...], most: int) -> tuple[Bytes, Bytes]:
    images: list[Bytes] = []
    labels: list[int] = []
    for label, name in enumerate(classes):
        for path in sorted((folder / name).iterdir())[: most // len(classes)]:
            with Image.open(path) as opened:
                scaled = opened.convert("RGB").resize((_REAL_SIDE, _REAL_SIDE))
            images.append(np.asarray(scaled))
            labels.append(label)
    order = np.random.default_rng(0).permutation(len(images))
    return np.stack(images)[order], np.array(labels, np.uint8)[order]

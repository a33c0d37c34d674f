"""Validation data that are the training data are told from those that are not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tensorflow as tf
from PIL import Image

from grader.inside.same_images import all_trained_on

keras: Any = tf.keras
ImageDataGenerator: Any = keras.preprocessing.image.ImageDataGenerator
Data = Callable[[Path], tuple[Any, Any]]


@pytest.fixture(scope="module")
def images(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("images")
    for split, count in (("train", 10), ("validation", 4)):
        for name in ("cats", "dogs"):
            place = folder / split / name
            place.mkdir(parents=True)
            for number in range(count):
                Image.new("RGB", (4, 4), (number, 0, 0)).save(place / f"{number}.png")
    return folder


def directory(folder: Path, split: str = "train", subset: str | None = None, **more: Any) -> Any:
    generator = ImageDataGenerator(validation_split=0.2, **more)
    return generator.flow_from_directory(str(folder / split), (4, 4), subset=subset)


def dataset(folder: Path, split: str = "train", subset: str | None = None) -> Any:
    share = {"validation_split": 0.2, "subset": subset, "seed": 1} if subset else {}
    read = keras.utils.image_dataset_from_directory
    return read(str(folder / split), image_size=(4, 4), batch_size=2, verbose=False, **share)


def scaled(image: Any, label: Any) -> tuple[Any, Any]:
    return image / 255, label


def ready(data: Any) -> Any:
    return data.map(scaled).cache().shuffle(9).prefetch(tf.data.AUTOTUNE)


def parted(folder: Path) -> tuple[Any, Any]:
    whole = dataset(folder)
    return ready(whole.take(8)), ready(whole.skip(8))


def flows(_: Path) -> tuple[Any, Any]:
    split = ImageDataGenerator(validation_split=0.5)
    return (
        split.flow(PICTURES, LABELS, subset="training"),
        split.flow(PICTURES, LABELS, subset="validation"),
    )


def both(data: Any) -> tuple[Any, Any]:
    return data, data


PICTURES = np.random.default_rng(0).random((8, 4, 4, 3)).astype("float32")
LABELS = np.arange(8) % 2
SLICES = tf.data.Dataset.from_tensor_slices((PICTURES, LABELS))

SAME: dict[str, Data] = {
    "one generator": lambda folder: both(directory(folder)),
    "one dataset": lambda folder: both(dataset(folder)),
    "a dataset, varied for one": lambda folder: (ready(dataset(folder)), dataset(folder)),
    "a folder twice": lambda folder: (directory(folder, rotation_range=9), directory(folder)),
    "subset='training' twice": lambda folder: both(ready(dataset(folder, subset="training"))),
    "subset='training' read twice": lambda folder: (
        ready(dataset(folder, subset="training")),
        ready(dataset(folder, subset="training")),
    ),
    "all, and a subset of it": lambda folder: (
        directory(folder),
        directory(folder, subset="validation"),
    ),
    "one set of slices": lambda _: (SLICES.shuffle(8).batch(2), SLICES.batch(4)),
    "arrays": lambda _: (PICTURES, (PICTURES.copy(), LABELS)),
    "an array that flows": lambda _: (
        ImageDataGenerator(rotation_range=9).flow(PICTURES, LABELS),
        (PICTURES, LABELS),
    ),
}
OTHERS: dict[str, Data] = {
    "two folders": lambda folder: (directory(folder), directory(folder, "validation")),
    "two datasets": lambda folder: (ready(dataset(folder)), ready(dataset(folder, "validation"))),
    "two subsets": lambda folder: (
        directory(folder, subset="training"),
        directory(folder, subset="validation"),
    ),
    "two subsets of a dataset": lambda folder: (
        ready(dataset(folder, subset="training")),
        ready(dataset(folder, subset="validation")),
    ),
    "take and skip": parted,
    "take and take": lambda _: (SLICES.take(4).batch(2), SLICES.take(4).batch(2)),
    "no validation": lambda _: (PICTURES, None),
    "other arrays": lambda _: (PICTURES, (PICTURES[::-1], LABELS)),
    "fewer arrays": lambda _: (PICTURES, (PICTURES[:4], LABELS[:4])),
    "flows that are split": flows,
    "objects that raise": lambda _: (type("Odd", (), {"filepaths": 1})(), PICTURES),
    "nothing known of them": lambda _: ("train", "validation"),
}


@pytest.mark.parametrize("name", SAME)
def test_the_same(images: Path, name: str):
    assert all_trained_on(*SAME[name](images))


@pytest.mark.parametrize("name", OTHERS)
def test_others(images: Path, name: str):
    assert not all_trained_on(*OTHERS[name](images))

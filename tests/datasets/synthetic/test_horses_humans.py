"""Horses and humans: the same everywhere, balanced, no image twice, told apart by shape alone."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from benchmarks.pictures import Pictures
from benchmarks.plain_models import balance, duplicates, linear, nearest, shortcuts
from grader.datasets.synthetic import SplitName
from grader.datasets.synthetic.horses_humans import (
    HORSE,
    HUMAN,
    draw_labels,
    picture,
    render,
)
from grader.datasets.synthetic.stream import Stream, split_key

SMALL = 64

Bytes = NDArray[np.uint8]


def small(count: int, split: SplitName, seed: int = 3) -> tuple[Bytes, Bytes]:
    labels = draw_labels(count, seed=seed, split=split)
    images = [
        picture(Stream(*split_key(seed, split), index), int(label), side=SMALL)
        for index, label in enumerate(labels)
    ]
    return np.stack(images), labels


@pytest.fixture(scope="module")
def pictures() -> Pictures:
    return Pictures(("horses", "humans"), *small(400, "train"), *small(260, "hidden"))


def test_an_image_does_not_depend_on_how_many_are_drawn_before():
    images, labels = render(4, seed=2, split="train")
    again = picture(Stream(*split_key(2, "train"), 3), int(labels[3]))
    assert np.array_equal(images[3], again)


def test_labels_are_balanced_and_their_order_is_of_chance():
    labels = draw_labels(1001, seed=1, split="train")
    assert balance(labels, 2) == 1
    assert 400 < int((labels[1:] == labels[:-1]).sum()) < 600
    assert not np.array_equal(labels, draw_labels(1001, seed=1, split="hidden"))


def test_no_image_is_there_twice(pictures: Pictures):
    validation, _ = small(100, "validation")
    assert duplicates(pictures.train, pictures.hidden, validation) == 0


def test_another_seed_draws_other_images():
    first, _ = small(20, "hidden", seed=3)
    second, _ = small(20, "hidden", seed=3 + (1 << 32))
    assert duplicates(first, second) == 0


@pytest.mark.parametrize("label", [HORSE, HUMAN])
def test_somebody_is_in_every_picture(label: int):
    """The same stream with nobody in it gives the same ground."""
    for index in range(30):
        empty, full = (picture(Stream(9, index), who, side=SMALL) for who in (None, label))
        changed = (np.abs(full.astype(int) - empty).max(2) > 25).mean()
        assert 0.02 < changed < 0.8, index


def test_neither_class_is_darker_or_larger():
    """Means over 100 pictures of the same grounds."""
    areas, means = np.zeros(2), np.zeros(2)
    for index in range(100):
        empty = picture(Stream(8, index), None, side=SMALL).astype(int)
        for label in (HORSE, HUMAN):
            full = picture(Stream(8, index), label, side=SMALL)
            areas[label] += (np.abs(full - empty).max(2) > 25).mean() / 100
            means[label] += full.mean() / 100
    assert abs(areas[HORSE] - areas[HUMAN]) < 0.04
    assert abs(means[HORSE] - means[HUMAN]) < 3.0


def test_pixels_alone_do_not_tell(pictures: Pictures):
    straight = linear(pictures, side=32, steps=200)
    assert straight <= 0.70
    assert nearest(pictures) <= straight + 0.10


def test_neither_brightness_nor_border_nor_file_size_tells(pictures: Pictures):
    images = np.concatenate([pictures.train, pictures.hidden])
    labels = np.concatenate([pictures.labels, pictures.hidden_labels])
    # 660 images: two standard deviations of chance are 0.04.
    for name, share in shortcuts(images, labels, 2).items():
        assert share < 0.59, name

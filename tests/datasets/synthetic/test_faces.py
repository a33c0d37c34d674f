"""Cartoon faces: pinned, balanced, nobody in two splits, the mood in the mouth alone."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from grader.datasets.synthetic.faces import face, render
from grader.datasets.synthetic.stream import split_key

Bytes = NDArray[np.uint8]


def test_moods_are_not_in_order():
    labels = render(40, seed=1, split="hidden")[1]
    assert 10 <= int((np.diff(labels.astype(int)) != 0).sum()) <= 30


def test_a_picture_does_not_depend_on_its_neighbours():
    images, labels = render(8, seed=5, split="train")
    alone = [face(split_key(5, "train"), number) for number in range(8)]
    assert {image.tobytes() for image in images} == {image.tobytes() for image in alone}
    assert [
        int(labels[[np.array_equal(image, each) for image in images]][0]) for each in alone
    ] == [number % 2 for number in range(8)]


def test_a_happy_mouth_is_as_dark_as_a_sad_one():
    """What pixels weigh is the same: only where the mouth's corners point differs."""
    key = split_key(9, "train")
    happy, sad = ([face(key, 2 * k + mood).mean() for k in range(60)] for mood in (0, 1))
    assert abs(np.mean(happy) - np.mean(sad)) < 5

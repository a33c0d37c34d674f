"""Cats and dogs: pinned, balanced, nobody twice, and nothing but the animal's build tells."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from grader.datasets.synthetic.cats_dogs import picture, render
from grader.datasets.synthetic.cats_dogs_animals import draw_animal
from grader.datasets.synthetic.stream import Stream

TWINS = 80

Bytes = NDArray[np.uint8]


@pytest.fixture(scope="module")
def twins() -> tuple[Bytes, Bytes]:
    """Cats, and dogs with their coats, in their poses and places."""
    cats, dogs = (
        np.stack([picture((7, number), dog=dog, side=75) for number in range(TWINS)])
        for dog in (False, True)
    )
    return cats, dogs


def test_a_longer_split_begins_with_other_labels_only():
    """Each picture has its own stream: where the labels agree, the bytes do."""
    few, some = render(6, seed=5, split="hidden"), render(9, seed=5, split="hidden")
    same = few[1] == some[1][:6]
    assert same.any()
    assert np.array_equal(few[0][same], some[0][:6][same])


@pytest.mark.parametrize("number", range(6))
def test_the_place_is_the_same_for_both(number: int):
    cat, dog = (picture((3, number), dog=dog, side=75, figure=False) for dog in (False, True))
    assert np.array_equal(cat, dog)


def test_an_animal_is_there(twins: tuple[Bytes, Bytes]):
    for number in range(12):
        empty = picture((7, number), dog=False, side=75, figure=False)
        changed = np.abs(twins[0][number].astype(int) - empty).max(2) > 24
        assert changed.mean() > 0.06


def test_twins_wear_the_same_coat():
    for number in range(20):
        cat, dog = (draw_animal(Stream(4, number), dog=dog) for dog in (False, True))
        assert cat.coat == dog.coat
        assert cat.fluff == dog.fluff


def test_twins_differ_only_where_the_animal_is(twins: tuple[Bytes, Bytes]):
    cats, dogs = (each.astype(int) for each in twins)
    apart = np.abs(cats - dogs).max(3) > 24
    shares = apart.mean((1, 2))
    assert shares.min() > 0.005
    assert 0.05 < shares.mean() < 0.4


def test_brightness_and_colour_tell_nothing(twins: tuple[Bytes, Bytes]):
    cats, dogs = (each.mean((1, 2)) for each in twins)
    assert np.abs((cats - dogs).mean(0)).max() < 5
    assert np.abs(cats - dogs).std(0).max() < 20

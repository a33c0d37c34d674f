"""Cats and dogs: pinned, balanced, nobody twice, and nothing but the animal's build tells."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from grader.datasets.synthetic import SplitName, cats_dogs
from grader.datasets.synthetic.cats_dogs import picture, render
from grader.datasets.synthetic.cats_dogs_animals import draw_animal
from grader.datasets.synthetic.cats_dogs_bodies import Stand, draw_stand
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


# --- posed to be learned from, as it happens to be told apart ---------------------------------


def stands(count: int, *, posed: bool) -> list[Stand]:
    return [draw_stand(Stream(6, number), posed=posed) for number in range(count)]


def off_centre(stand: Stand) -> float:
    return max(abs(stand.x - 0.5), abs(stand.y - 0.5))


def test_a_posed_animal_is_upright_in_the_middle_and_from_one_side():
    """A camera taken as it happens tilts up to 40 degrees; 0.24 off the middle is most."""
    drawn = stands(300, posed=True)
    assert max(abs(stand.tilt) for stand in drawn) < 6.0
    assert max(off_centre(stand) for stand in drawn) < 0.12
    assert not any(stand.mirrored for stand in drawn)


def test_an_animal_as_it_happens_is_not():
    drawn = stands(300, posed=False)
    assert sum(abs(stand.tilt) > 6.0 for stand in drawn) > 150
    assert sum(off_centre(stand) > 0.12 for stand in drawn) > 30
    assert 120 < sum(stand.mirrored for stand in drawn) < 180


def test_posing_changes_nothing_else():
    for posed, loose in zip(stands(50, posed=True), stands(50, posed=False), strict=True):
        place = {key: getattr(loose, key) for key in ("tilt", "mirrored", "x", "y")}
        assert replace(posed, **place) == loose


@pytest.mark.parametrize(
    ("split", "posed"), [("train", True), ("validation", False), ("hidden", False)]
)
def test_pictures_to_learn_from_are_posed(
    monkeypatch: pytest.MonkeyPatch, split: SplitName, *, posed: bool
):
    drawn: list[Stand] = []

    def draw(stream: Stream, *, posed: bool) -> Stand:
        drawn.append(draw_stand(stream, posed=posed))
        return drawn[-1]

    monkeypatch.setattr(cats_dogs, "draw_stand", draw)
    render(12, seed=4, split=split)
    assert len(drawn) == 12
    assert all(abs(stand.tilt) < 6.0 for stand in drawn) == posed
    assert (not any(stand.mirrored for stand in drawn)) == posed
    assert all(off_centre(stand) < 0.12 for stand in drawn) or not posed


def test_a_picture_shows_whether_it_was_posed():
    """Each animal leans or stands elsewhere: no two of these pictures are alike."""
    for number in range(6):
        posed, loose = (
            picture((7, number), dog=True, posed=each, side=75) for each in (True, False)
        )
        assert (np.abs(posed.astype(int) - loose).max(2) > 24).mean() > 0.02

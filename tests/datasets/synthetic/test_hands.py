"""The hands: the same everywhere, balanced, no image twice, and easy to begin with."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from benchmarks.pictures import Pictures, resized
from benchmarks.plain_models import balance, duplicates, shortcuts
from grader.datasets.synthetic.hands import SIDE, render
from grader.datasets.synthetic.hands_paint import modelled, outlined
from grader.datasets.synthetic.hands_person import a_person, worn
from grader.datasets.synthetic.hands_pose import THUMB, Build, posed
from grader.datasets.synthetic.hands_space import camera
from grader.datasets.synthetic.stream import Stream

CLASSES = ("paper", "rock", "scissors")
CHANCE = 1 / 3
# How many of the published hands their brightness alone tells apart.
PUBLISHED_BRIGHTNESS = 0.74

Bytes = NDArray[np.uint8]


@pytest.fixture(scope="module")
def pictures() -> Pictures:
    """A few hundred images: what is learnt from, and what is asked."""
    train, labels = render(180, seed=7, split="train")
    hidden, hidden_labels = render(150, seed=7, split="hidden")
    return Pictures(CLASSES, train, labels, hidden, hidden_labels)


def test_an_image_depends_on_no_other():
    few, many = render(4, seed=1, split="train"), render(7, seed=1, split="train")
    assert np.array_equal(few[0], many[0][:4])
    assert np.array_equal(few[1], many[1][:4])


@pytest.mark.parametrize("label", range(3))
@pytest.mark.parametrize("size", [0.05, 0.3, 0.6])
def test_an_outline_is_where_the_relief_is(label: int, size: float):
    stream = Stream(label)
    person = a_person(stream)
    bones = posed(stream, person.build, label)
    bones += worn(person, bones, 0.1 / size, bare=0.0)
    view = camera(40.0, -8.0, 12.0, mirrored=False).placed(
        size, [bone.a for bone in bones], 0.3, 0.8, margin=0.0
    )
    outline = outlined(view, bones, 50)
    assert outline.any()
    assert np.array_equal(outline, modelled(view, bones, 50).covered)


def test_nothing_is_drawn_of_nothing():
    images, labels = render(0, seed=1, split="train")
    assert images.shape == (0, SIDE, SIDE, 3)
    assert labels.shape == (0,)


def test_the_labels_are_balanced_and_in_no_order(pictures: Pictures):
    assert balance(pictures.labels, 3) == balance(pictures.hidden_labels, 3) == 0
    assert len({tuple(three) for three in pictures.labels.reshape(-1, 3).tolist()}) == 6


def test_no_image_twice_in_any_split(pictures: Pictures):
    validation, _ = render(60, seed=7, split="validation")
    other, _ = render(60, seed=8, split="hidden")
    assert duplicates(pictures.train, validation, pictures.hidden, other) == 0


def test_the_ground_is_light_and_there_is_a_hand_on_it(pictures: Pictures):
    grey = resized(pictures.train, 50).astype(np.float32).mean(3)
    assert float(np.median(grey)) > 190.0
    hand = np.abs(grey - np.median(grey, axis=(1, 2), keepdims=True)) > 40.0
    assert float(hand.mean((1, 2)).min()) > 0.02


def test_shortcuts_tell_less_than_on_the_published_hands(pictures: Pictures):
    """A little is meant: it is what the course's network begins with."""
    images = np.concatenate([pictures.train, pictures.hidden])
    labels = np.concatenate([pictures.labels, pictures.hidden_labels])
    found = shortcuts(images, labels, 3)
    assert CHANCE + 0.05 < max(found.values()) < PUBLISHED_BRIGHTNESS - 0.1, found


@pytest.mark.parametrize(("label", "stretched"), [(0, (1, 2, 3, 4)), (1, ()), (2, (1, 2))])
def test_a_hand_shows_what_it_should(label: int, stretched: tuple[int, ...]):
    """Fingertips of stretched fingers are far beyond their knuckles, others are not."""
    for image in range(20):
        bones = posed(Stream(3, image), Build(1.0, 1.0, 1.0), label)
        for finger in range(1, 5):
            mine = [bone for bone in bones if bone.part == finger]
            beyond = mine[0].a[1] - mine[-1].b[1]
            assert (beyond > 0.5) == (finger in stretched)
        assert len([bone for bone in bones if bone.part == THUMB]) == 3

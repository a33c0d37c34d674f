"""The garments: the same everywhere, balanced, and as large and as bright in every class."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest
from numpy.typing import NDArray

from grader.datasets.synthetic.cloth import Cloth, Traits, profile
from grader.datasets.synthetic.garments import GARMENTS, draw, render

Bytes = NDArray[np.uint8]


def digest(drawn: tuple[Bytes, Bytes]) -> str:
    return hashlib.sha256(drawn[0].tobytes() + drawn[1].tobytes()).hexdigest()


@pytest.fixture(scope="module")
def drawn() -> tuple[Bytes, Bytes]:
    return render(4000, seed=7, split="train")


@pytest.mark.parametrize("chunk", [1, 37, 10_000])
def test_the_bytes_do_not_depend_on_the_chunks(chunk: int):
    assert digest(draw(500, seed=1, split="train", chunk=chunk)) == digest(
        render(500, seed=1, split="train")
    )


def test_labels_are_not_in_order(drawn: tuple[Bytes, Bytes]):
    assert 0.85 < (np.diff(drawn[1].astype(int)) != 0).mean() < 0.95


def test_kinds_are_as_large_and_as_bright(drawn: tuple[Bytes, Bytes]):
    images, labels = drawn
    bright = [images[labels == kind].mean() for kind in range(len(GARMENTS))]
    covered = [(images[labels == kind] > 8).mean() for kind in range(len(GARMENTS))]
    assert max(bright) - min(bright) < 5
    assert max(covered) - min(covered) < 0.1


def test_nothing_is_empty_and_the_ground_is_black(drawn: tuple[Bytes, Bytes]):
    images = drawn[0]
    assert (images.reshape(len(images), -1).max(1) > 30).all()
    assert (images == 0).mean() > 0.5


def test_shoes_look_both_ways(drawn: tuple[Bytes, Bytes]):
    images, labels = drawn
    boots = images[labels == 9].astype(int)
    # The shaft, above, is where the heel is.
    left, right = (half.sum((1, 2)) for half in (boots[:, :12, :14], boots[:, :12, 14:]))
    assert 0.3 < (left > right).mean() < 0.7


def test_a_profile_goes_through_its_points():
    place = np.array([[[-2.0]], [[0.0]], [[0.5]], [[1.0]], [[3.0]]], np.float32)
    found = profile(place, [0.0, 1.0], [2.0, 4.0])[:, 0, 0]
    assert found.tolist() == [2.0, 2.0, 3.0, 4.0, 4.0]


def test_shapes_of_cloth():
    axis = np.arange(-1.0, 1.01, 0.1, dtype=np.float32)
    x = np.broadcast_to(axis[None, :, None], (21, 21, 1)).astype(np.float32)
    y = np.broadcast_to(axis[:, None, None], (21, 21, 1)).astype(np.float32)
    cloth = Cloth.laid(x, y, np.full(1, 10.0, np.float32))
    assert (cloth.ellipse(0.0, 0.0, 0.45, 0.25)[10, :, 0] < 0).sum() == 9
    assert (cloth.box(0.0, 0.0, 0.45, 0.25) < 0).sum() == 9 * 5
    strip = cloth.strip((-0.55, 0.0), (0.55, 0.0), (0.15, 0.15))
    assert (strip < 0).sum() == 11 * 3
    cloth.add(cloth.box(0.0, 0.0, 0.45, 0.25))
    cloth.take(cloth.box(0.0, 0.0, 0.15, 0.15))
    assert cloth.drawn()[10, 10, 0] == 0
    assert cloth.drawn()[10, 13, 0] == 1


def test_traits_come_in_order():
    shares = np.array([[0.1, 0.9], [0.2, 0.8]])
    traits = Traits(shares)
    assert traits.between(1.0, 2.0).tolist() == pytest.approx([1.1, 1.9])
    assert traits.either(0.5, 7.0, 3.0).tolist() == [7.0, 3.0]

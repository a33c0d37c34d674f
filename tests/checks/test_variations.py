"""Images are flipped, turned and shifted, and nothing comes in from outside of them."""

from __future__ import annotations

import numpy as np
import pytest

from grader.checks.variations import varied


def grid(*shape: int) -> np.ndarray:
    return np.random.default_rng(5).integers(60, 256, shape).astype(np.uint8)


def changed(images: np.ndarray, seed: int = 1, **keys: float) -> np.ndarray:
    wanted = {"degrees": 0.0, "shift": 0.0} | keys
    flip = bool(wanted.pop("flip", 0))
    return varied(images, np.random.default_rng(seed), **wanted, flip=flip)


SHAPES = [(6, 12, 12), (6, 12, 12, 1), (6, 12, 12, 3), (6, 9, 31, 3), (6, 31, 9), (4, 1, 1, 3)]


@pytest.mark.parametrize("shape", SHAPES)
def test_nothing_asked_nothing_changed(shape: tuple[int, ...]):
    images = grid(*shape)
    assert np.array_equal(changed(images), images)


@pytest.mark.parametrize("shape", SHAPES)
def test_form_and_type_stay_and_no_corner_is_black(shape: tuple[int, ...]):
    images = grid(*shape)
    found = changed(images, degrees=180, shift=0.9, flip=1)
    assert found.shape == images.shape
    assert found.dtype == np.uint8
    assert found.min() >= 60


def test_a_flip_mirrors_about_half_of_them():
    images = grid(400, 6, 6, 3)
    found = changed(images, flip=1)
    mirrored = [np.array_equal(a, b[:, ::-1]) for a, b in zip(images, found, strict=True)]
    kept = [np.array_equal(a, b) for a, b in zip(images, found, strict=True)]
    assert all(a != b for a, b in zip(mirrored, kept, strict=True))
    assert 0.4 < np.mean(mirrored) < 0.6


def test_a_shift_stays_inside_its_bounds():
    images = np.full((200, 20, 40), 100, np.uint8)
    images[:, 10, 20] = 255
    found = changed(images, shift=0.1)
    rows, columns = np.divmod([int(each.argmax()) for each in found], 40)
    assert (rows.min(), rows.max()) == (8, 12)
    assert (columns.min(), columns.max()) == (16, 24)


def test_a_turn_goes_to_both_sides():
    images = np.zeros((60, 21, 21), np.uint8)
    images[:, 10, 10:] = 255
    ends = [np.flatnonzero(each[:, 20] > 60).mean() for each in changed(images, degrees=20)]
    assert min(ends) < 8
    assert max(ends) > 12
    assert all(5 <= end <= 15 for end in ends)


def test_each_image_is_changed_in_its_own_way_and_the_draw_decides():
    images = np.repeat(grid(1, 12, 12), 5, axis=0)
    found = changed(images, degrees=25, shift=0.1)
    assert len({each.tobytes() for each in found}) == 5
    assert np.array_equal(found, changed(images, degrees=25, shift=0.1))
    assert not np.array_equal(found, changed(images, seed=2, degrees=25, shift=0.1))


def test_no_images():
    assert changed(np.zeros((0, 4, 4), np.uint8), degrees=9).shape == (0, 4, 4)

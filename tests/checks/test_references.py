"""What students' functions have to give back, beside the plainest loops that do it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from grader.checks.functions import draw_calls
from grader.checks.references import REFERENCES
from grader.language import say, use_language

SEEDS = range(20)


def looped_convolution(image: Any, kernel: Any, weight: float, *, turned: bool = False) -> Any:
    """As a student writes it; `turned` is the way of the course's notebook."""
    found = np.copy(image)
    height, width = image.shape
    for row in range(1, height - 1):
        for column in range(1, width - 1):
            total = 0.0
            for i in range(3):
                for j in range(3):
                    factor = kernel[j][i] if turned else kernel[i][j]
                    total += image[row + i - 1, column + j - 1] * factor
            found[row, column] = min(max(total * weight, 0), 255)
    return found


def looped_pooling(image: Any) -> Any:
    height, width = (side // 2 for side in image.shape)
    found = np.zeros((height, width))
    for row in range(height):
        for column in range(width):
            found[row, column] = image[2 * row : 2 * row + 2, 2 * column : 2 * column + 2].max()
    return found


def drawn(name: str, seed: int) -> list[tuple[Any, ...]]:
    reference = REFERENCES[name]
    rng = np.random.default_rng(seed)
    return [reference.draw(number, rng) for number in range(reference.cases)]


def close(one: Any, other: Any) -> bool:
    return one.shape == other.shape and bool((np.abs(one - other) <= 1).all())


@pytest.mark.parametrize("seed", SEEDS)
def test_convolution_is_what_the_loops_give(seed: int):
    for image, kernel, weight in drawn("convolution", seed):
        kept = image.copy()
        plain, turned = (answer(image, kernel, weight) for answer in
                         REFERENCES["convolution"].answers)  # fmt: skip
        assert np.allclose(plain, looped_convolution(image, kernel, weight))
        assert np.allclose(turned, looped_convolution(image, kernel, weight, turned=True))
        assert np.array_equal(image, kept)


@pytest.mark.parametrize("seed", SEEDS)
def test_pooling_is_what_the_loops_give(seed: int):
    for (image,) in drawn("max_pooling", seed):
        (answer,) = REFERENCES["max_pooling"].answers
        assert np.array_equal(answer(image), looped_pooling(image))


@pytest.mark.parametrize("name", REFERENCES)
def test_pictures_of_all_kinds_are_drawn(name: str):
    shapes = [case[0].shape for seed in SEEDS for case in drawn(name, seed)]
    assert any(height == width for height, width in shapes)
    assert any(height != width for height, width in shapes)
    assert any(height % 2 and width % 2 for height, width in shapes)
    assert min(min(shape) for shape in shapes) >= 4
    values = np.concatenate([case[0].ravel() for case in drawn(name, 1)])
    assert (values.dtype, values.min() >= 0, values.max() <= 255) == (np.float64, True, True)


@pytest.mark.parametrize("name", REFERENCES)
@pytest.mark.parametrize("seed", SEEDS)
def test_no_slip_is_right_and_each_can_be_told(name: str, seed: int):
    reference = REFERENCES[name]
    cases = drawn(name, seed)
    for words, slips in reference.slips.items():
        for slip in slips:
            wrong = [
                case
                for case in cases
                if not any(close(slip(*case), answer(*case)) for answer in reference.answers)
            ]
            assert wrong, words


@pytest.mark.parametrize("name", REFERENCES)
def test_each_slip_has_korean_words(name: str):
    for words in REFERENCES[name].slips:
        with use_language("ko"):
            korean = say(words)
        assert korean != words
        assert any("가" <= letter <= "힣" for letter in korean)


@pytest.mark.parametrize("name", REFERENCES)
def test_calls_are_drawn_afresh(name: str):
    from grader.checks import CHECKS

    keys = CHECKS["returns_close"].parameters(function="f", reference=name, aliases=["g"])
    first, again, other = (draw_calls(keys, np.random.default_rng(n)) for n in (1, 1, 2))
    assert all(call.names == ("f", "g") for call in first)
    assert len(first) == REFERENCES[name].cases
    for call, same in zip(first, again, strict=True):
        assert np.array_equal(call.arguments[0], same.arguments[0])
    assert not np.array_equal(first[0].arguments[0], other[0].arguments[0])

"""What a student's function has to give back, and what the usual slips give back instead.

Sources: the course's notebook on convolutions by hand (course 1, week 3) for the rules on borders,
clipping and pooling.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["REFERENCES", "UNTOUCHED", "Reference", "alike"]

Numbers = NDArray[Any]
Arguments = tuple[Any, ...]
Answer = Callable[..., Numbers]
_CASES: Final = 8


@dataclass(frozen=True)
class Reference:
    """A function that students write.

    Attributes:
        draw: Draws the arguments of one call; `number` counts the calls from 0.
        answers: What is right; more than one where the task leaves a choice.
        slips: What goes wrong, in words, and what it may give back.
        takes_kernel: Whether it is given a kernel and a weight beside the image.
    """

    draw: Callable[[int, np.random.Generator], Arguments]
    answers: tuple[Answer, ...]
    slips: Mapping[str, tuple[Answer, ...]]
    takes_kernel: bool = False
    cases: int = _CASES


def alike(array: Numbers, wanted: Numbers, tolerance: float) -> bool:
    """Whether two arrays are of one shape, and no number is off by more than `tolerance`."""
    if array.shape != wanted.shape:
        return False
    with np.errstate(all="ignore"):  # theirs may be infinite
        return bool(np.all(np.abs(array - wanted) <= tolerance))


def _picture(number: int, rng: np.random.Generator, least: int) -> Numbers:
    """A random picture: the first are square and even, the others have odd sides, too."""
    height, width = (int(side) for side in rng.integers(least, least + 9, 2))
    if number < 2:
        height = width = 2 * (height // 2 + 1)
    elif number < 4:
        height, width = height | 1, width | 1
    return rng.integers(0, 256, (height, width)).astype(np.float64)


def _draw_convolution(number: int, rng: np.random.Generator) -> Arguments:
    picture = _picture(number, rng, 6)
    kernel = rng.integers(-3, 4, (3, 3)).astype(np.float64)
    kernel[0, 0] += 1.5  # never the same after a turn
    weight = (1.0, 1.0, 0.5, 0.1)[number % 4]
    return picture, kernel, weight


def _sums(image: Numbers, kernel: Numbers, weight: float) -> Numbers:
    """The weighted sums of all 3×3 neighbourhoods: (height - 2, width - 2)."""
    height, width = image.shape
    found = np.zeros((height - 2, width - 2))
    for row in range(3):
        for column in range(3):
            part = image[row : row + height - 2, column : column + width - 2]
            found += part * kernel[row, column]
    return found * weight


def _in_picture(image: Numbers, inner: Numbers) -> Numbers:
    found = image.astype(np.float64).copy()
    found[1:-1, 1:-1] = inner
    return found


def _convolved(image: Numbers, kernel: Numbers, weight: float) -> Numbers:
    return _in_picture(image, np.clip(_sums(image, kernel, weight), 0, 255))


def _either_way(answer: Answer) -> tuple[Answer, Answer]:
    """An answer for both readings of a kernel, by rows and by columns."""

    def transposed(image: Numbers, kernel: Numbers, weight: float) -> Numbers:
        return answer(image, kernel.T, weight)

    return answer, transposed


def _unclipped(image: Numbers, kernel: Numbers, weight: float) -> Numbers:
    return _in_picture(image, _sums(image, kernel, weight))


def _clipped_below(image: Numbers, kernel: Numbers, weight: float) -> Numbers:
    return _in_picture(image, np.maximum(_sums(image, kernel, weight), 0))


def _clipped_above(image: Numbers, kernel: Numbers, weight: float) -> Numbers:
    return _in_picture(image, np.minimum(_sums(image, kernel, weight), 255))


def _clipped_at_one(image: Numbers, kernel: Numbers, weight: float) -> Numbers:
    return _in_picture(image, np.clip(_sums(image, kernel, weight), 0, 1))


def _unweighted(image: Numbers, kernel: Numbers, _weight: float) -> Numbers:
    return _convolved(image, kernel, 1.0)


def _turned(image: Numbers, kernel: Numbers, weight: float) -> Numbers:
    return _convolved(image, kernel[::-1, ::-1], weight)


def _without_border(image: Numbers, kernel: Numbers, weight: float) -> Numbers:
    return np.clip(_sums(image, kernel, weight), 0, 255)


def _with_black_border(image: Numbers, kernel: Numbers, weight: float) -> Numbers:
    return np.pad(_without_border(image, kernel, weight), 1)


def _untouched(image: Numbers, *_others: Any) -> Numbers:
    return image.astype(np.float64)


def _draw_pooling(number: int, rng: np.random.Generator) -> Arguments:
    return (_picture(number, rng, 4),)


def _blocks(image: Numbers) -> Numbers:
    """The 2×2 blocks, a last odd row or column left out: (height / 2, width / 2, 4)."""
    height, width = (side // 2 for side in image.shape)
    inner = image[: 2 * height, : 2 * width].reshape(height, 2, width, 2)
    return inner.transpose(0, 2, 1, 3).reshape(height, width, 4)


def _largest(image: Numbers) -> Numbers:
    return _blocks(image).max(axis=2)


def _smallest(image: Numbers) -> Numbers:
    return _blocks(image).min(axis=2)


def _means(image: Numbers) -> Numbers:
    return _blocks(image).mean(axis=2)


def _corners(image: Numbers) -> Numbers:
    return _blocks(image)[..., 0]


def _with_odd_rest(image: Numbers) -> Numbers:
    padded = np.pad(image, ((0, image.shape[0] % 2), (0, image.shape[1] % 2)), mode="edge")
    return _largest(padded)


_UPSIDE_DOWN: Final = "The kernel lies upside down: its first row belongs over the pixels above."
UNTOUCHED: Final = "The image comes back as it was."

REFERENCES: Final[Mapping[str, Reference]] = {
    "convolution": Reference(
        _draw_convolution,
        # The course's own loop has its first axis across: both readings of a kernel are right.
        answers=_either_way(_convolved),
        slips={
            "The results are not kept between 0 and 255.": _either_way(_unclipped),
            "Results over 255 stay as they are; they should become 255.": _either_way(
                _clipped_below
            ),
            "Results under 0 stay as they are; they should become 0.": _either_way(_clipped_above),
            "The results are kept between 0 and 1; grey values go up to 255.": _either_way(
                _clipped_at_one
            ),
            "The weight is not used.": _either_way(_unweighted),
            _UPSIDE_DOWN: _either_way(_turned),
            "The border is black; it should stay as it was in the image.": _either_way(
                _with_black_border
            ),
            "The border is cut off; it should stay as it was in the image.": _either_way(
                _without_border
            ),
            UNTOUCHED: (_untouched,),
        },
        takes_kernel=True,
    ),
    "max_pooling": Reference(
        _draw_pooling,
        answers=(_largest,),
        slips={
            "These are the means of the blocks, not the largest values.": (_means,),
            "These are the smallest values, not the largest.": (_smallest,),
            "This is one corner of each block, not its largest value.": (_corners,),
            "A last odd row or column is kept; it should be left out.": (_with_odd_rest,),
            UNTOUCHED: (_untouched,),
        },
    ),
}

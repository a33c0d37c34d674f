"""Files that do a step without writing a function for it: what they leave in their variables.

The course's own notebook on convolutions works on SciPy's picture `ascent()`, in loops at the top
level of the file. In a run, `ascent()` gives a picture that was drawn for it; an array that holds
what the step makes of that picture can have come about in no other way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from grader.checks.references import UNTOUCHED, Reference, alike
from grader.evidence import Answered, LeftOver
from grader.language import say
from grader.results import Finding

__all__ = ["as_script", "draw_picture", "judge_script"]

Numbers = NDArray[Any]
_SIDE: Final = 512
_BLOCK: Final = 16
_POOLED: Final = 0.7
"""Of the picture's side: what is longer was not pooled."""
_MOST_CASES: Final = 24
"""That slips are looked for in: whoever leaves many kernels lying about does not wait for all."""
_A_FEW: Final = 0.02
"""Of the pixels: a line of 512, and somewhat more."""
_TENTH: Final = 0.1
"""Of the pixels: a step that changes fewer is not seen to be done."""


def draw_picture(rng: np.random.Generator) -> NDArray[np.uint8]:
    """Return grey values of the size of `ascent()`, (512, 512): areas with edges, and noise."""
    count = _SIDE // _BLOCK
    areas = np.kron(rng.integers(40, 216, (count, count)), np.ones((_BLOCK, _BLOCK)))
    noise = rng.integers(-40, 41, (_SIDE, _SIDE))
    return np.clip(areas + noise, 0, 255).astype(np.uint8)


def as_script(returned: Sequence[Answered]) -> tuple[Sequence[Answered], Answered | None]:
    """Part what came back from calls from what the file left; None where it left nothing."""
    calls = [each for each in returned if each.left is None]
    scripts = [each for each in returned if each.left is not None and each.left.arrays]
    return calls, scripts[0] if scripts else None


def judge_script(found: Answered, known: Reference, tolerance: float) -> Finding | None:
    """Judge the arrays that a file left; None where it did not touch the picture at all.

    Args:
        found: The picture, and what was left.
        known: What should have been done to it.
        tolerance: How far off a number may lie.
    """
    picture, left = found.arguments[0].astype(np.float64), found.left
    assert left is not None
    made = {
        name: array for name, array in left.arrays.items() if not alike(array, picture, tolerance)
    }
    if not made:
        return None
    expected = _expected(known)
    cases = [case for case in _cases(known, picture, left) if _is_seen(known, case)]
    for right in (answer(*case) for case in cases for answer in known.answers):
        for name, array in made.items():
            if alike(array, right, tolerance):
                return Finding(True, expected, say("{name} holds it", name=name), 1.0)
    if known.takes_kernel and not left.kernels:
        cause = say("There is no 3×3 kernel in any variable: where is the convolution?")
        return Finding(False, expected, say("no variable holds it"), cause=cause)
    cause = _slip(known, cases[:_MOST_CASES], [*made.values()], tolerance)
    cause = cause or _hardly_any(known, picture, made)
    wanted = known.answers[0](*cases[0]).shape if cases else ()
    if not cause and wanted and not any(array.shape == wanted for array in made.values()):
        cause = _not_there(known, "×".join(map(str, wanted)), made)
    return Finding(False, expected, say("no variable holds it"), cause=cause)


def _expected(known: Reference) -> str:
    if known.takes_kernel:
        return say("a variable that holds the convolution of ascent()'s picture")
    return say("a variable that holds the max pooling of ascent()'s picture")


def _cases(known: Reference, picture: Numbers, left: LeftOver) -> Iterator[tuple[Any, ...]]:
    """Everything that the step may have been given."""
    if known.takes_kernel:
        for kernel in left.kernels:
            for weight in dict.fromkeys((*left.weights, 1.0)):
                yield picture, kernel, weight
        return
    yield (picture,)
    for array in left.arrays.values():
        if array.shape == picture.shape:
            yield (array,)


def _is_seen(known: Reference, case: tuple[Any, ...]) -> bool:
    """Whether somebody who left the step out would be found out."""
    if known.takes_kernel and np.count_nonzero(case[1]) < 2:
        return False
    answer = known.answers[0](*case)
    image = case[0] if known.takes_kernel else case[0][::2, ::2]
    changed: Numbers = np.abs(answer - image[: answer.shape[0], : answer.shape[1]]) > 1
    return bool(changed.mean() > _TENTH)


def _hardly_any(known: Reference, picture: Numbers, made: Mapping[str, Numbers]) -> str:
    """Name an array of which a loop has filled a line or a corner only, or return ""."""
    height, width = picture.shape
    before = picture if known.takes_kernel else np.zeros((height // 2, width // 2))
    for name, array in made.items():
        if array.shape == before.shape and 0 < np.mean(array != before) < _A_FEW:
            return say("Of {name} only {count} of {all} numbers were worked out: does all that "
                       "makes one number stand inside the inner loop?", name=name,
                       count=int(np.count_nonzero(array != before)),
                       all=before.size)  # fmt: skip
    return ""


def _not_there(known: Reference, size: str, made: Mapping[str, Numbers]) -> str:
    """Say that what was to be made has not come about, or not in its size."""
    # Cut at its borders, the picture is not yet pooled.
    smaller = [name for name, a in made.items() if a.ndim > 1 and max(a.shape) < _POOLED * _SIDE]
    if smaller and not known.takes_kernel:
        given = "×".join(map(str, made[smaller[0]].shape))
        return say("{name} holds {given} numbers, and blocks of 2×2 leave {size}.",
                   name=smaller[0], given=given, size=size)  # fmt: skip
    if known.takes_kernel:
        return say("No variable holds {size} numbers.", size=size)
    half = _SIDE // 2
    for name, array in made.items():
        if array.shape == (_SIDE, _SIDE) and array[:half, :half].any() and not array[half:].any():
            return say("{name} is as large as the picture; of blocks of 2×2 come {size} numbers.",
                       name=name, size=size)  # fmt: skip
    return say("The max pooling is missing: no variable holds {size} numbers.", size=size)


def _slip(
    known: Reference,
    cases: Sequence[tuple[Any, ...]],
    made: Sequence[Numbers],
    tolerance: float,
) -> str:
    """The usual slip that gives one of the arrays, or ""."""
    for words, slips in known.slips.items():
        if words == UNTOUCHED:
            continue  # what was there before the step is no attempt at it
        for wrong in (slip(*case) for case in cases for slip in slips):
            if any(alike(array, wrong, tolerance) for array in made):
                return say(words)
    return ""

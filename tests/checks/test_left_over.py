"""A file without functions is judged by the arrays that it leaves."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from grader.checks import CHECKS
from grader.checks.base import CALLS
from grader.checks.left_over import draw_picture
from grader.checks.references import REFERENCES
from grader.evidence import Answered, LeftOver, SourceFacts
from grader.results import Finding

CHECK = CHECKS["returns_close"]
PICTURE = draw_picture(np.random.default_rng(5))
SOBEL = np.array([[-1.0, 0, 1], [-2, 0, 2], [-1, 0, 1]])
EDGES = REFERENCES["convolution"].answers[0](PICTURE.astype(np.float64), SOBEL, 0.5)
SMALLER = REFERENCES["max_pooling"].answers[0](EDGES)
LOST = "NameError: convolve"


def found(
    reference: str,
    *,
    error: str = LOST,
    kernels: Any = (SOBEL,),
    weights: Any = (0.5,),
    **left: Any,
) -> Finding:
    """Judge a file that leaves these arrays and answers no call but with this error."""
    parameters = CHECK.parameters(function="convolve", reference=reference, or_script=True)
    calls = CALLS["returns_close"](parameters, np.random.default_rng(3))
    *plain, script = calls
    assert script.script
    assert not any(call.script for call in plain)
    returned = [Answered(call.arguments, error=error) for call in plain]
    kept = LeftOver(
        {name: np.asarray(each, np.float64) for name, each in left.items()}, kernels, weights
    )
    values = {"returned": [*returned, Answered((PICTURE,), left=kept)], "source": SourceFacts("")}
    return CHECK(values, parameters)


@pytest.mark.parametrize(
    ("reference", "left", "name"),
    [
        ("convolution", {"i": PICTURE, "edges": EDGES}, "edges"),
        ("convolution", {"i": PICTURE, "edges": np.floor(EDGES)}, "edges"),
        ("max_pooling", {"i": PICTURE, "edges": EDGES, "new": SMALLER}, "new"),
        ("max_pooling", {"new": REFERENCES["max_pooling"].answers[0](PICTURE)}, "new"),
    ],
)
def test_an_array_that_only_the_step_can_make(reference: str, left: dict[str, Any], name: str):
    finding = found(reference, **left)
    assert (finding.passed, finding.share) == (True, 1)
    assert finding.actual == f"{name} holds it"
    assert finding.expected.startswith("a variable that holds the ")


def test_either_reading_of_the_kernel_and_a_weight_of_one_that_is_not_written():
    down = REFERENCES["convolution"].answers[1](PICTURE.astype(np.float64), SOBEL, 1.0)
    assert found("convolution", edges=down, weights=()).passed


OTHER = "TypeError: apply_convolution() missing 2 required positional arguments: 'a' and 'b'"


@pytest.mark.parametrize(
    ("error", "passed"),
    [
        (OTHER, True),
        (OTHER.replace("apply_convolution", "convolve"), False),  # the task's own has its form
        ("TypeError: apply_convolution() got a list", False),
    ],
)
def test_a_function_of_another_form_that_the_file_calls_itself(error: str, *, passed: bool):
    assert found("convolution", error=error, edges=EDGES).passed is passed


def test_a_loop_that_fills_a_line_only():
    line, none = PICTURE.astype(np.float64), np.zeros(SMALLER.shape)
    line[:, 4], none[7] = EDGES[:, 4], SMALLER[7]
    assert "Of i only" in found("convolution", i=line).cause
    assert "Of n only 224 of 65536 numbers" in found("max_pooling", n=none).cause


def test_no_convolution_at_all():
    assert "where is the convolution?" in found("convolution", kernels=(), small=SMALLER).cause


@pytest.mark.parametrize(
    ("reference", "left", "cause"),
    [
        ("convolution", {"edges": np.maximum(EDGES, 0) * 2}, ""),
        ("convolution", {"edges": EDGES[1:-1, 1:-1]}, "The border is cut off"),
        ("max_pooling", {"edges": EDGES}, "max pooling is missing: no variable holds 256×256 n"),
        (
            "max_pooling",
            {"new": np.pad(EDGES[::2, ::2], ((0, 256), (0, 256)))},
            "new is as large as the picture",
        ),
        ("max_pooling", {"new": EDGES[1:-1, 1:-1]}, "max pooling is missing"),
        ("max_pooling", {"new": EDGES[::4, ::4]}, "new holds 128×128 numbers, and blocks of 2×2"),
        ("max_pooling", {"edges": EDGES, "new": EDGES[::2, ::2]}, "one corner of each block"),
        ("max_pooling", {"new": SMALLER}, ""),  # of what?
        ("convolution", {"edges": np.full((512, 512), np.nan)}, ""),
    ],
)
def test_other_arrays(reference: str, left: dict[str, Any], cause: str):
    finding = found(reference, **left)
    assert (finding.passed, finding.share) == (False, 0)
    assert finding.actual == "no variable holds it"
    assert cause in finding.cause
    assert bool(cause) == bool(finding.cause)


@pytest.mark.parametrize("kernel", [np.zeros((3, 3)), np.diag([0.0, 1, 0]), np.diag([2.0, 0, 0])])
def test_kernels_that_hide_whether_anything_was_done(kernel: Any):
    answer = REFERENCES["convolution"].answers[0](PICTURE.astype(np.float64), kernel, 1.0)
    assert not found("convolution", edges=answer, kernels=(kernel,), weights=()).passed


def test_pooling_of_flat_areas_shows_nothing():
    flat = np.full((512, 512), 7.0)
    assert not found("max_pooling", flat=flat, new=flat[::2, ::2]).passed


@pytest.mark.parametrize(
    ("error", "left"),
    [
        (LOST, {}),
        (LOST, {"i": PICTURE}),  # never touched
        ("TypeError: x", {"edges": EDGES}),  # there is a function
    ],
)
def test_files_that_are_judged_by_their_functions(error: str, left: dict[str, Any]):
    finding = found("convolution", error=error, **left)
    assert not finding.passed
    assert finding.expected == "convolve() right for all 8 inputs"
    assert ("nothing was made of it" in finding.cause) == ("i" in left)


def test_pictures_differ_and_have_something_to_find():
    other = draw_picture(np.random.default_rng(6))
    assert (PICTURE.shape, PICTURE.dtype) == ((512, 512), np.uint8)
    assert np.mean(other != PICTURE) > 0.9
    assert len(np.unique(PICTURE)) > 200
    assert np.mean(EDGES == 255) < 0.5

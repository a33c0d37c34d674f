"""A function of the student's is judged by what it gives back."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from grader.checks import CHECKS
from grader.checks.base import CALLS
from grader.checks.references import REFERENCES
from grader.evidence import Answered, SourceFacts
from grader.results import Finding

CHECK = CHECKS["returns_close"]
SOURCE = SourceFacts("def convolve(image, kernel, weight):\n    return image\n")
Function = Callable[..., Any]
CONVOLUTION = REFERENCES["convolution"]
POOLING = REFERENCES["max_pooling"]


def found(function: Function, **keys: Any) -> Finding:
    """Judge `function` as if a student had written it."""
    parameters = CHECK.parameters(**({"function": "convolve"} | keys))
    calls = CALLS["returns_close"](parameters, np.random.default_rng(3))
    returned = [
        Answered(call.arguments, np.asarray(function(*call.arguments), np.float64))
        for call in calls
    ]
    return CHECK({"returned": returned, "source": SOURCE}, parameters)


def told(*errors: tuple[str, int]) -> Finding:
    """Judge calls of which the first ended with these errors and lines, and one came back right."""
    parameters = CHECK.parameters(
        function="double", cases=[{"arguments": [1], "returns": 2}] * (len(errors) + 1)
    )
    returned = [Answered((1,), error=error, line=line) for error, line in errors]
    answers = [*returned, Answered((1,), np.array(2.0))]
    return CHECK({"returned": answers, "source": SOURCE}, parameters)


@pytest.mark.parametrize("answer", CONVOLUTION.answers)
def test_both_readings_of_a_kernel_are_right(answer: Function):
    finding = found(answer, reference="convolution")
    assert (finding.passed, finding.share) == (True, 1)
    assert finding.expected == "convolve() right for all 8 inputs"
    assert finding.actual == "convolve() right for 8 of 8"


def test_fractions_may_be_cut():
    def cut(*case: Any) -> Any:
        return np.floor(CONVOLUTION.answers[0](*case))

    assert found(cut, reference="convolution").passed
    assert found(POOLING.answers[0], reference="max_pooling", aliases=["pool"]).passed


SLIPS = [
    (name, words, slip)
    for name, reference in REFERENCES.items()
    for words, slips in reference.slips.items()
    for slip in slips
]


@pytest.mark.parametrize(("name", "words", "slip"), SLIPS)
def test_each_slip_is_named(name: str, words: str, slip: Function):
    finding = found(slip, reference=name)
    assert (finding.passed, finding.cause) == (False, words)
    assert finding.share <= 0.5


def whole_convolution(image: Any, kernel: Any, weight: float) -> Any:
    return np.pad(CONVOLUTION.answers[0](image, kernel, weight), 2)


def zero(*_arguments: Any) -> Any:
    return 0


def nothing(*_arguments: Any) -> list[float]:
    return []


def brighter(image: Any, *_others: Any) -> Any:
    return image + 100


def no_numbers(image: Any, *_others: Any) -> Any:
    return image * math.nan


def endless(image: Any, *_others: Any) -> Any:
    return image * math.inf


@pytest.mark.parametrize(
    ("wrong", "cause"),
    [
        (whole_convolution, "pixels it gives back"),
        (zero, "it gives back 1; "),
        (nothing, "it gives back 0; "),
        (brighter, ""),
        (no_numbers, ""),
        (endless, ""),
    ],
)
@pytest.mark.filterwarnings("ignore:invalid value")
def test_other_answers(wrong: Function, cause: str):
    finding = found(wrong, reference="convolution")
    assert (finding.passed, finding.share, finding.actual) == (
        False,
        0,
        "convolve() right for 0 of 8",
    )
    assert cause in finding.cause
    assert bool(cause) == bool(finding.cause)


def test_a_part_is_right():
    calls = iter(range(8))
    finding = found(
        lambda *case: CONVOLUTION.answers[0](*case) + 50 * (next(calls) > 3),
        reference="convolution",
    )
    assert (finding.passed, finding.actual, finding.share) == (
        False,
        "convolve() right for 4 of 8",
        0.25,
    )


@pytest.mark.parametrize(
    ("error", "line", "actual"),
    [
        ("NameError: double", 0, "there is no function double"),
        ("NameError: name 'x' is not defined", 2, "NameError: name 'x' is not defined (line 2)"),
        ("TypeError: NoneType", 0, "double() gives back nothing: is there a return?"),
        ("IndexError: a\nlong story", 1, "IndexError: a (line 1)"),
        ("returned-0-1.npy: expected numbers", 0, "returned-0-1.npy: expected numbers"),
    ],
)
def test_it_raised(error: str, line: int, actual: str):
    finding = told((error, line))
    assert finding == Finding(False, "double() right for all 2 inputs", actual, 0.25)


# --- cases ------------------------------------------------------------------------------------

CASES = [
    {"arguments": [3], "returns": 6},
    {"arguments": [[1, 2]], "returns": [2, 4]},
    {"arguments": [[[1.5]]], "returns": [[3]]},
]


def double(x: Any) -> Any:
    return 2 * x


def nearly_double(x: Any) -> Any:
    return 2 * x + 0.00001


def test_cases_of_the_exercise():
    assert found(double, cases=CASES).passed
    assert found(nearly_double, cases=CASES).passed


def test_cases_are_exact_unless_the_author_says_otherwise():
    def off(x: Any) -> Any:
        return 2 * x + 0.5

    finding = found(off, cases=CASES)
    assert (finding.passed, finding.actual, finding.cause) == (
        False,
        "convolve() right for 0 of 3",
        "",
    )
    assert found(off, cases=CASES, tolerance=0.5).passed


def test_whole_numbers_stay_whole():
    parameters = CHECK.parameters(function="f", cases=[{"arguments": [3, True, 0.5], "returns": 1}])
    (call,) = CALLS["returns_close"](parameters, np.random.default_rng())
    assert [type(each) for each in call.arguments] == [int, bool, float]


@pytest.mark.parametrize(
    ("keys", "complaint"),
    [
        ({}, "give one of reference, cases"),
        ({"reference": "convolution", "cases": CASES}, "give one of reference, cases"),
        ({"cases": []}, "at least 1"),
        ({"reference": "sorting"}, "'convolution' or 'max_pooling'"),
        ({"cases": [{"arguments": ["same"], "returns": 1}]}, "valid"),
        ({"cases": [{"arguments": [["a"]], "returns": 1}]}, "expected numbers"),
        ({"cases": [{"arguments": [[1, [2]]], "returns": 1}]}, "expected numbers"),
        ({"cases": [{"arguments": [1], "returns": [[1], [2, 3]]}]}, "expected numbers"),
        ({"cases": [{"arguments": [1], "returns": None}]}, "valid"),
        ({"cases": [{"argument": [1], "returns": 1}]}, "arguments"),
        ({"cases": CASES, "tolerance": -1}, "greater than or equal to 0"),
    ],
)
def test_what_an_exercise_cannot_ask(keys: dict[str, Any], complaint: str):
    with pytest.raises(ValidationError, match=complaint):
        CHECK.parameters(function="f", **keys)


@pytest.mark.parametrize(
    ("reference", "code", "told"),
    [
        (
            "max_pooling",
            "def main():\n    x = kernel * 2\n",
            "There is no max pooling in your code",
        ),
        ("max_pooling", "def pooled(x):\n    return x\n", ""),
        ("max_pooling", "def half(x):\n    return max(x)\n", ""),
        (
            "convolution",
            "def half(x):  # no kernel\n    return max(x)\n",
            "There is no convolution",
        ),
        ("convolution", "def conv(x):\n    return x\n", ""),
    ],
)
def test_a_step_that_is_nowhere_in_the_code(reference: str, code: str, told: str):
    parameters = CHECK.parameters(function="step", reference=reference)
    calls = CALLS["returns_close"](parameters, np.random.default_rng(3))
    returned = [Answered(call.arguments, error="NameError: step") for call in calls]
    cause = CHECK({"returned": returned, "source": SourceFacts(code)}, parameters).cause
    assert cause.startswith(told)
    assert bool(cause) == bool(told)

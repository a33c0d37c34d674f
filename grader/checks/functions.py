"""Checks of functions that students write: what they give back for inputs drawn here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel

from grader.checks.base import Call, call_functions, check
from grader.checks.references import REFERENCES
from grader.evidence import Answered, SourceFacts
from grader.language import say
from grader.results import Finding

__all__ = ["returns_close"]

Known = Literal["convolution", "max_pooling"]
_NO_FUNCTION: Final = "NameError: "


class Case(BaseModel):
    """One call with fixed numbers: arguments (numbers or nested lists) and what comes back."""

    arguments: list[Any]
    returns: Any


@call_functions("returns_close")
def draw_calls(parameters: BaseModel, rng: np.random.Generator) -> list[Call]:
    """Return what a function is to be called with: drawn afresh, or the cases of the exercise."""
    keys = parameters.model_dump()
    names = (keys["function"], *keys["aliases"])
    if keys["cases"] is not None:
        return [Call(names, tuple(map(_number, case["arguments"]))) for case in keys["cases"]]
    reference = REFERENCES[keys["reference"]]
    return [Call(names, reference.draw(number, rng)) for number in range(reference.cases)]


def _number(value: Any) -> Any:
    return np.asarray(value, dtype=np.float64) if isinstance(value, list) else value


@check
def returns_close(
    returned: Sequence[Answered],
    source: SourceFacts,
    *,
    function: str,
    reference: Known | None = None,
    cases: list[Case] | None = None,
    aliases: list[str] = [],  # noqa: B006 pydantic copies it
    tolerance: float = 1.0,
) -> Finding:
    """Your function gives back what it should."""
    del aliases
    right = [
        _is_right(each, number, reference, cases, tolerance) for number, each in enumerate(returned)
    ]
    count = sum(right)
    expected = say("{function}() right for all {count} inputs", function=function,
                   count=len(right))  # fmt: skip
    actual = say("right for {right} of {count}", right=count, count=len(right))
    if count == len(right):
        return Finding(True, expected, actual, 1.0)
    first = returned[right.index(False)]
    if first.error:
        actual, cause = _raised(first, function, source), ""
    else:
        cause = _slip(first, reference, tolerance)
    return Finding(False, expected, actual, count / len(right) / 2, cause=cause)


def _answers(
    asked: Answered, number: int, reference: Known | None, cases: list[Case] | None
) -> list[NDArray[Any]]:
    """Everything that is right for one call."""
    if cases is not None:
        return [np.asarray(cases[number].returns, dtype=np.float64)]
    assert reference is not None
    return [answer(*asked.arguments) for answer in REFERENCES[reference].answers]


def _is_right(
    asked: Answered,
    number: int,
    reference: Known | None,
    cases: list[Case] | None,
    tolerance: float,
) -> bool:
    return any(_close(asked, each, tolerance) for each in _answers(asked, number, reference, cases))


def _close(asked: Answered, wanted: NDArray[Any], tolerance: float) -> bool:
    """Whether an answer is `wanted`; of whole numbers, whose fractions are cut, a little less."""
    answer = asked.answer
    if answer is None or answer.shape != wanted.shape:
        return False
    return bool(np.all(np.abs(answer - wanted) <= tolerance))


def _raised(asked: Answered, function: str, source: SourceFacts) -> str:
    if asked.error.startswith(_NO_FUNCTION) and not asked.line:
        return say("there is no function {function}", function=function)
    where = f" ({source.where(asked.line)})" if asked.line else ""
    return f"{asked.error}{where}"


def _slip(asked: Answered, reference: Known | None, tolerance: float) -> str:
    """The usual slip that gives just this answer."""
    if reference is None or asked.answer is None:
        return ""
    known = REFERENCES[reference]
    for words, slip in known.slips.items():
        if _close(asked, slip(*asked.arguments), tolerance):
            return say(words)
    shape = known.answers[0](*asked.arguments).shape
    if asked.answer.shape != shape:
        given = "×".join(map(str, asked.arguments[0].shape))
        return say("For an image of {given} pixels it gives back {found}; {wanted} was expected.",
                   given=given, found="×".join(map(str, asked.answer.shape)) or "1",
                   wanted="×".join(map(str, shape)))  # fmt: skip
    return ""

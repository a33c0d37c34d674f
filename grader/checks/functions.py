"""Checks of functions that students write: what they give back for inputs drawn here."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Any, Final, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, model_validator

from grader.checks.base import Call, call_functions, check, needs_one_of
from grader.checks.left_over import as_script, judge_script
from grader.checks.references import REFERENCES, alike
from grader.evidence import Answered, SourceFacts
from grader.language import say
from grader.results import Finding

__all__ = ["returns_close"]

Known = Literal["convolution", "max_pooling"]
_NO_FUNCTION: Final = "NameError: "
_OTHER_ARGUMENTS: Final = re.compile(
    r"TypeError: (?P<name>\w+)\(\) (?:missing \d+ required|takes .*positional|got an unexpected)"
)
_NOTHING: Final = "TypeError: NoneType"
_OF_REFERENCE: Final = 1.0
_OF_CASES: Final = 1e-4
Value = bool | int | float | list[Any]


class Case(BaseModel):
    """One call with fixed numbers: arguments (numbers or nested lists) and what comes back."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    arguments: list[Value]
    returns: Value

    @model_validator(mode="after")
    def _are_numbers(self) -> Case:
        for each in (*self.arguments, self.returns):
            try:
                np.asarray(each, dtype=np.float64)
            except (TypeError, ValueError):
                raise ValueError("expected numbers, or lists of numbers as long") from None
        return self


@call_functions("returns_close")
def draw_calls(parameters: BaseModel, rng: np.random.Generator) -> list[Call]:
    """Return what a function is to be called with: drawn afresh, or the cases of the exercise."""
    keys = parameters.model_dump()
    names = (keys["function"], *keys["aliases"])
    if keys["cases"] is not None:
        return [Call(names, tuple(map(_number, case["arguments"]))) for case in keys["cases"]]
    reference = REFERENCES[keys["reference"]]
    drawn = [Call(names, reference.draw(number, rng)) for number in range(reference.cases)]
    return [*drawn, *([Call(names, (), script=True)] if keys["or_script"] else [])]


def _number(value: Any) -> Any:
    return np.asarray(value, dtype=np.float64) if isinstance(value, list) else value


@check
@needs_one_of("reference", "cases", only=True)
def returns_close(
    returned: Sequence[Answered],
    source: SourceFacts,
    *,
    function: str,
    reference: Known | None = None,
    cases: Annotated[list[Case], Field(min_length=1)] | None = None,
    aliases: list[str] = [],  # noqa: B006 pydantic copies it
    or_script: bool = False,
    tolerance: Annotated[float, Field(ge=0)] | None = None,
) -> Finding:
    """Your function gives back what it should.

    It is called after the file has run. Where only some answers are right, up to half counts.

    Keys:
        function: Its name.
        reference: What it should do, with inputs drawn anew for each run: a `convolution` takes
            image, 3×3 kernel and weight, `max_pooling` an image.
        cases: Instead of it, inputs of your own, each with `arguments` and what it `returns`.
        aliases: Other names that it may have.
        or_script: With a reference: whether a file without that function may do the same to
            SciPy's `ascent()` instead, and leave what comes of it in a variable.
        tolerance: How far off a number may lie; without it 1 with a reference, 0.0001 with cases.

    Example:
        {check: returns_close, function: double,
         cases: [{arguments: [3], returns: 6}, {arguments: [[1, 2]], returns: [2, 4]}], points: 20,
         hint: "What is twice a number?"}
    """
    del aliases, or_script
    off = tolerance if tolerance is not None else _OF_REFERENCE if reference else _OF_CASES
    called, script = as_script(returned)
    if reference and script and all(_is_not_the_task_s(each, function) for each in called):
        finding = judge_script(script, REFERENCES[reference], off)
        if finding is not None:
            return finding
    right = [_is_right(each, number, reference, cases, off) for number, each in enumerate(called)]
    finding = _judged(called, right, function, source, reference, off)
    return finding if _is_there(called) else _explained(finding, source, reference, script)


def _not_written(source: SourceFacts, reference: Known | None) -> str:
    """Say that nothing in the code looks like the step, or return ""."""
    code = ast.unparse(source.tree).lower()
    if reference == "max_pooling" and not re.search(r"pool|max\b|sort", code):
        return say("There is no max pooling in your code: the largest of each four pixels.")
    if reference == "convolution" and not re.search(r"conv|kernel|filter|sobel|weight", code):
        return say("There is no convolution in your code: the sum of nine pixels, each times its "
                   "number of the kernel.")  # fmt: skip
    return ""


def _is_there(called: Sequence[Answered]) -> bool:
    return not all(each.error.startswith(_NO_FUNCTION) for each in called)


def _explained(
    finding: Finding, source: SourceFacts, reference: Known | None, script: Answered | None
) -> Finding:
    """Add why there may be no such function: the file ends early, or the step is not written."""
    if finding.cause:
        return finding
    unused = say("The picture is there, and nothing was made of it: the file ends too early.")
    return replace(finding, cause=unused if script else _not_written(source, reference))


def _is_not_the_task_s(asked: Answered, function: str) -> bool:
    """Whether there is none, or one under a name of the student's own that takes other arguments.

    Such a function may work on what the file gives it further down, as the course's notebook does.
    """
    if asked.error.startswith(_NO_FUNCTION):
        return True
    other = _OTHER_ARGUMENTS.match(asked.error)
    return other is not None and other["name"] != function and not asked.line


def _judged(
    called: Sequence[Answered],
    right: list[bool],
    function: str,
    source: SourceFacts,
    reference: Known | None,
    tolerance: float,
) -> Finding:
    expected = say("{function}() right for all {count} inputs", function=function, count=len(right))
    actual = _counted(function, right)
    if all(right):
        return Finding(True, expected, actual, 1.0)
    wrong = [each for each, is_right in zip(called, right, strict=True) if not is_right]
    actual = _raised(wrong[0], function, source) if wrong[0].error else actual
    cause = _slip(wrong, reference, tolerance)
    return Finding(False, expected, actual, sum(right) / len(right) / 2, cause=cause)


def _counted(function: str, right: list[bool]) -> str:
    return say(
        "{function}() right for {right} of {count}",
        function=function,
        right=sum(right),
        count=len(right),
    )


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
    return asked.answer is not None and alike(asked.answer, wanted, tolerance)


def _raised(asked: Answered, function: str, source: SourceFacts) -> str:
    if asked.error.startswith(_NO_FUNCTION) and not asked.line:
        return say("there is no function {function}", function=function)
    if asked.error == _NOTHING:
        return say("{function}() gives back nothing: is there a return?", function=function)
    where = f" ({source.where(asked.line)})" if asked.line else ""
    return f"{asked.error.splitlines()[0]}{where}"


def _slip(wrong: Sequence[Answered], reference: Known | None, tolerance: float) -> str:
    """The usual slip that gives just these answers, or at least the first of them."""
    first = wrong[0]
    if reference is None or first.answer is None:
        return ""
    known = REFERENCES[reference]
    for answers in (wrong, [first]):
        for words, slips in known.slips.items():
            for slip in slips:
                if all(_close(each, slip(*each.arguments), tolerance) for each in answers):
                    return say(words)
    shape = known.answers[0](*first.arguments).shape
    if first.answer.shape != shape:
        given = "×".join(map(str, first.arguments[0].shape))
        return say("For an image of {given} pixels it gives back {found}; {wanted} was expected.",
                   given=given, found="×".join(map(str, first.answer.shape)) or "1",
                   wanted="×".join(map(str, shape)))  # fmt: skip
    return ""

"""The results.json of one submission, as Gradescope's autograders write it.

Source: Gradescope's autograder documentation, the pages "Autograder Specifications" (the format
and the rules of visibility) and "Troubleshooting": without a valid results.json a submission is
shown as one on which the autograder failed to execute. That is what becomes of a grader's own fault
here, so that it is no zero. The documented status of a test is passed or failed; a skipped check is
failed, and its output says why.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict

from grader.errors import GraderError
from grader.exports.texts import (
    check_text,
    error_text,
    plain_text,
    points_line,
    printed_text,
    remarks_text,
    shortened,
)
from grader.exports.visibility import Visibility
from grader.language import say, use_language
from grader.reports.plain import plain_line
from grader.reports.signs import verdict_sign
from grader.results import CheckResult, CheckStatus, Report, Verdict

__all__ = ["render_gradescope"]

_MOST_OF_A_TEST: Final = 8_000
_MOST_OF_THE_WHOLE: Final = 16_000
"""Characters. Nothing is documented; a page of a hundred thousand is slow and nobody reads it."""


class _Value(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Test(_Value):
    name: str
    number: str
    status: Literal["passed", "failed"]
    score: float | None = None
    max_score: float | None = None
    output: str
    output_format: Literal["text"] = "text"
    tags: tuple[str, ...]
    visibility: Visibility


class _Results(_Value):
    score: float
    execution_time: int
    output: str
    output_format: Literal["text"] = "text"
    visibility: Visibility = Visibility.VISIBLE
    stdout_visibility: Visibility = Visibility.HIDDEN
    extra_data: dict[str, Any]
    tests: tuple[_Test, ...] = ()


def render_gradescope(report: Report, hidden: Visibility = Visibility.AFTER_PUBLISHED) -> str:
    """Return the results.json of a report, without a line feed at its end.

    What a student sees at once: every check that is not hidden, the error that stopped the code,
    remarks, and what their own code printed. What hidden checks found, the points and the verdict
    would let somebody feel their way along the hidden data, submission by submission: they wait for
    `hidden`, and as long as one check is held back Gradescope itself holds back the total. What the
    autograder printed is the instructor's.

    Args:
        report: Of one submission.
        hidden: When students see the hidden checks.

    Raises:
        GraderError: If the grader was at fault. There must be no results.json then.
    """
    if report.verdict is Verdict.GRADER_ERROR:
        raise GraderError(say(
            "The grader failed on this submission, and not the student, so there is no "
            "results.json and no score: {why}", why=plain_line(report.message)))  # fmt: skip
    with use_language(report.language):
        results = _Results(
            score=report.points,
            execution_time=round(report.wall_seconds),
            output=_output(report, whole=not _held_back(report, hidden)),
            extra_data=_extra(report),
            tests=tuple(
                _test(str(number), check, hidden)
                for number, check in enumerate(report.checks, start=1)
            ),
        )
    return results.model_dump_json(indent=2, exclude_none=True)


def _held_back(report: Report, hidden: Visibility) -> bool:
    return hidden is not Visibility.VISIBLE and any(check.hidden for check in report.checks)


def _test(number: str, check: CheckResult, hidden: Visibility) -> _Test:
    passed = check.status is CheckStatus.PASSED
    output = check_text(check)
    if check.status is CheckStatus.SKIPPED:
        output = f"{say('skipped')}: {output}"
    tags = [check.name]
    tags += [say("required")] if check.required else []
    tags += [say("hidden")] if check.hidden else []
    scored = check.max_points > 0
    return _Test(
        name=plain_line(check.title),
        number=number,
        status="passed" if passed else "failed",
        score=check.points if scored else None,
        max_score=check.max_points if scored else None,
        output=shortened(output, _MOST_OF_A_TEST),
        tags=tuple(tags),
        visibility=hidden if check.hidden else Visibility.VISIBLE,
    )


def _output(report: Report, *, whole: bool) -> str:
    """The text over the tests; with the verdict only if nothing is held back."""
    parts = [part for part in _parts(report, whole=whole) if part]
    return shortened("\n\n".join(parts), _MOST_OF_THE_WHOLE)


def _parts(report: Report, *, whole: bool) -> Iterator[str]:
    if whole:
        sign = verdict_sign(report.verdict, ascii_only=False)
        yield f"{sign.symbol} {sign.word} · {points_line(report)}"
    yield plain_text(report.message)
    if error := error_text(report):
        yield say("What stopped your code") + "\n" + error
    if remarks := remarks_text(report):
        yield say("Worth knowing, costs nothing") + "\n" + remarks
    if printed := printed_text(report):
        yield say("The last that your code printed") + "\n" + printed


def _extra(report: Report) -> dict[str, Any]:
    """What Gradescope keeps with the submission and shows to nobody."""
    return {
        "exercise_id": report.exercise_id,
        "verdict": report.verdict.value,
        "submission_sha256": report.submission_sha256,
        "attempts": report.attempts,
        "seed": report.seed,
        "versions": {plain_line(name): plain_line(text) for name, text in report.versions.items()},
        "confinement": sorted({run.confinement for run in report.runs if run.confinement}),
    }

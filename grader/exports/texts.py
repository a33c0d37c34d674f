"""A report's parts in plain words, as pages show them that take text and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from grader.language import say
from grader.reports.plain import plain, plain_line
from grader.results import CheckResult, CheckStatus, Report, Verdict

__all__ = [
    "check_text",
    "error_text",
    "plain_text",
    "points_line",
    "printed_text",
    "remarks_text",
    "shortened",
]

_OUTPUT_LINES: Final = 40
_MOST_READ: Final = 50_000
"""Characters that are looked at: no page shows as many."""


def shortened(text: str, most: int) -> str:
    """Return `text`, its middle replaced by a note where it has more than `most` characters."""
    if len(text) <= most:
        return text
    note = "\n" + say("[a part that is too long for this page is left out here]") + "\n"
    head = most * 2 // 3
    return text[:head] + note + text[len(text) - (most - head) :]


def plain_text(text: str) -> str:
    """Return a text of any length with only line feeds and characters that print."""
    return plain(shortened(text, _MOST_READ))


def points_line(report: Report) -> str:
    """Return "62.5 of 100 points"."""
    points, most = f"{report.points:g}", f"{report.max_points:g}"
    return say("{points} of {most} points", points=points, most=most)


def check_text(check: CheckResult) -> str:
    """Return what a check found; for one that failed also what was expected, and its hint."""
    if check.status is CheckStatus.PASSED:
        return plain_text(check.actual)
    if check.status is not CheckStatus.FAILED:
        return plain_text(check.reason)
    labelled = (
        (say("expected"), check.expected),
        (say("found"), check.actual),
        (say("hint"), check.hint),
    )
    return "\n".join(f"{label}: {plain_text(value)}" for label, value in labelled if value)


def error_text(report: Report) -> str:
    """Return what stopped the student's code, with its likely cause; "" where nothing did."""
    error = report.error
    if error is None:
        return ""
    return "\n".join(_error_lines(report))


def _error_lines(report: Report) -> Iterator[str]:
    error = report.error
    assert error is not None
    if error.cause:
        yield plain_text(error.cause)
    if error.where:
        yield plain_line(error.where)
    if error.code:
        yield f"    {plain_line(error.code)}"
    yield f"{plain_line(error.type)}: {plain_text(error.message)}"


def remarks_text(report: Report) -> str:
    """Return the remarks, one a line."""
    lines = (
        f"- {plain_line(each.text)}" + (f" ({plain_line(each.where)})" if each.where else "")
        for each in report.remarks
    )
    return "\n".join(lines)


def printed_text(report: Report) -> str:
    """Return the last lines that the code printed, where they may help to find a mistake."""
    stopped = report.verdict is Verdict.FAILED and report.error is not None
    if not (stopped or report.verdict is Verdict.NOT_GRADABLE):
        return ""
    lines = [line for line in plain_text(report.output).split("\n") if line.strip()]
    return "\n".join(lines[-_OUTPUT_LINES:])

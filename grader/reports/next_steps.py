"""What a student does after reading a report: a sentence, and the command that does it."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from grader.language import say
from grader.reports.plain import plain_line
from grader.results import CheckStatus, Report, Verdict

__all__ = ["next_steps"]


def next_steps(report: Report, next_id: str = "") -> Iterator[tuple[str, str]]:
    """Yield what to do now, as (sentence, command); a command may be empty.

    Args:
        report: The report that was read.
        next_id: The exercise to try after this one, where it is known.
    """
    file = shlex.quote(plain_line(report.submission_path or report.submission_name) or "FILE")
    again = f"grader check {report.exercise_id} {file}"
    if report.verdict is Verdict.PASSED:
        yield from _after_passing(report, next_id)
    elif report.verdict is Verdict.GRADER_ERROR:
        yield say("When it is mended, check the same file again:"), again
    elif report.verdict is Verdict.NOT_GRADABLE:
        yield say("Mend the file, then check it again:"), again
    else:
        yield from _after_failing(report)
        yield say("When you have changed it, check again:"), again


def _lost(report: Report) -> list[str]:
    """The names of the failed checks; the required ones first, for without them nothing passes."""
    failed = [check for check in report.checks if check.status is CheckStatus.FAILED]
    return [check.name for check in sorted(failed, key=lambda check: not check.required)]


def _after_passing(report: Report, next_id: str) -> Iterator[tuple[str, str]]:
    lost = _lost(report)
    if lost:
        hint = f"grader hint {report.exercise_id} {lost[0]}"
        yield say("There are points left, if you like:"), hint
    if next_id:
        yield say("Well done. Go on with the next exercise:"), f"grader show {next_id}"
    else:
        yield say("Well done. Choose the next exercise:"), "grader list"


def _besides_the_crash(report: Report) -> list[str]:
    """The required checks that failed although training had gone through when the code stopped."""
    trained = any(c.name == "learned" and c.status is CheckStatus.PASSED for c in report.checks)
    failed = [c.name for c in report.checks if c.required and c.status is CheckStatus.FAILED]
    return [name for name in failed if name != "runs"] if trained else []


def _after_failing(report: Report) -> Iterator[tuple[str, str]]:
    where = plain_line(report.error.where) if report.error else ""
    lost = _lost(report)
    if report.error and (besides := _besides_the_crash(report)):
        yield say("Begin with what stopped your code. It came after training, so these failed for "
                  "themselves: {checks}.", checks=", ".join(besides)), ""  # fmt: skip
    elif report.error and report.error.cause:
        # The cause may lie in another line than the one that raised.
        yield say("Begin with what stopped your code; the other checks wait for it."), ""
    elif where:
        yield say("Begin with {where}; the other checks wait for it.", where=where), ""
    elif lost:
        yield say("For a hint:"), f"grader hint {report.exercise_id} {lost[0]}"

"""Words that every form of a report has in common, whatever draws them."""

from __future__ import annotations

from collections.abc import Iterator

from grader.language import say
from grader.reports.plain import plain, plain_line
from grader.results import CheckResult, CheckStatus

__all__ = ["expected_found_hint", "marks", "share_of_points", "small_print", "sorry"]


def sorry() -> str:
    """Return what a student reads where the grader is at fault."""
    return say(
        "Something broke in the grader. This is not your fault, it costs no attempt, and "
        "nothing of your work is lost. Please tell your instructor."
    )


def marks(check: CheckResult) -> tuple[str, ...]:
    """Return what is to be known of a check besides its state: hidden, required."""
    lost = check.required and check.status is not CheckStatus.PASSED
    return (*((say("hidden"),) if check.hidden else ()), *((say("required"),) if lost else ()))


def expected_found_hint(check: CheckResult) -> Iterator[tuple[str, str, str]]:
    """Yield (what it is, its label, its text) of what a failed check has to say."""
    if check.status is not CheckStatus.FAILED:
        return
    labelled = (
        ("expected", say("expected"), check.expected),
        ("found", say("found"), check.actual),
        ("hint", say("hint"), check.hint),
    )
    yield from ((kind, label, plain(value)) for kind, label, value in labelled if value)


def small_print(check: CheckResult, *, repeated: bool) -> str:
    """Return what was found by a check that passed, or why another found nothing.

    Args:
        check: The check.
        repeated: Whether the check before it gave the same reason for the same state.
    """
    if check.status is CheckStatus.PASSED:
        return plain_line(check.actual)
    return say("for the same reason") if repeated and check.reason else plain_line(check.reason)


def share_of_points(check: CheckResult) -> str:
    """Return "12.5/35", or "" for a check without points."""
    return f"{check.points:g}/{check.max_points:g}" if check.max_points else ""

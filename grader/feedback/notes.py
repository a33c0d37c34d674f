"""What a report says of places in a notebook: notes, each with the cells that it concerns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from grader.feedback.places import Place, places_in
from grader.language import say
from grader.reports.signs import status_sign, verdict_sign
from grader.reports.words import expected_found_hint
from grader.results import CheckResult, CheckStatus, Report, StudentError, Verdict

__all__ = ["Note", "notes_of"]


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that is said of a notebook.

    Attributes:
        kind: "stopped", "failed" or "remark".
        symbol: Never without the heading beside it.
        text: What is said; may be empty.
        labelled: (what it is, its label, its text), as of a failed check.
        places: Where, as far as that is known.
    """

    kind: str
    symbol: str
    heading: str
    text: str
    labelled: tuple[tuple[str, str, str], ...] = ()
    places: tuple[Place, ...] = ()


def notes_of(report: Report) -> tuple[Note, ...]:
    """Return all notes in the current language: what stopped the code, failed checks, remarks."""
    return tuple(_notes(report))


def _notes(report: Report) -> Iterator[Note]:
    if report.verdict is Verdict.NOT_GRADABLE and report.message:
        sign = verdict_sign(report.verdict, ascii_only=False)
        places = places_in(report.message)
        yield Note("stopped", sign.symbol, sign.word, report.message, places=places)
    if report.error is not None:
        yield _stopped(report.error)
    for check in report.checks:
        if check.status is CheckStatus.FAILED:
            yield _failed(check)
    for remark in report.remarks:
        places = places_in(f"{remark.where}\n{remark.text}")
        yield Note("remark", "•", say("worth knowing"), remark.text, places=places)


def _stopped(error: StudentError) -> Note:
    raised = f"{error.type}: {error.message}"
    # The innermost frame is the student's own line where nothing else names one.
    named = "\n".join((error.where or "".join(error.frames[-1:]), error.cause))
    return Note(
        kind="stopped",
        symbol=status_sign(CheckStatus.FAILED, ascii_only=False).symbol,
        heading=say("What stopped your code"),
        text="\n".join(part for part in (error.cause, raised) if part),
        places=places_in(named),
    )


def _failed(check: CheckResult) -> Note:
    sign = status_sign(check.status, ascii_only=False)
    labelled = tuple(expected_found_hint(check))
    places = places_in("\n".join(text for _, _, text in labelled))
    return Note("failed", sign.symbol, check.title, "", labelled, places)

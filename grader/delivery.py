"""A report to where it was asked for: to the screen or into a file, for a person or a program."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from grader.language import say

if TYPE_CHECKING:
    from grader.results import Report

__all__ = ["Format", "deliver"]


class Format(StrEnum):
    """How a report is written."""

    TERMINAL = "terminal"
    JSON = "json"
    HTML = "html"


def deliver(
    report: Report, form: Format, output: Path | None, *, complain: Callable[[str], None]
) -> None:
    """Print a report, or write it to a file and say so.

    Args:
        report: What there is to say.
        form: How it is written.
        output: The file; None prints it.
        complain: Told where the file is, or that it cannot be written: then it is printed.
    """
    from rich.console import Console

    from grader.practice import next_exercise
    from grader.reports.terminal import print_report

    next_id = next_exercise(report.exercise_id)
    document = _document(report, form, next_id)
    if output is None:
        if document:
            print(document)
        else:
            print_report(report, Console(highlight=False, soft_wrap=False), next_id=next_id)
        return
    try:
        with output.open("w", encoding="utf-8") as file:
            if document:
                file.write(f"{document}\n")
            else:
                print_report(report, Console(file=file, width=100), next_id=next_id)
    except OSError as error:
        complain(say("{path} cannot be written: {why}. The report follows here instead.",
                     path=output, why=error.strerror))  # fmt: skip
        deliver(report, form, None, complain=complain)
        return
    complain(say("The report is in {path}.", path=output))


def _document(report: Report, form: Format, next_id: str) -> str:
    """Return a report as JSON or HTML; empty for the terminal, which draws its own."""
    match form:
        case Format.JSON:
            from grader.reports.json import render_json

            return render_json(report)
        case Format.HTML:
            from grader.feedback import render_feedback

            return render_feedback(report, report.insight, next_id=next_id)
        case Format.TERMINAL:
            return ""

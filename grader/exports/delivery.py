"""Handing an export over: to standard output, to a file, or one file a submission."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from grader.errors import GraderError, UsageError
from grader.exports.entries import Exported, person
from grader.exports.reports import file_name
from grader.exports.source import Selection
from grader.language import say
from grader.results import Report

__all__ = ["deliver", "hand_over", "write_each"]


def _tell(sentence: str) -> None:
    print(sentence, file=sys.stderr)


def hand_over(exported: Exported, out: Path | None) -> None:
    """Print or write an export, and say on standard error what has to be known of it."""
    deliver(exported.text, out)
    for note in exported.notes:
        _tell(note)


def deliver(text: str, out: Path | None) -> None:
    """Print `text`, or write it to `out` and say so.

    Raises:
        UsageError: If `out` cannot be written.
    """
    if out is None:
        sys.stdout.write(text)
        return
    _write(out, text)
    _tell(say("Written to {path}.", path=out))


def write_each(selection: Selection, render: Callable[[Report], str], folder: Path) -> None:
    """Write a file for each submission; none where `render` says that the grader was at fault.

    Raises:
        UsageError: If `folder` cannot be written.
    """
    written = 0
    for grade, report in selection.reports():
        try:
            text = render(report)
        except GraderError as error:
            _tell(f"{person(grade.student)} {grade.exercise_id}: {error}")
            continue
        name = file_name(grade.student.key, grade.report_id or 0)
        _write(folder / grade.exercise_id / f"{name}.json", text)
        written += 1
    _tell(say("{count} files are in {path}.", count=written, path=folder))


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise UsageError(
            say("{path} cannot be written: {why}.", path=path, why=error.strerror)
        ) from None

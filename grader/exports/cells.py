"""Cells of a CSV file that a spreadsheet opens without running what a student wrote into them.

A cell that begins with = + - or @ is a formula to a spreadsheet (CWE-1236; OWASP, "CSV Injection").
An apostrophe before it makes it text. A spreadsheet that splits at another separator than the
file's sees cells where there are none, so the same is done after each separator inside a cell.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Final

from grader.reports.plain import plain_line

__all__ = ["defused", "number", "written"]

_FORMULA: Final = re.compile(r"((?:^|[;,|])[\s\"]*)(?=[=+\-@＝＋－＠])")


def defused(text: str) -> str:
    """Return `text` as one line that prints and that no spreadsheet takes for a formula.

    A dash alone, or a number with a sign, is no exception: read with another separator, it goes on
    in what the next cell says. Grades, which are never negative, are written by `number`.
    """
    # What prints as it is needs no more than this; a gradebook has a million such cells.
    line = " ".join(text.split()) if text.isprintable() else plain_line(text)
    return _FORMULA.sub(r"\1'", line)


def number(value: float | None) -> str:
    """Return a number with a dot and at most two decimals, "" for None.

    Canvas shows and compares two decimals (its gradebook's export rounds to as many), Moodle five.
    """
    if value is None:
        return ""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def written(rows: Iterable[Sequence[str]], *, delimiter: str = ",") -> str:
    """Return rows of cells as CSV, a line feed after each; cells must be safe already."""
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return file.getvalue()

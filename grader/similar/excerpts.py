"""A text with its shared stretches → numbered lines to show, those without any left out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from grader.reports.plain import plain
from grader.similar.values import Span

__all__ = ["Piece", "Row", "excerpt"]

_AROUND: Final = 2
"""So many lines are shown before and after a shared one."""
_MOST_ROWS: Final = 400
_MOST_COLUMNS: Final = 2000


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line.

    Attributes:
        stretch: The number of the stretch that it is part of, from 1; 0 for none.
        begins: Whether the stretch begins here.
        passed_over: Whether it was not compared.
    """

    text: str
    stretch: int = 0
    begins: bool = False
    passed_over: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A line with its number, from 1; or, without pieces, how many lines are left out here."""

    number: int
    pieces: tuple[Piece, ...] = ()
    left_out: int = 0


def excerpt(text: str, stretches: Sequence[Span], passed_over: Sequence[Span]) -> list[Row]:
    """Return the lines to show of a text.

    Args:
        text: All of it.
        stretches: Where the stretches 1, 2, … stand in it; no two overlap.
        passed_over: What was not compared of it.
    """
    marks = sorted((start, end, number) for number, (start, end) in enumerate(stretches, start=1))
    hidden = sorted((start, end, 0) for start, end in passed_over)
    lines = list(_lines(text))
    shared = [bool(_inside(marks, *span)) for span in lines]
    rows: list[Row] = []
    skipped = 0
    for at, (start, end) in enumerate(lines):
        near = any(shared[max(0, at - _AROUND) : at + _AROUND + 1])
        if not near or len(rows) >= _MOST_ROWS:
            skipped += 1
            continue
        if skipped:
            rows.append(Row(at - skipped + 1, left_out=skipped))
            skipped = 0
        rows.append(Row(at + 1, tuple(_pieces(text, start, end, marks, hidden))))
    if skipped:
        rows.append(Row(len(lines) - skipped + 1, left_out=skipped))
    return rows


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.removesuffix("\n").split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


_Mark = tuple[int, int, int]


def _inside(marks: list[_Mark], start: int, end: int) -> list[_Mark]:
    """Return the marks that have a character in common with a span."""
    first = max(0, bisect_right(marks, (start,)) - 1)
    found: list[_Mark] = []
    for mark in marks[first:]:
        if mark[0] >= end:
            break
        if mark[1] > start:
            found.append(mark)
    return found


def _pieces(
    text: str, start: int, end: int, marks: list[_Mark], hidden: list[_Mark]
) -> Iterator[Piece]:
    """Yield the parts of one line; what was not compared is not marked inside a stretch either."""
    shared, over = _inside(marks, start, end), _inside(hidden, start, end)
    shown = min(end, start + _MOST_COLUMNS)
    indented = len(text[start:shown]) - len(text[start:shown].lstrip())
    if indented:
        yield Piece(plain(text[start : start + indented]))
        start += indented
    edges = {edge for mark in (*shared, *over) for edge in mark[:2] if start < edge < shown}
    cuts = sorted({start, shown} | edges)
    for left, right in pairwise(cuts):
        number = next((n for a, b, n in shared if a <= left < b), 0)
        passed_over = any(a <= left < b for a, b, _ in over)
        begins = any(a == left for a, _, n in shared if n == number)
        words = plain(text[left:right])
        yield Piece(words, 0 if passed_over else number, begins and not passed_over, passed_over)
    if shown < end:
        yield Piece(" …")

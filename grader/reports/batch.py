"""What a batch came to, at its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.text import Text

from grader.language import say
from grader.reports.plain import plain_line
from grader.reports.signs import verdict_sign
from grader.results import Verdict

__all__ = ["render_summary"]

_MOST_NAMES = 20


def render_summary(
    verdicts: Mapping[Verdict, int],
    *,
    before: int,
    trained: int,
    missing: Sequence[str],
    faults: Sequence[Path],
    page: str,
    book: str,
    ascii_only: bool = False,
) -> Text:
    """Return the last lines of a batch.

    Args:
        verdicts: How many of each were added.
        before: How many had been graded before.
        trained: How many were trained; identical ones are trained once.
        missing: Who handed in nothing.
        faults: Where what is known of each fault of ours is.
        page: Where the page of the class is; empty without one.
        book: The gradebook.
        ascii_only: Whether nothing but ASCII can be shown.
    """
    text = Text()
    text.append(_counted(verdicts, before, trained))
    text.append(_found(verdicts, ascii_only=ascii_only))
    if missing:
        text.append(say("Handed in nothing: {names}", names=_named(missing)) + "\n")
    for place in faults:
        text.append(say("The grader failed at one; for a bug report: {path}", path=place) + "\n")
    if page:
        text.append(say("The class: {path}", path=page) + "\n")
    text.append(say("The grades: {command}", command=f"grader gradebook show --gradebook {book}"))
    text.append("\n")
    return text


def _counted(verdicts: Mapping[Verdict, int], before: int, trained: int) -> Text:
    text, graded = Text(), sum(verdicts.values())
    text.append(say("Graded {count} submissions.", count=graded), style="bold")
    if before:
        text.append(" " + say("{count} had been graded before.", count=before))
    if 0 < trained < graded:
        text.append(" " + say("{count} of them were run; the others are identical to one of "
                              "these, or cannot be graded.", count=trained))  # fmt: skip
    text.append("\n")
    return text


def _found(verdicts: Mapping[Verdict, int], *, ascii_only: bool) -> Text:
    lines = Text()
    for verdict in Verdict:
        if count := verdicts.get(verdict, 0):
            sign = verdict_sign(verdict, ascii_only=ascii_only)
            lines.append(f"  {sign.symbol} {count} {sign.word}\n", style=sign.style)
    return lines


def _named(keys: Sequence[str]) -> str:
    more = len(keys) - _MOST_NAMES
    names = ", ".join(plain_line(key) for key in keys[:_MOST_NAMES])
    return f"{names}, … {more}" if more > 0 else names

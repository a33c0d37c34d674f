"""The ranking as one page: a table, then each pair side by side. It needs no network, no script."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from grader.language import current_language, say
from grader.reports.plain import plain_line
from grader.similar.excerpts import Row, excerpt
from grader.similar.table import LeftOut
from grader.similar.values import Pair, Sample, Span
from grader.similar.words import caution, percent, remark

__all__ = ["render_similar"]

_FOLDER: Final = Path(__file__).parent
_COLOURS: Final = 6


@dataclass(frozen=True, slots=True)
class _Side:
    """One file of a pair as the page shows it."""

    key: str
    label: str
    own: str
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class _Shown:
    """One pair as the page shows it."""

    number: int
    percent: str
    share: str
    remark: str
    sides: tuple[_Side, _Side]


def render_similar(
    pairs: Sequence[Pair],
    *,
    exercise: str = "",
    compared: int = 0,
    left_out: Sequence[LeftOut] = (),
) -> str:
    """Return a whole HTML page in the current language.

    Args:
        pairs: As `rank` returns them.
        exercise: The title of the exercise.
        compared: How many submissions were compared.
        left_out: What was not, and why.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    pages = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = (_FOLDER / "page.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return pages.get_template("page.html").render(
        language=current_language(),
        style=Markup(style),  # noqa: S704 our own file
        style_digest=digest,
        exercise=plain_line(exercise),
        pairs=[_shown(number, pair) for number, pair in enumerate(pairs, start=1)],
        left_out=[(plain_line(each.label), plain_line(each.why)) for each in left_out],
        colours=_COLOURS,
        words=_words(compared),
        skipped=_skipped,
        stretch=_stretch,
    )


def _shown(number: int, pair: Pair) -> _Shown:
    first = [stretch.first for stretch in pair.shared_spans]
    second = [stretch.second for stretch in pair.shared_spans]
    return _Shown(
        number,
        percent(pair.share),
        say("{share} alike", share=percent(pair.share)),
        remark(pair),
        (
            _side(f"{number}a", pair.first, pair.share_first, first, pair.passed_over_first),
            _side(f"{number}b", pair.second, pair.share_second, second, pair.passed_over_second),
        ),
    )


def _side(
    key: str, sample: Sample, share: float, shared: list[Span], passed_over: tuple[Span, ...]
) -> _Side:
    own = say("{share} of its own code is in the other one, too", share=percent(share))
    return _Side(key, plain_line(sample.label), own, excerpt(sample.text, shared, passed_over))


def _skipped(count: int) -> str:
    return say("lines not shown: {count}", count=count)


def _stretch(number: int) -> str:
    return say("stretch {number}: to its place in the other file", number=number)


def _words(compared: int) -> dict[str, str]:
    return {
        "title": say("Similar submissions"),
        "compared": say("Submissions compared: {count}", count=compared),
        "caution": caution(),
        "reading": say(
            "Coloured and numbered: code that stands in both files; the same number is the same "
            "stretch, and leads to it. Names, strings and numbers in it may differ."
        ),
        "pale": say(
            "Pale: not compared, because it is a comment, an import or the exercise's stub."
        ),
        "plain": say(
            "Neither: code of one's own that the other file does not have, or that most of the "
            "class has."
        ),
        "alike": say("Alike"),
        "submissions": say("Submissions"),
        "none": say("No two submissions are that much alike."),
        "nothing": say("There is no stretch to show."),
        "left_out": say("Not compared"),
        "top": say("Back to the table"),
    }

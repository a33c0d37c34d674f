"""The learning curves as shapes: where the lines of an inline SVG run, and what they say.

The units are those of the SVG's view box, which `templates/curves.html` draws.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from grader.feedback.scales import limits, ticks
from grader.language import say
from grader.reports.curve import WIDE_RATIO, axis_number, drawable, drawn_keys
from grader.results import Epoch, cut

__all__ = ["Chart", "Line", "Numbers", "learning_curves", "numbers_of"]

WIDTH: Final = 400
HEIGHT: Final = 226
LEFT: Final = 48
RIGHT: Final = 130
TOP: Final = 14
BOTTOM: Final = 36
_LABEL_HEIGHT: Final = 16
_MOST_POINTS: Final = 240
_MOST_ROWS: Final = 40


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a chart.

    Attributes:
        kind: "training" or "validation".
        word: The same in the reader's language.
        path: An SVG path; a value that cannot be drawn leaves a gap.
        label: Its word and last value, at its right end at the height `label_y`.
        said: From what to what it went.
    """

    kind: str
    word: str
    path: str
    end: tuple[float, float]
    label: str
    label_y: float
    said: str


@dataclass(frozen=True, slots=True)
class Chart:
    """One metric over the epochs.

    Attributes:
        key: Tells it apart from others on a page.
        across: (x, text, which end of the text stands there) below the chart.
        up: (y, text) beside it.
        broken: What is to be said of values that cannot be drawn; may be empty.
    """

    key: str
    title: str
    lines: tuple[Line, ...]
    across: tuple[tuple[float, str, str], ...]
    up: tuple[tuple[float, str], ...]
    broken: str = ""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The same as a table: its columns' names and a row of texts an epoch."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    left_out: int = 0


def learning_curves(history: Sequence[Epoch]) -> tuple[Chart, ...]:
    """Return a chart of the accuracy and one of the loss, whichever has two values to draw."""
    found = (_chart(history, key) for key in drawn_keys(history))
    return tuple(chart for chart in found if chart is not None)


def numbers_of(history: Sequence[Epoch]) -> Numbers:
    """Return the numbers behind the curves; of many epochs some, the first and last among them."""
    keys = [twin for key in drawn_keys(history) for twin in (key, f"val_{key}")]
    keys = [key for key in keys if any(key in epoch.logs for epoch in history)]
    if not keys:
        return Numbers((), ())
    shown = _spread(len(history), _MOST_ROWS)
    rows = tuple(
        (str(history[at].number), *(_text(history[at].logs.get(key), key) for key in keys))
        for at in shown
    )
    columns = (say("epoch"), *(_column(key) for key in keys))
    return Numbers(columns, rows, len(history) - len(shown))


def _column(key: str) -> str:
    word = say("validation") if key.startswith("val_") else say("training")
    return f"{_title(key.removeprefix('val_'))}, {word}"


def _title(key: str) -> str:
    return say("loss") if key == "loss" else say("accuracy")


def _text(value: float | None, key: str) -> str:
    if value is None:
        return "–"
    return axis_number(cut(value, 3) if "acc" in key.lower() and drawable(value) else value)


def _spread(count: int, most: int) -> list[int]:
    """Return at most `most` places out of `count`, evenly, the first and the last among them."""
    if count <= most:
        return list(range(count))
    return [round(step * (count - 1) / (most - 1)) for step in range(most)]


def _chart(history: Sequence[Epoch], key: str) -> Chart | None:
    all_values = {
        kind: [drawable(epoch.logs.get(name)) for epoch in history]
        for kind, name in (("training", key), ("validation", f"val_{key}"))
    }
    drawn = {k: v for k, v in all_values.items() if sum(each is not None for each in v) >= 2}
    finite = [value for values in drawn.values() for value in values if value is not None]
    if not finite:
        return None
    logarithmic = key == "loss" and 0 < min(finite) < max(finite) / WIDE_RATIO
    heights = {
        kind: [math.log10(v) if v is not None and logarithmic else v for v in values]
        for kind, values in drawn.items()
    }
    low, high = limits(
        [math.log10(v) if logarithmic else v for v in finite],
        share=key != "loss",
        linear=not logarithmic,
    )
    lines = [
        _line(kind, drawn[kind], heights[kind], (low, high), accuracy=key != "loss")
        for kind in drawn
    ]
    title = _title(key)
    return Chart(
        key="loss" if key == "loss" else "accuracy",
        title=say("{name}, on a logarithmic scale", name=title) if logarithmic else title,
        lines=_apart(lines),
        across=_across(len(history)),
        up=tuple((_y(at, low, high), text) for at, text in ticks(low, high, log=logarithmic)),
        broken=_broken(history, key),
    )


def _line(
    kind: str,
    values: Sequence[float | None],
    heights: Sequence[float | None],
    floor_and_ceiling: tuple[float, float],
    *,
    accuracy: bool,
) -> Line:
    path, gap, end = "", True, (0.0, 0.0)
    for at in _spread(len(heights), _MOST_POINTS):
        height = heights[at]
        if height is not None:
            end = (_x(at, len(heights)), _y(height, *floor_and_ceiling))
            # A lone value between gaps has no length; its round cap makes it a dot.
            path += f"{'M' if gap else 'L'}{end[0]:.1f} {end[1]:.1f}{'h0' if gap else ''}"
        gap = height is None
    finite = [value for value in values if value is not None]
    first, last = (axis_number(cut(v, 3) if accuracy else v) for v in (finite[0], finite[-1]))
    word = say("validation") if kind == "validation" else say("training")
    said = say("{name}: from {first} to {last}", name=word, first=first, last=last)
    return Line(kind, word, path, end, f"{word} {last}", end[1], said)


def _apart(lines: list[Line]) -> tuple[Line, ...]:
    """Move the labels of two lines that end close to each other apart."""
    if len(lines) < 2 or abs(lines[0].end[1] - lines[1].end[1]) >= _LABEL_HEIGHT:
        return tuple(lines)
    upper, lower = sorted(lines, key=lambda line: line.end[1])
    middle = (upper.end[1] + lower.end[1]) / 2
    half = _LABEL_HEIGHT / 2
    middle = min(max(middle, TOP + half), HEIGHT - BOTTOM - half)
    heights = {upper.kind: middle - half, lower.kind: middle + half}
    return tuple(replace(line, label_y=heights[line.kind]) for line in lines)


def _x(at: int, count: int) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * at / max(count - 1, 1)


def _y(height: float, low: float, high: float) -> float:
    share = min(max((height - low) / (high - low), 0.0), 1.0)
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - share)


def _across(epochs: int) -> tuple[tuple[float, str, str], ...]:
    first = say("epoch {number}", number=1)
    return ((_x(0, 2), first, "start"), (_x(1, 2), str(epochs), "end"))


def _broken(history: Sequence[Epoch], key: str) -> str:
    """Say where a number is first missing because it was none, as a loss that became NaN."""
    for epoch in history:
        for name in (key, f"val_{key}"):
            value = epoch.logs.get(name)
            if value is not None and drawable(value) is None:
                return say("In epoch {number} it is not a number that can be drawn: {value}.",
                           number=epoch.number, value=f"{value:g}")  # fmt: skip
    return ""

"""The learning curve as a small chart of text.

In Unicode every character of braille holds 2 x 4 dots (Unicode block 2800), the first line whole,
the second dotted, so that they differ without colour; elsewhere `*` and `o` stand for them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from grader.language import say
from grader.reports.plain import plain_line
from grader.results import cut

if TYPE_CHECKING:
    from rich.text import Text

    from grader.results import Epoch

__all__ = ["WIDE_RATIO", "axis_number", "drawable", "drawn_keys", "learning_curve"]

_ROWS: Final = 6
_BRAILLE: Final = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
_STYLES: Final = ("cyan", "magenta")
_MOST_COLUMNS: Final = 60
WIDE_RATIO: Final = 50
"""A loss that falls by more than this factor is drawn on a logarithmic scale."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the chart; `heights` are its values, or their logarithms to base 10."""

    name: str
    heights: tuple[float | None, ...]
    style: str
    last: float
    logarithmic: bool = False

    @property
    def label(self) -> str:
        """Its name and its last value, as they stand at its right end."""
        last = cut(self.last, 3) if "acc" in self.name else self.last
        return f"{self.name} {axis_number(last)}" + (" (log)" if self.logarithmic else "")

    @property
    def finite(self) -> list[float]:
        """All heights that can be drawn."""
        return [height for height in self.heights if height is not None]

    def on_a_logarithmic_scale(self) -> _Line:
        """Return the same line with the logarithms of its values, all above 0."""
        logarithms = tuple(None if h is None else math.log10(h) for h in self.heights)
        return replace(self, heights=logarithms, logarithmic=True)


def learning_curve(history: Sequence[Epoch], width: int, *, ascii_only: bool) -> list[Text]:
    """Return the lines of the chart; none where there are fewer than two epochs to draw.

    Args:
        history: The epochs in order.
        width: Columns that the chart may take.
        ascii_only: Whether only ASCII can be shown.
    """
    lines = _lines_to_draw(history)
    if not lines or width < 36:
        return []
    low, high = _range(lines)
    labels = _axis_labels(low, high, logarithmic=lines[0].logarithmic)
    gutter = max(len(label) for label in labels)
    names = max(len(line.label) for line in lines) + 2
    columns = min(width - gutter - names - 3, _MOST_COLUMNS)
    if columns < 10:
        return []
    canvas = _Canvas(columns, low, high, ascii_only=ascii_only)
    for index, line in enumerate(lines):
        canvas.draw(line, index)
    return canvas.with_axes(lines, labels, gutter, len(history))


def _lines_to_draw(history: Sequence[Epoch]) -> list[_Line]:
    """Accuracy with its twin on validation data; the loss where no accuracy was measured."""
    chosen = next(iter(drawn_keys(history)), None)
    if chosen is None or len(history) < 2:
        return []
    lines: list[_Line] = []
    for key, style in zip((chosen, f"val_{chosen}"), _STYLES, strict=True):
        values = tuple(drawable(epoch.logs.get(key)) for epoch in history)
        finite = [value for value in values if value is not None]
        if len(finite) >= 2:
            lines.append(_Line(plain_line(key)[:20], values, style, finite[-1]))
    everything = [value for line in lines for value in line.finite]
    if chosen == "loss" and lines and 0 < min(everything) < max(everything) / WIDE_RATIO:
        return [line.on_a_logarithmic_scale() for line in lines]
    return lines


def drawn_keys(history: Sequence[Epoch]) -> list[str]:
    """Return the first accuracy among the logs and the loss, whichever there are, in this order."""
    keys = [key for epoch in history for key in epoch.logs]
    own = [key for key in dict.fromkeys(keys) if not key.startswith("val_")]
    accuracies = [key for key in own if "acc" in key.lower()]
    return [*accuracies[:1], *(key for key in own if key == "loss")]


def drawable(value: float | None) -> float | None:
    """Return `value` where it can be drawn, otherwise None."""
    return value if value is not None and math.isfinite(value) and abs(value) < 1e12 else None


def _range(lines: Sequence[_Line]) -> tuple[float, float]:
    values = [value for line in lines for value in line.finite]
    low, high = min(values), max(values)
    if "acc" in lines[0].name.lower() and low >= 0 and high <= 1:
        low, high = math.floor(low * 20) / 20, math.ceil(high * 20) / 20
    if high - low < 1e-9:
        margin = max(abs(high) * 0.1, 0.05)
        return low - margin, high + margin
    return low, high


def _axis_labels(low: float, high: float, *, logarithmic: bool) -> tuple[str, ...]:
    """One label a row, the highest first; only the ends carry a number."""
    top, bottom = (10**high, 10**low) if logarithmic else (high, low)
    return (axis_number(top), *[""] * (_ROWS - 2), axis_number(bottom))


def axis_number(value: float) -> str:
    """Return a number as it stands at an axis or at a line's end."""
    return f"{value:.3f}" if abs(value) < 100 else f"{value:.3g}"


class _Canvas:
    """A grid of dots under a chart.

    Args:
        columns: Its width in characters.
        low: The value at its lower edge.
        high: The value at its upper edge.
        ascii_only: Whether a character holds one dot instead of 2 x 4.
    """

    def __init__(self, columns: int, low: float, high: float, *, ascii_only: bool) -> None:
        self.ascii_only = ascii_only
        self.across, self.down = (1, 1) if ascii_only else (2, 4)
        self.low, self.high = low, high
        self.columns = columns
        self.dots = [[0] * columns for _ in range(_ROWS)]
        self.styles: list[list[str]] = [[""] * columns for _ in range(_ROWS)]
        self.ends: dict[int, int] = {}

    def draw(self, line: _Line, index: int) -> None:
        """Draw one line, values between epochs interpolated; a missing value leaves a gap.

        Args:
            line: The line.
            index: Its number; the first is drawn whole, the second dotted.
        """
        dotted = index > 0
        width, height = self.columns * self.across, _ROWS * self.down
        last: int | None = None
        for x in range(width):
            value = _at(line.heights, x * (len(line.heights) - 1) / (width - 1))
            if value is None:
                last = None
                continue
            share = (value - self.low) / (self.high - self.low)
            y = round((1 - min(max(share, 0.0), 1.0)) * (height - 1))
            for each in self._dots_between(x, y, last, dotted=dotted):
                self._dot(x, each, line.style, second=dotted)
            last = y
        if last is not None:
            self._keep_end(last // self.down, index)

    def _dots_between(self, x: int, y: int, last: int | None, *, dotted: bool) -> range:
        """The rows to mark in column `x` of a line that comes from row `last`."""
        if self.ascii_only or last is None:
            return range(y, y + 1)
        if dotted:
            return range(y, y + 1) if x % 4 == 0 else range(0)
        return range(min(y, last), max(y, last) + 1)

    def _dot(self, x: int, y: int, style: str, *, second: bool) -> None:
        column, row = x // self.across, y // self.down
        if self.ascii_only:
            self.dots[row][column] = self.dots[row][column] or ord("o" if second else "*")
        else:
            self.dots[row][column] |= _BRAILLE[x % 2][y % 4]
        self.styles[row][column] = self.styles[row][column] or style

    def _keep_end(self, row: int, index: int) -> None:
        """Keep the row beside which a line's name goes; two names never share one."""
        if row in self.ends:
            row += 1 if row + 1 < _ROWS else -1
        self.ends[row] = index

    def with_axes(
        self, lines: Sequence[_Line], labels: Sequence[str], gutter: int, epochs: int
    ) -> list[Text]:
        """Return the chart's lines with both axes and the lines' names at their right ends."""
        from rich.cells import cell_len
        from rich.text import Text

        edge, corner, floor = ("|", "+", "-") if self.ascii_only else ("│", "└", "─")
        rows: list[Text] = []
        for row in range(_ROWS):
            text = Text(f"{labels[row]:>{gutter}} {edge}")
            for dot, style in zip(self.dots[row], self.styles[row], strict=True):
                text.append(self._character(dot), style=style)
            if row in self.ends:
                line = lines[self.ends[row]]
                text.append(f"  {line.label}", style=line.style)
            text.rstrip()
            rows.append(text)
        rows.append(Text(f"{'':{gutter}} {corner}{floor * self.columns}"))
        first = f"{'':{gutter}}  {say('epoch {number}', number=1)}"
        room = gutter + 2 + self.columns - cell_len(first)
        rows.append(Text(f"{first}{epochs:>{room}}"))
        return rows

    def _character(self, dot: int) -> str:
        if not dot:
            return " "
        return chr(dot) if self.ascii_only else chr(0x2800 + dot)


def _at(values: Sequence[float | None], position: float) -> float | None:
    """Return the value at a fractional position, interpolated between its neighbours."""
    left = min(int(position), len(values) - 1)
    right = min(left + 1, len(values) - 1)
    start, end = values[left], values[right]
    if start is None or end is None:
        return start if position - left < 0.5 else end
    return start + (end - start) * (position - left)

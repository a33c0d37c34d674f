"""Laying out lines of text: hanging indents and right-aligned ends, nothing ever cut.

rich's tables pad every line to its full width; a report that is piped to a file should not carry
these blanks, and a long value should wrap under its own column. So the lines are laid by hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

__all__ = ["hanging", "spread", "wrapped"]


def wrapped(console: Console, body: Text, width: int) -> Iterator[Text]:
    """Yield `body` in lines of at most `width` columns, broken between words where it can be."""
    for line in body.wrap(console, max(width, 8), overflow="fold", tab_size=4):
        line.rstrip()
        yield line


def hanging(console: Console, label: Text, body: Text, width: int, *, indent: int) -> list[Text]:
    """Return `label` with `body` beside it, all lines of `body` under each other.

    Args:
        console: What measures.
        label: What stands before the first line, as wide as the column for labels.
        body: What wraps.
        width: Columns of the whole.
        indent: Columns before the label.
    """
    left = indent + cell_len(label.plain)
    lines: list[Text] = []
    for number, line in enumerate(wrapped(console, body, width - left)):
        start = Text(" " * indent).append_text(label) if number == 0 else Text(" " * left)
        lines.append(start.append_text(line))
    return lines or [Text(" " * indent).append_text(label)]


def spread(left: Text, right: Text, width: int) -> list[Text]:
    """Return `left` and `right` at both ends of one line; below each other if that is too narrow.

    The second line is indented to end at `width` as well.
    """
    room = width - cell_len(left.plain) - cell_len(right.plain)
    if room >= 2:
        return [left.copy().append(" " * room).append_text(right)]
    return [left, right]

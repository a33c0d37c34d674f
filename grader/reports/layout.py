"""Laying out lines of text: hanging indents and right-aligned ends, nothing ever cut.

rich's tables pad every line to its full width; a report that is piped to a file should not carry
these blanks, and a long value should wrap under its own column. So the lines are laid by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["command_line", "flow", "hanging", "spread", "wrapped"]


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
        lines[-1].rstrip()
    return lines


def spread(left: Text, right: Text, width: int) -> list[Text]:
    """Return `left` and `right` at both ends of one line; below each other if that is too narrow.

    The second line is indented to end at `width` as well.
    """
    room = width - cell_len(left.plain) - cell_len(right.plain)
    if room >= 2:
        return [left.copy().append(" " * room).append_text(right)]
    return [left, right]


def flow(console: Console, parts: Sequence[Text], separator: str, width: int) -> Iterator[Text]:
    """Yield lines with as many of `parts` as fit, `separator` between those on one line."""
    line: Text | None = None
    for part in parts:
        joined = part if line is None else Text(separator).join([line, part])
        if line is not None and cell_len(joined.plain) > width:
            yield from wrapped(console, line, width)
            joined = part
        line = joined
    if line is not None:
        yield from wrapped(console, line, width)


def command_line(command: str, *, indent: int) -> Text:
    """Return a command to be typed, on one line however long: a wrapped one cannot be copied.

    It is for a console that does not crop.
    """
    return Text(" " * indent + command, style="cyan", no_wrap=True, overflow="ignore")

"""What `grader doctor` found, drawn for the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from grader.language import say

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = ["render_host"]


class Finding(Protocol):
    """One thing that was looked at."""

    @property
    def name(self) -> str:
        """What it is."""
        ...

    @property
    def well(self) -> bool:
        """Whether it is as it should be."""
        ...

    @property
    def detail(self) -> str:
        """What was found."""
        ...


def render_host(findings: Sequence[Finding]) -> RenderableType:
    """Return a table: a sign, a word, what was looked at, what was found; then what follows."""
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(ratio=2)
    table.add_column(ratio=5, overflow="fold")
    for finding in findings:
        sign = Text("✓ " + say("works"), style="green")
        if not finding.well:
            sign = Text("✗ " + say("lacking"), style="red")
        table.add_row(sign, Text(finding.name), Text(finding.detail))
    if all(finding.well for finding in findings):
        end = say("This host can grade code that nobody has looked at.")
    else:
        end = say("On this host, check only files that you trust.")
    return Group(Text(), table, Text(), Text(end))

"""The data sets as tables: all of them, the facts of one, and how a download goes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

from grader.closing import Closing
from grader.language import say
from grader.reports.listing import Listing

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.progress import Progress, TaskID

__all__ = ["SetRow", "TransferView", "megabytes", "render_facts", "render_sets"]

# A total above this is a number of bytes, not of images.
_BYTES_FROM: Final = 200_000


@dataclass(frozen=True, slots=True)
class SetRow:
    """One line of the list.

    Attributes:
        name: What is typed.
        images: Public images and their size, or the network's name.
        state: Whether it is fetched or drawn.
        bytes: What it takes in the cache.
    """

    name: str
    images: str
    state: str
    bytes: int


def megabytes(size: int) -> str:
    """Return a size as a person reads it."""
    if not size:
        return "–"
    return (
        say("{size:.1f} MB", size=size / 1e6)
        if size < 1e8
        else say("{size:.0f} MB", size=size / 1e6)
    )


def render_sets(sets: Sequence[SetRow], networks: Sequence[SetRow], cache: str) -> RenderableType:
    """Return two tables: data sets and pretrained networks, then where the cache is."""
    from rich.console import Group
    from rich.text import Text

    blocks: list[RenderableType] = []
    for heading, rows in ((say("Data sets"), sets), (say("Pretrained networks"), networks)):
        if rows:
            blocks += [Text(), Text(heading, style="bold"), Text(), _table(rows)]
    total = sum(row.bytes for row in (*sets, *networks))
    end = say("{size} in {folder}", size=megabytes(total), folder=cache)
    return Group(*blocks, Text(), Text("  " + end), Text())


def _table(rows: Sequence[SetRow]) -> RenderableType:
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    table.add_column(overflow="fold")
    table.add_column(no_wrap=True, justify="right")
    for row in rows:
        name, size = Text("  " + row.name, style="cyan"), Text(megabytes(row.bytes))
        table.add_row(name, Text(row.images), Text(row.state), size)
    return table


def render_facts(
    title: str, facts: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]
) -> RenderableType:
    """Return the facts of one data set or network, a label and a text a line."""
    return Listing(tuple(facts), title, tuple(after))


class TransferView(Closing):
    """Shows how far downloading, copying or comparing is; on stderr, used as a context manager."""

    def __init__(self, console: Console | None = None) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

        self._console = console or Console(stderr=True, highlight=False)
        self._tasks: dict[str, TaskID | None] = {}
        self._bars: Progress | None = None
        if self._console.is_terminal and not self._console.is_dumb_terminal:
            self._bars = Progress(
                TextColumn("{task.description}", markup=False),
                BarColumn(bar_width=24),
                TaskProgressColumn(),
                TextColumn("{task.fields[amount]}", markup=False),
                console=self._console,
                transient=True,
            )

    def __enter__(self) -> Self:
        if self._bars is not None:
            self._bars.start()
        return self

    def close(self) -> None:
        """Leave the screen as it was."""
        if self._bars is not None:
            self._bars.stop()

    def tell(self, stage: str, done: int, total: int) -> None:
        """Say that `done` of `total` bytes or images of a stage are done."""
        if self._bars is None:
            if stage not in self._tasks:
                self._console.print(stage, markup=False, soft_wrap=True)
                self._tasks[stage] = None
            return
        task = self._tasks.get(stage)
        if task is None:
            task = self._tasks[stage] = self._bars.add_task(stage, total=total, amount="")
        amount = f"{done} / {total}"
        if total >= _BYTES_FROM:
            amount = f"{done / 1e6:.1f} / {total / 1e6:.1f} MB"
        self._bars.update(task, completed=done, total=total, amount=amount)

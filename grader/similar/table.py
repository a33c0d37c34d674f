"""The ranking in a terminal, and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict

from grader.language import say
from grader.reports.plain import plain_line
from grader.similar.values import Pair
from grader.similar.words import caution, percent, short_remark

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = ["LeftOut", "similar_json", "similar_table"]


class _Value(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LeftOut(_Value):
    """A file that was not compared, and why."""

    label: str
    why: str


class PairRow(_Value):
    """A pair as a program reads it; the fields are those of `grader.similar.values.Pair`."""

    first: str
    second: str
    share: float
    share_first: float
    share_second: float
    identical: Literal["", "code", "text"]
    too_short: bool


class Ranking(_Value):
    """All that `grader similar --format json` says.

    Attributes:
        compared: How many submissions were compared.
    """

    schema_version: Literal[1] = 1
    exercise_id: str
    compared: int
    pairs: tuple[PairRow, ...]
    left_out: tuple[LeftOut, ...]


def similar_json(
    pairs: Sequence[Pair], *, exercise_id: str, compared: int, left_out: Sequence[LeftOut]
) -> str:
    """Return the ranking as JSON."""
    rows = tuple(
        PairRow(
            first=_whole(pair.first.label),
            second=_whole(pair.second.label),
            share=round(pair.share, 4),
            share_first=round(pair.share_first, 4),
            share_second=round(pair.share_second, 4),
            identical=pair.identical,
            too_short=pair.too_short,
        )
        for pair in pairs
    )
    ranking = Ranking(
        exercise_id=exercise_id, compared=compared, pairs=rows, left_out=tuple(left_out)
    )
    return ranking.model_dump_json(indent=2)


def _whole(label: str) -> str:
    """A file's name may hold bytes that are no text; JSON cannot."""
    return label.encode("utf-8", "replace").decode("utf-8")


def similar_table(pairs: Sequence[Pair]) -> RenderableType:
    """Return the ranking as a table with the caution below; a sentence where there is no pair."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    if not pairs:
        return Text(say("No two submissions are that much alike."))
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    table.add_column("#", justify="right", no_wrap=True)
    table.add_column(say("Alike"), justify="right", no_wrap=True)
    table.add_column(say("first"), overflow="fold", ratio=2)
    table.add_column(say("second"), overflow="fold", ratio=2)
    table.add_column(say("remark"), overflow="fold", ratio=1)
    for number, pair in enumerate(pairs, start=1):
        table.add_row(
            str(number),
            Text(percent(pair.share), style="dim" if pair.too_short else "bold"),
            Text(f"{plain_line(pair.first.label)} ({percent(pair.share_first)})"),
            Text(f"{plain_line(pair.second.label)} ({percent(pair.share_second)})"),
            Text(short_remark(pair)),
        )
    legend = say("In brackets: how much of that file's own code the other one has, too.")
    return Group(Padding(table, (1, 0)), Text(legend), Text(caution()))

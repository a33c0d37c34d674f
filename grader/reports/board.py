"""A batch as it goes, on stderr: who works at what, what was found so far, and how long it takes.

In a terminal a few lines are redrawn; without one there is a plain line for each submission.
"""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from grader.language import say
from grader.reports.memory import memory_in_use
from grader.reports.plain import plain_line
from grader.reports.redrawn import Redrawn
from grader.reports.signs import verdict_sign
from grader.reports.times import duration
from grader.results import Report, Verdict, cut

__all__ = ["BatchBoard"]

_BAR: Final = 30
_LONGEST_NAME: Final = 24
_MOST_EPOCHS: Final = 10**9
_METRICS: Final = ("accuracy", "acc")


@dataclass(slots=True)
class _Slot:
    """What one worker is at."""

    student: str = ""
    exercise_id: str = ""
    doing: str = ""


class BatchBoard(Redrawn):
    """Shows how far a batch is; used as a context manager.

    Args:
        console: Where to show it; stderr where it is None.
        clock: Seconds that only grow.
    """

    def __init__(
        self, console: Console | None = None, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(console, per_second=4)
        self._clock = clock
        self._total = self._before = self._done = 0
        self._slots: dict[int, _Slot] = {}
        self._verdicts: Counter[Verdict] = Counter()
        self._begun = clock()
        self._preparing = ""

    def stage(self, text: str, *, most: float = math.inf) -> None:
        """Say what is done before the batch begins."""
        del most
        if text != self._preparing and self._live is None:
            self._print(Text(plain_line(text)))
        self._preparing = text

    def fraction(self, stage: str, share: float) -> None:
        """Say which share of that is done."""
        if self._live is None:
            self.stage(stage)
        else:
            self._preparing = f"{stage} {share:.0%}"

    def epoch(self, number: int, of: int, logs: Mapping[str, float]) -> None:
        """Say nothing: before the batch begins, nothing is trained."""

    def begin(self, total: int, before: int, slots: int) -> None:
        """Say how many submissions there are, and how many of them were graded before."""
        self._total, self._before, self._done = total, before, 0
        self._slots = {slot: _Slot() for slot in range(slots)}
        self._begun = self._clock()
        if self._live is None:
            told = say("{count} submissions, {before} of them graded before",
                       count=total, before=before)  # fmt: skip
            self._print(Text(told))

    def event(self, slot: int, student: str, exercise_id: str, said: Mapping[str, Any]) -> None:
        """Show what the trainee of a slot said: it is the student's word."""
        at = self._slots.setdefault(slot, _Slot())
        at.student, at.exercise_id = plain_line(student), exercise_id
        at.doing = _words(said) or at.doing

    def finished(self, student: str, report: Report) -> None:
        """Show that a submission is graded, and its report is kept."""
        self._done += 1
        self._verdicts[report.verdict] += 1
        name = plain_line(student)
        for at in self._slots.values():
            if (at.student, at.exercise_id) == (name, report.exercise_id):
                at.student = at.exercise_id = at.doing = ""
        if self._live is None:
            sign = verdict_sign(report.verdict, ascii_only=self._console.options.ascii_only)
            count = f"{self._before + self._done}/{self._total}"
            points = f"{report.points:g}/{report.max_points:g}"
            line = f"{count}  {sign.symbol} {sign.word}  {points}  {name}  {report.exercise_id}"
            self._print(Text(line))

    def again(self, count: int) -> None:
        """Say that so many are tried once more, for a fault of ours."""
        self._print(Text(say("The grader failed at {count} of them; they are tried once more.",
                             count=count)))  # fmt: skip

    def _print(self, text: Text) -> None:
        self._console.print(text, soft_wrap=True)

    def drawn(self) -> Group:
        """Return the board as it is now."""
        if not self._slots:
            return Group(Text(plain_line(self._preparing) or say("reading the folder")))
        return Group(self._head(), self._found(), self._at_work(), self._host())

    def _head(self) -> Text:
        ascii_only = self._console.options.ascii_only
        full, rest = ("=", "-") if ascii_only else ("━", "─")
        done = self._before + self._done
        columns = round(_BAR * done / self._total) if self._total else _BAR
        head = Text(no_wrap=True, overflow="crop")
        head.append(full * columns, style="green").append(rest * (_BAR - columns), style="dim")
        head.append("  " + say("{done} of {total} graded", done=done, total=self._total))
        if self._before:
            head.append(", " + say("{count} before", count=self._before))
        if left := self._time_left():
            head.append(", " + left)
        return head

    def _time_left(self) -> str:
        """Estimated from the pace so far; the first ones, while workers start, say nothing."""
        waiting = self._total - self._before - self._done
        passed = self._clock() - self._begun
        if self._done < max(len(self._slots), 1) or not waiting:
            return ""
        seconds = passed / self._done * waiting
        return say("about {time} left", time=duration(seconds, whole=True))

    def _found(self) -> Text:
        line = Text(no_wrap=True, overflow="crop")
        for verdict in Verdict:
            if count := self._verdicts[verdict]:
                sign = verdict_sign(verdict, ascii_only=self._console.options.ascii_only)
                line.append(f"{sign.symbol} {count} {sign.word}   ", style=sign.style)
        return line

    def _at_work(self) -> Table:
        table = Table.grid(padding=(0, 2))
        for slot, at in sorted(self._slots.items()):
            doing = at.doing or say("starting") if at.student else say("waiting")
            name = at.student[:_LONGEST_NAME]
            table.add_row(Text(str(slot + 1), style="dim"), Text(name), at.exercise_id, Text(doing))
        return table

    def _host(self) -> Text:
        return Text(memory_in_use(), style="dim", no_wrap=True, overflow="crop")


def _words(said: Mapping[str, Any]) -> str:
    """Say in a few words what an event of a training means; empty where it means nothing."""
    number, of, logs = said.get("epoch"), said.get("of"), said.get("logs")
    if _is_count(number) and _is_count(of) and isinstance(logs, dict):
        words = say("epoch {number} of {of}", number=number, of=of)
        metrics = cast("dict[str, Any]", logs)
        value = next((metrics[name] for name in _METRICS if name in metrics), None)
        if isinstance(value, float) and math.isfinite(value):
            words += f", accuracy {cut(value, 4):.4f}"
        return words[:80]
    stages = {
        "training": say("running the code"),
        "exporting": say("saving the model"),
        "examining": say("looking at the model"),
        "again": say("near: trained again with another seed"),
    }
    return stages.get(str(said.get("stage")), "")


def _is_count(value: object) -> bool:
    """Whether it is a number of epochs, and not one of a thousand digits."""
    return isinstance(value, int) and 0 <= value <= _MOST_EPOCHS

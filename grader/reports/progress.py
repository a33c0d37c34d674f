"""Live progress of a training, on stderr so that stdout carries nothing but the report.

In a terminal one line is redrawn; without one there are plain lines, of short epochs one every
five seconds.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from grader.language import say
from grader.reports.plain import plain_line
from grader.reports.redrawn import Redrawn
from grader.results import cut

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

__all__ = ["ProgressView"]

_PAUSE: Final = 5.0  # seconds between plain lines: a log that nobody reads twice stays short
_BAR: Final = 24
_SPINNER: Final = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
_SHOWN: Final = ("accuracy", "acc", "val_accuracy", "val_acc", "loss")


class ProgressView(Redrawn):
    """Shows how far a run is; used as a context manager.

    Args:
        console: Where to show it; stderr where it is None.
        clock: Seconds that only grow.
    """

    def __init__(
        self, console: Console | None = None, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(console, per_second=8)
        self._clock = clock
        self._stage = ""
        self._share: float | None = None
        self._facts: tuple[str, ...] = ()
        self._first_epoch: tuple[float, int] | None = None
        self._ends = math.inf
        self._quiet_until = -math.inf

    def stage(self, text: str, *, most: float = math.inf) -> None:
        """Say what begins now: "training", "looking at the model".

        Args:
            text: One line.
            most: After how many seconds it is ended.
        """
        text = plain_line(text)
        self._ends = self._clock() + most
        if text != self._stage and self._live is None:
            self._print(text)
        self._stage, self._share, self._facts, self._first_epoch = text, None, (), None

    def fraction(self, stage: str, share: float) -> None:
        """Say which share of a stage is done, from 0 to 1."""
        if plain_line(stage) != self._stage:
            self.stage(stage)
        self._share = min(max(share, 0.0), 1.0) if not math.isnan(share) else None

    def epoch(self, number: int, of: int, logs: Mapping[str, float]) -> None:
        """Say that an epoch is done.

        Args:
            number: Which, counted from 1.
            of: How many there will be at most; a callback may stop earlier.
            logs: Its logs.
        """
        left = self._time_left(number, of)
        facts = [say("epoch {number} of {of}", number=number, of=of)]
        metrics = [f"{name} {_number(name, logs[name])}" for name in _SHOWN if name in logs]
        facts += metrics if self._live is None else metrics[:1]
        facts += [left] if left else []
        self._facts = tuple(facts)
        self._share = min(max(number / of, 0.0), 1.0) if of > 0 else None
        now = self._clock()
        if self._live is None and (number in {1, of} or now >= self._quiet_until):
            self._quiet_until = now + _PAUSE
            self._print("  " + ", ".join(facts))

    def _time_left(self, number: int, of: int) -> str:
        """The first epoch is left out of the mean, for compiling the model is part of it."""
        now = self._clock()
        if self._first_epoch is None or number <= self._first_epoch[1]:
            self._first_epoch = (now, number)
            return ""
        begun, first = self._first_epoch
        seconds = (now - begun) / (number - first) * max(of - number, 0)
        seconds = min(seconds, max(self._ends - now, 0))
        if number >= of or seconds < 1:
            return ""
        from grader.reports.times import duration

        return say("at most {time} left", time=duration(seconds, whole=True))

    def _print(self, text: str) -> None:
        from rich.text import Text

        self._console.print(Text(text), soft_wrap=True)

    def drawn(self) -> Text:
        """Return the live line as it is now."""
        from rich.text import Text

        ascii_only = self._console.options.ascii_only
        turn = int(self._clock() * 8)
        spin = "|/-\\"[turn % 4] if ascii_only else _SPINNER[turn % len(_SPINNER)]
        line = Text(f"{spin} {self._stage}", no_wrap=True, overflow="crop", end="")
        facts = ", ".join(self._facts)
        if self._share is not None:
            facts = facts or f"{self._share:.0%}"
            room = self._console.width - len(line.plain) - len(facts) - 5
            columns = min(max(room, 0), _BAR)
            full, rest = ("=", "-") if ascii_only else ("━", "─")
            done = round(self._share * columns)
            line.append("  ").append(full * done, style="green")
            line.append(rest * (columns - done), style="dim")
        return line.append(f"  {facts}" if facts else "")


def _number(name: str, value: float) -> str:
    return f"{cut(value, 4):.4f}" if "acc" in name else f"{value:.4g}"

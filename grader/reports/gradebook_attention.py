"""What a person should look at in a gradebook, a sentence each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rich.text import Text

from grader.attempts import Attention, Concern
from grader.language import say
from grader.reports.layout import hanging
from grader.reports.plain import plain_line

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

__all__ = ["AttentionView", "attention_words"]

_MOST: Final = 20


def attention_words(each: Attention) -> str:
    """Return what there is to look at, as a sentence."""
    student, exercise = plain_line(each.student), plain_line(each.exercise_id)
    match each.concern:
        case Concern.GRADER_ERROR:
            return say(
                "{student}, {exercise}: the grader failed (report {number}), which is not the "
                "student's fault. Grade it again, or give points.",
                student=student,
                exercise=exercise,
                number=each.report_id,
            )
        case Concern.IDENTICAL:
            return say(
                "{student}, {exercise}: the file is the same as that of {other}.",
                student=student,
                exercise=exercise,
                other=plain_line(each.other),
            )
        case Concern.LATE_WITHOUT_TIME:
            return say(
                "{student}, {exercise}: called late where it was handed in, but no time is known, "
                "so nothing was taken off.",
                student=student,
                exercise=exercise,
            )
        case Concern.UNKNOWN_EXTENSION:
            return say(
                "{student}: the course extends {exercise} for this key, and the gradebook knows "
                "nobody by it.",
                student=student,
                exercise=exercise,
            )
        case Concern.OUTSIDE_COURSE:
            return say(
                "{exercise}: there are reports on it, but the course does not name it.",
                exercise=exercise,
            )


@dataclass(frozen=True, slots=True)
class AttentionView:
    """The lines below a table of grades; nothing where there is nothing to look at."""

    attention: Sequence[Attention]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield Text()
        if self.attention:
            yield Text(say("Needs a person"), style="bold")
            yield from self._lines(console, max(options.max_width, 20))
            yield Text()

    def _lines(self, console: Console, width: int) -> Iterator[Text]:
        for each in self.attention[:_MOST]:
            label = Text("! ", style="bold magenta")
            yield from hanging(console, label, Text(attention_words(each)), width, indent=2)
        if len(self.attention) > _MOST:
            yield Text("    " + say("… and {count} more", count=len(self.attention) - _MOST))

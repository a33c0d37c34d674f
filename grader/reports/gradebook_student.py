"""One student in a gradebook: what counts and why, and everything that happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from rich.text import Text

from grader.attempts import Attempt, Standing, Withdrawal
from grader.grades import Grade, Override, Student
from grader.language import say
from grader.reports.gradebook import grade_sign, marks, points_words
from grader.reports.layout import hanging, spread
from grader.reports.plain import plain_line

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

__all__ = ["HistoryView", "StudentView", "Work"]

_WIDEST = 100

Event = Attempt | Override | Withdrawal


@dataclass(frozen=True, slots=True)
class Work:
    """A grade and how it came about.

    Attributes:
        due: For this student; None without a due time.
        attempts: All of them, weighed, in the order of recording.
    """

    grade: Grade
    due: datetime | None
    attempts: Sequence[Attempt]


@dataclass(frozen=True, slots=True)
class StudentView:
    """All of one student's work; times are shown in `zone`."""

    student: Student
    works: Sequence[Work]
    zone: tzinfo

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        page = _Page(console, min(options.max_width, _WIDEST), self.zone, options.ascii_only)
        yield Text()
        yield from page.head(self.student)
        for work in self.works:
            yield Text()
            yield from page.work(work)
        yield Text()


@dataclass(frozen=True, slots=True)
class HistoryView:
    """Every attempt, override and withdrawal of one student on one exercise, in order."""

    student: Student
    exercise_id: str
    events: Sequence[Event]
    zone: tzinfo

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        page = _Page(console, min(options.max_width, _WIDEST), self.zone, options.ascii_only)
        yield Text()
        yield from page.head(self.student)
        yield Text()
        yield Text(plain_line(self.exercise_id), style="bold")
        if not self.events:
            yield from page.sentence(say("nothing handed in"))
        for event in self.events:
            yield from page.event(event)
        yield Text()


def _late(days: int) -> str:
    if not days:
        return ""
    return say("1 day late") if days == 1 else say("{days} days late", days=days)


@dataclass(frozen=True, slots=True)
class _Page:
    console: Console
    width: int
    zone: tzinfo
    ascii_only: bool

    def head(self, student: Student) -> Iterator[Text]:
        """Yield who it is, and in which zone the times below are."""
        name, key = plain_line(student.name), plain_line(student.key)
        shown = f"{name} ({key})" if name and name != key else key
        yield from hanging(self.console, Text(), Text(shown, style="bold"), self.width, indent=0)
        facts = [plain_line(student.email)]
        if student.section:
            facts.append(say("section {section}", section=plain_line(student.section)))
        facts += [plain_line(f"{system} {id_}") for system, id_ in student.ids.items()]
        facts.append(say("times in {zone}", zone=str(self.zone)))
        line = " · ".join(each for each in facts if each)
        yield from hanging(self.console, Text(), Text(line, style="dim"), self.width, indent=0)

    def sentence(self, words: str, *, indent: int = 4, style: str = "") -> Iterator[Text]:
        """Yield a sentence in as many lines as it takes."""
        yield from hanging(
            self.console, Text(), Text(words, style=style), self.width, indent=indent
        )

    def work(self, work: Work) -> Iterator[Text]:
        """Yield a grade, why it is what it is, and the attempts."""
        grade = work.grade
        symbol, word, style = grade_sign(grade.verdict, ascii_only=self.ascii_only)
        left = Text(plain_line(grade.exercise_id), style="bold").append("  ")
        left.append(f"{symbol} {word}", style=style or "not bold")
        points = points_words(grade) or "–"
        counted = say("{points} of {most} points", points=points, most=f"{grade.max_points:g}")
        mark = marks(grade, ascii_only=self.ascii_only)
        yield from spread(left, Text(f"{counted} {mark}".rstrip(), style="bold"), self.width)
        yield from self._reasons(work)
        for attempt in work.attempts:
            yield from self.event(attempt)

    def _reasons(self, work: Work) -> Iterator[Text]:
        grade = work.grade
        if work.due is not None:
            yield from self.sentence(say("due {time}", time=self._time(work.due)))
        if grade.days_late:
            yield from self.sentence(
                say(
                    "{late}: {taken} of {earned} points are taken off",
                    late=_late(grade.days_late),
                    taken=f"{grade.taken_off:g}",
                    earned=f"{grade.earned:g}",
                )
            )
        if grade.override is not None:
            yield from self.event(grade.override)
            if grade.verdict is not None:
                own = grade.earned - grade.taken_off
                yield from self.sentence(say("without it: {points} points", points=f"{own:g}"))

    def event(self, event: Event) -> Iterator[Text]:
        """Yield what happened, with its time."""
        if isinstance(event, Attempt):
            yield from self._attempt(event)
            return
        who, why = plain_line(event.author), plain_line(event.reason)
        when = self._time(event.made_at)
        if isinstance(event, Override):
            symbol = "#" if self.ascii_only else "✎"
            sentence = say("{points} points from {author}: {reason}",
                           points=f"{event.points:g}", author=who, reason=why)  # fmt: skip
        else:
            symbol = "-" if self.ascii_only else "–"
            sentence = say("override withdrawn by {author}: {reason}", author=who, reason=why)
        label = Text(f"{when}  {symbol} ")
        yield from hanging(self.console, label, Text(sentence), self.width, indent=4)

    def _attempt(self, attempt: Attempt) -> Iterator[Text]:
        symbol, word, style = grade_sign(attempt.verdict, ascii_only=self.ascii_only)
        at = attempt.submitted_at
        handed_in = say("handed in {time}", time=self._time(at)) if at else ""
        parts = [
            f"{attempt.points:g}",
            self._standing(attempt),
            handed_in,
            _late(attempt.days_late),
            say("same file as {other}", other=plain_line(attempt.identical_to))
            if attempt.identical_to
            else "",
            say("report {number}", number=attempt.report_id),
            plain_line(attempt.path),
        ]
        label = Text(f"{self._time(attempt.graded_at)}  ").append(f"{symbol} ", style=style)
        body = Text(f"{word} ").append(" · ".join(part for part in parts if part))
        yield from hanging(self.console, label, body, self.width, indent=4)

    def _standing(self, attempt: Attempt) -> str:
        match attempt.standing:
            case Standing.COUNTS:
                return say("counts")
            case Standing.REPLACED:
                return say("graded again since")
            case Standing.TOO_LATE:
                return say("too late to count")
            case Standing.OVER_LIMIT:
                return say("over the limit of attempts")
            case Standing.FREE:
                return say("costs no attempt")
            case Standing.OPEN:
                return ""

    def _time(self, moment: datetime) -> str:
        return f"{moment.astimezone(self.zone):%Y-%m-%d %H:%M}"

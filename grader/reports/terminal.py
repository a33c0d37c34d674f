"""The report that a student reads in the terminal.

`ReportView` draws a `Report` as lines no wider than the console: header, bar of points, checks,
error, learning curve, remarks, next step. Colour only repeats what a sign and a word say.
Everything that came from the student passes through `plain` and lies in `Text`, never in markup.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from grader.language import say, use_language
from grader.reports.curve import learning_curve
from grader.reports.header import header
from grader.reports.layout import command_line, hanging, spread, wrapped
from grader.reports.next_steps import next_steps
from grader.reports.plain import plain, plain_line
from grader.reports.printing import print_view
from grader.reports.signs import provenance_sign, status_sign
from grader.reports.words import expected_found_hint, marks, share_of_points, small_print, sorry
from grader.results import CheckResult, CheckStatus, Provenance, Report, Verdict

__all__ = ["ReportView", "print_report", "render_report"]

_WIDEST: Final = 120
_OUTPUT_LINES: Final = 8


def render_report(report: Report, *, width: int | None = None, next_id: str = "") -> ReportView:
    """Return the report as something that rich prints.

    Args:
        report: What there is to say.
        width: Columns at most; the console's own where it is None.
        next_id: The exercise to try after this one, where the caller knows it.
    """
    return ReportView(report, width, next_id)


def print_report(report: Report, console: Console, *, next_id: str = "") -> None:
    """Print the report; what the console's encoding cannot show becomes a question mark."""
    print_view(render_report(report, next_id=next_id), console)


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report, drawn anew for each console.

    Attributes:
        report: What there is to say.
        width: Columns at most; the console's own where it is None.
        next_id: The exercise to try after this one; may be empty.
    """

    report: Report
    width: int | None = None
    next_id: str = ""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = max(min(self.width or options.max_width, options.max_width, _WIDEST), 20)
        page = _Page(self.report, console, width, options.ascii_only, self.next_id)
        with use_language(self.report.language):
            yield from page.lines()


@dataclass(frozen=True, slots=True)
class _Page:
    report: Report
    console: Console
    width: int
    ascii_only: bool
    next_id: str

    def lines(self) -> Iterator[Text]:
        """Yield every line of the report; each block begins with an empty one."""
        yield from header(self.report, self.console, self.width, ascii_only=self.ascii_only)
        yield from self._message()
        yield from self._error()
        yield from self._output()
        yield from self._checks()
        yield from self._curve()
        yield from self._remarks()
        yield from self._next_step()
        yield Text()

    @property
    def _dot(self) -> str:
        return " - " if self.ascii_only else " · "

    def _paragraph(self, body: Text, *, indent: int = 2) -> list[Text]:
        return hanging(self.console, Text(), body, self.width, indent=indent)

    def _heading(self, words: str) -> Iterator[Text]:
        yield Text()
        yield Text(words, style="bold")

    def _message(self) -> Iterator[Text]:
        report = self.report
        if report.verdict is Verdict.GRADER_ERROR:
            yield Text()
            yield from self._paragraph(Text(sorry()))
            label = Text(say("for the instructor") + "  ", style="dim")
        else:
            label = Text()
        if not report.message:
            return
        yield Text()
        sentence, *code = plain(report.message).split("\n")
        yield from hanging(self.console, label, Text(sentence), self.width, indent=2)
        for line in code:
            yield from self._paragraph(Text(line)) if line.strip() else [Text()]
        if report.verdict is Verdict.NOT_GRADABLE:
            yield Text()
            yield from self._paragraph(Text(say("This costs no attempt."), style="bold"))

    def _checks(self) -> Iterator[Text]:
        checks = self.report.checks
        before: CheckResult | None = None
        for check in checks:
            calm = before is not None and check.status is before.status is not CheckStatus.FAILED
            if not calm:
                yield Text()
            yield from self._title(check)
            repeated = calm and before is not None and check.reason == before.reason
            yield from self._details(check, repeated=repeated)
            before = check
        kinds = {kind for check in checks for kind in check.provenance}
        signs = [provenance_sign(k, ascii_only=self.ascii_only) for k in Provenance if k in kinds]
        if signs:
            legend = "   ".join(f"{sign.symbol} {sign.word}" for sign in signs)
            yield Text()
            yield from self._paragraph(Text(legend, style="dim"))

    @property
    def _word_column(self) -> int:
        """The width of the column with the states' words."""
        states = {check.status for check in self.report.checks}
        return max(cell_len(status_sign(state, ascii_only=False).word) for state in states)

    @property
    def _left(self) -> int:
        """The column in which titles and details begin."""
        return 2 + 2 + self._word_column + 2

    def _title(self, check: CheckResult) -> Iterator[Text]:
        sign = status_sign(check.status, ascii_only=self.ascii_only)
        points = self._points(check)
        failed = check.status is CheckStatus.FAILED
        title = Text(plain_line(check.title), style="bold" if failed else "")
        room = self.width - self._left - cell_len(points.plain) - 2
        first, *others = wrapped(self.console, title, room)
        start = Text("  ").append(f"{sign.symbol} {sign.word}", style=sign.style)
        start.append(" " * (self._left - cell_len(start.plain))).append_text(first)
        yield from spread(start, points, self.width)
        for other in others:
            yield Text(" " * self._left).append_text(other)

    def _points(self, check: CheckResult) -> Text:
        signs = [provenance_sign(kind, ascii_only=self.ascii_only) for kind in check.provenance]
        text = Text("".join(sign.symbol for sign in signs), style="dim")
        column = max(len(share_of_points(each)) for each in self.report.checks) + 2
        return text.append(f"{share_of_points(check):>{column}}", style="not dim")

    def _details(self, check: CheckResult, *, repeated: bool) -> Iterator[Text]:
        """The lines below a title: the check's name and marks, and what was found.

        Args:
            check: The check.
            repeated: Whether the check before it gave the same reason for the same state.
        """
        quiet = [check.name, *marks(check), small_print(check, repeated=repeated)]
        body = Text(self._dot.join(part for part in quiet if part), style="dim")
        yield from self._paragraph(body, indent=self._left)
        labelled = tuple(expected_found_hint(check))
        column = max((cell_len(label) for _, label, _ in labelled), default=0) + 2
        for kind, label, value in labelled:
            style = "cyan" if kind == "hint" else "dim"
            name = Text(label + " " * (column - cell_len(label)), style=style)
            yield from hanging(self.console, name, Text(value), self.width, indent=self._left)

    def _error(self) -> Iterator[Text]:
        error = self.report.error
        if error is None:
            return
        yield from self._heading(say("What stopped your code"))
        if error.cause:
            yield from self._paragraph(Text(plain(error.cause)))
        if error.where:
            yield Text()
            yield from self._paragraph(Text(plain_line(error.where), style="dim"))
        if error.code:
            yield from self._paragraph(Text(plain(error.code).strip()), indent=6)
        raised = Text(plain_line(error.type), style="red").append(f": {plain(error.message)}")
        raised.stylize("not red", len(plain_line(error.type)))
        yield from self._paragraph(raised)
        if len(error.frames) > 1:
            arrow = " -> " if self.ascii_only else " → "
            way = say("the way there: {frames}", frames=arrow.join(map(plain_line, error.frames)))
            yield from self._paragraph(Text(way, style="dim"))

    def _output(self) -> Iterator[Text]:
        """The last lines that the submission printed, where they may help to find a mistake."""
        printed = [line for line in plain(self.report.output).split("\n") if line.strip()]
        stopped = self.report.verdict is Verdict.FAILED and self.report.error is not None
        if not printed or not (stopped or self.report.verdict is Verdict.NOT_GRADABLE):
            return
        yield from self._heading(say("The last that your code printed"))
        for line in printed[-_OUTPUT_LINES:]:
            yield from self._paragraph(Text(line, style="dim"))

    def _curve(self) -> Iterator[Text]:
        lines = learning_curve(self.report.history, self.width - 2, ascii_only=self.ascii_only)
        if lines:
            yield from self._heading(say("How it learned"))
            yield from (Text("  ").append_text(line) for line in lines)

    def _remarks(self) -> Iterator[Text]:
        if not self.report.remarks:
            return
        yield from self._heading(say("Worth knowing, costs nothing"))
        bullet = Text("* " if self.ascii_only else "• ")
        for remark in self.report.remarks:
            where = f" ({plain_line(remark.where)})" if remark.where else ""
            body = Text(plain_line(remark.text)).append(where, style="dim")
            yield from hanging(self.console, bullet, body, self.width, indent=2)

    def _next_step(self) -> Iterator[Text]:
        yield from self._heading(say("Next"))
        for words, command in next_steps(self.report, self.next_id):
            yield from self._paragraph(Text(words))
            if command:
                yield command_line(command, indent=6)

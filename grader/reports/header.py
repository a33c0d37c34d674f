"""The head of a report: whose it is, the verdict, a bar of points, and how it was made."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from grader.language import say
from grader.reports.layout import flow, spread
from grader.reports.plain import plain_line
from grader.reports.signs import verdict_sign
from grader.reports.times import time_spent
from grader.results import CheckStatus, Report, Verdict

__all__ = ["header", "how_made", "lacking", "points_reached"]

_JUDGED = (Verdict.PASSED, Verdict.FAILED)


def header(report: Report, console: Console, width: int, *, ascii_only: bool) -> Iterator[Text]:
    """Yield the head's lines, none wider than `width` columns."""
    dot = " - " if ascii_only else " · "
    sign = verdict_sign(report.verdict, ascii_only=ascii_only)
    who = [report.exercise_id, plain_line(report.student), plain_line(report.submission_name)]
    titles = [Text(plain_line(report.title), style="bold"), *(Text(part) for part in who if part)]
    verdict = Text(f"{sign.symbol} {sign.word}", style=sign.style)
    if points := points_reached(report):
        verdict.append(dot + points)
    yield Text()
    one_line = Text(dot).join(titles)
    if cell_len(one_line.plain) + cell_len(verdict.plain) + 2 <= width:
        yield from spread(one_line, verdict, width)
    else:
        yield from flow(console, titles, dot, width)
        yield from flow(console, [verdict], dot, width)
    yield _bar(report, width, sign.style, ascii_only=ascii_only)
    facts = [Text(fact, style="dim") for fact in (lacking(report), *how_made(report)) if fact]
    yield from flow(console, facts, dot, width)


def points_reached(report: Report) -> str:
    """Return "62.5 of 100 points", or "" where nothing was judged."""
    if not report.max_points or report.verdict not in _JUDGED:
        return ""
    points, most = f"{report.points:g}", f"{report.max_points:g}"
    return say("{points} of {most} points", points=points, most=most)


def _bar(report: Report, width: int, style: str, *, ascii_only: bool) -> Text:
    """A rule as wide as the report; filled as far as the points reach, marked at the pass."""
    full, rest, mark = ("=", "-", "|") if ascii_only else ("━", "─", "┼")
    if not points_reached(report):
        return Text(rest * width, style="dim")
    filled = round(width * min(max(report.points / report.max_points, 0), 1))
    bar = Text().append(full * filled, style=style).append(rest * (width - filled), style="dim")
    at = round(width * report.pass_points / report.max_points)
    if filled <= at < width:
        bar = bar[:at].append(mark, style="bold").append_text(bar[at + 1 :])
    return bar


def lacking(report: Report) -> str:
    """Return what a report that is not passed lacks: points, or a required check; else ""."""
    if not report.pass_points or report.verdict is not Verdict.FAILED:
        return ""
    if report.points < report.pass_points:
        return say("{points} points are enough", points=f"{report.pass_points:g}")
    left = [
        check.name
        for check in report.checks
        if check.required and check.status is not CheckStatus.PASSED
    ]
    return say("the points would do, but not without {checks}", checks=", ".join(left))


def how_made(report: Report) -> Iterator[str]:
    """Yield how the report was made: times, hardware, data, seed, and what was not confined."""
    if report.runs or report.checks:
        yield time_spent(report)
    if report.hardware:
        yield plain_line(report.hardware)
    if report.data:
        name = f"{report.data.name} {report.data.digest[:8]}".strip()
        hidden = report.data.hidden_digest[:8]
        if report.data.profile == "embedded":
            yield say("synthetic data {name}, hidden images {hidden}", name=name, hidden=hidden)
        else:
            yield say("real data {name}, hidden images {hidden}", name=name, hidden=hidden)
    if report.checks:
        yield say("seed {seed}", seed=report.seed)
    if any(run.confinement not in {"", "full"} for run in report.runs):
        yield say("not confined: this host cannot")

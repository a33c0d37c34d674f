"""Reports as Markdown, for the summary page of a job on GitHub.

Source: GitHub's documentation, "Workflow commands for GitHub Actions" (a step's summary may have
1 MiB), and the GitHub Flavored Markdown specification: a backslash before any ASCII punctuation
makes it text, in links that come of themselves as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from grader.exports.texts import error_text, plain_text, points_line, printed_text, shortened
from grader.language import say, use_language
from grader.reports.plain import plain_line
from grader.reports.signs import status_sign, verdict_sign
from grader.results import CheckResult, CheckStatus, Report, Verdict

__all__ = ["render_markdown"]

_PUNCTUATION: Final = re.compile(r"([!-/:-@\[-`{-~])")
_MOST_OF_A_CELL: Final = 600
_MOST_OF_A_BLOCK: Final = 6_000
_MOST_OF_ALL: Final = 250_000
"""Characters, of at most four bytes each: what a step may write."""


def render_markdown(reports: Sequence[Report]) -> str:
    """Return the reports one below the other, with what is left out at the end said."""
    pages: list[str] = []
    room = _MOST_OF_ALL
    for report in reports:
        with use_language(report.language):
            page = "\n\n".join(part for part in _parts(report) if part)
        if len(page) > room:
            break
        room -= len(page)
        pages.append(page)
    if len(pages) < len(reports):
        pages.append(say("… and {count} more", count=len(reports) - len(pages)))
    return "\n\n".join(pages) + "\n"


def _parts(report: Report) -> Iterator[str]:
    sign = verdict_sign(report.verdict, ascii_only=False)
    names = (report.title, report.exercise_id, report.student, report.submission_name)
    yield "## " + " · ".join(_text(name) for name in names if name)
    verdict = f"**{sign.symbol} {_text(sign.word)}**"
    judged = report.verdict in {Verdict.PASSED, Verdict.FAILED}
    yield f"{verdict} · {_text(points_line(report))}" if judged else verdict
    if report.message:
        yield _block(plain_text(report.message))
    yield _table(report.checks)
    for heading, text in (
        (say("What stopped your code"), error_text(report)),
        (say("The last that your code printed"), printed_text(report)),
    ):
        if text:
            yield f"### {_text(heading)}"
            yield _block(text)
    if report.remarks:
        yield f"### {_text(say('Worth knowing, costs nothing'))}"
        yield "\n".join(
            f"- {_text(each.text)}" + (f" ({_text(each.where)})" if each.where else "")
            for each in report.remarks
        )


def _table(checks: Sequence[CheckResult]) -> str:
    if not checks:
        return ""
    head = (say("state"), say("check"), say("points"), say("found"), say("hint"))
    rows = [head, *map(_cells, checks)]
    lines = ["| " + " | ".join(_text(cell) for cell in row) + " |" for row in rows]
    return "\n".join([lines[0], "|---" * len(head) + "|", *lines[1:]])


def _cells(check: CheckResult) -> tuple[str, ...]:
    sign = status_sign(check.status, ascii_only=False)
    found = check.reason or check.actual
    if check.status is CheckStatus.FAILED and check.expected:
        found = f"{check.actual} ({say('expected')}: {check.expected})"
    points = f"{check.points:g}/{check.max_points:g}" if check.max_points else ""
    hint = check.hint if check.status is CheckStatus.FAILED else ""
    return f"{sign.symbol} {sign.word}", check.title, points, found, hint


def _text(text: str) -> str:
    """Return a text as one line of Markdown in which nothing is markup."""
    line = plain_line(text)
    if len(line) > _MOST_OF_A_CELL:
        line = line[: _MOST_OF_A_CELL - 1] + "…"
    return _PUNCTUATION.sub(r"\\\1", line)


def _block(text: str) -> str:
    """Return a text as a block of code that it cannot end."""
    body = shortened(text, _MOST_OF_A_BLOCK)
    ticks = max((len(run) for run in re.findall("`+", body)), default=0)
    fence = "`" * max(3, ticks + 1)
    return f"{fence}text\n{body}\n{fence}"

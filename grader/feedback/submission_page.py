"""One submission's page, which a student reads: the terminal's report, and what can be drawn."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from grader.feedback.charts import learning_curves, numbers_of
from grader.feedback.page import between, render_page
from grader.feedback.pictures import Images, commonest, gallery, shades
from grader.insight import Insight
from grader.language import use_language
from grader.reports.header import how_made, lacking, points_reached
from grader.reports.next_steps import next_steps
from grader.reports.plain import plain
from grader.reports.signs import Sign, provenance_sign, status_sign
from grader.reports.words import expected_found_hint, marks, share_of_points, small_print, sorry
from grader.results import CheckResult, CheckStatus, Provenance, Report, Verdict

__all__ = ["render_feedback"]

_MOST_LAYERS: Final = 300
_OUTPUT: Final = (4_000, 20_000)


@dataclass(frozen=True, slots=True)
class _Check:
    """A check as it stands on the page."""

    name: str
    title: str
    status: CheckStatus
    sign: Sign
    points: str
    marks: tuple[str, ...]
    small: str
    labelled: tuple[tuple[str, str, str], ...]
    provenance: tuple[Sign, ...]


def render_feedback(
    report: Report,
    insight: Insight | None = None,
    *,
    images: Images | None = None,
    steps: Iterable[tuple[str, str]] | None = None,
    next_id: str = "",
    notebook_page: str = "",
) -> str:
    """Return the page of one submission, in the report's language.

    Args:
        report: What there is to say.
        insight: What the model mistook and how it is built, where that is known.
        images: The public images that `insight.wrong` names; others are not looked at.
        steps: What to do now, (sentence, command); otherwise what the terminal's report says.
        next_id: The exercise to try after this one, where it is known.
        notebook_page: The relative address of the annotated notebook; empty without one.
    """
    with use_language(report.language):
        return render_page(
            "feedback.html",
            styles=("feedback.css",),
            report=report,
            points=points_reached(report),
            bar=_bar(report),
            lacking=lacking(report),
            sorry=sorry() if report.verdict is Verdict.GRADER_ERROR else "",
            message=_message(report.message),
            checks=_checks(report.checks),
            passed=sum(check.status is CheckStatus.PASSED for check in report.checks),
            legend=_legend(report.checks),
            steps=tuple(next_steps(report, next_id) if steps is None else steps),
            charts=learning_curves(report.history),
            numbers=numbers_of(report.history),
            output=between(report.output.strip("\n"), *_OUTPUT),
            made=tuple(how_made(report)),
            notebook_page=notebook_page,
            **_seen(insight or Insight(), images or {}),
        )


def _seen(insight: Insight, images: Images) -> dict[str, Any]:
    """Return what the template fills in of the model itself."""
    confusion, layers = insight.confusion, insight.layers
    return {
        "confusion": confusion,
        "shades": shades(confusion) if confusion else (),
        "commonest": commonest(confusion) if confusion else (),
        "pictures": gallery(insight, images),
        "layers": layers[:_MOST_LAYERS],
        "more_layers": max(len(layers) - _MOST_LAYERS, 0),
        "parameters": sum(layer.parameters for layer in layers),
        "trained": sum(layer.parameters for layer in layers if layer.trainable),
    }


def _message(message: str) -> tuple[str, str]:
    """Return the sentence of a message and the code that may stand below it."""
    sentence, _, code = plain(message).strip().partition("\n")
    return sentence, textwrap.dedent(code).strip("\n")


def _bar(report: Report) -> tuple[float, float]:
    """Return how far the bar of points reaches and where it is enough, in percent."""

    def percent(points: float) -> float:
        share = points / report.max_points if report.max_points else 0.0
        return 100 * min(max(share, 0.0), 1.0) if math.isfinite(share) else 0.0

    return round(percent(report.points), 2), round(percent(report.pass_points), 2)


def _checks(checks: Sequence[CheckResult]) -> tuple[_Check, ...]:
    found: list[_Check] = []
    before: CheckResult | None = None
    for check in checks:
        repeated = (
            before is not None and (before.status, before.reason) == (check.status, check.reason)
        )  # fmt: skip
        found.append(
            _Check(
                name=check.name,
                title=check.title,
                status=check.status,
                sign=status_sign(check.status, ascii_only=False),
                points=share_of_points(check),
                marks=marks(check),
                small=small_print(check, repeated=repeated),
                labelled=tuple(expected_found_hint(check)),
                provenance=_signs(check.provenance),
            )
        )
        before = check
    return tuple(found)


def _signs(kinds: Iterable[Provenance]) -> tuple[Sign, ...]:
    return tuple(provenance_sign(kind, ascii_only=False) for kind in kinds)


def _legend(checks: Sequence[CheckResult]) -> tuple[Sign, ...]:
    used = {kind for check in checks for kind in check.provenance}
    return _signs(kind for kind in Provenance if kind in used)

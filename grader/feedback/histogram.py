"""How the points of a class are spread over one exercise, as shapes and as a sentence."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from grader.grades import Grade
from grader.language import say

__all__ = ["Histogram", "histogram"]

BINS: Final = 10
_STEP: Final = 30
_LEFT: Final = 6
_FLOOR: Final = 130
_TALLEST: Final = 104


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: from `low` to `high` percent of all points there are `count` students."""

    low: int
    high: int
    count: int
    x: float
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Histogram:
    """The points of one exercise.

    Attributes:
        handed_in: How many students have points.
        missing: How many handed in nothing.
        said: The whole in words.
    """

    exercise_id: str
    bars: tuple[Bar, ...]
    handed_in: int
    missing: int
    said: str


def histogram(exercise_id: str, grades: Sequence[Grade]) -> Histogram:
    """Count the students whose points lie in each tenth of all points.

    Args:
        exercise_id: The exercise.
        grades: Those of this exercise, of students without a submission too.
    """
    shares = [_share(grade) for grade in grades if _has_points(grade)]
    counts = [0] * BINS
    for share in shares:
        counts[min(int(share * BINS + 1e-9), BINS - 1)] += 1
    most = max(counts, default=0) or 1
    bars = tuple(
        Bar(
            low=100 * at // BINS,
            high=100 * (at + 1) // BINS,
            count=count,
            x=_LEFT + at * _STEP,
            y=_FLOOR - _TALLEST * count / most,
            height=_TALLEST * count / most,
        )
        for at, count in enumerate(counts)
    )
    missing = len(grades) - len(shares)
    said = say("{count} handed in, {missing} did not.", count=len(shares), missing=missing)
    if shares:
        middle = say("Half of them have {share} of the points or more.",
                     share=f"{100 * statistics.median(shares):.0f} %")  # fmt: skip
        said = f"{said} {middle}"
    return Histogram(exercise_id, bars, len(shares), missing, said)


def _has_points(grade: Grade) -> bool:
    return grade.verdict is not None or grade.override is not None


def _share(grade: Grade) -> float:
    share = grade.points / grade.max_points if grade.max_points else 0.0
    return min(max(share, 0.0), 1.0) if math.isfinite(share) else 0.0

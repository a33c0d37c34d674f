"""How late a submission is, and what that takes off its points."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from decimal import ROUND_HALF_DOWN, Decimal
from functools import lru_cache
from typing import Final

from grader.gradebook.course import Late

__all__ = ["days_late", "left", "penalty"]

_DAY: Final = timedelta(days=1)
_TENTH: Final = Decimal("0.1")


def days_late(submitted_at: datetime | None, due: datetime | None, late: Late) -> int:
    """Return how many days after the due time have begun; 0 in time, and where a time is missing.

    Days are those of the wall clock where the course is: with a due time of 23:59, each midnight
    but a minute begins another one, whether or not the clocks were changed in between.
    """
    if submitted_at is None or due is None:
        return 0
    grace = timedelta(minutes=late.grace_minutes)
    if submitted_at - due <= grace:
        return 0
    here = submitted_at.astimezone(due.tzinfo).replace(tzinfo=None)
    return max(1, math.ceil((here - due.replace(tzinfo=None) - grace) / _DAY))


def penalty(earned: float, days: int, late: Late) -> float:
    """Return the points that are taken off `earned`: to 0.1, a half in the student's favour.

    Never more than was earned, so that what is left is never below 0.
    """
    if earned <= 0 or days <= 0:
        return 0.0
    if late.never_after_days is not None and days > late.never_after_days:
        return earned
    return _taken(earned, days, late.per_day, late.at_most)


@lru_cache(maxsize=10_000)  # a class has many equal ones
def _taken(earned: float, days: int, per_day: float, at_most: float) -> float:
    share = min(Decimal(str(per_day)) * days, Decimal(str(at_most)))
    taken = (Decimal(str(earned)) * share).quantize(_TENTH, ROUND_HALF_DOWN)
    return min(float(taken), earned)


@lru_cache(maxsize=10_000)
def left(earned: float, taken_off: float) -> float:
    """Return what is left, without the noise of binary fractions: 62.3 - 6.2 is 56.1."""
    return float(Decimal(str(earned)) - Decimal(str(taken_off))) if taken_off else earned

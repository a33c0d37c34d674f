"""How late something is, and what that costs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.gradebook.course import Late
from grader.gradebook.lateness import days_late, left, penalty

DUE = datetime(2026, 12, 1, 23, 59, tzinfo=UTC)
LATE = Late(per_day=0.1, at_most=0.5, grace_minutes=15, never_after_days=7)


@pytest.mark.parametrize(
    ("after", "days"),
    [
        (timedelta(days=-3), 0),
        (timedelta(0), 0),
        (timedelta(minutes=15), 0),
        (timedelta(minutes=15, seconds=1), 1),
        (timedelta(days=1, minutes=15), 1),
        (timedelta(days=1, minutes=16), 2),
        (timedelta(days=7, minutes=15), 7),
        (timedelta(days=7, hours=1), 8),
    ],
)
def test_begun_days(after: timedelta, days: int):
    assert days_late(DUE + after, DUE, LATE) == days


def test_what_is_never_late():
    assert days_late(None, DUE, LATE) == 0
    assert days_late(DUE, None, LATE) == 0


def test_a_day_is_one_of_the_wall_clock():
    # In Berlin the clocks are put back in the night to 25 October 2026: that day has 25 hours.
    berlin = ZoneInfo("Europe/Berlin")
    due = datetime(2026, 10, 24, 23, 59, tzinfo=berlin)
    next_evening = datetime(2026, 10, 25, 23, 59, tzinfo=berlin).astimezone(UTC)
    assert next_evening - due.astimezone(UTC) == timedelta(hours=25)
    assert days_late(next_evening, due, Late()) == 1
    assert days_late(next_evening + timedelta(minutes=1), due, Late()) == 2
    # And what comes later is late, although the clock on the wall shows an earlier time.
    due = datetime(2026, 10, 25, 2, 30, tzinfo=berlin, fold=0)
    again = datetime(2026, 10, 25, 2, 10, tzinfo=berlin, fold=1).astimezone(UTC)
    assert days_late(again, due, Late()) == 1


@pytest.mark.parametrize(
    ("earned", "days", "taken"),
    [
        (80, 0, 0), (80, 1, 8), (80, 3, 24), (80, 5, 40), (80, 6, 40), (80, 8, 80),
        (0, 3, 0), (62.5, 1, 6.2), (62.3, 1, 6.2), (62.7, 1, 6.3), (0.4, 1, 0),
    ],
)  # fmt: skip
def test_what_is_taken_off(earned: float, days: int, taken: float):
    assert penalty(earned, days, LATE) == taken


def test_without_a_rule_nothing_is_taken_off():
    assert penalty(80, 30, Late()) == 0
    assert penalty(80, 30, Late(per_day=0.1)) == 80
    assert penalty(80, 1, Late(never_after_days=0)) == 80


def test_no_noise_is_left():
    assert left(62.3, 6.2) == 56.1
    assert left(90, 0) == 90


@given(
    st.floats(0, 1000).map(lambda x: round(x, 3)),
    st.integers(0, 400),
    st.floats(0, 1),
    st.floats(0, 1),
    st.none() | st.integers(0, 30),
)
def test_never_below_nothing_and_never_less_for_another_day(
    earned: float, days: int, per_day: float, at_most: float, never: int | None
):
    late = Late(per_day=per_day, at_most=at_most, never_after_days=never)
    taken = penalty(earned, days, late)
    assert 0 <= taken <= earned
    assert left(earned, taken) >= 0
    assert penalty(earned, days + 1, late) >= taken

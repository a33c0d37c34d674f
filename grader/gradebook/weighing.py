"""Which attempt counts: the rules of a course on one student's attempts at one exercise.

All rows on the same file are one attempt: the newest that is no `grader_error` replaces the others,
so that a regrade changes the grade in whatever direction, and handing the same bytes in again costs
nothing. An attempt was made when its file was first handed in, or, where no time is known, first
graded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal, NamedTuple

from grader.attempts import Standing
from grader.gradebook.course import Course, CourseExercise
from grader.gradebook.lateness import days_late, left, penalty
from grader.gradebook.tables import stamp
from grader.results import Verdict

__all__ = ["Rules", "Tried", "Weighed", "weigh"]

_COSTS: Final = frozenset({Verdict.PASSED.value, Verdict.FAILED.value})
_ERROR: Final = Verdict.GRADER_ERROR.value


class Tried(NamedTuple):
    """The columns that decide, as they are stored: 100,000 of them are read for one table."""

    report_id: int
    student: str
    exercise_id: str
    key: str
    verdict: str
    points: float
    max_points: float
    submitted_at: str | None
    graded_at: str
    sha256: str
    identical_to: str
    late_by_platform: bool


class Weighed(NamedTuple):
    """One row and what becomes of it; `when` is the time of the attempt as text."""

    row: Tried
    when: str
    submitted_at: str | None
    standing: Standing
    days_late: int = 0
    taken_off: float = 0.0

    @property
    def left(self) -> float:
        """The points that are left."""
        return left(self.row.points, self.taken_off)


@dataclass(frozen=True, slots=True)
class Rules:
    """A course's rules for one student and one exercise.

    Attributes:
        in_time: The last text of a time that is in time, for a quick look; None without a due time.
    """

    count: Literal["best", "latest"]
    exercise: CourseExercise
    due: datetime | None
    in_time: str | None

    @classmethod
    def of(cls, course: Course, student: str, exercise_id: str) -> Rules:
        """Return what a course says."""
        exercise, due = course.rules(exercise_id), course.due(student, exercise_id)
        if due is None:
            return cls(course.count, exercise, None, None)
        grace = timedelta(minutes=exercise.late.grace_minutes)
        return cls(course.count, exercise, due, stamp(due + grace))

    def _lateness(self, row: Tried, submitted_at: str | None) -> tuple[int, float]:
        if self.in_time is None or submitted_at is None or submitted_at <= self.in_time:
            return 0, 0.0
        late = self.exercise.late
        days = days_late(datetime.fromisoformat(submitted_at), self.due, late)
        return days, penalty(row.points, days, late)

    def weighed(self, rows: Sequence[Tried]) -> list[Weighed]:
        """Return the rows on one file: the one that stands first, then what it replaced."""
        known = [row.submitted_at for row in rows if row.submitted_at is not None]
        submitted_at = min(known, default=None)
        when = submitted_at or rows[0].graded_at
        standing = next((row for row in reversed(rows) if row.verdict != _ERROR), rows[-1])
        days, taken_off = self._lateness(standing, submitted_at)
        most = self.exercise.late.never_after_days
        if standing.verdict not in _COSTS:
            kind = Standing.FREE
        elif most is not None and days > most:
            kind = Standing.TOO_LATE
        else:
            kind = Standing.OPEN
        return [
            Weighed(standing, when, submitted_at, kind, days, taken_off),
            *(
                Weighed(row, when, row.submitted_at, Standing.REPLACED)
                for row in rows
                if row is not standing
            ),
        ]


def weigh(rows: Iterable[Tried], rules: Rules) -> list[Weighed]:
    """Return all rows of one student on one exercise, weighed, in the order of the attempts.

    *Best* is what passed before what failed, then more points after the penalty, then the earlier.
    *Latest* is the last one handed in. What is too late or over the limit of attempts counts only
    where nothing else does; then what was not gradable; last what the grader failed on.

    Args:
        rows: In the order in which they were recorded.
        rules: The course's.
    """
    files: dict[str, list[Tried]] = {}
    for row in rows:
        files.setdefault(row.sha256 or f"job {row.key}", []).append(row)
    standing: list[Weighed] = []
    replaced: list[Weighed] = []
    for of_file in files.values():
        first, *others = rules.weighed(of_file)
        standing.append(first)
        replaced += others
    standing.sort(key=lambda each: (each.when, each.row.report_id))
    _limit(standing, rules.exercise.max_attempts)
    _choose(standing, rules.count)
    if not replaced:
        return standing
    return sorted(standing + replaced, key=lambda each: (each.when, each.row.report_id))


def _limit(standing: list[Weighed], most: int | None) -> None:
    """Mark what comes after the last attempt that the course gives."""
    if most is None:
        return
    cost = 0
    for place, each in enumerate(standing):
        cost += each.standing is not Standing.FREE
        if cost > most and each.standing is not Standing.FREE:
            standing[place] = each._replace(standing=Standing.OVER_LIMIT)


def _choose(standing: list[Weighed], count: Literal["best", "latest"]) -> None:
    """Mark the one that counts."""

    def worth(place: int) -> tuple[float, ...]:
        each = standing[place]
        verdict, tier = each.row.verdict, _tier(each)
        if count == "latest" or each.standing is Standing.FREE:
            return tier, place
        return tier, verdict == Verdict.PASSED.value, each.left, -place

    best = max(range(len(standing)), key=worth, default=None)
    if best is not None:
        standing[best] = standing[best]._replace(standing=Standing.COUNTS)


def _tier(each: Weighed) -> int:
    match each.standing:
        case Standing.OPEN:
            return 4
        case Standing.TOO_LATE:
            return 3
        case Standing.OVER_LIMIT:
            return 2
        case _:
            return 0 if each.row.verdict == _ERROR else 1

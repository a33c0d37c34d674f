"""Which attempt counts: the rules of a course on one student's attempts at one exercise.

All rows on the same file are one attempt: the newest that is no `grader_error` replaces the others,
so that a regrade changes the grade in whatever direction, and handing the same bytes in again costs
nothing. An attempt was made when its file was first handed in, or, where no time is known, first
graded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal, NamedTuple

from grader.attempts import Standing
from grader.gradebook.course import Course, CourseExercise
from grader.gradebook.lateness import days_late, left, penalty
from grader.gradebook.tables import stamp
from grader.results import Verdict

__all__ = ["Rules", "Tried", "Weighed", "weigh"]

PASSED: Final = Verdict.PASSED.value
COSTS: Final = frozenset({PASSED, Verdict.FAILED.value})
ERROR: Final = Verdict.GRADER_ERROR.value

# Read once: in Python 3.11 each look at a member of an enumeration takes a call.
_COUNTS, _OPEN, _REPLACED = Standing.COUNTS, Standing.OPEN, Standing.REPLACED
_TOO_LATE, _OVER_LIMIT, _FREE = Standing.TOO_LATE, Standing.OVER_LIMIT, Standing.FREE


class Tried(NamedTuple):
    """The columns that decide, as they are stored: 100,000 of them are read for one table.

    Attributes:
        file: What tells files apart: the digest, or the job where there is none.
    """

    report_id: int
    student: str
    exercise_id: str
    file: str
    verdict: str
    points: float
    max_points: float
    submitted_at: str | None
    graded_at: str
    identical_to: str
    late_by_platform: int


class Weighed(NamedTuple):
    """One row and what becomes of it; times are texts.

    Attributes:
        when: The time of the attempt.
        left: The points that are left.
    """

    row: Tried
    when: str
    submitted_at: str | None
    standing: Standing
    left: float
    days_late: int = 0
    taken_off: float = 0.0

    @property
    def costs(self) -> bool:
        """Whether it is an attempt of its own that was graded."""
        return self.row.verdict in COSTS and self.standing is not _REPLACED


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

    def weighed(self, row: Tried, when: str, submitted_at: str | None) -> Weighed:
        """Return what becomes of the row that stands for a file, by itself."""
        if row.verdict not in COSTS:
            return Weighed(row, when, submitted_at, _FREE, row.points)
        if self.in_time is None or submitted_at is None or submitted_at <= self.in_time:
            return Weighed(row, when, submitted_at, _OPEN, row.points)
        late = self.exercise.late
        days = days_late(datetime.fromisoformat(submitted_at), self.due, late)
        taken_off = penalty(row.points, days, late)
        most = late.never_after_days
        kind = _TOO_LATE if most is not None and days > most else _OPEN
        return Weighed(row, when, submitted_at, kind, left(row.points, taken_off), days, taken_off)

    def of_file(self, rows: Sequence[Tried]) -> list[Weighed]:
        """Return the rows on one file: the one that stands first, then what it replaced."""
        submitted_at = min((r.submitted_at for r in rows if r.submitted_at), default=None)
        when = submitted_at or rows[0].graded_at
        standing = next((row for row in reversed(rows) if row.verdict != ERROR), rows[-1])
        replaced = [
            Weighed(row, when, row.submitted_at, _REPLACED, row.points)
            for row in rows
            if row is not standing
        ]
        return [self.weighed(standing, when, submitted_at), *replaced]


def weigh(rows: Sequence[Tried], rules: Rules) -> list[Weighed]:
    """Return all rows of one student on one exercise, weighed, in the order of the attempts.

    *Best* is what passed before what failed, then more points after the penalty, then the earlier.
    *Latest* is the last one handed in. What is too late or over the limit of attempts counts only
    where nothing else does; then what was not gradable; last what the grader failed on.

    Args:
        rows: In the order in which they were recorded.
        rules: The course's.
    """
    if len({row.file for row in rows}) == len(rows):
        standing = [
            rules.weighed(row, row.submitted_at or row.graded_at, row.submitted_at) for row in rows
        ]
        replaced: list[Weighed] = []
    else:
        standing, replaced = _by_file(rows, rules)
    standing.sort(key=_order)
    _limit(standing, rules.exercise.max_attempts)
    _choose(standing, rules.count)
    return sorted(standing + replaced, key=_order) if replaced else standing


def _by_file(rows: Sequence[Tried], rules: Rules) -> tuple[list[Weighed], list[Weighed]]:
    """Return the rows that stand, one a file, and those that they replaced."""
    files: dict[str, list[Tried]] = {}
    for row in rows:
        files.setdefault(row.file, []).append(row)
    standing: list[Weighed] = []
    replaced: list[Weighed] = []
    for of_file in files.values():
        first, *others = rules.of_file(of_file)
        standing.append(first)
        replaced += others
    return standing, replaced


def _order(each: Weighed) -> tuple[str, int]:
    return each.when, each.row.report_id


def _limit(standing: list[Weighed], most: int | None) -> None:
    """Mark what comes after the last attempt that the course gives."""
    if most is None:
        return
    cost = 0
    for place, each in enumerate(standing):
        cost += each.costs
        if each.costs and cost > most:
            standing[place] = each._replace(standing=_OVER_LIMIT)


def _choose(standing: list[Weighed], count: Literal["best", "latest"]) -> None:
    """Mark the one that counts, of those that have the best claim to it."""
    if not standing:
        return

    def worth(place: int) -> tuple[bool, float]:
        return standing[place].row.verdict == PASSED, standing[place].left

    for kind in (_OPEN, _TOO_LATE, _OVER_LIMIT):
        places = [place for place, each in enumerate(standing) if each.standing is kind]
        if places:
            # Of equals, max takes the first.
            place = max(places, key=worth) if count == "best" else places[-1]
            break
    else:
        places = [place for place, each in enumerate(standing) if each.row.verdict != ERROR]
        place = places[-1] if places else len(standing) - 1
    standing[place] = standing[place]._replace(standing=_COUNTS)

"""All grades of a course, and what a person should look at, from one reading of the rows."""

from __future__ import annotations

import gc
from collections.abc import Collection, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from grader.attempts import Attention, Concern, Standing
from grader.gradebook.course import Course
from grader.gradebook.overrides import standing_overrides
from grader.gradebook.rows import graded_exercises, max_points, tried_rows
from grader.gradebook.students import all_students
from grader.gradebook.values import Overview
from grader.gradebook.weighing import ERROR, Rules, Tried, Weighed, weigh
from grader.grades import Grade, Override, Student
from grader.results import Verdict

__all__ = ["overview"]


def overview(
    session: Session,
    course: Course,
    exercises: Collection[str] | None,
    students: Collection[str] | None,
) -> Overview:
    """Weigh everything and return the grades, by student and by exercise."""
    with _without_collector():
        return _overview(session, course, exercises, students)


@contextmanager
def _without_collector() -> Generator[None]:
    """Keep the collector of cycles from going through 100,000 new tuples again and again.

    There are no cycles among them: a quarter of the time went into finding that out.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _overview(
    session: Session,
    course: Course,
    exercises: Collection[str] | None,
    students: Collection[str] | None,
) -> Overview:
    people = all_students(session)
    if students is not None:
        people = tuple(each for each in people if each.key in students)
    wanted = exercises if exercises is not None else tuple(course.exercises) or None
    groups: dict[tuple[str, str], list[Tried]] = {}
    for row in tried_rows(session, wanted, students):
        groups.setdefault((row.student, row.exercise_id), []).append(row)
    overrides = standing_overrides(session)
    if wanted is None:
        wanted = sorted({*graded_exercises(session), *(id_ for _, id_ in overrides)})
    class_ = _Class(course, groups, overrides, max_points(session, wanted))
    grades: list[Grade] = []
    attention = list(_about_course(session, course, people)) if students is None else []
    for student in people:
        for id_ in wanted:
            grade, concerns = class_.grade(student, id_)
            grades.append(grade)
            attention += concerns
    return Overview(tuple(grades), tuple(attention))


def _about_course(
    session: Session, course: Course, people: Sequence[Student]
) -> Iterator[Attention]:
    """Yield what a course.yaml says that meets nothing, and what it passes over."""
    known = {each.key for each in people}
    for student, id_ in course.extensions:
        if student not in known:
            yield Attention(Concern.UNKNOWN_EXTENSION, student, id_)
    if course.exercises:
        for id_ in graded_exercises(session):
            if id_ not in course.exercises:
                yield Attention(Concern.OUTSIDE_COURSE, exercise_id=id_)


@dataclass(frozen=True, slots=True)
class _Class:
    course: Course
    groups: Mapping[tuple[str, str], Sequence[Tried]]
    overrides: Mapping[tuple[str, str], Override]
    most: Mapping[str, float]
    known: dict[tuple[str, datetime | None], Rules] = field(
        default_factory=dict[tuple[str, "datetime | None"], Rules]
    )

    def _rules(self, student: str, id_: str) -> Rules:
        """Return the rules, made once for all who have the same due time."""
        at = (id_, self.course.due(student, id_))
        if at not in self.known:
            self.known[at] = Rules.of(self.course, student, id_)
        return self.known[at]

    def grade(self, student: Student, id_: str) -> tuple[Grade, list[Attention]]:
        """Return one grade and what is worth a look about it."""
        at = (student.key, id_)
        override = self.overrides.get(at)
        rows = self.groups.get(at)
        if rows is None:
            points = override.points if override else 0.0
            most = self.most.get(id_, 0.0)
            return Grade(student, id_, most, override=override, points=points), []
        rules = self._rules(student.key, id_)
        weighed = weigh(rows, rules)
        counts = next(each for each in weighed if each.standing is Standing.COUNTS)
        submitted_at = counts.submitted_at
        grade = Grade(
            student=student,
            exercise_id=id_,
            max_points=counts.row.max_points,
            verdict=Verdict(counts.row.verdict),
            earned=counts.row.points,
            days_late=counts.days_late,
            taken_off=counts.taken_off,
            points=override.points if override else counts.left,
            override=override,
            attempts=sum(each.costs for each in weighed),
            report_id=counts.row.report_id,
            submitted_at=datetime.fromisoformat(submitted_at) if submitted_at else None,
        )
        return grade, _concerns(weighed, rules, settled=override is not None)


def _concerns(weighed: Sequence[Weighed], rules: Rules, *, settled: bool) -> list[Attention]:
    """Return what a person should look at; a fault of the grader's only where nothing settled it.

    Args:
        weighed: In the order of the attempts.
        rules: Whether there is anything to be late for.
        settled: Whether a person gave points.
    """
    found: list[Attention] = []
    for each in reversed(weighed):
        if each.standing is Standing.REPLACED:
            continue
        row = each.row
        settled = settled or each.costs
        if row.verdict == ERROR and not settled:
            found.append(_attention(Concern.GRADER_ERROR, row))
        if row.identical_to:
            found.append(_attention(Concern.IDENTICAL, row))
        if row.late_by_platform and each.submitted_at is None and rules.due is not None:
            found.append(_attention(Concern.LATE_WITHOUT_TIME, row))
    return found[::-1]


def _attention(concern: Concern, row: Tried) -> Attention:
    other = row.identical_to if concern is Concern.IDENTICAL else ""
    return Attention(concern, row.student, row.exercise_id, row.report_id, other)

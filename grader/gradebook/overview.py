"""All grades of a course, and what a person should look at, from one reading of the rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import String, func, select, type_coerce
from sqlalchemy.orm import Session

from grader.attempts import Attention, Concern, Standing
from grader.errors import GraderError
from grader.exercise import read_exercise
from grader.gradebook.course import Course
from grader.gradebook.overrides import standing_overrides
from grader.gradebook.students import all_students
from grader.gradebook.tables import ReportRow
from grader.gradebook.values import Overview
from grader.gradebook.weighing import Rules, Tried, Weighed, weigh
from grader.grades import Grade, Override, Student
from grader.resources import exercises_folder
from grader.results import Verdict

__all__ = ["max_points", "overview", "tried_rows"]

_FEW: Final = 500
"""More keys than this are compared here, not in SQL: a statement takes only so many values."""

_COLUMNS: Final[tuple[Any, ...]] = (
    ReportRow.id,
    ReportRow.student,
    ReportRow.exercise_id,
    ReportRow.key,
    ReportRow.verdict,
    ReportRow.points,
    ReportRow.max_points,
    # As text: most times are only compared, and reading 100,000 of them takes a while.
    type_coerce(ReportRow.submitted_at, String),
    type_coerce(ReportRow.graded_at, String),
    ReportRow.sha256,
    ReportRow.identical_to,
    ReportRow.late_by_platform,
)


def tried_rows(
    session: Session,
    exercises: Collection[str] | None = None,
    students: Collection[str] | None = None,
) -> Iterator[Tried]:
    """Yield the rows of these exercises and students, None for all, in the order of recording."""
    query = select(*_COLUMNS).order_by(ReportRow.id)
    if exercises is not None:
        query = query.where(ReportRow.exercise_id.in_(exercises))
    if students is not None and len(students) <= _FEW:
        query = query.where(ReportRow.student.in_(students))
    rows = map(Tried._make, session.execute(query))
    if students is None or len(students) <= _FEW:
        return rows
    wanted = frozenset(students)
    return (row for row in rows if row.student in wanted)


def max_points(session: Session, exercises: Iterable[str]) -> dict[str, float]:
    """Return the points of each exercise: of its newest report, else as the grader's own has it.

    An exercise without either is left out.
    """
    newest = select(func.max(ReportRow.id)).group_by(ReportRow.exercise_id)
    query = select(ReportRow.exercise_id, ReportRow.max_points).where(ReportRow.id.in_(newest))
    found = {row[0]: row[1] for row in session.execute(query)}
    for id_ in exercises:
        path = exercises_folder() / id_ / "exercise.yaml"
        if id_ not in found and path.is_file():
            found[id_] = _points_of(path)
    return found


def _points_of(path: Any) -> float:
    try:
        return read_exercise(path, None).max_points
    except GraderError:  # whoever grades with it is told; a table of grades need not break
        return 0.0


def overview(
    session: Session,
    course: Course,
    exercises: Collection[str] | None,
    students: Collection[str] | None,
) -> Overview:
    """Weigh everything and return the grades, by student and by exercise."""
    people = all_students(session)
    if students is not None:
        people = tuple(each for each in people if each.key in students)
    wanted = exercises if exercises is not None else tuple(course.exercises) or None
    groups: dict[tuple[str, str], list[Tried]] = {}
    for row in tried_rows(session, wanted, students):
        groups.setdefault((row.student, row.exercise_id), []).append(row)
    overrides = standing_overrides(session)
    if wanted is None:
        wanted = sorted({*_graded(session), *(id_ for _, id_ in overrides)})
    class_ = _Class(course, groups, overrides, max_points(session, wanted))
    grades: list[Grade] = []
    attention = list(_about_course(session, course, people)) if students is None else []
    for student in people:
        for id_ in wanted:
            grade, concerns = class_.grade(student, id_)
            grades.append(grade)
            attention += concerns
    return Overview(tuple(grades), tuple(attention))


def _graded(session: Session) -> Iterable[str]:
    """Return the ids of all exercises on which there are reports, of anybody's."""
    return session.scalars(select(ReportRow.exercise_id).distinct())


def _about_course(
    session: Session, course: Course, people: Sequence[Student]
) -> Iterator[Attention]:
    """Yield what a course.yaml says that meets nothing, and what it passes over."""
    known = {each.key for each in people}
    for student, id_ in course.extensions:
        if student not in known:
            yield Attention(Concern.UNKNOWN_EXTENSION, student, id_)
    if course.exercises:
        for id_ in sorted(_graded(session)):
            if id_ not in course.exercises:
                yield Attention(Concern.OUTSIDE_COURSE, exercise_id=id_)


@dataclass(frozen=True, slots=True)
class _Class:
    course: Course
    groups: Mapping[tuple[str, str], Sequence[Tried]]
    overrides: Mapping[tuple[str, str], Override]
    most: Mapping[str, float]

    def grade(self, student: Student, id_: str) -> tuple[Grade, list[Attention]]:
        """Return one grade and what is worth a look about it."""
        at = (student.key, id_)
        override = self.overrides.get(at)
        rows = self.groups.get(at)
        if rows is None:
            points = override.points if override else 0.0
            most = self.most.get(id_, 0.0)
            return Grade(student, id_, most, override=override, points=points), []
        rules = Rules.of(self.course, student.key, id_)
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
            attempts=sum(map(_cost, weighed)),
            report_id=counts.row.report_id,
            submitted_at=datetime.fromisoformat(submitted_at) if submitted_at else None,
        )
        return grade, _concerns(weighed, rules, settled=override is not None)


def _cost(each: Weighed) -> bool:
    graded = each.row.verdict in {Verdict.PASSED.value, Verdict.FAILED.value}
    return graded and each.standing is not Standing.REPLACED


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
        settled = settled or _cost(each)
        if row.verdict == Verdict.GRADER_ERROR.value and not settled:
            found.append(_attention(Concern.GRADER_ERROR, row))
        if row.identical_to:
            found.append(_attention(Concern.IDENTICAL, row))
        if row.late_by_platform and each.submitted_at is None and rules.due is not None:
            found.append(_attention(Concern.LATE_WITHOUT_TIME, row))
    return found[::-1]


def _attention(concern: Concern, row: Tried) -> Attention:
    other = row.identical_to if concern is Concern.IDENTICAL else ""
    return Attention(concern, row.student, row.exercise_id, row.report_id, other)

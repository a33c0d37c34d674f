"""The columns that decide which attempt counts, of a whole class at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Integer, String, case, func, literal, select, type_coerce
from sqlalchemy.orm import Session

from grader.errors import GraderError
from grader.exercise import read_exercise
from grader.gradebook.tables import ReportRow
from grader.gradebook.weighing import Tried
from grader.resources import exercises_folder

__all__ = ["graded_exercises", "max_points", "tried_rows"]

_FEW_EXERCISES: Final = 2
"""For more than these a database would look each row up by exercise and then sort them all."""

_FEW_STUDENTS: Final = 500
"""A statement takes only so many values."""

_ROW: Final[Any] = ReportRow.__table__.c
_COLUMNS: Final[tuple[Any, ...]] = (
    _ROW.id,
    _ROW.student,
    _ROW.exercise_id,
    case((_ROW.sha256 == "", literal("job ") + _ROW.key), else_=_ROW.sha256),
    _ROW.verdict,
    _ROW.points,
    _ROW.max_points,
    # As text: most times are only compared, and reading 100,000 of them takes a while.
    type_coerce(_ROW.submitted_at, String),
    type_coerce(_ROW.graded_at, String),
    _ROW.identical_to,
    type_coerce(_ROW.late_by_platform, Integer),
)


def tried_rows(
    session: Session,
    exercises: Collection[str] | None = None,
    students: Collection[str] | None = None,
) -> list[Tried]:
    """Return the rows of these exercises and students, None for all, in the order of recording."""
    query = select(*_COLUMNS).order_by(_ROW.id)
    few_exercises = exercises is not None and len(exercises) <= _FEW_EXERCISES
    few_students = students is not None and len(students) <= _FEW_STUDENTS
    if few_exercises:
        query = query.where(_ROW.exercise_id.in_(exercises))
    if few_students:
        query = query.where(_ROW.student.in_(students))
    # Of the connection: a session would look at each row for objects of ours.
    rows = map(Tried._make, session.connection().execute(query).all())
    if exercises is not None and not few_exercises:
        ids = frozenset(exercises)
        rows = (row for row in rows if row.exercise_id in ids)
    if students is not None and not few_students:
        keys = frozenset(students)
        rows = (row for row in rows if row.student in keys)
    return list(rows)


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


def _points_of(path: Path) -> float:
    try:
        return read_exercise(path, None).max_points
    except GraderError:  # whoever grades with it is told; a table of grades need not break
        return 0.0


def graded_exercises(session: Session) -> tuple[str, ...]:
    """Return the ids of all exercises on which there are reports, of anybody's."""
    return tuple(sorted(session.scalars(select(ReportRow.exercise_id).distinct())))

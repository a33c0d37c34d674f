"""Reading reports back: one whole, or the attempts of a student or on a file."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from grader.attempts import Attempt
from grader.errors import DataError
from grader.gradebook.course import Course
from grader.gradebook.rows import tried_rows
from grader.gradebook.stored import unpack_report
from grader.gradebook.tables import ReportRow, ReportTextRow
from grader.gradebook.weighing import Rules, weigh
from grader.language import say
from grader.results import Report, Verdict

__all__ = ["read_attempts", "read_report", "same_file"]


def read_report(session: Session, report_id: int) -> Report:
    """Return a whole report.

    Raises:
        DataError: If there is none with that number, or it is damaged.
    """
    row = session.get(ReportTextRow, report_id)
    if row is None:
        raise DataError(say("The gradebook has no report {number}.", number=report_id))
    return unpack_report(row.json_zlib, report_id)


def read_attempts(
    session: Session, student: str, exercise_id: str, course: Course
) -> tuple[Attempt, ...]:
    """Return every attempt of a student on an exercise, weighed, in the order of recording."""
    query = select(ReportRow).where(
        ReportRow.student == student, ReportRow.exercise_id == exercise_id
    )
    found = [_attempt(row) for row in session.scalars(query.order_by(ReportRow.id))]
    rows = tried_rows(session, [exercise_id], [student])
    weighed = {
        each.row.report_id: each for each in weigh(rows, Rules.of(course, student, exercise_id))
    }
    return tuple(
        replace(
            each,
            standing=weighed[each.report_id].standing,
            days_late=weighed[each.report_id].days_late,
            taken_off=weighed[each.report_id].taken_off,
        )
        for each in found
    )


def same_file(session: Session, exercise_id: str, sha256: str) -> tuple[Attempt, ...]:
    """Return every attempt of anybody on the same bytes, not weighed, in the order of recording."""
    query = select(ReportRow).where(
        ReportRow.exercise_id == exercise_id, ReportRow.sha256 == sha256
    )
    return tuple(map(_attempt, session.scalars(query.order_by(ReportRow.id))))


def _attempt(row: ReportRow) -> Attempt:
    return Attempt(
        report_id=row.id,
        student=row.student,
        exercise_id=row.exercise_id,
        key=row.key,
        verdict=Verdict(row.verdict),
        points=row.points,
        max_points=row.max_points,
        pass_points=row.pass_points,
        submitted_at=row.submitted_at,
        graded_at=row.graded_at,
        seed=row.seed,
        wall_seconds=row.wall_seconds,
        path=row.path,
        sha256=row.sha256,
        language=row.language,
        trainings=row.trainings,
        identical_to=row.identical_to,
        late_by_platform=row.late_by_platform,
        spec_digest=row.spec_digest,
        grader_digest=row.grader_digest,
        batch_id=row.batch_id,
    )

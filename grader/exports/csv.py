"""Grades as plain tables: one row a student and exercise with everything, or one row a student."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from grader.exports.cells import defused, number, written
from grader.exports.entries import Exported, by_student, entered, exercise_ids, remarks_on
from grader.grades import Grade, Student

__all__ = ["render_csv", "render_wide_csv"]

_COLUMNS: Final = (
    "student", "name", "email", "section", "exercise", "verdict", "points", "max_points", "earned",
    "days_late", "taken_off", "override_points", "override_author", "override_reason",
    "override_made_at", "attempts", "report_id", "submitted_at",
)  # fmt: skip


def render_csv(grades: Sequence[Grade]) -> Exported:
    """Return one row for each student and exercise.

    `points` is what counts: empty where nothing was handed in and where the grader is at fault.
    Times are ISO 8601 with their zone.
    """
    people = {grade.student.key: grade.student for grade in grades}
    who = {key: _who(student) for key, student in people.items()}
    rows = [_row(grade, who[grade.student.key]) for grade in grades]
    return Exported(written([_COLUMNS, *rows]), remarks_on(grades))


def _row(grade: Grade, who: Sequence[str]) -> list[str]:
    judged = entered(grade) is not None and grade.verdict is not None
    override = grade.override
    return [
        *who,
        defused(grade.exercise_id),
        grade.verdict.value if grade.verdict else "",
        number(entered(grade)),
        number(grade.max_points),
        number(grade.earned) if judged else "",
        str(grade.days_late) if judged else "",
        number(grade.taken_off) if judged else "",
        number(override.points) if override else "",
        defused(override.author) if override else "",
        defused(override.reason) if override else "",
        _time(override.made_at if override else None),
        str(grade.attempts),
        str(grade.report_id) if grade.report_id is not None else "",
        _time(grade.submitted_at),
    ]


def render_wide_csv(grades: Sequence[Grade]) -> Exported:
    """Return one row for each student, one column for each exercise, and their total.

    The total is empty where one of the student's grades waits for the grader to be mended; what was
    not handed in adds nothing, and nothing at all is no total.
    """
    ids = exercise_ids(grades)
    rows = [["student", "name", "email", "section", *map(defused, ids), "total"]]
    for student, own in by_student(grades):
        cells = [number(entered(own[id_])) if id_ in own else "" for id_ in ids]
        rows.append([*_who(student), *cells, number(_total(own.values()))])
    return Exported(written(rows), remarks_on(grades))


def _total(grades: Iterable[Grade]) -> float | None:
    points = [(entered(grade), grade.verdict) for grade in grades]
    known = [value for value, _ in points if value is not None]
    waiting = any(value is None and verdict is not None for value, verdict in points)
    return sum(known) if known and not waiting else None


def _who(student: Student) -> list[str]:
    known = (student.key, student.name, student.email, student.section)
    return [defused(each) for each in known]


def _time(moment: datetime | None) -> str:
    return moment.isoformat(timespec="seconds") if moment else ""

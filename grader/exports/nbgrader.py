"""Grades as `nbgrader export` writes them.

Source: nbgrader's `nbgrader/plugins/export.py` (`CsvExportPlugin`) and its documentation,
"Exporting grades". Two things differ on purpose: a missing grade is empty, where nbgrader writes
0.0, and cells are quoted where they must be. Times are UTC and name no zone, as nbgrader's are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

from grader.exports.cells import defused, number, written
from grader.exports.entries import Exported, entered, remarks_on
from grader.grades import Grade, Student

__all__ = ["render_nbgrader"]

_COLUMNS: Final = (
    "assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email",
    "raw_score", "late_submission_penalty", "score", "max_score",
)  # fmt: skip


def render_nbgrader(
    grades: Sequence[Grade], due_dates: Mapping[str, datetime] | None = None
) -> Exported:
    """Return one row for each assignment and student, sorted by both.

    Args:
        grades: Of one or more exercises.
        due_dates: By exercise, with their time zones; of those that have one.
    """
    ordered = sorted(grades, key=lambda grade: (grade.exercise_id, grade.student.key))
    people = {grade.student.key: grade.student for grade in grades}
    who = {key: _who(student) for key, student in people.items()}
    due = {id_: _time(moment) for id_, moment in (due_dates or {}).items()}
    rows = [_row(g, due.get(g.exercise_id, ""), who[g.student.key]) for g in ordered]
    return Exported(written([_COLUMNS, *rows]), remarks_on(grades))


def _row(grade: Grade, due: str, who: Sequence[str]) -> list[str]:
    return [
        defused(grade.exercise_id),
        due,
        _time(grade.submitted_at),
        *who,
        *map(number, _scores(grade)),
        number(grade.max_points),
    ]


def _who(student: Student) -> list[str]:
    last, first = _last_and_first(student.name)
    return [defused(each) for each in (student.key, last, first, student.email)]


def _scores(grade: Grade) -> tuple[float | None, float | None, float | None]:
    """Return raw score, penalty and score: nbgrader's third is the first less the second."""
    points = entered(grade)
    if points is None:
        return None, None, None
    if grade.override is not None:
        return points, 0.0, points
    return grade.earned, grade.taken_off, points


def _last_and_first(name: str) -> tuple[str, str]:
    """Split "Doe, Jane" and "Jane Doe"; a name of one word is the last name."""
    last, comma, first = name.partition(",")
    if not comma:
        first, _, last = name.strip().rpartition(" ")
    return last.strip(), first.strip()


def _time(moment: datetime | None) -> str:
    if moment is None:
        return ""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ", timespec="seconds")

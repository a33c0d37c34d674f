"""A small class with one of everything that a gradebook can hold."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

from grader.grades import Grade, Override, Student
from grader.results import Verdict

HANDED_IN = datetime(2026, 11, 20, 21, 30, 5, tzinfo=UTC)
ANA = Student(
    "ana",
    "Ana Ruiz",
    "ana@example.org",
    {"canvas": "501", "moodle": "Participant 71", "sis": "S-1", "login": "aruiz"},
    "Section A",
)
BO = Student("bo", "Bo, Kim", "bo@example.org", {"canvas": "502", "moodle": "72", "sis": "S2"})
CHO = Student("cho", "조은", "cho@example.org")
DEE = Student("dee", "Dee Late", "dee@example.org")
EVE = Student("eve", '=HYPERLINK("http://x";"y")', "@eve@example.org", {}, "+A")
FAY = Student("fay", "Fay Broken")

CALLBACKS, HORSES = "c1w2_callbacks", "c1w4_horse_or_human"


def grade(student: Student, points: float = 90, exercise: str = CALLBACKS) -> Grade:
    return Grade(
        student=student,
        exercise_id=exercise,
        max_points=100,
        verdict=Verdict.PASSED,
        earned=points,
        points=points,
        attempts=1,
        report_id=1,
        submitted_at=HANDED_IN,
    )


BY_HAND = Grade(
    student=CHO,
    exercise_id=CALLBACKS,
    max_points=100,
    verdict=Verdict.GRADER_ERROR,
    points=75.5,
    override=Override(75.5, "lee", "-graded by hand", HANDED_IN),
    attempts=1,
    report_id=3,
)
ABSENT = Grade(student=DEE, exercise_id=CALLBACKS, max_points=100)
BROKEN = Grade(
    student=FAY,
    exercise_id=CALLBACKS,
    max_points=100,
    verdict=Verdict.GRADER_ERROR,
    attempts=1,
    report_id=6,
)
LATE = Grade(
    student=BO,
    exercise_id=CALLBACKS,
    max_points=100,
    verdict=Verdict.FAILED,
    earned=62.5,
    days_late=2,
    taken_off=20,
    points=42.5,
    attempts=3,
    report_id=2,
    submitted_at=HANDED_IN,
)
UNREADABLE = Grade(
    student=EVE,
    exercise_id=CALLBACKS,
    max_points=100,
    verdict=Verdict.NOT_GRADABLE,
    attempts=1,
    report_id=5,
)
CLASS = (grade(ANA, 87.456), LATE, BY_HAND, ABSENT, UNREADABLE, BROKEN)
TWO = (*CLASS, grade(ANA, 100, HORSES), grade(DEE, 10, HORSES))


def rows(text: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


def records(text: str, delimiter: str = ",") -> list[dict[str, str]]:
    header, *others = rows(text, delimiter)
    return [dict(zip(header, row, strict=True)) for row in others]

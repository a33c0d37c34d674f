"""Reports and handins in one line each."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from grader.gradebook import Gradebook
from grader.grades import Handin, Student
from grader.results import Report, Verdict

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
HOUSE, CALLS = "c1w1_house_prices", "c1w2_callbacks"
PASSED, FAILED, NOT_GRADABLE, ERROR = Verdict


def handin(student: str | Student = "ana", exercise_id: str = CALLS, **facts: Any) -> Handin:
    who = Student(student) if isinstance(student, str) else student
    return Handin(who, exercise_id, Path(f"class/{who.key}/{exercise_id}.py"), **facts)


def report(
    verdict: Verdict = PASSED, points: float = 90.0, exercise_id: str = CALLS, **facts: Any
) -> Report:
    known: dict[str, Any] = {
        "exercise_id": exercise_id,
        "title": "Stop when it is good enough",
        "student": "ana",
        "verdict": verdict,
        "points": points,
        "max_points": 100.0,
        "pass_points": 80.0,
        "started_at": NOON,
        "submission_name": "callbacks.py",
    }
    return Report(**known | facts)


def keep(
    book: Gradebook,
    key: str = "k1",
    verdict: Verdict = PASSED,
    points: float = 90.0,
    *,
    student: str | Student = "ana",
    exercise_id: str = CALLS,
    at: datetime | None = None,
    sha256: str | None = None,
    fresh: bool = False,
    identical_to: str = "",
    late_by_platform: bool = False,
    **facts: Any,
) -> int:
    """Record a report; each key is another file unless `sha256` says otherwise."""
    return book.record(
        handin(student, exercise_id, submitted_at=at, late_by_platform=late_by_platform),
        report(verdict, points, exercise_id, **facts),
        key=key,
        spec_digest="spec",
        grader_digest="grader",
        sha256=f"file {key}" if sha256 is None else sha256,
        identical_to=identical_to,
        fresh=fresh,
    )

"""What the page of a class is made of: its grades, and a row for each submission that counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from grader.grades import Grade, Student, Unmatched
from grader.results import CheckStatus, Report, Verdict

__all__ = ["ClassPage", "SubmissionRow", "submission_row"]


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    """One graded submission, as the page of a class needs it.

    Attributes:
        points: Of the grader, before anything is taken off and whatever a person said.
        failed: (name, title) of each check that it failed.
        wall_seconds: From reading it to the finished report.
        trained: How many times it was trained.
        peak_memory_mb: The largest of its runs.
        sha256: Of the file with the code; empty where there is none.
        message: Why it could not be graded, or what broke; empty otherwise.
        page: The relative address of its feedback; empty without one.
    """

    student: Student
    exercise_id: str
    verdict: Verdict
    points: float = 0.0
    max_points: float = 0.0
    pass_points: float = 0.0
    failed: tuple[tuple[str, str], ...] = ()
    wall_seconds: float = 0.0
    trained: int = 1
    peak_memory_mb: float = 0.0
    sha256: str = ""
    message: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class ClassPage:
    """All that the page of a class shows.

    Attributes:
        title: The course, or the folder that was graded.
        made_at: UTC.
        grades: One for each student and exercise, in the order in which they are shown; of those
            who handed in nothing, too.
        rows: One for each grade that has a report: the submission that counts.
        exercises: The titles of the exercises by their ids.
        unmatched: Files of which is not known whose they are.
    """

    title: str
    made_at: datetime
    grades: tuple[Grade, ...] = ()
    rows: tuple[SubmissionRow, ...] = ()
    exercises: Mapping[str, str] = field(default_factory=dict[str, str])
    unmatched: tuple[Unmatched, ...] = ()
    language: Literal["en", "ko"] = "en"


def submission_row(report: Report, student: Student, *, page: str = "") -> SubmissionRow:
    """Return what the page of a class needs of one report.

    Args:
        report: Of the submission that counts.
        student: Whose it is.
        page: The relative address of its feedback.
    """
    failed = [check for check in report.checks if check.status is CheckStatus.FAILED]
    return SubmissionRow(
        student=student,
        exercise_id=report.exercise_id,
        verdict=report.verdict,
        points=report.points,
        max_points=report.max_points,
        pass_points=report.pass_points,
        failed=tuple((check.name, check.title) for check in failed),
        wall_seconds=report.wall_seconds,
        trained=report.attempts,
        peak_memory_mb=max((run.peak_memory_mb for run in report.runs), default=0.0),
        sha256=report.submission_sha256,
        message=report.message.strip().partition("\n")[0],
        page=page,
    )

"""Values of a gradebook that are not yet a grade: each attempt, and what asks for a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from grader.results import Verdict

__all__ = ["Attempt", "Attention", "Concern", "Standing", "Withdrawal"]


class Standing(StrEnum):
    """What becomes of an attempt when grades are counted."""

    COUNTS = "counts"
    """Its points are the grade, but for an override."""
    OPEN = "open"
    """It could have counted; another is better, or later."""
    REPLACED = "replaced"
    """The same file was graded again since."""
    TOO_LATE = "too_late"
    """Handed in after the last day on which anything is taken."""
    OVER_LIMIT = "over_limit"
    """More attempts than the course gives."""
    FREE = "free"
    """Not gradable, or the grader failed: costs no attempt."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One report as the gradebook lists it, without the report itself.

    Attributes:
        report_id: The number of the report.
        student: The student's key.
        key: What decides that this job has been done.
        points: Before anything is taken off.
        submitted_at: UTC; None where it is not known.
        graded_at: UTC, when it was recorded.
        wall_seconds: From reading the submission to the finished report.
        path: What was graded, as it was named.
        sha256: Of the submission's bytes; empty where they could not be read.
        language: Of the report's sentences.
        trainings: How often the submission was trained for this report.
        identical_to: The key of another student whose file is the same, or empty.
        late_by_platform: Whether the platform itself called it late.
        batch_id: The batch that it was graded in, or None.
        standing: Whether it counts, once it was weighed.
        days_late: Begun days after the due date, once it was weighed.
        taken_off: Points taken off for that, once it was weighed.
    """

    report_id: int
    student: str
    exercise_id: str
    key: str
    verdict: Verdict
    points: float
    max_points: float
    pass_points: float
    submitted_at: datetime | None
    graded_at: datetime
    seed: int
    wall_seconds: float
    path: str
    sha256: str
    language: str
    trainings: int
    identical_to: str
    late_by_platform: bool
    spec_digest: str
    grader_digest: str
    batch_id: int | None
    standing: Standing = Standing.OPEN
    days_late: int = 0
    taken_off: float = 0.0


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """An override that was taken back: the grader's points stand again. `made_at` is UTC."""

    author: str
    reason: str
    made_at: datetime


class Concern(StrEnum):
    """Why a person should look."""

    GRADER_ERROR = "grader_error"
    """The grader failed on it, and nothing handed in later was graded."""
    IDENTICAL = "identical"
    """The file is the same as another student's."""
    LATE_WITHOUT_TIME = "late_without_time"
    """The platform calls it late and says no time, so nothing was taken off."""
    UNKNOWN_EXTENSION = "unknown_extension"
    """The course extends a due date for somebody whom the gradebook does not know."""
    OUTSIDE_COURSE = "outside_course"
    """There are reports on an exercise that the course does not name."""


@dataclass(frozen=True, slots=True)
class Attention:
    """One thing that a person should look at.

    Attributes:
        concern: Why.
        student: The key of the student; empty where it is not about one.
        exercise_id: The exercise; empty where it is not about one.
        report_id: The report, or None.
        other: The other student's key of an identical file; otherwise empty.
    """

    concern: Concern
    student: str = ""
    exercise_id: str = ""
    report_id: int | None = None
    other: str = ""

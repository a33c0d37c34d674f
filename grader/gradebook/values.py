"""What a gradebook answers with, beside grades and attempts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from grader.attempts import Attention
from grader.grades import Grade
from grader.results import Verdict

__all__ = ["Batch", "Overview", "Recorded"]


@dataclass(frozen=True, slots=True)
class Batch:
    """One run over a class.

    Attributes:
        options: What it was begun with, as JSON.
        started_at: UTC.
        ended_at: UTC; None where it was broken off, or goes on.
    """

    id: int
    options: str
    started_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Overview:
    """All grades by student, then by exercise, and what a person should look at."""

    grades: tuple[Grade, ...]
    attention: tuple[Attention, ...]


@dataclass(frozen=True, slots=True)
class Recorded:
    """A job that is done: its newest report."""

    report_id: int
    verdict: Verdict

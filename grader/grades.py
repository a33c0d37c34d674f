"""Values of a class: who hands in, what was handed in, and what it came to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from grader.results import Verdict

__all__ = ["Collected", "Grade", "Handin", "Override", "Student", "Unmatched"]


@dataclass(frozen=True, slots=True)
class Student:
    """Somebody who hands in.

    Attributes:
        key: What tells students of one class apart: a login, an id, or the name of a folder.
        name: As a person would write it; empty where only the key is known.
        email: Empty where it is not known.
        ids: Ids in other systems, by the system's word: "canvas", "moodle", "sis", "gradescope".
        section: Of a class that has some.
    """

    key: str
    name: str = ""
    email: str = ""
    ids: Mapping[str, str] = field(default_factory=dict[str, str])
    section: str = ""


@dataclass(frozen=True, slots=True)
class Handin:
    """One submission of one student to one exercise, as it lies in a class's folder.

    Attributes:
        path: What is graded: a .py, an .ipynb, a .zip or a folder with one of them.
        submitted_at: When, with its time zone, where the layout tells; None otherwise.
        late_by_platform: Whether the platform itself called it late, as Canvas's names do.
    """

    student: Student
    exercise_id: str
    path: Path
    submitted_at: datetime | None = None
    late_by_platform: bool = False


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A file of which is not known whose or what for it is; `why` says what was expected."""

    path: Path
    why: str


@dataclass(frozen=True, slots=True)
class Collected:
    """What a class's folder holds.

    Attributes:
        layout: As what: "folders", "flat", "canvas", "moodle", "gradescope", "nbgrader".
        handins: By student, then by exercise.
        students: All of the roster, and whoever else handed in, by key.
        unmatched: What is listed and never dropped.
        not_on_roster: Those of `students` who handed in and are not on the roster, by key; empty
            without a roster.
    """

    layout: str
    handins: tuple[Handin, ...]
    students: tuple[Student, ...] = ()
    unmatched: tuple[Unmatched, ...] = ()
    not_on_roster: tuple[Student, ...] = ()


@dataclass(frozen=True, slots=True)
class Override:
    """Points that a person gave in place of the grader's.

    Attributes:
        points: Of `Grade.max_points`; stands whatever a regrade says.
        made_at: UTC.
    """

    points: float
    author: str
    reason: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Grade:
    """What counts of one student's work on one exercise.

    Attributes:
        verdict: Of the attempt that counts; None where nothing was handed in.
        earned: The points of that attempt, before anything is taken off.
        days_late: Begun days after the due date; 0 in time, or without one.
        taken_off: Points taken off for being late.
        points: What is entered: the override's, otherwise `earned - taken_off`.
        attempts: How many submissions were graded.
        report_id: The number of the report that counts; None where there is none.
        submitted_at: When the submission that counts was handed in, where that is known.
    """

    student: Student
    exercise_id: str
    max_points: float
    verdict: Verdict | None = None
    earned: float = 0.0
    days_late: int = 0
    taken_off: float = 0.0
    points: float = 0.0
    override: Override | None = None
    attempts: int = 0
    report_id: int | None = None
    submitted_at: datetime | None = None

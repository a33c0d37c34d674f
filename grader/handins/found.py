"""What a layout's reader finds, before it is known who of the class it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from grader.grades import Student, Unmatched
from grader.handins.exercises import Decision

__all__ = ["Found", "Place", "Reading"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a student's files lie.

    Attributes:
        folder: The student's own, or the one that all share.
        students: Whose, as the layout tells; several where a group handed in.
        submitted_at: When all of it was handed in.
        late: Whether the platform called it late.
    """

    folder: Path
    students: tuple[Student, ...]
    submitted_at: datetime | None = None
    late: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that could be graded.

    Attributes:
        student: As the layout tells; not yet looked up in a roster.
        path: A file, or a folder with one file with code.
        place: Where it lies.
        name: The file's own, without its suffix and what the platform put before it.
        named: Whether its name says that it is for the exercise.
        doubt: Why it is unmatched unless a roster knows the student; empty mostly.
    """

    student: Student
    exercise_id: str
    path: Path
    place: Place
    name: str
    named: bool
    doubt: str = ""


@dataclass(slots=True)
class Reading:
    """What came of reading a folder; grows while it is read."""

    found: list[Found] = field(default_factory=list[Found])
    unmatched: list[Unmatched] = field(default_factory=list[Unmatched])

    def leave(self, path: Path, why: str) -> None:
        """List `path` as one that cannot be matched."""
        self.unmatched.append(Unmatched(path, why))

    def leave_all(self, odd: Sequence[tuple[Path, str]]) -> None:
        """List several."""
        for path, why in odd:
            self.leave(path, why)

    def settle(
        self, place: Place, path: Path, decision: Decision, name: str, doubt: str = ""
    ) -> None:
        """Note `path` for each student of the place, or list it where no exercise was told."""
        if not decision.exercise_id:
            self.leave(path, decision.why)
            return
        for student in place.students:
            self.found.append(
                Found(student, decision.exercise_id, path, place, name, decision.named, doubt)
            )

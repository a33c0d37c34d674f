"""Where grades and reports come from: a gradebook, asked for no more than is exported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from grader import resources
from grader.errors import UsageError
from grader.exercise import find_exercise
from grader.gradebook import Course, open_gradebook, read_course
from grader.grades import Grade
from grader.language import say
from grader.results import Report

__all__ = ["Book", "Selection", "select"]


class Book(Protocol):
    """What is asked of a gradebook once its grades are known."""

    def report(self, report_id: int) -> Report:
        """Return one report."""
        ...


@dataclass(frozen=True, slots=True)
class Selection:
    """What is exported.

    Attributes:
        grades: At least one.
        book: Has the reports.
        due_dates: Of the course, by exercise.
    """

    grades: tuple[Grade, ...]
    book: Book
    due_dates: Mapping[str, datetime] = field(default_factory=dict[str, datetime])

    def reports(self) -> Iterator[tuple[Grade, Report]]:
        """Yield the report behind each grade that has one."""
        for grade in self.grades:
            if grade.report_id is not None:
                yield grade, self.book.report(grade.report_id)


def select(
    url: str,
    course: Path | None = None,
    exercises: Sequence[str] | None = None,
    students: Sequence[str] | None = None,
) -> Selection:
    """Return what a gradebook has of some exercises and students; of all where none is named.

    Args:
        url: The gradebook.
        course: A course.yaml, with due dates and penalties.
        exercises: Ids, or unambiguous parts of them.
        students: Their keys.

    Raises:
        UsageError: If no gradebook is named, or it has nothing of that.
        UnknownNameError: If there is no such exercise.
    """
    if not url:
        raise UsageError(say("Name the gradebook with --gradebook URL."))
    folder = resources.exercises_folder()
    ids = tuple(dict.fromkeys(find_exercise(name, folder).name for name in exercises or ()))
    about = read_course(course) if course else Course()
    book = open_gradebook(url, create=False, read_only=True)
    found = book.grades(course=about, exercises=ids or None)
    if students:
        found = tuple(grade for grade in found if grade.student.key in students)
    if not found:
        raise UsageError(say("The gradebook has no grades of what was asked for."))
    due = {id_: rules.due for id_, rules in about.exercises.items() if rules.due}
    return Selection(tuple(found), book, due)

"""Where grades and reports come from: a gradebook, asked for no more than is exported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol, cast

from grader import resources
from grader.errors import UsageError
from grader.exercise import find_exercise
from grader.grades import Grade
from grader.language import say
from grader.results import Report

__all__ = ["Book", "Selection", "open_book", "select"]


class Book(Protocol):
    """What is asked of a gradebook."""

    def grades(
        self, *, course: Any = None, exercises: Sequence[str] | None = None
    ) -> tuple[Grade, ...]:
        """Return what counts; of all exercises where none is named."""
        ...

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


def open_book(url: str) -> Book:
    """Open the gradebook at `url`."""
    return cast("Book", import_module("grader.gradebook").open_gradebook(url))


def _read_course(path: Path) -> Any:
    return import_module("grader.gradebook").read_course(path)


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
    about = _read_course(course) if course else None
    book = open_book(url)
    found = book.grades(course=about, exercises=ids or None)
    if students:
        found = tuple(grade for grade in found if grade.student.key in students)
    if not found:
        raise UsageError(say("The gradebook has no grades of what was asked for."))
    return Selection(tuple(found), book, _due_dates(about))


def _due_dates(course: Any) -> dict[str, datetime]:
    return {} if course is None else dict(course.due_dates)

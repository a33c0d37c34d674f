"""What of a class's grades is entered elsewhere, and what a person has to be told of the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from grader.grades import Grade, Student
from grader.language import say
from grader.reports.plain import plain_line
from grader.results import Verdict

__all__ = ["Exported", "by_student", "entered", "exercise_ids", "person", "remarks_on"]

_MOST_NAMES: Final = 20


@dataclass(frozen=True, slots=True)
class Exported:
    """A file for another system.

    Attributes:
        text: Its content.
        notes: What the person who imports it has to know, a sentence each.
    """

    text: str
    notes: tuple[str, ...] = ()


def entered(grade: Grade) -> float | None:
    """Return the points to enter, or None: a missing grade is not a zero.

    None where nothing was handed in, and where the grader is at fault, unless somebody gave points
    by hand.
    """
    by_hand = grade.override is not None
    if not by_hand and grade.verdict in {None, Verdict.GRADER_ERROR}:
        return None
    return grade.points


def exercise_ids(grades: Sequence[Grade]) -> list[str]:
    """Return the exercises that there are grades of, in their order."""
    return sorted({grade.exercise_id for grade in grades})


def by_student(grades: Sequence[Grade]) -> list[tuple[Student, dict[str, Grade]]]:
    """Return each student once, in the order in which they come, with grades by exercise."""
    found: dict[str, tuple[Student, dict[str, Grade]]] = {}
    for grade in grades:
        own = found.setdefault(grade.student.key, (grade.student, {}))[1]
        own[grade.exercise_id] = grade
    return list(found.values())


def person(student: Student) -> str:
    """Return how a student is named to the instructor, fit for a terminal."""
    name, key = plain_line(student.name), plain_line(student.key)
    return f"{name} ({key})" if name and name != key else key


def remarks_on(grades: Sequence[Grade]) -> tuple[str, ...]:
    """Return what is to be said of grades that are empty, or that somebody should look at."""
    return tuple(_remarks(grades))


def _remarks(grades: Sequence[Grade]) -> Iterator[str]:
    waiting = [grade for grade in grades if entered(grade) is None]
    failed = [grade for grade in waiting if grade.verdict is Verdict.GRADER_ERROR]
    absent = [grade for grade in waiting if grade.verdict is None]
    unreadable = [
        grade
        for grade in grades
        if grade.verdict is Verdict.NOT_GRADABLE and grade.override is None
    ]
    if failed:
        who = _named(failed, most=len(failed))
        yield say("Left empty, because the grader failed and not the student: {who}. Grade them "
                  "again, or enter points by hand.", who=who)  # fmt: skip
    if absent:
        yield say("Left empty, because nothing was handed in: {who}.", who=_named(absent))
    if unreadable:
        yield say("Entered as {points}, because what was handed in could not be graded; look at "
                  "them: {who}.", points=0, who=_named(unreadable))  # fmt: skip


def _named(grades: Sequence[Grade], most: int = _MOST_NAMES) -> str:
    """Name students with their exercises; how many more there are stands at the end."""
    names = [f"{person(grade.student)} {grade.exercise_id}" for grade in grades[:most]]
    if len(grades) > most:
        names.append(say("and {count} more", count=len(grades) - most))
    return ", ".join(names)

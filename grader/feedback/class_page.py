"""The page of a class: who has what, what went wrong most, and who to look at."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from grader.feedback.by_hand import concerns
from grader.feedback.class_values import ClassPage, SubmissionRow
from grader.feedback.histogram import histogram
from grader.feedback.page import render_page
from grader.grades import Grade, Student
from grader.language import use_language
from grader.reports.signs import Sign, verdict_sign
from grader.results import Verdict

__all__ = ["render_class"]

_MOST_CHECKS: Final = 12
_SLOWEST: Final = 8
_LARGEST: Final = 4


@dataclass(frozen=True, slots=True)
class _Entry:
    """What one student has in one exercise; `sign` is None where nothing was handed in."""

    grade: Grade | None
    sign: Sign | None
    page: str


@dataclass(frozen=True, slots=True)
class _Person:
    """One line of the table."""

    student: Student
    entries: tuple[_Entry, ...]
    points: float


@dataclass(frozen=True, slots=True)
class _Missed:
    """How often a check failed, of how many submissions to its exercise."""

    name: str
    title: str
    exercise_id: str
    count: int
    of: int


def render_class(index: ClassPage) -> str:
    """Return the page of a class, in its language; its links are relative to where it lies."""
    with use_language(index.language):
        exercises = _exercises(index)
        people = _people(index, exercises)
        return render_page(
            "class.html",
            styles=("class.css",),
            script="sort.js",
            index=index,
            exercises=exercises,
            titles={id_: index.exercises.get(id_, id_) for id_ in exercises},
            people=people,
            handed_in=sum(grade.verdict is not None for grade in index.grades),
            passed=sum(grade.verdict is Verdict.PASSED for grade in index.grades),
            several=len(exercises) > 1,
            histograms=[
                histogram(id_, [grade for grade in index.grades if grade.exercise_id == id_])
                for id_ in exercises
            ],
            signs=[verdict_sign(verdict, ascii_only=False) for verdict in Verdict],
            concerns=concerns(index),
            missed=_missed(index.rows),
            costly=_costly(index.rows),
            address=_address,
        )


def _address(page: str) -> str:
    """Return a relative address that no name of a folder can turn into another."""
    return quote(page, safe="/", errors="replace")


def _exercises(index: ClassPage) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*index.exercises, *(g.exercise_id for g in index.grades)]))


def _people(index: ClassPage, exercises: Sequence[str]) -> tuple[_Person, ...]:
    pages = {(row.student.key, row.exercise_id): row.page for row in index.rows}
    grades = {(grade.student.key, grade.exercise_id): grade for grade in index.grades}
    students = {grade.student.key: grade.student for grade in index.grades}
    return tuple(
        _Person(
            student,
            tuple(_entry(grades.get((key, id_)), pages) for id_ in exercises),
            sum(g.points for id_ in exercises if (g := grades.get((key, id_)))),
        )
        for key, student in students.items()
    )


def _entry(grade: Grade | None, pages: Mapping[tuple[str, str], str]) -> _Entry:
    if grade is None:
        return _Entry(None, None, "")
    sign = verdict_sign(grade.verdict, ascii_only=False) if grade.verdict else None
    return _Entry(grade, sign, pages.get((grade.student.key, grade.exercise_id), ""))


def _missed(rows: Sequence[SubmissionRow]) -> tuple[_Missed, ...]:
    """Return the checks that failed most, those with the largest share of submissions first."""
    handed_in = Counter(row.exercise_id for row in rows)
    titles: dict[tuple[str, str], str] = {}
    counts: defaultdict[tuple[str, str], int] = defaultdict(int)
    for row in rows:
        for name, title in dict(row.failed).items():
            titles[row.exercise_id, name] = title
            counts[row.exercise_id, name] += 1
    missed = [
        _Missed(name, titles[id_, name], id_, count, handed_in[id_])
        for (id_, name), count in counts.items()
    ]
    return tuple(sorted(missed, key=lambda each: (-each.count / each.of, -each.count)))[
        :_MOST_CHECKS
    ]


def _costly(rows: Sequence[SubmissionRow]) -> tuple[SubmissionRow, ...]:
    """Return the slowest submissions and those that took the most memory, the slowest first."""
    by_time = sorted(rows, key=lambda row: row.wall_seconds, reverse=True)[:_SLOWEST]
    by_memory = sorted(rows, key=lambda row: row.peak_memory_mb, reverse=True)[:_LARGEST]
    every = {(row.student.key, row.exercise_id): row for row in (*by_time, *by_memory)}
    return tuple(sorted(every.values(), key=lambda row: row.wall_seconds, reverse=True))

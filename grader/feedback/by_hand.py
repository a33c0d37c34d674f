"""Who a person should look at: what the grader could not settle, or what it should not alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from grader.feedback.class_values import ClassPage, SubmissionRow
from grader.grades import Grade, Student
from grader.language import say
from grader.results import Verdict

__all__ = ["Concern", "concerns"]

_NEAR: Final = 0.05
"""Whoever lacks no more than this share of all points deserves a second look."""


@dataclass(frozen=True, slots=True)
class Concern:
    """One reason to look.

    Attributes:
        kind: "grader_error", "near", "identical", "override" or "not_gradable".
        word: The same in the reader's language.
        who: Whose submissions: several of an identical file.
        pages: The relative addresses of their feedback, one for each of `who`; may be empty.
    """

    kind: str
    word: str
    who: tuple[Student, ...]
    pages: tuple[str, ...]
    exercise_id: str
    why: str


def concerns(page: ClassPage) -> tuple[Concern, ...]:
    """Return everything that a person should look at, the most urgent first."""
    pages = {(row.student.key, row.exercise_id): row.page for row in page.rows}
    return (
        *_broken(page.rows, Verdict.GRADER_ERROR, say("the grader failed")),
        *_identical(page.rows),
        *_near(page.rows),
        *_broken(page.rows, Verdict.NOT_GRADABLE, say("not gradable")),
        *_overrides(page.grades, pages),
    )


def _broken(rows: Sequence[SubmissionRow], verdict: Verdict, word: str) -> Iterator[Concern]:
    for row in rows:
        if row.verdict is verdict:
            why = row.message or say("the report says why")
            yield Concern(verdict.value, word, (row.student,), (row.page,), row.exercise_id, why)


def _identical(rows: Sequence[SubmissionRow]) -> Iterator[Concern]:
    same: defaultdict[tuple[str, str], dict[str, SubmissionRow]] = defaultdict(dict)
    for row in rows:
        if row.sha256:
            same[row.exercise_id, row.sha256].setdefault(row.student.key, row)
    for (exercise_id, _), found in same.items():
        if len(found) > 1:
            who = tuple(row.student for row in found.values())
            pages = tuple(row.page for row in found.values())
            why = say("{count} students handed in the same file", count=len(who))
            yield Concern("identical", say("identical files"), who, pages, exercise_id, why)


def _near(rows: Sequence[SubmissionRow]) -> Iterator[Concern]:
    for row in rows:
        if row.verdict not in {Verdict.PASSED, Verdict.FAILED}:
            continue
        lacking = row.pass_points - row.points
        if row.verdict is Verdict.FAILED and lacking <= _NEAR * row.max_points:
            why = say("{points} points, {enough} are enough",
                      points=f"{row.points:g}", enough=f"{row.pass_points:g}")  # fmt: skip
        elif row.trained > 1:
            why = say("so near that it was trained {count} times", count=row.trained)
        else:
            continue
        word = say("near the threshold")
        yield Concern("near", word, (row.student,), (row.page,), row.exercise_id, why)


def _overrides(grades: Sequence[Grade], pages: dict[tuple[str, str], str]) -> Iterator[Concern]:
    for grade in grades:
        if grade.override is None:
            continue
        page = pages.get((grade.student.key, grade.exercise_id), "")
        why = say("{points} points from {author}: {reason}", points=f"{grade.override.points:g}",
                  author=grade.override.author, reason=grade.override.reason)  # fmt: skip
        word = say("points by hand")
        yield Concern("override", word, (grade.student,), (page,), grade.exercise_id, why)

"""The grades of a class for programs: as CSV and as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Final

from grader.attempts import Attention
from grader.grades import Grade
from grader.reports.gradebook import is_open
from grader.reports.gradebook_attention import attention_words
from grader.reports.json import escaped
from grader.reports.plain import plain_line

__all__ = ["grades_csv", "grades_json"]

_COLUMNS: Final = (
    "student", "name", "exercise", "verdict", "points", "max_points", "earned", "days_late",
    "taken_off", "override_author", "override_reason", "attempts", "report", "submitted_at",
)  # fmt: skip
_FORMULA: Final = ("=", "+", "-", "@")


def grades_csv(grades: Sequence[Grade]) -> str:
    """Return one line a grade below a line of names; an empty `verdict` is nothing handed in.

    Where the grader failed, `points` is empty: a person has to decide. A text that a spreadsheet
    would take for a formula begins with an apostrophe.
    """
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows(map(_cells, grades))
    return file.getvalue()


def _cells(grade: Grade) -> tuple[object, ...]:
    override = grade.override
    return (
        _text(grade.student.key),
        _text(grade.student.name),
        _text(grade.exercise_id),
        grade.verdict.value if grade.verdict else "",
        "" if is_open(grade) else f"{grade.points:g}",
        f"{grade.max_points:g}",
        f"{grade.earned:g}",
        grade.days_late,
        f"{grade.taken_off:g}",
        _text(override.author) if override else "",
        _text(override.reason) if override else "",
        grade.attempts,
        grade.report_id or "",
        grade.submitted_at.isoformat() if grade.submitted_at else "",
    )


def _text(text: str) -> str:
    shown = plain_line(text)
    return f"'{shown}" if shown.startswith(_FORMULA) else shown


def grades_json(grades: Sequence[Grade], attention: Sequence[Attention]) -> str:
    """Return the grades and what needs a person as indented JSON."""
    content = {
        "grades": [_values(grade) for grade in grades],
        "attention": [
            {
                "concern": each.concern.value,
                "student": each.student,
                "exercise": each.exercise_id,
                "report": each.report_id,
                "other": each.other,
                "words": attention_words(each),
            }
            for each in attention
        ],
    }
    return escaped(json.dumps(content, ensure_ascii=False, indent=2))


def _values(grade: Grade) -> dict[str, object]:
    override = grade.override
    return {
        "student": grade.student.key,
        "name": grade.student.name,
        "exercise": grade.exercise_id,
        "verdict": grade.verdict.value if grade.verdict else None,
        "points": None if is_open(grade) else grade.points,
        "max_points": grade.max_points,
        "earned": grade.earned,
        "days_late": grade.days_late,
        "taken_off": grade.taken_off,
        "override": override
        and {
            "points": override.points,
            "author": override.author,
            "reason": override.reason,
            "made_at": override.made_at.isoformat(),
        },
        "attempts": grade.attempts,
        "report": grade.report_id,
        "submitted_at": grade.submitted_at.isoformat() if grade.submitted_at else None,
    }

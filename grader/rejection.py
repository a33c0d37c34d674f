"""The report on a file that cannot be graded at all."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, cast

from grader.exercise import Exercise
from grader.language import current_language, pick
from grader.results import Report, Verdict

__all__ = ["not_gradable"]


def not_gradable(exercise: Exercise, path: Path, message: str, *, student: str = "") -> Report:
    """Return the report on a file that cannot be graded at all; it costs no attempt."""
    return Report(
        exercise_id=exercise.id,
        title=pick(exercise.title),
        student=student,
        language=cast("Literal['en', 'ko']", current_language()),
        submission_name=path.name,
        submission_path=str(path),
        verdict=Verdict.NOT_GRADABLE,
        max_points=exercise.max_points,
        pass_points=exercise.pass_score * exercise.max_points,
        message=message,
        started_at=datetime.now(UTC),
    )

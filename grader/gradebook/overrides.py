"""Points that a person gave in place of the grader's. Rows are only added, so nothing is lost."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from grader.attempts import Withdrawal
from grader.errors import UsageError
from grader.gradebook.stored import stored_text
from grader.gradebook.tables import OverrideRow
from grader.grades import Override
from grader.language import say
from grader.reports.plain import plain_line

__all__ = ["add_override", "override_rows", "standing_overrides", "withdraw"]


def standing_overrides(session: Session) -> dict[tuple[str, str], Override]:
    """Return the override that stands of each student's key and exercise that has one."""
    found: dict[tuple[str, str], Override] = {}
    for row in session.scalars(select(OverrideRow).order_by(OverrideRow.id)):
        value = _value(row)
        if isinstance(value, Override):
            found[row.student, row.exercise_id] = value
        else:
            found.pop((row.student, row.exercise_id), None)
    return found


def override_rows(
    session: Session, student: str, exercise_id: str
) -> tuple[Override | Withdrawal, ...]:
    """Return all that was given and taken back, oldest first."""
    query = select(OverrideRow).where(
        OverrideRow.student == student, OverrideRow.exercise_id == exercise_id
    )
    return tuple(map(_value, session.scalars(query.order_by(OverrideRow.id))))


def _value(row: OverrideRow) -> Override | Withdrawal:
    if row.points is None:
        return Withdrawal(row.author, row.reason, row.made_at)
    return Override(row.points, row.author, row.reason, row.made_at)


def add_override(
    session: Session,
    at: tuple[str, str],
    points: float,
    most: Mapping[str, float],
    *,
    author: str,
    reason: str,
    bonus: bool,
) -> Override:
    """Give points.

    Raises:
        UsageError: If they are no points of this exercise, or author or reason is missing.
    """
    student, exercise_id = at
    _check_points(exercise_id, points, most.get(exercise_id), bonus=bonus)
    author, reason = _said(author, reason)
    row = OverrideRow(
        student=student,
        exercise_id=exercise_id,
        points=float(points),
        author=author,
        reason=reason,
        made_at=datetime.now(UTC),
    )
    session.add(row)
    return Override(row.points or 0.0, author, reason, row.made_at)


def _check_points(exercise_id: str, points: float, highest: float | None, *, bonus: bool) -> None:
    if highest is None:
        raise UsageError(
            say(
                "It is not known how many points {exercise} has: nothing was graded for it, and "
                "the grader has no such exercise.",
                exercise=plain_line(exercise_id),
            )
        )
    if not (math.isfinite(points) and points >= 0):
        raise UsageError(say("Points are a number from 0 to {most}.", most=f"{highest:g}"))
    if points > highest and not bonus:
        raise UsageError(
            say(
                "{exercise} has {most} points; found {found}. To give more, add --bonus.",
                exercise=plain_line(exercise_id),
                most=f"{highest:g}",
                found=f"{points:g}",
            )
        )


def withdraw(session: Session, at: tuple[str, str], *, author: str, reason: str) -> Withdrawal:
    """Take back what stands: the grader's points count again, not an earlier override's.

    Raises:
        UsageError: If nothing stands there, or author or reason is missing.
    """
    student, exercise_id = at
    rows = override_rows(session, student, exercise_id)
    if not rows or isinstance(rows[-1], Withdrawal):
        raise UsageError(
            say(
                "{student} has no override on {exercise}: there is nothing to withdraw.",
                student=plain_line(student),
                exercise=plain_line(exercise_id),
            )
        )
    author, reason = _said(author, reason)
    made_at = datetime.now(UTC)
    session.add(
        OverrideRow(
            student=student,
            exercise_id=exercise_id,
            points=None,
            author=author,
            reason=reason,
            made_at=made_at,
        )
    )
    return Withdrawal(author, reason, made_at)


def _said(author: str, reason: str) -> tuple[str, str]:
    author, reason = plain_line(author), plain_line(reason)
    if not reason:
        raise UsageError(say("Say why: --reason 'the exam room had no power'. Students ask."))
    if not author:
        raise UsageError(say("Say who decides: --author NAME."))
    return stored_text(author), stored_text(reason)

"""Who is in a gradebook: what a roster says wins over what folders are named."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from grader.errors import UsageError
from grader.gradebook.stored import stored_key, stored_text
from grader.gradebook.tables import StudentRow
from grader.grades import Student
from grader.language import say
from grader.reports.plain import plain_line

__all__ = ["add_students", "all_students", "require_student"]


def all_students(session: Session) -> tuple[Student, ...]:
    """Return everybody, by key."""
    rows = session.scalars(select(StudentRow))
    found = (Student(row.key, row.name, row.email, _ids(row.ids), row.section) for row in rows)
    # In Python: each database has an order of its own for letters.
    return tuple(sorted(found, key=lambda each: each.key))


def add_students(session: Session, students: Iterable[Student], *, from_roster: bool) -> None:
    """Insert or update students.

    What a roster says replaces what is there; what folders say fills in what a roster left empty,
    and replaces what other folders said. An empty fact never replaces one.
    """
    for student in students:
        key = stored_key(student.key)
        row = session.get(StudentRow, key)
        if row is None:
            row = StudentRow(key=key, name="", email="", ids="{}", section="", from_roster=False)
            session.add(row)
        wins = from_roster or not row.from_roster
        row.name = _merged(row.name, student.name, wins=wins)
        row.email = _merged(row.email, student.email, wins=wins)
        row.section = _merged(row.section, student.section, wins=wins)
        row.ids = _merged_ids(row.ids, student.ids, wins=wins)
        row.from_roster = row.from_roster or from_roster


def _merged(old: str, new: str, *, wins: bool) -> str:
    new = stored_text(new)
    return new if new and (wins or not old) else old


def _merged_ids(old: str, new: Mapping[str, str], *, wins: bool) -> str:
    ids = _ids(old)
    for system, id_ in new.items():
        ids[stored_text(system)] = _merged(ids.get(system, ""), id_, wins=wins)
    return json.dumps(ids, ensure_ascii=False, sort_keys=True)


def _ids(text: str) -> dict[str, str]:
    return cast("dict[str, str]", json.loads(text))


def require_student(session: Session, key: str) -> None:
    """Refuse a key that is not in the gradebook.

    Raises:
        UsageError: If it is not.
    """
    if session.get(StudentRow, key) is None:
        raise UsageError(say("The gradebook knows no student {key}.", key=plain_line(key)))

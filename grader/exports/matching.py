"""Whose a row of another system's table is, without ever guessing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from grader.grades import Student

__all__ = ["Clue", "Matched", "full_name", "match_rows"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Clue:
    """One way to recognise a student.

    Attributes:
        of_student: What a student would have there; "" where that is not known.
        of_row: What a row has there; "" where it is empty.
        weak: Whether two people may share it, as a name.
    """

    of_student: Callable[[Student], str]
    of_row: Callable[[Sequence[str]], str]
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Matched:
    """Which rows are whose.

    Attributes:
        rows: A student by the number of their row.
        by_name: Students who were known by their name alone.
        missing: Students for whom there is no row, or more than one.
    """

    rows: Mapping[int, Student] = field(default_factory=dict[int, Student])
    by_name: tuple[Student, ...] = ()
    missing: tuple[Student, ...] = ()


def full_name(name: str) -> str:
    """Return a name to compare with: "Doe, Jane" and "jane  doe" are the same."""
    last, comma, first = name.partition(",")
    words = f"{first} {last}" if comma else name
    return " ".join(words.split()).casefold()


def match_rows(
    rows: Sequence[Sequence[str]], students: Iterable[Student], clues: Sequence[Clue]
) -> Matched:
    """Match rows and students by each clue in turn, the surest first.

    A clue counts only where exactly one row and exactly one student have it.

    Args:
        rows: Rows of a table.
        students: Everybody who has a grade.
        clues: What both may have in common.
    """
    left = {student.key: student for student in students}
    found: dict[int, Student] = {}
    by_name: list[Student] = []
    for clue in clues:
        holders = _by_value((clue.of_student(student), student) for student in left.values())
        open_rows = ((n, row) for n, row in enumerate(rows) if n not in found)
        numbers = _by_value((clue.of_row(row), n) for n, row in open_rows)
        for value, own in holders.items():
            there = numbers.get(value, [])
            if len(own) == 1 and len(there) == 1:
                found[there[0]] = own[0]
                del left[own[0].key]
                if clue.weak:
                    by_name.append(own[0])
    return Matched(found, tuple(by_name), tuple(left.values()))


def _by_value(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    found: defaultdict[str, list[T]] = defaultdict(list)
    for value, holder in pairs:
        if value := " ".join(value.split()).casefold():
            found[value].append(holder)
    return found

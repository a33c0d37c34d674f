"""Filling one column of another system's table with the grades of one exercise."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from grader.exports.cells import defused, number
from grader.exports.entries import entered, person
from grader.exports.matching import Matched
from grader.exports.tables import Table
from grader.grades import Grade
from grader.language import say

__all__ = ["FilledColumn", "fill_column", "matching_notes", "parsed_number"]


@dataclass(frozen=True, slots=True)
class FilledColumn:
    """A column's new cells, one a row, and what to say of them."""

    cells: tuple[str, ...]
    notes: tuple[str, ...] = ()


def parsed_number(text: str) -> float | None:
    """Return the number in a cell, its decimals after a dot or a comma; None if there is none."""
    try:
        value = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def fill_column(
    table: Table,
    column: int,
    grades: Mapping[str, Grade],
    matched: Matched,
    out_of: Callable[[Sequence[str]], float | None],
    decided: Collection[str] = (),
) -> FilledColumn:
    """Fill a column; a cell stays as it is where its row's student has no grade.

    Args:
        table: Holds the column.
        column: Its number.
        grades: Of one exercise, by the students' keys.
        matched: Which rows are whose.
        out_of: The points that a row's cell is out of there; None where the table does not say.
        decided: What a cell may hold, in small letters, that a grade does not undo.
    """
    cells = [row[column] for row in table.rows]
    left: list[str] = []
    scales: set[tuple[float, float]] = set()
    for index, student in matched.rows.items():
        grade = grades.get(student.key)
        points = entered(grade) if grade else None
        if grade is None or points is None:
            continue
        if cells[index].strip().casefold() in decided:
            left.append(f"{person(student)} {defused(cells[index])}")
            continue
        most = out_of(table.rows[index])
        if most and grade.max_points and not math.isclose(most, grade.max_points):
            scales.add((grade.max_points, most))
            points *= most / grade.max_points
        cells[index] = number(points)
    notes = tuple(_notes(defused(table.header[column]), scales, left))
    return FilledColumn(tuple(cells), notes)


def _notes(name: str, scales: set[tuple[float, float]], left: list[str]) -> Iterator[str]:
    for here, there in sorted(scales):
        yield say("{column}: {here} points here are {there} there, and the grades were brought to "
                  "that.", column=name, here=number(here), there=number(there))  # fmt: skip
    if left:
        yield say("{column}: left as it is for {who}.", column=name, who=", ".join(left))


def matching_notes(table: Table, matched: Matched, grades: Sequence[Grade]) -> tuple[str, ...]:
    """Say who was known by name alone, and who has a grade and no row."""
    notes: list[str] = []
    if matched.by_name:
        names = ", ".join(map(person, matched.by_name))
        notes.append(say("Known in {name} by their name alone, so have a look: {who}.",
                         name=table.name, who=names))  # fmt: skip
    graded = {grade.student.key for grade in grades if entered(grade) is not None}
    missing = [person(each) for each in matched.missing if each.key in graded]
    if missing:
        notes.append(say("Not entered, because {name} has no row that is theirs and nobody else's: "
                         "{who}.", name=table.name, who=", ".join(missing)))  # fmt: skip
    return tuple(notes)

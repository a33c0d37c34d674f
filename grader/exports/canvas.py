"""Grades as Canvas's gradebook imports them.

Sources: the Canvas guides "How do I import grades in the Gradebook?" and "How do I export grades in
the Gradebook?", and Canvas itself (`lib/gradebook_importer.rb`, `lib/gradebook_exporter.rb`).
A student is known by ID, then SIS User ID, then SIS Login ID, then name. A column
`Name (123)` is the assignment 123, any other becomes a new one. An empty cell removes a score that
Canvas has; what stands there already changes nothing. A column that is left out is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from grader.errors import UsageError
from grader.exports.cells import defused, number, written
from grader.exports.entries import Exported, by_student, entered, exercise_ids, remarks_on
from grader.exports.filling import fill_column, matching_notes, parsed_number
from grader.exports.matching import Clue, full_name, match_rows
from grader.exports.tables import Table
from grader.grades import Grade, Student
from grader.language import say

__all__ = ["fill_canvas", "render_canvas"]

_IDENTITY: Final = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
_WITH_ID: Final = re.compile(r"(.*\S)\s*\(\d+\)")
_POINTS_POSSIBLE: Final = "    Points Possible"
_DECIDED: Final = frozenset({"ex", "n/a"})
"""Excused, and not assigned: a person's decision, which a grade does not undo."""


def render_canvas(grades: Sequence[Grade], columns: Mapping[str, str] | None = None) -> Exported:
    """Return a file for students of whom Canvas's ids, SIS ids or logins are known.

    Students without any grade are left out: an empty cell would remove a score.

    Args:
        grades: Of one or more exercises.
        columns: For each exercise the column's name, `Name (123)`; otherwise it is called by the
            exercise's id, which makes a new assignment.
    """
    ids = exercise_ids(grades)
    names = [(columns or {}).get(id_, id_) for id_ in ids]
    most = {grade.exercise_id: grade.max_points for grade in grades}
    possible = [
        "" if _WITH_ID.fullmatch(name) else number(most[id_])
        for id_, name in zip(ids, names, strict=True)
    ]
    rows = [[*_IDENTITY, *map(defused, names)], [_POINTS_POSSIBLE, *[""] * 4, *possible]]
    for student, own in by_student(grades):
        cells = [number(entered(own[id_])) if id_ in own else "" for id_ in ids]
        if any(cells):
            rows.append([*_identity(student), *cells])
    return Exported(written(rows), remarks_on(grades))


def _identity(student: Student) -> list[str]:
    canvas, sis = student.ids.get("canvas", ""), student.ids.get("sis", "")
    known = (student.name or student.key, canvas, sis, _login(student), student.section)
    return [defused(each) for each in known]


def _login(student: Student) -> str:
    return student.ids.get("login", "") or student.key


def fill_canvas(
    table: Table, grades: Sequence[Grade], columns: Mapping[str, str] | None = None
) -> Exported:
    """Return the gradebook that Canvas exported with the exercises' columns filled.

    All rows stay, with all that says who they are; of the other columns only those are kept that
    were filled, so that nothing is set back to what it was on the day of the export. A cell stays
    as it is where there is no grade, and where it says EX or N/A. Grades are brought to the points
    that Canvas has for the assignment.

    Args:
        table: The exported gradebook.
        grades: Of one or more exercises.
        columns: For each exercise the column's header, where it is not called by the id.

    Raises:
        UsageError: If it is no exported gradebook, or no column is for any of the exercises.
    """
    header = [cell.strip() for cell in table.header]
    if not {"ID", "Section"} <= set(header) or header[0] not in {"Student", "LastName"}:
        raise UsageError(say(
            "{name} is not a gradebook that Canvas exported: expected the columns Student, ID and "
            "Section, found {found}. Export it from the Gradebook, with Export > Export Entire "
            "Gradebook.", name=table.name, found=", ".join(map(defused, header[:6]))))  # fmt: skip
    width = header.index("Section") + 1
    targets, notes = _targets(table, width, exercise_ids(grades), columns or {})
    matched = match_rows(table.rows, [who for who, _ in by_student(grades)], _clues(header))
    notes += matching_notes(table, matched, grades)
    possible = [row for row in table.rows if "Points Possible" in row[0]]
    filled: list[tuple[str, ...]] = []
    for id_, column in targets.items():
        own = {grade.student.key: grade for grade in grades if grade.exercise_id == id_}
        most = parsed_number(possible[0][column]) if possible else None
        done = fill_column(table, column, own, matched, lambda _, most=most: most, _DECIDED)
        filled.append((table.header[column], *done.cells))
        notes += done.notes
    who = [table.header[:width], *(tuple(map(_kept, row[:width])) for row in table.rows)]
    whole = [(*row, *(each[at] for each in filled)) for at, row in enumerate(who)]
    kept = Table(table.name, whole[0], tuple(whole[1:]), table.delimiter, table.bom)
    return Exported(kept.text(), (*notes, *remarks_on(grades)))


def _kept(cell: str) -> str:
    """A cell of Canvas's own; the spaces before a row's mark are part of it."""
    return cell if cell == _POINTS_POSSIBLE else defused(cell)


def _targets(
    table: Table, first: int, ids: Sequence[str], columns: Mapping[str, str]
) -> tuple[dict[str, int], list[str]]:
    """Return each exercise's column, and a sentence on those that have none."""
    found: dict[str, int] = {}
    lacking: list[str] = []
    for id_ in ids:
        wanted = columns.get(id_, id_).strip().casefold()
        at = [
            index
            for index, cell in enumerate(table.header)
            if index >= first and wanted in _spellings(cell)
        ]
        if len(at) == 1:
            found[id_] = at[0]
        else:
            lacking.append(id_)
    if found and not lacking:
        return found, []
    told = say("{name} has no column for {exercises}, or several. Say which one is meant with "
               '--column "EXERCISE=Name (123)"; there are: {found}.',
               name=table.name, exercises=", ".join(lacking),
               found=", ".join(map(defused, table.header[first:])) or say("none"))  # fmt: skip
    if not found:
        raise UsageError(told)
    return found, [told]


def _spellings(header: str) -> set[str]:
    """Return a column's header, with and without the assignment's number."""
    text = header.strip().casefold()
    with_id = _WITH_ID.fullmatch(text)
    return {text, with_id[1]} if with_id else {text}


def _clues(header: Sequence[str]) -> list[Clue]:
    """Return how Canvas itself knows a student, in its order."""

    def cell(*names: str) -> Callable[[Sequence[str]], str]:
        at = [header.index(name) for name in names if name in header]
        return lambda row: " ".join(row[index] for index in at)

    name = cell("FirstName", "LastName") if header[0] == "LastName" else cell("Student")
    return [
        Clue(lambda student: student.ids.get("canvas", ""), cell("ID")),
        Clue(lambda student: student.ids.get("sis", ""), cell("SIS User ID")),
        Clue(_login, cell("SIS Login ID")),
        Clue(lambda student: student.email, cell("SIS Login ID")),
        Clue(lambda student: full_name(student.name), lambda row: full_name(name(row)), weak=True),
    ]

"""Grades as Moodle takes them: a filled grading worksheet, or the gradebook's CSV import.

Sources: Moodle's documentation, "Offline grading worksheet" (Assignment settings) and "Grade
import", and Moodle itself (`mod/assign/feedback/offline`, `mod/assign/gradingtable.php`,
`grade/import/csv/classes/load_data.php`). Of a worksheet Moodle reads the columns Identifier
("Participant 123"), Grade, "Last modified (grade)" and the feedback ones, so all columns go back as
they came; an empty grade is passed over, one above the maximum as well. In the gradebook's import
an empty cell removes a grade; both take a dot in every language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from grader.errors import UsageError
from grader.exports.cells import defused, number, written
from grader.exports.entries import Exported, by_student, entered, exercise_ids, remarks_on
from grader.exports.filling import fill_column, matching_notes, parsed_number
from grader.exports.matching import Clue, full_name, match_rows
from grader.exports.tables import Table
from grader.grades import Grade
from grader.language import say

__all__ = ["fill_moodle", "render_moodle"]

_NUMBER_AT_END: Final = re.compile(r"(\d+)\s*$")
_MAXIMUM: Final = ("maximum grade", "max grade")
_LAST_MODIFIED: Final = "last modified (grade)"


def render_moodle(grades: Sequence[Grade]) -> Exported:
    """Return a file for the gradebook's CSV import, students known by email or ID number.

    One row a student, one column an exercise. Students without any grade are left out: an empty
    cell would remove a grade.
    """
    ids = exercise_ids(grades)
    rows = [["Full name", "ID number", "Email address", *map(defused, ids)]]
    for student, own in by_student(grades):
        cells = [number(entered(own[id_])) if id_ in own else "" for id_ in ids]
        if any(cells):
            known = (student.name or student.key, student.ids.get("sis", ""), student.email)
            rows.append([*map(defused, known), *cells])
    return Exported(written(rows), remarks_on(grades))


def fill_moodle(table: Table, grades: Sequence[Grade], column: str = "Grade") -> Exported:
    """Return the grading worksheet that Moodle offers for download with its grades filled in.

    A cell stays as it is where there is no grade. Grades are brought to the row's maximum grade.

    Args:
        table: The worksheet of one assignment.
        grades: Of one exercise.
        column: The header of the column to fill; a Moodle in another language has another.

    Raises:
        UsageError: If it is no worksheet, or there are grades of several exercises.
    """
    if len(exercise_ids(grades)) > 1:
        raise UsageError(say("A worksheet of Moodle is of one assignment: name the exercise with "
                             "--exercise."))  # fmt: skip
    header = [cell.strip().casefold() for cell in table.header]
    target = _target(table, header, column)
    matched = match_rows(table.rows, [who for who, _ in by_student(grades)], _clues(header))
    most = next((header.index(name) for name in _MAXIMUM if name in header), None)
    done = fill_column(
        table,
        target,
        {grade.student.key: grade for grade in grades},
        matched,
        lambda row: None if most is None else parsed_number(row[most]),
    )
    # The feedback behind it is the instructor's own words and goes back to the letter.
    own_words = header.index(_LAST_MODIFIED) if _LAST_MODIFIED in header else len(header)
    rows: list[tuple[str, ...]] = []
    for row, cell in zip(table.rows, done.cells, strict=True):
        # A dash is Moodle's word for nothing.
        words = [cell if cell == "-" else defused(cell) for cell in row[:own_words]]
        cells = [*words, *row[own_words:]]
        cells[target] = cell
        rows.append(tuple(cells))
    filled = Table(table.name, table.header, tuple(rows), table.delimiter, table.bom)
    notes = (*matching_notes(table, matched, grades), *done.notes, *remarks_on(grades))
    return Exported(filled.text(), notes)


def _target(table: Table, header: Sequence[str], column: str) -> int:
    """Return the number of the column to fill, if the table is a worksheet at all."""
    wanted = column.strip().casefold()
    if header.count(wanted) != 1 or not any(_participant(row) for row in table.rows):
        raise UsageError(say(
            "{name} is not a grading worksheet of Moodle: expected Identifier first and one column "
            "{column}, found {found}. In the assignment choose Download grading worksheet; where "
            "Moodle speaks another language, name the column with --column.",
            name=table.name, column=defused(column),
            found=", ".join(map(defused, table.header[:8]))))  # fmt: skip
    return header.index(wanted)


def _participant(row: Sequence[str]) -> str:
    """Return the number in "Participant 123", whatever the word before it is."""
    found = _NUMBER_AT_END.search(row[0])
    return found[1] if found else ""


def _clues(header: Sequence[str]) -> list[Clue]:
    def cell(row: Sequence[str], name: str) -> str:
        return row[header.index(name)] if name in header else ""

    def participant(text: str) -> str:
        return _participant([text])

    return [
        Clue(lambda student: participant(student.ids.get("moodle", "")), _participant),
        Clue(lambda student: student.email, lambda row: cell(row, "email address")),
        Clue(lambda student: student.ids.get("sis", ""), lambda row: cell(row, "id number")),
        Clue(lambda student: student.key, lambda row: cell(row, "id number")),
        Clue(
            lambda student: full_name(student.name),
            lambda row: full_name(cell(row, "full name")),
            weak=True,
        ),
    ]

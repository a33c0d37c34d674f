"""The CSV with everybody in a class → `Student`s, whichever platform or program wrote it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from grader.errors import UsageError
from grader.grades import Student
from grader.handins.headers import IDENTIFYING, roles
from grader.handins.names import fold
from grader.language import say
from grader.reports.plain import plain_line

__all__ = ["read_roster"]

MAX_BYTES: Final = 20 * 2**20
_DELIMITERS: Final = ",;\t|"
_HEADER_WITHIN: Final = 10
# The first that a row has is the key: what people type, before what systems count.
_KEYS: Final = ("login", "number", "sis", "identifier", "github", "email", "canvas", "name")
_PARTICIPANT: Final = re.compile(r"(?:Participant|참가자)\s*(\d+)", re.IGNORECASE | re.ASCII)
_TEST_STUDENT: Final = "student, test"
_KOREAN: Final = re.compile(r"[가-힣]+")

Row = Sequence[str]


def read_roster(path: Path) -> tuple[Student, ...]:
    """Read a roster.

    UTF-8 with or without a mark at its start, UTF-16 with one, and the Korean encoding that Excel
    saves; columns apart by comma, semicolon, tab or bar; columns as `grader.handins.headers` has
    them. Canvas's line "Points Possible" and its test student are passed over.

    Returns:
        Everybody, in the file's order, each key once.

    Raises:
        UsageError: It cannot be read, has no usable column or no student, or has two students
            that nothing tells apart.
    """
    text = _text(path)
    tables = [_table(text, delimiter) for delimiter in _DELIMITERS]
    table = max(tables, key=lambda table: len(table.columns))
    if not table.columns:
        raise _without_columns(path, text)
    if table.broken_line:
        raise UsageError(
            say("The roster {roster} is not a whole CSV: look at the quotes near line {line}.",
                roster=path, line=table.broken_line)
        )  # fmt: skip
    students = _students(path, table.columns, table.rows)
    if not students:
        raise UsageError(say("{roster} has a header and no students below it.", roster=path))
    return students


@dataclass(frozen=True, slots=True)
class _Table:
    """A text as one delimiter takes it apart.

    Attributes:
        columns: Which column holds what; empty where no row is a header.
        rows: Those below the header.
        broken_line: Where it stops being a CSV; 0 where it is one.
    """

    columns: Mapping[str, int]
    rows: Sequence[Row]
    broken_line: int


def _table(text: str, delimiter: str) -> _Table:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    broken = 0
    try:
        rows.extend([cell.strip() for cell in row] for row in reader)
    except csv.Error:
        broken = max(reader.line_num, 1)
    for at, row in enumerate(rows[:_HEADER_WITHIN]):
        columns = roles(row)
        if _is_usable(columns):
            return _Table(columns, rows[at + 1 :], broken)
    return _Table({}, (), broken)


def _is_usable(columns: Mapping[str, int]) -> bool:
    return bool(columns.keys() & IDENTIFYING) or {"first", "last"} <= columns.keys()


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise UsageError(
            say("The roster {roster} cannot be read: {why}.", roster=path, why=why)
        ) from None
    if len(raw) > MAX_BYTES:
        raise UsageError(
            say("The roster {roster} is larger than {most} MB: a CSV of one class is needed.",
                roster=path, most=MAX_BYTES // 2**20)
        )  # fmt: skip
    marked = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp949"):
        try:
            text = raw.decode(encoding).replace("\0", "")
            # Excel takes such a first line for the delimiter and shows it to nobody.
            return re.sub(r"\Asep=.[\r\n]+", "", text)
        except UnicodeDecodeError:
            continue
    raise UsageError(
        say("The roster {roster} is not text in UTF-8: save it as CSV with the encoding UTF-8.",
            roster=path)
    )  # fmt: skip


def _without_columns(path: Path, text: str) -> UsageError:
    first = next((line for line in text.splitlines() if line.strip()), "")
    if not first:
        return UsageError(say("The roster {roster} is empty.", roster=path))
    return UsageError(
        say("{roster} has no column that names students: its header needs one of id, login, email "
            "or name, and it begins with {found!r}.",
            roster=path, found=plain_line(first)[:80])
    )  # fmt: skip


def _students(path: Path, columns: Mapping[str, int], rows: Sequence[Row]) -> tuple[Student, ...]:
    students: dict[str, Student] = {}
    for row in rows:
        values = {role: row[column] for role, column in columns.items() if column < len(row)}
        student = _student(values)
        if student is None:
            continue
        before = students.setdefault(fold(student.key), student)
        if replace(before, section="") != replace(student, section=""):
            raise UsageError(
                say("{roster} has {key} twice, for different students: add a column with an id "
                    "that tells them apart.",
                    roster=path, key=plain_line(student.key))
            )  # fmt: skip
    return tuple(students.values())


def _full_name(first: str, last: str) -> str:
    if _KOREAN.fullmatch(first) and _KOREAN.fullmatch(last):
        return last + first
    return f"{first} {last}".strip()


def _student(values: Mapping[str, str]) -> Student | None:
    """Return whom a row is about; None for one about nobody."""
    name = values.get("name") or _full_name(values.get("first", ""), values.get("last", ""))
    if name.casefold().startswith("points possible"):
        return None
    if "canvas" in values and name.casefold() == _TEST_STUDENT:
        return None
    known = {role: value for role, value in values.items() if value} | {"name": name}
    key = next((known[role] for role in _KEYS if known.get(role)), "")
    if not key:
        return None
    ids = {
        role: known[role]
        for role in ("login", "number", "sis", "canvas", "github")
        if role in known
    }
    participant = _PARTICIPANT.fullmatch(known.get("identifier", ""))
    if participant or "moodle" in known:
        ids["moodle"] = participant[1] if participant else known["moodle"]
    elif "identifier" in known:
        ids["identifier"] = known["identifier"]
    if participant and key == known["identifier"]:
        # It is another one in the next assignment, so anything else is a better key.
        key = next((known[role] for role in ("email", "name") if known.get(role)), key)
    return Student(key, name, known.get("email", ""), ids, known.get("section", ""))

"""An instructor's own CSV file, as Canvas or Moodle exported it, read strictly and written back."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from grader.errors import UsageError
from grader.exports.cells import written
from grader.language import say

__all__ = ["Table", "parse_table", "read_table"]

_MOST_BYTES: Final = 32_000_000
_BOM: Final = "\ufeff"


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file.

    Attributes:
        name: The file's, for messages.
        header: Its first row.
        rows: The others, each as long as the header.
        delimiter: What separates cells: "," or ";" or a tab.
        bom: Whether it began with a byte-order mark.
    """

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    delimiter: str = ","
    bom: bool = False

    def text(self) -> str:
        """Return it as CSV, separated as it was; cells must be safe already."""
        body = written([self.header, *self.rows], delimiter=self.delimiter)
        return _BOM + body if self.bom else body


def read_table(path: Path) -> Table:
    """Read the CSV file at `path`.

    Raises:
        UsageError: If it cannot be read, is no CSV file in UTF-8, or is too large for one.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise UsageError(
            say("{path} cannot be read: {why}.", path=path, why=error.strerror)
        ) from None
    return parse_table(content, path.name)


def parse_table(content: bytes, name: str) -> Table:
    """Parse the bytes of a CSV file; short rows are filled up with empty cells.

    Raises:
        UsageError: If they are no CSV file in UTF-8, or too many.
    """
    if len(content) > _MOST_BYTES:
        raise UsageError(say("{name} is larger than {megabytes} MB; a class's table is not.",
                             name=name, megabytes=_MOST_BYTES // 1_000_000))  # fmt: skip
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise UsageError(say("{name} is not in UTF-8. Export it again, and do not save it from a "
                             "spreadsheet in between.", name=name)) from None  # fmt: skip
    bom = text.startswith(_BOM)
    text = text.removeprefix(_BOM)
    delimiter = _delimiter(text)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        read = [tuple(row) for row in reader]
    except csv.Error as error:
        raise UsageError(say("{name} is not a CSV file: {why}.", name=name, why=error)) from None
    header, *rows = [row for row in read if row] or [()]
    if not any(cell.strip() for cell in header) or not rows:
        raise UsageError(say("{name} has no rows below a header.", name=name))
    width = len(header)
    filled = tuple((row + ("",) * width)[:width] for row in rows)
    return Table(name, header, filled, delimiter, bom)


def _delimiter(text: str) -> str:
    """Return what separates the header's cells; a locale with decimal commas writes ;."""
    line = next(iter(text.splitlines()), "")
    return max((",", ";", "\t"), key=line.count)

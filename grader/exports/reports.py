"""Reports in files: read strictly, and named so that no student chooses a path."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from grader.errors import UsageError
from grader.language import say
from grader.results import Report

__all__ = ["file_name", "parse_report", "read_report"]

_MOST_BYTES: Final = 32_000_000
_STRANGE: Final = re.compile(r"[^\w.-]+")
_LONGEST: Final = 60


def read_report(path: Path) -> Report:
    """Read a report as `grader check --format json` writes it.

    Raises:
        UsageError: If it cannot be read or is none.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise UsageError(
            say("{path} cannot be read: {why}.", path=path, why=error.strerror)
        ) from None
    return parse_report(content, path.name)


def parse_report(content: bytes, name: str) -> Report:
    """Parse the bytes of a report.

    Raises:
        UsageError: If they are none, or too many.
    """
    if len(content) > _MOST_BYTES:
        raise UsageError(say("{name} is larger than {megabytes} MB; a report is not.",
                             name=name, megabytes=_MOST_BYTES // 1_000_000))  # fmt: skip
    try:
        return Report.model_validate_json(content)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "JSON"
        raise UsageError(say("{name} is not a report of this grader ({where}: {why}). `grader "
                             "check EXERCISE FILE --format json --output {name}` writes one.",
                             name=name, where=where, why=first["msg"])) from None  # fmt: skip


def file_name(key: str, number: int) -> str:
    """Return a file's name for a student: letters, digits, dots and dashes only.

    Args:
        key: The student's key, as hostile as it may be.
        number: Sets two apart whose names come out alike.
    """
    plain = _STRANGE.sub("_", key).strip("._-")[:_LONGEST]
    return f"{plain or 'student'}-{number}"

"""What goes into the tables and comes back: texts that any database takes, reports, attempts."""

from __future__ import annotations

import hashlib
import json
import zlib
from typing import Final

from pydantic import ValidationError
from pydantic_core import PydanticSerializationError

from grader.errors import DataError
from grader.language import say
from grader.results import Report

__all__ = ["pack_report", "stored_key", "stored_text", "unpack_report"]

LONGEST_KEY: Final = 255
"""PostgreSQL's indexes take no more than about 2,700 bytes for all keys of a row together."""

_LONGEST_TEXT: Final = 4000
_LARGEST_REPORT: Final = 256 * 2**20


def _any_database_takes(text: str) -> str:
    """PostgreSQL takes no NUL, and no database half a surrogate, which a file's name may have."""
    return text.encode("utf-8", "backslashreplace").decode().replace("\0", "\\x00")


def stored_text(text: str) -> str:
    """Return a text as it is stored: what no database takes is escaped, a very long one is cut."""
    return _any_database_takes(text)[:_LONGEST_TEXT]


def stored_key(key: str) -> str:
    """Return a student's key, an exercise's id or a job's key as it is stored.

    One that is too long for an index ends in a digest of all of it, so that no two become one.

    Raises:
        DataError: If it is empty.
    """
    stored = _any_database_takes(key)
    if not stored.strip():
        raise DataError(say("The gradebook cannot keep somebody or something without a name."))
    if len(stored) <= LONGEST_KEY:
        return stored
    digest = hashlib.sha256(stored.encode()).hexdigest()[:16]
    return f"{stored[: LONGEST_KEY - 17]}~{digest}"


def pack_report(report: Report) -> bytes:
    """Return a report as compressed JSON."""
    try:
        text = report.model_dump_json()
    except PydanticSerializationError:  # half a surrogate, from a file name or what was printed
        text = json.dumps(report.model_dump(mode="json"), ensure_ascii=False)
    return zlib.compress(text.encode("utf-8", "replace"))


def unpack_report(packed: bytes, report_id: int) -> Report:
    """Return the report that `pack_report` packed.

    Raises:
        DataError: If it is damaged, or of another version of the grader.
    """
    unpacker = zlib.decompressobj()
    try:
        text = unpacker.decompress(packed, _LARGEST_REPORT)
        # What is cut off is no JSON either.
        return Report.model_validate_json(text)
    except (zlib.error, ValidationError):
        raise DataError(
            say(
                "Report {number} in the gradebook is damaged, or another version of the grader "
                "wrote it. Grade that submission again with --fresh.",
                number=report_id,
            )
        ) from None

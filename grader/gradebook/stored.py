"""What goes into the tables and comes back: texts that any database takes, reports, attempts."""

from __future__ import annotations

import json
import zlib
from typing import Final

from pydantic import ValidationError
from pydantic_core import PydanticSerializationError

from grader.errors import DataError
from grader.language import say
from grader.results import Report

__all__ = ["pack_report", "stored_key", "stored_text", "unpack_report"]

LONGEST_KEY: Final = 500
"""PostgreSQL's indexes take no more than about 2,700 bytes for all keys of a row together."""

_LONGEST_TEXT: Final = 4000
_LARGEST_REPORT: Final = 256 * 2**20


def stored_text(text: str) -> str:
    """Return a text as it is stored: PostgreSQL takes no NUL, and neither takes half a surrogate.

    File names that are no UTF-8 have such halves.
    """
    return text.encode("utf-8", "backslashreplace").decode().replace("\0", "\\x00")[:_LONGEST_TEXT]


def stored_key(key: str) -> str:
    """Return a student's key, an exercise's id or a job's key as it is stored.

    Raises:
        DataError: If it is empty or longer than an index takes; cut, it could be another's.
    """
    stored = stored_text(key)
    if not stored.strip() or len(stored) > LONGEST_KEY:
        raise DataError(
            say(
                "The gradebook takes names of 1 to {most} characters; found {found}: {start}",
                most=LONGEST_KEY,
                found=len(key),
                start=repr(key[:40]),
            )
        )
    return stored


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

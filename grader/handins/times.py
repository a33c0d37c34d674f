"""When something was handed in, as Gradescope and nbgrader write it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Final

__all__ = ["read_time"]

# Ruby writes nanoseconds and puts a space before the zone; nbgrader writes "UTC" after it.
_FORM: Final = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)[ T](?P<clock>\d\d:\d\d(?::\d\d)?)(?:\.(?P<part>\d{1,9}))?"
    r" ?(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d)?",
    re.ASCII,
)


def read_time(text: str) -> datetime | None:
    """Return the time that `text` says, with its zone; UTC where it names none.

    Returns:
        None where it is no time, or names a zone by letters other than UTC, which are ambiguous.
    """
    match = _FORM.fullmatch(text.strip())
    if match is None:
        return None
    zone = match["zone"] or "UTC"
    offset = "+00:00" if zone[0] not in "+-" else f"{zone[:3]}:{zone[-2:]}"
    part = (match["part"] or "0")[:6].ljust(6, "0")
    clock = match["clock"] if match["clock"].count(":") == 2 else f"{match['clock']}:00"
    try:
        read = datetime.fromisoformat(f"{match['day']}T{clock}.{part}{offset}")
        read.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return read

"""The report for programs: the same values as in the terminal, as JSON."""

from __future__ import annotations

import re
from typing import Final

from grader.results import Report

__all__ = ["escaped", "render_json"]

# Printed raw, these would reach a terminal; outside of its strings JSON has none of them.
_CONTROLS: Final = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def render_json(report: Report) -> str:
    """Return the report as indented JSON, without a line feed at its end.

    A number that JSON does not have (a loss that became NaN) is `null`.
    """
    return escaped(report.model_dump_json(indent=2))


def escaped(text: str) -> str:
    """Return JSON with what a terminal would act on as escapes: the same values."""
    return _CONTROLS.sub(lambda match: f"\\u{ord(match[0]):04x}", text)

"""Keeping a traceback of ours where a bug report can find it and a student need not see it."""

from __future__ import annotations

import os
import tempfile
import traceback

__all__ = ["keep_traceback"]


def keep_traceback(error: BaseException) -> str:
    """Write the traceback of `error` to a new file and return its path."""
    descriptor, path = tempfile.mkstemp(prefix="grader-crash-", suffix=".txt")
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write("".join(traceback.format_exception(error)))
    return path

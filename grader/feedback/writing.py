"""Where pages lie, and how they come there: whole, or not at all.

A page is written beside its place and then put there in one step, so that whoever reads while a
class is graded, or after the power went, finds the page as it was or as it is.
"""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

from grader.errors import GraderError, UsageError
from grader.handins import safe_name
from grader.language import say

__all__ = ["page_path", "write_pages"]


def page_path(student_key: str, exercise_id: str, *, notebook: bool = False) -> PurePosixPath:
    """Return where a page of feedback lies below the folder of a class.

    Args:
        student_key: What tells students apart.
        exercise_id: The exercise.
        notebook: Whether it is the annotated notebook's page.
    """
    ending = ".notebook.html" if notebook else ".html"
    return PurePosixPath("feedback", safe_name(student_key), f"{safe_name(exercise_id)}{ending}")


def write_pages(folder: Path, pages: Mapping[PurePosixPath, str]) -> None:
    """Write pages below a folder, each at its relative path, making folders where they lack.

    Args:
        folder: The folder of a class.
        pages: What to write by where: "index.html", or what `page_path` returns.

    Raises:
        UsageError: If a page cannot be written there, or its place leads out of the folder.
        GraderError: If the disk is full.
    """
    for place, text in pages.items():
        path = folder / place
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.parent.resolve().is_relative_to(folder.resolve()):
                raise UsageError(
                    say("{path} leads out of the folder {folder}. Take the link away.",
                        path=path.parent, folder=folder)
                )  # fmt: skip
            _write(path, text.encode("utf-8", "replace"))
        except (OSError, ValueError) as error:
            raise _said(path, error) from None


def _write(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _said(path: Path, error: Exception) -> GraderError:
    number = error.errno if isinstance(error, OSError) else None
    if number in {errno.ENOSPC, errno.EDQUOT}:
        return GraderError(
            say("The disk is full: {path} could not be written. Make room, then write the pages "
                "again.", path=path)
        )  # fmt: skip
    why = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return UsageError(say("{path} cannot be written: {why}.", path=path, why=why))

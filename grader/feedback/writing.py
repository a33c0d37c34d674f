"""Where pages lie, and how they come there: whole, or not at all.

A page is written beside its place and then put there in one step, so that whoever reads while a
class is graded, or after the power went, finds the page as it was or as it is.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import tempfile
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Final

from grader.errors import GraderError, UsageError
from grader.language import say

__all__ = ["page_path", "safe_name", "write_pages"]

_LONGEST: Final = 60
_TOLD_APART: Final = re.compile(r"-[0-9a-f]{8}$")
_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
"""Names that Windows keeps for devices (Microsoft, "Naming Files, Paths, and Namespaces")."""


def safe_name(key: str) -> str:
    """Return a name for a file or folder that is safe everywhere, and another for each key.

    A key that is safe already is its own name. Of any other the harmless letters stay, in whatever
    alphabet, and a digest tells it apart from those that would look like it, also on a disk that
    does not tell capital letters from small ones.
    """
    plain = unicodedata.normalize("NFC", key)
    name = "".join(c if c.isalnum() or c in "._-" else "_" for c in plain)[:_LONGEST].strip("._-")
    same = name == key == key.casefold()
    if name and same and not _RESERVED.fullmatch(name) and not _TOLD_APART.search(name):
        return name
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{name}-{digest}" if name and not _RESERVED.fullmatch(name) else f"student-{digest}"


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

"""Folders that are either whole or not there, whoever asks at once and whoever is killed."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Generator
from pathlib import Path
from typing import BinaryIO

from grader.errors import DataError

try:
    import fcntl
except ImportError:  # Windows has none; see `_locked`
    fcntl = None

__all__ = ["durable", "published"]

# Without locks, a partial folder older than this has no living owner.
_STALE_SECONDS = 86_400


@contextlib.contextmanager
def durable(path: Path) -> Generator[BinaryIO]:
    """Open `path` for writing; its bytes are on the disk when the `with` block is left.

    Otherwise a power cut could keep the rename and lose what was renamed.
    """
    with path.open("wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def published(
    folder: Path, name: str, files: dict[str, int], write: Callable[[Path], None]
) -> Path:
    """Return `folder/name`, written by `write` first where it is missing or not whole.

    It is written under another name and renamed when it is whole: whoever is killed on the way
    leaves a `.partial-*` that the next one to write here removes.
    """
    target = folder / name
    if _is_whole(target, files):
        return target
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _locked(folder):
            if not _is_whole(target, files):
                _sweep(folder)
                _write_and_rename(folder, target, files, write)
    except OSError as error:
        raise DataError(
            f"the cache {folder} cannot be written: {error.strerror or error}; "
            "set GRADER_CACHE to a folder that can"
        ) from error
    return target


def _is_whole(folder: Path, files: dict[str, int]) -> bool:
    """Say whether every file is there at its size: a full disk or a tidy person is noticed."""
    try:
        return all((folder / name).stat().st_size >= size for name, size in files.items())
    except OSError:
        return False


def _write_and_rename(
    folder: Path, target: Path, files: dict[str, int], write: Callable[[Path], None]
) -> None:
    partial = Path(tempfile.mkdtemp(prefix=".partial-", dir=folder))
    try:
        content = partial / "content"
        content.mkdir()
        write(content)
        for path in (content, *content.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
        _record(content, partial / "record", target)
        if target.exists():  # damaged: out of the way, and swept with the rest of `partial`
            target.rename(partial / "damaged")
        try:
            content.rename(target)
        except OSError:
            # Without locks another process may have been first, and its bytes are the same.
            if not _is_whole(target, files):
                raise
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _record(content: Path, record: Path, target: Path) -> None:
    """Note every file's digest beside the target, for `grader datasets verify`."""
    # pydantic is not needed where the cache holds everything already.
    from grader.datasets.contents import contents_of, record_path, write_contents

    write_contents(contents_of(content), record)
    record.replace(record_path(target))


def _sweep(folder: Path) -> None:
    """Remove what killed processes left. Whoever holds the lock knows that no owner lives."""
    for partial in folder.glob(".partial-*"):
        with contextlib.suppress(OSError):
            if fcntl is not None or time.time() - partial.stat().st_mtime > _STALE_SECONDS:
                shutil.rmtree(partial, ignore_errors=True)


@contextlib.contextmanager
def _locked(folder: Path) -> Generator[None]:
    """Hold the folder's lock, which the system frees however its holder ends.

    Where there is no fcntl, nobody waits: two may render the same bytes, and the first rename
    counts.
    """
    with (folder / ".lock").open("ab") as file:
        if fcntl is not None:
            fcntl.flock(file, fcntl.LOCK_EX)
        yield

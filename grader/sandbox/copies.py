"""Private copies of files and folders for a run: copied once, further places of them linked.

Measured: 1,000 files of 80 kB into a tmpfs take 0.1 s, a second place for all of them 0.01 s. A
writable overlay would save that tenth, but its lower files would belong to somebody else wherever
the inner user is not who owns the cache.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

__all__ = ["copy_in", "weight"]

_BLOCK: Final = 4096
_NO_PLACE: Final = frozenset({errno.EEXIST, errno.ENOTDIR, errno.EROFS})


def copy_in(copies: Iterable[tuple[Path, Path]]) -> None:
    """Put a private copy of each file, or of all files of each folder, at its place.

    What lies at a place already stays: two spellings may mean one place, or one lie in another.
    A place below a file, or where nothing can be written, is left out: a submission may spell it.

    Args:
        copies: File or folder, and the place.
    """
    first: dict[Path, Path] = {}
    for source, place in copies:
        for file, target in _files(source, place):
            if target.exists() or not _made(target.parent):
                continue
            if file in first:
                target.hardlink_to(first[file])
            else:
                shutil.copyfile(file, target)
                first[file] = target


def _made(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        if error.errno in _NO_PLACE:
            return False
        raise
    return True


def weight(copies: Iterable[tuple[Path, Path]]) -> tuple[int, int]:
    """Return what `copy_in` will need of a file system: bytes, and entries."""
    seen: set[Path] = set()
    total = entries = 0
    for source, place in copies:
        for file, _ in _files(source, place):
            entries += 1
            if file not in seen:
                seen.add(file)
                total += -(-file.stat().st_size // _BLOCK) * _BLOCK
    return total, entries


def _files(source: Path, place: Path) -> Iterator[tuple[Path, Path]]:
    """Yield each file below `source`, or itself, with its target; never through a link."""
    if not source.is_dir():
        yield source, place
        return
    for folder, _, names in os.walk(source):
        target = place / Path(folder).relative_to(source)
        for name in names:
            yield Path(folder, name), target / name

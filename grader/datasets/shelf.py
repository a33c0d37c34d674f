"""What the cache holds of each data set: how much, whether it is whole, and removing it.

Only what the grader itself puts there is ever touched: folders named as in `_OWN`, below the
cache's folder for that data set or network.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from grader.datasets.contents import Damage, damages, discard, read_contents, record_path
from grader.errors import DataError
from grader.language import say

__all__ = ["Inspection", "clear", "discard_damaged", "disk_bytes", "home_of", "inspect"]

_HEX: Final = r"[0-9a-f]{16,64}"
# Folders that are published whole, with a record beside them.
_RECORDED: Final = re.compile(
    rf"(public|hidden|archives|real|weights)-{_HEX}|arrays-{_HEX}-\d+x\d+"
)
_OWN: Final = re.compile(
    rf"({_RECORDED.pattern})(\.files\.json)?|real|downloads|previews|\.partial-.*"
)


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found in the cache of one data set or network.

    Attributes:
        folders: Published folders that were compared with their records.
        files: Files in them.
        bytes: Their sizes together.
        damages: What is not as it was published.
        unrecorded: Published folders without a record, which cannot be compared.
    """

    folders: int
    files: int
    bytes: int
    damages: tuple[Damage, ...]
    unrecorded: tuple[Path, ...]


def home_of(name: str, cache_folder: Path, *, pretrained: bool = False) -> Path:
    """Return the cache's folder for a data set, or for a pretrained network."""
    parent = cache_folder.absolute()
    return (parent / "pretrained" if pretrained else parent) / name


def disk_bytes(home: Path) -> int:
    """Return what the folder takes on the disk; a file that stands in two folders counts once."""
    seen: dict[tuple[int, int], int] = {}
    for top, _, names in os.walk(home):
        for name in names:
            try:
                facts = os.lstat(Path(top, name))
            except OSError:
                continue
            seen[facts.st_dev, facts.st_ino] = facts.st_size
    return sum(seen.values())


def inspect(home: Path, tell: Callable[[int, int], None] | None = None) -> Inspection:
    """Compare all published folders with what was recorded of them, byte for byte.

    Args:
        home: From `home_of`.
        tell: Told the bytes looked at, and all there are.
    """
    folders = list(_published_in(home))
    total, done = sum(_size(folder) for folder in folders), 0

    def told(more: int) -> None:
        nonlocal done
        done += more
        if tell:
            tell(min(done, total), total)

    found: list[Damage] = []
    unrecorded: list[Path] = []
    files = size = compared = 0
    for folder in folders:
        try:
            contents = read_contents(record_path(folder))
        except DataError as error:
            found.append(Damage(record_path(folder), say("a record of files"), str(error)))
            continue
        if contents is None:
            unrecorded.append(folder)
            continue
        found += damages(folder, contents, told)
        compared += 1
        files += len(contents.files)
        size += sum(facts.bytes for facts in contents.files.values())
    return Inspection(compared, files, size, tuple(found), tuple(unrecorded))


def discard_damaged(home: Path) -> list[Path]:
    """Remove the published folders that are not as they were published; they are made anew.

    Returns:
        What was removed.
    """
    removed: list[Path] = []
    for folder in _published_in(home):
        try:
            contents = read_contents(record_path(folder))
        except DataError:
            contents = None
            record_path(folder).unlink(missing_ok=True)
        if contents is not None and damages(folder, contents):
            discard(folder)
            removed.append(folder)
    return removed


def clear(home: Path) -> list[Path]:
    """Remove everything that the grader put into `home`.

    Returns:
        What is not the grader's own and was left there.

    Raises:
        DataError: `home` is a link, or something cannot be removed.
    """
    if home.is_symlink():
        raise DataError(say("{path} is a link; only the cache's own folders are removed.",
                            path=home))  # fmt: skip
    if not home.is_dir():
        return []
    left: list[Path] = []
    try:
        # Moved out of the way first: whoever is killed on the way leaves whole folders or none.
        aside = Path(tempfile.mkdtemp(prefix=".partial-", dir=home))
        for path in sorted(home.iterdir()):
            if path.is_symlink() or (path != aside and not _OWN.fullmatch(path.name)):
                # The lock stays: somebody may be waiting for it.
                left += [] if path.name == ".lock" else [path]
            elif path != aside:
                path.rename(aside / path.name)
        shutil.rmtree(aside)
    except OSError as error:
        raise DataError(
            say("{path} cannot be removed: {why}.", path=error.filename, why=error.strerror)
        ) from None
    return left


def _published_in(home: Path) -> Iterator[Path]:
    for folder in (home, home / "real"):
        if folder.is_dir() and not folder.is_symlink():
            yield from sorted(
                path
                for path in folder.iterdir()
                if _RECORDED.fullmatch(path.name) and path.is_dir() and not path.is_symlink()
            )


def _size(folder: Path) -> int:
    return sum(
        os.lstat(Path(top, name)).st_size for top, _, names in os.walk(folder) for name in names
    )

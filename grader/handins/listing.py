"""Looking into folders without trusting them: links are told and never followed."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from grader.handins.names import natural
from grader.language import say

__all__ = ["Look", "code_files", "is_code", "is_junk", "is_zip", "look", "no_code", "why_nothing"]

MOST_ENTRIES: Final = 100_000
_MOST_INSIDE: Final = 20_000
_MOST_DEPTH: Final = 20
# What operating systems, editors and notebooks leave behind by themselves.
_JUNK: Final = frozenset(
    {
        "$recycle.bin", "__macosx", "__pycache__", ".cache", ".ds_store", ".fseventsd", ".git",
        ".gitattributes", ".gitignore", ".gitkeep", ".idea", ".ipynb_checkpoints", ".localized",
        ".mypy_cache", ".pytest_cache", ".ruff_cache", ".spotlight-v100", ".trashes", ".venv",
        ".vscode", "desktop.ini", "thumbs.db",
    }
)  # fmt: skip


@dataclass(slots=True)
class Look:
    """What lies directly in a folder, in the natural order of names, junk left out.

    Attributes:
        odd: What is neither a plain file nor a folder, or is hidden, and why it is left.
    """

    files: list[Path] = field(default_factory=list[Path])
    folders: list[Path] = field(default_factory=list[Path])
    odd: list[tuple[Path, str]] = field(default_factory=list[tuple[Path, str]])


def is_junk(name: str) -> bool:
    """Say whether a system left this behind: nobody handed it in."""
    return name.casefold() in _JUNK or name.startswith(("._", "~$", ".nfs"))


def is_code(name: str) -> bool:
    """Say whether this is what is graded."""
    return name.casefold().endswith((".py", ".ipynb"))


def is_zip(name: str) -> bool:
    """Say whether this may hold what is graded."""
    return name.casefold().endswith(".zip")


def no_code() -> str:
    """Return the sentence on a file or folder that nobody can grade."""
    return say("There is no .py, .ipynb or .zip in this that could be graded.")


def why_nothing(folder: Path) -> str:
    """Return why there is nothing to grade in a folder that has no code: it may be shut."""
    return next((why for path, why in look(folder).odd if path == folder), no_code())


def look(folder: Path) -> Look:
    """Look into a folder; one that holds more than anybody hands in is shut like a locked one."""
    seen = Look()
    try:
        with os.scandir(folder) as scanned:
            for entry in scanned:
                if is_junk(entry.name):
                    continue
                _sort_in(entry, seen)
                if len(seen.files) + len(seen.folders) + len(seen.odd) > MOST_ENTRIES:
                    why = say("This holds more than {most} entries.", most=MOST_ENTRIES)
                    return Look(odd=[(folder, why)])
    except OSError as error:
        why = error.strerror or type(error).__name__
        seen.odd.append((folder, say("This cannot be read: {why}.", why=why)))
    for paths in (seen.files, seen.folders):
        paths.sort(key=lambda path: (natural(path.name), path.name))
    seen.odd.sort()
    return seen


def _sort_in(entry: os.DirEntry[str], seen: Look) -> None:
    path = Path(entry.path)
    mode = entry.stat(follow_symlinks=False).st_mode
    if stat.S_ISLNK(mode):
        seen.odd.append((path, say("This is a link, and links are not followed.")))
    elif not (stat.S_ISDIR(mode) or stat.S_ISREG(mode)):
        seen.odd.append((path, say("This is neither a file nor a folder.")))
    elif entry.name.startswith("."):
        seen.odd.append((path, say("This is hidden: its name begins with a dot.")))
    elif stat.S_ISDIR(mode):
        seen.folders.append(path)
    else:
        seen.files.append(path)


def code_files(folder: Path) -> Iterator[Path]:
    """Yield each .py, .ipynb and .zip at any depth below `folder`, as far as it is bounded."""
    waiting, seen = [(folder, 0)], 0
    while waiting:
        current, depth = waiting.pop()
        inside = look(current)
        yield from (path for path in inside.files if is_code(path.name) or is_zip(path.name))
        seen += len(inside.files) + len(inside.folders)
        if seen > _MOST_INSIDE or depth >= _MOST_DEPTH:
            return
        waiting += [(path, depth + 1) for path in reversed(inside.folders)]

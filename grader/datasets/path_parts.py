"""Paths as texts, of whatever machine: their parts, what these have in common, what can be made."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from itertools import takewhile
from pathlib import PurePosixPath
from typing import Final

__all__ = ["can_be_made", "parts_alike", "parts_of", "plain_part", "plain_parts"]

_LONGEST_NAME: Final = 200


def plain_part(name: str) -> str:
    """Return a name without what its spellings differ in: "horseorhuman" of "Horse-or-Human"."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def plain_parts(parts: Iterable[str]) -> list[str]:
    """Return each part without what its spellings differ in."""
    return [plain_part(part) for part in parts]


def parts_alike(parts: Sequence[str], others: Sequence[str]) -> int:
    """Return in how many parts, counted from the end, two paths agree."""
    pairs = zip(reversed(parts), reversed(others), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1] != "", pairs))


def parts_of(path: str) -> list[str]:
    """Return the names between the slashes of a path, of either kind; an empty one of none."""
    return [part for part in re.split(r"[\\/]+", path) if part] or [""]


def can_be_made(path: str) -> bool:
    """Whether a path can be made in a run, and leads nowhere but there."""
    names = re.sub(r"^(?:\.\./)+", "", path).split("/")
    if not path.isprintable() or ".." in names or any(sign in path for sign in "{}*?"):
        return False
    runs_from = {sys.prefix, sys.base_prefix, *sys.path} - {""}
    if any(PurePosixPath(path).is_relative_to(place) for place in runs_from):
        return False
    return all(len(name.encode()) <= _LONGEST_NAME for name in names)

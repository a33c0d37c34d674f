"""Folders that a submission reads images from, under names that its author chose."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from typing import Final

from grader.datasets.path_parts import can_be_made
from grader.elsewhere import is_elsewhere
from grader.literals import calls_any, given_to

__all__ = ["folders_read"]

_READERS: Final = ("flow_from_directory", "image_dataset_from_directory")
_MAKES: Final = ("extractall", "get_file", "makedirs", "mkdir", "unpack_archive", "unzip")
_CHECKS: Final = re.compile(r"(?:^|[^a-z])(?:eval|test|val|valid|validation)(?:[^a-z]|$)")


def folders_read(text: str, place_of: Callable[[str], str]) -> dict[str, str]:
    """Return the folders that images are read from, whatever those are called: `./my_faces`.

    Only where it is clear what each of them is for, and nothing makes or fills them.

    Args:
        text: The submission.
        place_of: What is known of a path by its parts, "" if nothing is.

    Returns:
        Paths as the text spells them, each with a split.
    """
    read = [path for reader in _READERS for path in given_to(text, reader)]
    strange = {path for path in read if path and not place_of(path)}
    if None in read or calls_any(text, _MAKES) or not all(map(_is_ones_own, strange)):
        return {}
    checks = {path for path in strange if _CHECKS.search(path.lower())}
    if len(strange - checks) > 1 or len(checks) > 1:
        return {}
    return {path: "validation" if path in checks else "train" for path in strange}


def _is_ones_own(path: str) -> bool:
    """Whether a folder is one that the author of a file named, rather than one for everything."""
    normal = posixpath.normpath(path)
    return (
        not is_elsewhere(path)
        and can_be_made(path)
        and not normal.startswith(("/", "."))
        and normal not in {"data", "dataset", "datasets", "tmp"}
    )

"""Which data an exercise is graded on, from a word on the command line to what `prepare` takes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, TypeGuard

from grader.errors import DataError
from grader.language import say

if TYPE_CHECKING:
    from grader.datasets.real import RealFolder

__all__ = ["Profiles", "choice_of"]

Profiles = Literal["auto", "embedded", "real"]
_IN_CACHE: Final = re.compile(r"real-([0-9a-f]{16})")


def choice_of(word: str, name: str, cache_folder: Path) -> Profiles | Path | RealFolder:
    """Read what was chosen.

    Args:
        word: "embedded", "real", "auto" (real where it was fetched), the path of a folder or
            archive with the real data, or "real-" and the digest of a set that lies in the cache,
            which means that one, whichever is in use.
        name: The data set's.
        cache_folder: Where it lies.

    Raises:
        DataError: If it names a set that does not lie in the cache.
    """
    if _is_profile(word):
        return word
    held = _IN_CACHE.fullmatch(word)
    if held is None:
        return Path(word).expanduser()
    folder = cache_folder.absolute() / name / "real" / word
    if not folder.is_dir():
        raise DataError(say("{folder} is not there.", folder=folder))
    from grader.datasets.real import RealFolder

    return RealFolder(folder, held[1], str(folder), {})


def _is_profile(word: str) -> TypeGuard[Profiles]:
    return word in {"auto", "embedded", "real"}

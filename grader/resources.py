"""Where things lie: exercises, manifests and solutions in the checkout or the wheel; the cache."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

__all__ = ["datasets_folder", "default_cache_folder", "exercises_folder", "solutions_folder"]

_PACKAGE: Final = Path(__file__).resolve().parent
_ROOT: Final = _PACKAGE / "share" if (_PACKAGE / "share").is_dir() else _PACKAGE.parent


def exercises_folder() -> Path:
    """Return the folder with one folder an exercise."""
    return _ROOT / "exercises"


def datasets_folder() -> Path:
    """Return the folder with one manifest a data set."""
    return _ROOT / "datasets"


def solutions_folder() -> Path:
    """Return the folder with one folder of solutions an exercise."""
    return _ROOT / "solutions"


def default_cache_folder() -> Path:
    """Return $GRADER_CACHE, else $XDG_CACHE_HOME/tf-exam-grader, else ~/.cache/tf-exam-grader."""
    if chosen := os.environ.get("GRADER_CACHE"):
        return Path(chosen).expanduser().absolute()
    base = Path(os.environ.get("XDG_CACHE_HOME", ""))
    # The XDG specification says that a relative path is to be ignored.
    return (base if base.is_absolute() else Path.home() / ".cache") / "tf-exam-grader"

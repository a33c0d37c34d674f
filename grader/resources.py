"""Where the exercises, manifests and solutions lie: in the checkout, or inside the wheel."""

from __future__ import annotations

from pathlib import Path
from typing import Final

__all__ = ["datasets_folder", "exercises_folder", "solutions_folder"]

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

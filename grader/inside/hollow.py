"""What stands for something that is not here and that nothing depends on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

__all__ = ["Hollow", "make_hollow"]


class Hollow:
    """Stands for anything at all: whatever is done with it, nothing comes of it.

    It has every attribute, each a hollow thing again; it can be called, indexed, entered and
    subclassed; it is empty, false, and prints as nothing.
    """

    def __init__(self, *_arguments: Any, **_keywords: Any) -> None:
        """Take whatever is given."""

    def __getattr__(self, name: str) -> Any:
        """Return a hollow thing, but not for what Python itself asks whether it is there."""
        if name.startswith("__"):
            raise AttributeError(name)
        return Hollow()

    def __call__(self, *_arguments: Any, **_keywords: Any) -> Any:
        """Do nothing."""
        return Hollow()

    def __getitem__(self, _key: Any) -> Any:
        return Hollow()

    def __setitem__(self, _key: Any, _value: Any) -> None:
        """Forget it."""

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __enter__(self) -> Any:
        return Hollow()

    def __exit__(self, *_raised: object) -> None:
        """Let what was raised go on."""

    def __mro_entries__(self, _bases: Any) -> tuple[type, ...]:
        return ()

    def __repr__(self) -> str:
        return ""

    def __format__(self, _form: str) -> str:
        return ""


def make_hollow(module: Any) -> None:
    """Let a module have every name that it lacks, and be a package that has every part."""

    def missing(name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Hollow()

    module.__path__ = []
    module.__getattr__ = missing

"""One registry for everything that is found by name."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Generic, TypeVar

from grader.errors import UnknownNameError

__all__ = ["Registry", "closest"]


def closest(name: str, known: list[str], *, most: int = 3) -> tuple[str, ...]:
    """Return the names in `known` that look like `name`, the likeliest first."""
    containing = [candidate for candidate in sorted(known) if name and name in candidate]
    similar = difflib.get_close_matches(name, known, n=most, cutoff=0.5)
    return tuple(dict.fromkeys(containing + similar))[:most]


T = TypeVar("T")


class Registry(Generic[T]):
    """Names to values; a wrong name gets a suggestion.

    Args:
        kind: What the values are, as a person would say it: "check", "recipe".
    """

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self._entries: dict[str, T] = {}

    def add(self, name: str, value: T) -> None:
        """Register `value` under `name`.

        Raises:
            ValueError: If the name is taken: two values under one name is our bug.
        """
        if name in self._entries:
            raise ValueError(f"there are two {self.kind}s named {name}")
        self._entries[name] = value

    def __getitem__(self, name: str) -> T:
        try:
            return self._entries[name]
        except KeyError:
            pass
        suggestions = closest(name, list(self._entries))
        remedy = f" Did you mean {' or '.join(suggestions)}?" if suggestions else ""
        raise UnknownNameError(f"there is no {self.kind} named {name!r}.{remedy}", suggestions)

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._entries))

    def __len__(self) -> int:
        return len(self._entries)

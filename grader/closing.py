"""What is opened and has to be closed."""

from __future__ import annotations

from typing import Protocol, Self

__all__ = ["Closing"]


class Closing(Protocol):
    """A context manager: leaving it closes it. Whoever can be closed inherits from it."""

    def close(self) -> None:
        """Let go of everything that was taken or started."""
        ...

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

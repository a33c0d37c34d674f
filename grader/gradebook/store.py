"""One open gradebook: whatever is read or written happens in one transaction, and is told."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from grader.closing import Closing
from grader.errors import DataError
from grader.gradebook.opening import open_engine, told
from grader.gradebook.place import Place
from grader.gradebook.sqlite import WRITES, file_identity
from grader.language import say

__all__ = ["Store"]


class Store(Closing):
    """An open gradebook, closed at the end of a `with` block.

    Attributes:
        shown: Where it is, as a person reads it; without a password.
    """

    def __init__(self, place: Place, *, create: bool = True, read_only: bool = False) -> None:
        self._place = place
        self._engine = open_engine(place, create=create, read_only=read_only)
        self._writing = self._engine.execution_options(**{WRITES: True})
        self._file = file_identity(place.path) if place.path else None
        self.shown = place.shown

    def close(self) -> None:
        """Let go of the file or the server."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Generator[Session]:
        """Open a session that sees one state of everything."""
        with told(self._place), Session(self._engine) as session, session.begin():
            yield session

    @contextmanager
    def writing(self) -> Generator[Session]:
        """Open a session whose changes are on the disk when the block has ended, or none of them.

        Raises:
            DataError: If they could not be written.
        """
        with told(self._place), Session(self._writing) as session:
            with session.begin():
                yield session
            if self._place.path and file_identity(self._place.path) != self._file:
                raise DataError(
                    say(
                        "The gradebook {place} was removed or replaced while it was in use: what "
                        "was just written is lost.",
                        place=self.shown,
                    )
                )

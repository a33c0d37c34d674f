"""Where a gradebook is: a path or a URL, read strictly, and how a person reads it back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from grader.errors import UsageError
from grader.language import say
from grader.reports.plain import plain_line

__all__ = ["Place", "read_place"]

_SQLITE: Final = ("sqlite", "sqlite+pysqlite")
_POSTGRESQL: Final = ("postgres", "postgresql", "postgresql+psycopg")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a gradebook is.

    Attributes:
        url: For SQLAlchemy, with its driver.
        path: The file of an SQLite gradebook; None for a server.
    """

    url: URL
    path: Path | None

    @property
    def shown(self) -> str:
        """How a person reads it: the path from here, or the URL without its password."""
        if self.path is not None:
            here = Path.cwd()
            path = self.path.relative_to(here) if self.path.is_relative_to(here) else self.path
            return plain_line(str(path))
        shown = self.url.set(drivername="postgresql", query={})
        return plain_line(shown.render_as_string(hide_password=True))


def read_place(url_or_path: str | Path) -> Place:
    """Return the place that a path, `sqlite:///…` or `postgresql://…` names.

    Raises:
        UsageError: If it is a URL of another kind, or none.
    """
    text = str(url_or_path)
    if not text.strip() or "\0" in text:
        raise UsageError(say("A gradebook needs a name: a path, or postgresql://…"))
    if isinstance(url_or_path, Path) or "://" not in text:
        return _file(text)
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise _wrong(text.partition("://")[0]) from None
    if url.drivername in _SQLITE:
        if url.host or url.query or not url.database or url.database == ":memory:":
            raise UsageError(
                say(
                    "A gradebook is a file that stays: write sqlite:///folder/gradebook.db, with "
                    "three slashes and nothing after the path, or just the path."
                )
            )
        return _file(url.database)
    if url.drivername in _POSTGRESQL and url.database:
        return Place(url.set(drivername="postgresql+psycopg"), None)
    raise _wrong(url.drivername)


def _wrong(kind: str) -> UsageError:
    # What stands behind the colon may be a password.
    return UsageError(
        say(
            "{kind}://… names no gradebook: write a path, sqlite:///path, or "
            "postgresql://user@host/database.",
            kind=plain_line(kind),
        )
    )


def _file(text: str) -> Place:
    path = Path(text).expanduser().absolute()
    return Place(URL.create("sqlite+pysqlite", database=str(path)), path)

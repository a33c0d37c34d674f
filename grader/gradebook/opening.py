"""Opening a gradebook: whatever will not work later is said now, in one sentence."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import Engine, create_engine, inspect, select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError, StatementError
from sqlalchemy.orm import Session

from grader.errors import DataError, UsageError
from grader.gradebook.place import Place
from grader.gradebook.sqlite import WRITES, check_file, let_read, prepare_engine
from grader.gradebook.tables import SCHEMA, SchemaRow, Table
from grader.language import say
from grader.reports.plain import plain_line

__all__ = ["open_engine", "told"]

_CONNECT_SECONDS: Final = 10
_MOST_WORDS: Final = 300


def open_engine(place: Place, *, create: bool, read_only: bool) -> Engine:
    """Return an engine on a gradebook whose tables are there and which can be written.

    Args:
        place: Where it is.
        create: Make it where there is none.
        read_only: Only look: nothing is created or tried, and no writer is waited for.

    Raises:
        DataError: If it cannot be reached, read or written, is something else, or is newer.
        UsageError: If the driver for it is not installed.
    """
    create = create and not read_only
    if place.path is not None:
        check_file(place.path, create=create)
    engine = _engine(place, read_only=read_only)
    try:
        with told(place), engine.connect() as connection:
            _prepare_tables(connection, place, create=create, read_only=read_only)
        if place.path is not None and not read_only:
            let_read(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _engine(place: Place, *, read_only: bool) -> Engine:
    if place.path is not None:
        engine = create_engine(place.url)
        prepare_engine(engine, read_only=read_only)
        return engine
    try:
        return create_engine(
            place.url, pool_pre_ping=True, connect_args={"connect_timeout": _CONNECT_SECONDS}
        )
    except ImportError:
        raise UsageError(
            say(
                "A gradebook in PostgreSQL needs a driver: pip install "
                "'tf-exam-grader[postgresql]'."
            )
        ) from None


@contextmanager
def told(place: Place) -> Generator[None]:
    """Turn whatever the database says into one sentence that names the gradebook.

    Raises:
        DataError: Instead of each of SQLAlchemy's errors but those that are our own bugs.
    """
    try:
        yield
    except IntegrityError:
        raise
    except DBAPIError as error:
        # What the driver says, without the statement and its values, which SQLAlchemy adds.
        raise _unusable(place, str(error.orig) or type(error.orig).__name__) from error
    except UnicodeDecodeError as error:  # the driver could not even read what SQLite complains of
        raise _unusable(place, str(error)) from error
    except StatementError:  # a value that is none: raised before the database saw it
        raise
    except SQLAlchemyError as error:
        raise _unusable(place, str(error)) from error


def _unusable(place: Place, why: str) -> DataError:
    words = plain_line(why)[:_MOST_WORDS].rstrip(".")
    return DataError(
        say("The gradebook {place} cannot be used: {why}.", place=place.shown, why=words)
    )


def _check_schema(connection: Connection, place: Place) -> bool:
    """Say whether the tables are there; refuse what is newer, or not ours."""
    names = set(inspect(connection).get_table_names())
    if SchemaRow.__tablename__ not in names:
        if names:
            raise DataError(
                say(
                    "{place} is no gradebook: it holds {tables}. Name an empty database or another "
                    "file.",
                    place=place.shown,
                    tables=plain_line(", ".join(sorted(names)[:5])),
                )
            )
        return False
    version = connection.scalar(select(SchemaRow.schema_version))
    if version is None or version > SCHEMA:
        raise DataError(
            say(
                "The gradebook {place} was written by a newer grader: its tables have version "
                "{found}, and this one knows {known}. Update the grader.",
                place=place.shown,
                found=version,
                known=SCHEMA,
            )
        )
    return True


def _prepare_tables(connection: Connection, place: Place, *, create: bool, read_only: bool) -> None:
    """Create what is missing and write one row, in one transaction; or only look."""
    connection = connection.execution_options(**{WRITES: not read_only})
    with connection.begin():
        there = _check_schema(connection, place)
        if not there and not create:
            raise DataError(
                say("{place} is empty: there is no gradebook in it yet.", place=place.shown)
            )
        if read_only:
            return
        now = datetime.now(UTC)
        with Session(connection) as session:
            if there:
                session.get_one(SchemaRow, 1).opened_at = now
            else:
                Table.metadata.create_all(connection)
                session.add(SchemaRow(id=1, schema_version=SCHEMA, created_at=now, opened_at=now))
            session.flush()

"""All that is SQLite's own: how its connections are set up, and what can be wrong with its file."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Final

from sqlalchemy import Engine, event
from sqlalchemy.engine import Connection

from grader.errors import DataError
from grader.language import say
from grader.reports.plain import plain_line

__all__ = ["WRITES", "check_file", "file_identity", "let_read", "prepare_engine"]

WRITES: Final = "gradebook_writes"
"""The execution option of connections that write."""

_BUSY_SECONDS: Final = 30
"""How long a writer waits for another one; a record takes milliseconds."""


def prepare_engine(engine: Engine, *, read_only: bool) -> None:
    """Have each connection of an SQLite engine committed durably, checked and patient.

    `synchronous=FULL` has each commit reach the disk before it returns
    (https://www.sqlite.org/pragma.html#pragma_synchronous).
    """

    def connected(connection: sqlite3.Connection, _record: object) -> None:
        # Python's module would begin transactions itself, and late; `begin` below does it.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {_BUSY_SECONDS * 1000}")
        if read_only:
            cursor.execute("PRAGMA query_only = ON")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()

    def begin(connection: Connection) -> None:
        # A writer that begins as a reader is refused at its first write when another wrote
        # meanwhile, without any waiting; so it says at once what it is.
        writes = connection.get_execution_options().get(WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begin)


def let_read(engine: Engine) -> None:
    """Let others read while one process writes: WAL, which the file itself remembers.

    Where the file system cannot (a network's), all stays as durable, and readers wait.
    """
    connection = engine.raw_connection()
    with suppress(sqlite3.OperationalError):
        connection.cursor().execute("PRAGMA journal_mode = WAL")
    connection.close()


def check_file(path: Path, *, create: bool) -> None:
    """Say in one sentence what keeps a file from being a gradebook, before SQLite says it tersely.

    Raises:
        DataError: If it is missing, a folder, or not SQLite's, or nothing can be written beside it.
    """
    shown = plain_line(str(path))
    try:
        with path.open("rb") as file:
            start = file.read(16)
    except FileNotFoundError:
        if not create:
            raise DataError(
                say(
                    "There is no gradebook {path}. `grader batch` makes one; --gradebook or "
                    "GRADER_GRADEBOOK names another.",
                    path=shown,
                )
            ) from None
        start = b""
    except OSError as error:
        raise DataError(
            say("The gradebook {path} cannot be read: {why}.", path=shown, why=error.strerror)
        ) from None
    if start and start != b"SQLite format 3\0":
        raise DataError(
            say(
                "{path} is no gradebook: an SQLite file was expected. Name another file.",
                path=shown,
            )
        )
    if not path.parent.is_dir():
        raise DataError(
            say(
                "There is no folder {folder} for the gradebook. Make it first.",
                folder=plain_line(str(path.parent)),
            )
        )


def file_identity(path: Path) -> tuple[int, int] | None:
    """Return what tells a file from another under the same name; None where there is none.

    SQLite goes on writing into a file that was removed or replaced, and all of it is lost.
    """
    try:
        found = os.stat(path)  # noqa: PTH116 one call a record
    except OSError:
        return None
    return found.st_dev, found.st_ino

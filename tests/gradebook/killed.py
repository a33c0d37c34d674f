"""Writers that are killed with SIGKILL; run as a program, for a fork needs a single thread.

    python -m tests.gradebook.killed FOLDER statements|moments

Prints one line of JSON a writer: what it was told to be committed, how it ended, and what lies in
the file afterwards. `statements` kills a writer of a new gradebook at its first statement or
commit, another one at its second, and so on until one comes through; each is resumed by a second
writer. `moments` kills writers of one gradebook from outside, a random moment after a few commits.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine, event

from grader.gradebook import open_gradebook

from .making import keep

KEYS = 4
ROUNDS = 40


def write(path: Path, keys: int, tell: Callable[[str], None]) -> None:
    """Record what is not yet done, as a resumed batch would."""
    with open_gradebook(path) as book:
        names = [f"k{n}" for n in range(keys)]
        done = book.done(names)
        for key in names:
            if key not in done:
                number = keep(book, key, student=f"s{key}", output=key * 3000)
                tell(f"{number} {key}")


def forked(
    path: Path, keys: int, *, die_at: int | None = None, after: tuple[int, float] | None = None
) -> dict[str, object]:
    """Write in a process of its own and return what became of it."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        if die_at is not None:
            count = iter(range(die_at))

            def die(*_: object) -> None:
                if next(count, None) is None:
                    os.kill(os.getpid(), signal.SIGKILL)

            event.listen(Engine, "before_cursor_execute", die)
            event.listen(Engine, "commit", die)
        with os.fdopen(writing, "w", encoding="utf-8") as told:
            write(path, keys, lambda line: print(line, file=told, flush=True))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as told:
        committed: list[list[str]] = []
        if after is not None:
            lines, seconds = after
            committed += [told.readline().split() for _ in range(lines)]
            time.sleep(seconds)
            os.kill(child, signal.SIGKILL)
        committed += [line.split() for line in told]
    _, status = os.waitpid(child, 0)
    return {"told": committed, "ended": os.waitstatus_to_exitcode(status), **found(path)}


def found(path: Path) -> dict[str, object]:
    """Look at the file without any of the grader's code."""
    with closing(sqlite3.connect(path)) as connection:
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        whole = connection.execute("PRAGMA integrity_check").fetchone()[0]
        if not tables:
            return {"whole": whole, "rows": [], "texts": [], "strays": 0}
        rows = connection.execute("SELECT id, key FROM reports ORDER BY id").fetchall()
        texts = connection.execute("SELECT report_id FROM report_texts ORDER BY 1").fetchall()
        strays = connection.execute("PRAGMA foreign_key_check").fetchall()
    return {
        "whole": whole,
        "rows": [[str(number), key] for number, key in rows],
        "texts": [str(row[0]) for row in texts],
        "strays": len(strays),
    }


def at_statements(folder: Path) -> None:
    for die_at in range(10_000):
        path = folder / f"book{die_at}.db"
        killed = forked(path, KEYS, die_at=die_at)
        print(json.dumps([killed, forked(path, KEYS)]))
        if killed["ended"] == 0:
            return


def at_moments(folder: Path) -> None:
    path, rng = folder / "book.db", random.Random(7)
    for _ in range(ROUNDS):
        after = rng.randrange(1, 5), rng.uniform(0, 0.01)
        print(json.dumps(forked(path, 10_000, after=after)))


if __name__ == "__main__":
    {"statements": at_statements, "moments": at_moments}[sys.argv[2]](Path(sys.argv[1]))

"""A PostgreSQL server of one's own for a while, where its programs are installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import psycopg

__all__ = ["Server", "own_server"]


class Server:
    """A running server; it listens on a socket in its folder and nowhere else."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._count = 0

    def new_database(self) -> str:
        """Make an empty database and return its URL."""
        self._count += 1
        name = f"book{self._count}"
        asked = f"host={self.folder} user=grader dbname=postgres"
        with psycopg.connect(asked, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return f"postgresql://grader@/{name}?host={self.folder}"


@contextmanager
def own_server() -> Generator[Server | None]:
    """Start a server; None where the programs for it are missing."""
    initdb, pg_ctl = shutil.which("initdb"), shutil.which("pg_ctl")
    if not (initdb and pg_ctl):
        yield None
        return
    # It refuses to run as root, and a socket's path has at most 107 bytes.
    user = "nobody" if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        if user:
            shutil.chown(folder, user)
        data = str(folder / "data")

        def call(*command: str) -> None:
            subprocess.run(command, check=True, capture_output=True, cwd=folder, user=user)

        call(initdb, "-D", data, "-U", "grader", "-A", "trust", "-N", "-E", "UTF8", "--locale=C")
        options = f"-k {folder} -c listen_addresses='' -c fsync=off"
        log = str(folder / "log")
        call(pg_ctl, "-D", data, "-o", options, "-l", log, "-w", "start")
        try:
            yield Server(folder)
        finally:
            call(pg_ctl, "-D", data, "-m", "immediate", "-w", "stop")

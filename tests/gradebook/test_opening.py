"""Whatever keeps a gradebook from working is said when it is opened, in one sentence."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.errors import DataError, ExitCode, GraderError, UsageError
from grader.gradebook import open_gradebook
from grader.gradebook.place import read_place

from .making import CALLS, keep
from .postgresql import Server


def complaint(url: str | Path, **choices: bool) -> str:
    with pytest.raises(GraderError) as raised:
        open_gradebook(url, **choices)
    assert raised.value.exit_code is ExitCode.USAGE
    told = str(raised.value)
    assert "\n" not in told
    assert "Traceback" not in told
    assert told.endswith((".", "…"))
    return told


def pragma(path: Path, name: str) -> object:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]


def test_a_new_file_is_durable_and_strict(tmp_path: Path):
    path = tmp_path / "반 1.db"
    with open_gradebook(path) as book:
        assert book.shown == str(path)
        assert pragma(path, "journal_mode") == "wal"
        with book.writing() as session:
            raw = session.connection().connection
            cursor = raw.cursor()
            found = [
                cursor.execute(f"PRAGMA {name}").fetchone()[0]
                for name in ("synchronous", "foreign_keys", "busy_timeout")
            ]
        assert found == [2, 1, 30_000]
    assert sorted(each.name for each in tmp_path.iterdir()) == ["반 1.db"]


@pytest.mark.parametrize("form", ["{path}", "sqlite:///{path}", "sqlite+pysqlite:///{path}"])
def test_names_of_a_file(tmp_path: Path, form: str):
    path = tmp_path / "book.db"
    with open_gradebook(form.format(path=path)) as book:
        keep(book)
    with open_gradebook(path) as book:
        assert book.exercises() == (CALLS,)


def test_a_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    assert read_place("~/book.db").path == tmp_path / "book.db"
    monkeypatch.chdir(tmp_path)
    assert read_place("sqlite:///book.db").path == tmp_path / "book.db"


@pytest.mark.parametrize(
    "url",
    [
        "", "  ", "a\0b", "sqlite://", "sqlite:///:memory:", "sqlite:///x.db?mode=ro",
        "sqlite://host/x.db", "sqlite+aiosqlite:///x.db", "mysql://root:secret@host/x",
        "postgresql://", "postgresql://user:secret@host", "postgresql+asyncpg://host/x",
        "https://example.org/x.db", "://", "postgresql://user:secret@host:port/x",
        "postgresql://user:secret@[::1/x",
    ],
)  # fmt: skip
def test_what_names_no_gradebook(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError) as raised:
        open_gradebook(url)
    assert "secret" not in str(raised.value)
    assert "postgresql://" in str(raised.value) or "sqlite:///" in str(raised.value)
    assert list(tmp_path.iterdir()) == []


def test_folders(tmp_path: Path):
    assert f"{tmp_path} cannot be read: Is a directory" in complaint(tmp_path)
    assert "There is no folder" in complaint(tmp_path / "none" / "book.db")
    (tmp_path / "file").write_bytes(b"x")
    assert "Not a directory" in complaint(tmp_path / "file" / "book.db")
    assert "no gradebook" in complaint(tmp_path / "none.db", create=False)
    assert "no gradebook" in complaint(tmp_path / "none.db", read_only=True)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["file"]


def test_what_is_no_database(tmp_path: Path):
    path = tmp_path / "grades.csv"
    path.write_text("name,points\nana,3\n", encoding="utf-8")
    assert "is no gradebook: an SQLite file was expected" in complaint(path)
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    assert "cannot be used" in complaint(path)
    path.write_bytes(b"")
    assert "is empty" in complaint(path, create=False)
    assert "is empty" in complaint(path, read_only=True)
    with open_gradebook(path) as book:
        keep(book)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.binary(max_size=300), st.integers(0, 400))
def test_damaged_files(tmp_path: Path, damage: bytes, start: int):
    path = tmp_path / "book.db"
    path.unlink(missing_ok=True)
    with open_gradebook(path) as book:
        keep(book)
    whole = path.read_bytes()
    path.write_bytes(whole[:start] + damage + whole[start + len(damage) :])
    with suppress(GraderError), open_gradebook(path) as book:
        book.grades()
    for each in tmp_path.glob("book.db-*"):
        each.unlink()


def test_a_complaint_that_cannot_be_read(tmp_path: Path):
    path = tmp_path / "book.db"
    with open_gradebook(path) as book:
        keep(book)
    whole = path.read_bytes()
    path.write_bytes(whole[:108] + b"\r" + whole[109:])
    assert "cannot be used" in complaint(path)


def test_another_programs_database(tmp_path: Path):
    path = tmp_path / "photos.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE photos (id INTEGER)")
    before = path.read_bytes()
    assert "is no gradebook: it holds photos" in complaint(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("read_only", [False, True])
def test_a_newer_gradebook(tmp_path: Path, *, read_only: bool):
    path = tmp_path / "book.db"
    open_gradebook(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE gradebook SET schema_version = 2")
        connection.commit()
    told = complaint(path, read_only=read_only)
    assert "its tables have version 2, and this one knows 1. Update the grader." in told


UNPRIVILEGED = """
import os, sys, tempfile
from grader.errors import DataError
from grader.gradebook import open_gradebook
with tempfile.TemporaryDirectory() as folder:
    open_gradebook(folder + "/book.db").close()  # whatever is imported late
if os.geteuid() == 0:
    os.setuid(65534)
for choices in ({}, {"read_only": True}):
    try:
        open_gradebook(sys.argv[1], **choices).close()
        print("opened")
    except DataError as error:
        print(error)
"""


def as_nobody(path: Path) -> list[str]:
    """Open a gradebook for writing, then for reading, as somebody who owns nothing of it."""
    command = [sys.executable, "-c", UNPRIVILEGED, str(path)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    return ran.stdout.splitlines()


@pytest.fixture
def shut(tmp_path: Path) -> Path:
    """Return a folder that everybody can enter and nobody can write to."""
    folder = tmp_path / "shut"
    folder.mkdir()
    for each in (folder, *folder.parents):
        if each.stat().st_uid == os.geteuid() and "pytest" in str(each):
            each.chmod(0o755)
    folder.chmod(0o555)
    return folder


def test_an_unwritable_folder(shut: Path):
    writing, reading = as_nobody(shut / "book.db")
    assert "cannot be used: unable to open database file." in writing
    assert "There is no gradebook" in reading


def test_a_file_that_can_only_be_read(shut: Path):
    shut.chmod(0o755)
    path = shut / "book.db"
    open_gradebook(path).close()
    path.chmod(0o444)
    shut.chmod(0o555)
    writing, reading = as_nobody(path)
    assert f"The gradebook {path} cannot be used: " in writing
    assert "opened" in reading or "cannot be used" in reading


def test_reading_only_changes_nothing(tmp_path: Path):
    path = tmp_path / "book.db"
    with open_gradebook(path) as book:
        keep(book)
    with open_gradebook(path, read_only=True) as book:
        assert len(book.grades()) == 1
        with pytest.raises(DataError, match="readonly"):
            keep(book, "k2")


def test_a_full_disk(tmp_path: Path):
    path = tmp_path / "book.db"
    with open_gradebook(path) as book:
        number = keep(book)
        with book.writing() as session:
            raw = session.connection().connection
            raw.cursor().execute("PRAGMA max_page_count = 1")  # as full as it gets
        with pytest.raises(DataError, match="database or disk is full"):
            keep(book, "k2", output="".join(map(chr, range(0x4E00, 0x9E00))))
        assert book.report(number).points == 90


@pytest.mark.parametrize("again", [False, True])
def test_a_file_that_is_taken_away(tmp_path: Path, *, again: bool):
    path = tmp_path / "book.db"
    with open_gradebook(path) as book:
        keep(book)
        path.unlink()
        if again:
            path.write_bytes(b"")
        with pytest.raises(DataError, match="was removed or replaced"):
            keep(book, "k2")


def test_a_server(server: Server):
    with open_gradebook(server.new_database()) as book:
        assert book.shown.startswith("postgresql://grader@/book")
        assert "host=" not in book.shown
        keep(book)


def test_servers_that_do_not_answer(server: Server, tmp_path: Path):
    url = server.new_database()
    assert "cannot be used" in complaint(url.replace("/book", "/none"))
    hidden = complaint(f"postgresql://kim:secret@/book?host={tmp_path}")
    assert "secret" not in hidden
    assert "postgresql://kim:***@/book" in hidden
    assert "cannot be used" in complaint("postgresql://kim@127.0.0.1:1/book")


def test_a_database_of_something_else_on_a_server(server: Server):
    import psycopg

    url = server.new_database()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE photos (id INTEGER)")
    assert "it holds photos" in complaint(url)


def test_a_driver_that_is_not_installed(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(UsageError, match=r"pip install 'tf-exam-grader\[postgresql\]'"):
        open_gradebook("postgresql://kim@127.0.0.1:1/book")

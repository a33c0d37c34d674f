"""Pages come to their places whole or not at all, and names can do no harm."""

from __future__ import annotations

import errno
import os
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from grader.errors import GraderError, UsageError
from grader.feedback import page_path, write_pages

INDEX = PurePosixPath("index.html")


def test_where_pages_lie():
    assert page_path("ana", "c1").as_posix() == "feedback/ana/c1.html"
    assert page_path("ana", "c1", notebook=True).as_posix() == "feedback/ana/c1.notebook.html"
    assert ".." not in page_path("../x", "../../y").parts


def test_pages_are_written_and_written_again(tmp_path: Path):
    pages = {INDEX: "<p>", page_path("ana", "c1"): "é"}
    write_pages(tmp_path / "out", pages)
    write_pages(tmp_path / "out", {INDEX: "new"})
    files = {p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()}
    assert files == {"out/index.html", "out/feedback/ana/c1.html"}
    assert (tmp_path / "out/index.html").read_text("utf-8") == "new"
    assert (tmp_path / "out/feedback/ana/c1.html").read_text("utf-8") == "é"


def test_a_page_is_readable_by_others(tmp_path: Path):
    write_pages(tmp_path, {INDEX: "x"})
    assert (tmp_path / INDEX).stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "disk is full"), (errno.EDQUOT, "disk is full")]
)
def test_a_full_disk_leaves_the_page_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
):
    write_pages(tmp_path, {INDEX: "before"})

    def full(*_arguments: Any, **_options: Any) -> Any:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("os.fdopen", full)
    with pytest.raises(GraderError, match="disk is full"):
        write_pages(tmp_path, {INDEX: "after"})
    assert [p.name for p in tmp_path.iterdir()] == ["index.html"]
    assert (tmp_path / INDEX).read_text("utf-8") == "before"


def test_a_folder_that_is_a_file(tmp_path: Path):
    (tmp_path / "out").write_text("", "utf-8")
    with pytest.raises(UsageError, match="cannot be written: "):
        write_pages(tmp_path / "out", {INDEX: "x"})


def test_a_place_that_is_a_folder(tmp_path: Path):
    (tmp_path / "index.html").mkdir()
    with pytest.raises(UsageError, match="cannot be written: "):
        write_pages(tmp_path, {INDEX: "x"})
    assert [p.name for p in tmp_path.iterdir()] == ["index.html"]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path):
    (tmp_path / "elsewhere").mkdir()
    out = tmp_path / "out"
    (out / "feedback").mkdir(parents=True)
    (out / "feedback" / "ana").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UsageError, match="leads out of the folder"):
        write_pages(out, {page_path("ana", "c1"): "x"})
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_link_in_the_place_of_a_page_is_replaced(tmp_path: Path):
    (tmp_path / "kept").write_text("kept", "utf-8")
    (tmp_path / "index.html").symlink_to(tmp_path / "kept")
    write_pages(tmp_path, {INDEX: "page"})
    assert (tmp_path / "kept").read_text("utf-8") == "kept"
    assert not (tmp_path / "index.html").is_symlink()


def test_a_place_outside_is_refused(tmp_path: Path):
    with pytest.raises(UsageError, match="leads out of the folder"):
        write_pages(tmp_path / "out", {PurePosixPath("../x.html"): "x"})
    assert not (tmp_path / "x.html").exists()

"""Downloading: whole, resumed, refused, from a server of our own."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import threading
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from grader.datasets import fetch
from grader.datasets.fetch import NotServedError, download
from grader.datasets.manifest import Source
from grader.errors import DataError

CONTENT = bytes(range(256)) * 2000


@dataclass
class Behaviour:
    """What the server does, and what it was asked."""

    files: dict[str, bytes] = field(default_factory=dict)
    cut_after: dict[str, list[int]] = field(default_factory=dict)
    knows_ranges: bool = True
    asked: list[tuple[str, str]] = field(default_factory=list)


class Handler(BaseHTTPRequestHandler):
    """Serves `behaviour.files`, ranges included, and breaks off where it is told to."""

    behaviour: ClassVar[Behaviour]

    def do_GET(self) -> None:
        does, wanted = self.behaviour, self.headers.get("Range", "")
        does.asked.append((self.path, wanted))
        content = does.files.get(self.path)
        if content is None:
            self.send_error(404)
            return
        start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted else 0
        if does.knows_ranges and start and start >= len(content):
            self.send_error(416)
            return
        if does.knows_ranges and start:
            self.send_response(206)
            self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        else:
            start = 0
            self.send_response(200)
        rest = content[start:]
        self.send_header("Content-Length", str(len(rest)))
        self.end_headers()
        cuts = does.cut_after.get(self.path, [])
        self.wfile.write(rest[: cuts.pop(0)] if cuts else rest)
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def served() -> Iterator[tuple[str, Behaviour]]:
    """Return the address of a running server and what it does."""
    behaviour = Behaviour(files={"/data/set.zip": CONTENT})
    handler = type("OwnHandler", (Handler,), {"behaviour": behaviour})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", behaviour
        server.shutdown()
        thread.join()


def source_at(url: str, content: bytes = CONTENT, *, confirmed: bool = True) -> Source:
    sha256 = hashlib.sha256(content).hexdigest()
    return Source(url=url, bytes=len(content), sha256=sha256, confirmed=confirmed)


def silent(_stage: str, _done: int, _total: int) -> None:
    pass


def test_a_file_comes_whole_and_once(tmp_path: Path, served: tuple[str, Behaviour]):
    url, does = served
    told: list[tuple[str, int, int]] = []

    def tell(stage: str, done: int, total: int) -> None:
        told.append((stage, done, total))

    source = source_at(f"{url}/data/set.zip")
    path = download(source, folder=tmp_path / "new", tell=tell)
    assert path == tmp_path / "new" / "set.zip"
    assert path.read_bytes() == CONTENT
    assert told[-1] == ("set.zip", len(CONTENT), len(CONTENT))
    assert not path.with_name("set.zip.part").exists()
    assert download(source, folder=tmp_path / "new", tell=silent) == path
    assert does.asked == [("/data/set.zip", "")]


def test_a_cut_is_resumed_where_it_was(tmp_path: Path, served: tuple[str, Behaviour]):
    url, does = served
    does.cut_after["/data/set.zip"] = [1000, 2000]
    path = download(source_at(f"{url}/data/set.zip"), folder=tmp_path, tell=silent)
    assert path.read_bytes() == CONTENT
    assert [wanted for _, wanted in does.asked] == ["", "bytes=1000-", "bytes=3000-"]


def test_a_later_call_goes_on(tmp_path: Path, served: tuple[str, Behaviour]):
    url, does = served
    does.cut_after["/data/set.zip"] = [1000, 0]
    source = source_at(f"{url}/data/set.zip")
    with pytest.raises(NotServedError, match="broke off after 1000 of 512000 bytes"):
        download(source, folder=tmp_path, tell=silent)
    assert (tmp_path / "set.zip.part").stat().st_size == 1000
    assert download(source, folder=tmp_path, tell=silent).read_bytes() == CONTENT
    assert does.asked[-1] == ("/data/set.zip", "bytes=1000-")


def test_a_server_without_ranges_begins_anew(tmp_path: Path, served: tuple[str, Behaviour]):
    url, does = served
    does.knows_ranges = False
    (tmp_path / "set.zip.part").write_bytes(CONTENT[:5000])
    path = download(source_at(f"{url}/data/set.zip"), folder=tmp_path, tell=silent)
    assert path.read_bytes() == CONTENT


@pytest.mark.parametrize("left", [b"another file", CONTENT + b"more", b"x" * len(CONTENT)])
def test_a_wrong_beginning_is_thrown_away(
    tmp_path: Path, served: tuple[str, Behaviour], left: bytes
):
    url, _ = served
    (tmp_path / "set.zip.part").write_bytes(left)
    path = download(source_at(f"{url}/data/set.zip"), folder=tmp_path, tell=silent)
    assert path.read_bytes() == CONTENT


@pytest.mark.parametrize("wrong", [b"x" * len(CONTENT), b"short", CONTENT + b"more", b""])
@pytest.mark.parametrize("confirmed", [True, False])
def test_a_wrong_file_says_expected_and_got_and_is_not_kept(
    tmp_path: Path, served: tuple[str, Behaviour], wrong: bytes, *, confirmed: bool
):
    url, does = served
    does.files["/data/set.zip"] = wrong
    source = source_at(f"{url}/data/set.zip", confirmed=confirmed)
    with pytest.raises(NotServedError) as caught:
        download(source, folder=tmp_path, tell=silent)
    words = str(caught.value)
    assert f"expected {len(CONTENT)} bytes with sha256 {source.sha256}" in words
    # Of a longer file no more is read than shows that it is another one.
    if len(wrong) <= len(CONTENT):
        got = f"got {len(wrong)} bytes with sha256 {hashlib.sha256(wrong).hexdigest()}"
        assert got in words
    assert ("may itself be wrong" in words) is not confirmed
    assert [path.name for path in tmp_path.iterdir()] == [".lock"]


def test_mirrors_are_tried_in_turn(tmp_path: Path, served: tuple[str, Behaviour]):
    url, does = served
    does.files["/wrong/set.zip"] = b"x"
    mirrors = [f"{url}/wrong/set.zip", f"{url}/data/set.zip"]
    source = source_at(f"{url}/gone/set.zip")
    assert download(source, mirrors=mirrors, folder=tmp_path, tell=silent).read_bytes() == CONTENT
    assert [path for path, _ in does.asked] == ["/gone/set.zip", "/wrong/set.zip", "/data/set.zip"]


def test_a_mirror_goes_on_with_what_came(tmp_path: Path, served: tuple[str, Behaviour]):
    url, does = served
    does.files["/cut/set.zip"] = CONTENT
    does.cut_after["/cut/set.zip"] = [7000, 0]
    source = source_at(f"{url}/cut/set.zip")
    download(source, mirrors=[f"{url}/data/set.zip"], folder=tmp_path, tell=silent)
    assert does.asked[-1] == ("/data/set.zip", "bytes=7000-")


def test_every_reason_is_said(tmp_path: Path, served: tuple[str, Behaviour]):
    url, _ = served
    with pytest.raises(NotServedError) as caught:
        download(
            source_at(f"{url}/gone/set.zip"),
            mirrors=["http://127.0.0.1:9/set.zip"],
            folder=tmp_path,
            tell=silent,
        )
    words = str(caught.value)
    assert f"{url}/gone/set.zip is not there any more (HTTP 404)." in words
    assert "127.0.0.1 cannot be reached" in words
    assert words.endswith("--from PATH.")


def test_two_at_once_download_it_once(tmp_path: Path, served: tuple[str, Behaviour]):
    url, does = served
    source = source_at(f"{url}/data/set.zip")
    found: list[Path] = []

    def call() -> None:
        found.append(download(source, folder=tmp_path, tell=silent))

    threads = [threading.Thread(target=call) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [tmp_path / "set.zip"] * 4
    assert len(does.asked) == 1


def test_a_full_disk_is_said_and_what_came_is_kept(tmp_path: Path, served: tuple[str, Behaviour]):
    url, _ = served

    def full(_stage: str, done: int, _total: int) -> None:
        if done > 300_000:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    source = source_at(f"{url}/data/set.zip")
    with pytest.raises(DataError, match="The disk is full"):
        download(source, folder=tmp_path, tell=full)
    assert 0 < (tmp_path / "set.zip.part").stat().st_size < len(CONTENT) + 1
    assert download(source, folder=tmp_path, tell=silent).read_bytes() == CONTENT


def test_too_little_room_is_said_before_a_byte_comes(
    tmp_path: Path, served: tuple[str, Behaviour], monkeypatch: pytest.MonkeyPatch
):
    url, does = served
    little = shutil.disk_usage(tmp_path)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", {tmp_path: little}.get)
    with pytest.raises(DataError, match="has room for 0 MB; 51 MB are needed"):
        download(source_at(f"{url}/data/set.zip"), folder=tmp_path, tell=silent)
    assert does.asked == []


def test_a_folder_that_cannot_be_written(tmp_path: Path, served: tuple[str, Behaviour]):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(DataError, match=r"cannot be written: .*GRADER_CACHE"):
        download(source_at(f"{served[0]}/data/set.zip"), folder=tmp_path / "file", tell=silent)


def test_a_network_that_stalls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def stall(*_: object, **__: object) -> None:
        raise TimeoutError("timed out")

    monkeypatch.setattr(urllib.request, "urlopen", stall)
    with pytest.raises(NotServedError, match=r"127\.0\.0\.1 cannot be reached: timed out"):
        fetch.download(source_at("http://127.0.0.1/set.zip"), folder=tmp_path, tell=silent)

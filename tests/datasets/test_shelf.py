"""Looking after the cache: whole or damaged, discarded, cleared; nothing else is touched."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from grader.datasets.contents import (
    contents_of,
    discard,
    read_contents,
    record_path,
    write_contents,
)
from grader.datasets.publish import published
from grader.datasets.shelf import clear, discard_damaged, disk_bytes, home_of, inspect
from grader.errors import DataError

NAME = "public-0123456789abcdef"


def write(folder: Path) -> None:
    (folder / "train").mkdir()
    (folder / "train" / "1.png").write_bytes(b"one")
    (folder / "train" / "2.png").write_bytes(b"two!")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    published(tmp_path / "some", NAME, {"train/1.png": 3}, write)
    return tmp_path / "some"


def test_what_is_published_is_recorded(home: Path):
    contents = read_contents(record_path(home / NAME))
    assert contents is not None
    assert {path: facts.bytes for path, facts in contents.files.items()} == {
        "train/1.png": 3,
        "train/2.png": 4,
    }
    assert contents == contents_of(home / NAME)
    assert sorted(path.name for path in home.iterdir()) == [".lock", NAME, f"{NAME}.files.json"]


def test_whole(home: Path):
    told: list[tuple[int, int]] = []
    found = inspect(home, lambda done, total: told.append((done, total)))
    assert (found.folders, found.files, found.bytes) == (1, 2, 7)
    assert (found.damages, found.unrecorded) == ((), ())
    assert told[-1] == (7, 7)
    assert discard_damaged(home) == []


@pytest.mark.parametrize("kind", ["changed", "shorter", "gone", "added"])
def test_damage_is_named(home: Path, kind: str):
    path = home / NAME / "train" / "2.png"
    match kind:
        case "changed":
            path.write_bytes(b"owt!")
        case "shorter":
            path.write_bytes(b"tw")
        case "gone":
            path.unlink()
        case _:
            path = path.with_name("3.png")
            path.write_bytes(b"three")
    (damage,) = inspect(home).damages
    assert damage.path == path
    assert damage.expected.startswith("4 bytes, sha256 ") == (kind != "added")
    expected = {"shorter": "2 bytes", "gone": "", "added": "5 bytes"}
    assert damage.found == expected.get(kind, damage.found)
    assert discard_damaged(home) == [home / NAME]
    assert inspect(home).folders == 0
    published(home, NAME, {"train/1.png": 3}, write)
    assert inspect(home).damages == ()


def test_a_damaged_record_is_damage(home: Path):
    record_path(home / NAME).write_bytes(b"[]")
    (damage,) = inspect(home).damages
    assert damage.path == record_path(home / NAME)
    discard_damaged(home)
    assert inspect(home).unrecorded == (home / NAME,)


def test_what_was_never_recorded_is_said(home: Path):
    record_path(home / NAME).unlink()
    found = inspect(home)
    assert found.unrecorded == (home / NAME,)
    assert found.damages == ()


def test_records_survive_their_file(tmp_path: Path):
    (tmp_path / "a").mkdir()
    write(tmp_path / "a")
    contents = contents_of(tmp_path / "a")
    write_contents(contents, tmp_path / "record")
    assert read_contents(tmp_path / "record") == contents
    assert read_contents(tmp_path / "none") is None
    (tmp_path / "a/train/1.png").write_bytes(b"eno")
    assert contents_of(tmp_path / "a").digest != contents.digest


def test_links_are_neither_followed_nor_counted(home: Path, tmp_path: Path):
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "kept.txt").write_bytes(b"kept")
    (home / NAME / "train" / "out").symlink_to(tmp_path / "outside")
    assert inspect(home).damages == ()
    assert clear(home) == []
    assert (tmp_path / "outside" / "kept.txt").read_bytes() == b"kept"


def test_clearing_removes_ours_and_nothing_else(home: Path, tmp_path: Path):
    for folder in ("real", "downloads", "previews", ".partial-x", "hidden-" + "0" * 16):
        (home / folder / "below").mkdir(parents=True)
    (home / "notes.txt").write_bytes(b"mine")
    (home / "public-mine").mkdir()
    (home / "arrays-0123456789abcdef-8x8").symlink_to(tmp_path)
    left = clear(home)
    assert [path.name for path in left] == [
        "arrays-0123456789abcdef-8x8",
        "notes.txt",
        "public-mine",
    ]
    assert sorted(path.name for path in home.iterdir()) == [".lock", *(p.name for p in left)]
    assert clear(tmp_path / "nowhere") == []


def test_a_link_is_not_cleared(home: Path, tmp_path: Path):
    (tmp_path / "link").symlink_to(home)
    with pytest.raises(DataError, match="is a link"):
        clear(tmp_path / "link")
    assert (home / NAME / "train" / "1.png").is_file()


def test_a_folder_is_discarded_with_its_record(home: Path):
    discard(home / NAME)
    assert [path.name for path in home.iterdir()] == [".lock"]
    discard(home / NAME)


def test_a_file_in_two_places_takes_its_room_once(home: Path):
    before = disk_bytes(home)
    os.link(home / NAME / "train" / "1.png", home / "again.png")
    assert disk_bytes(home) == before
    assert disk_bytes(home / "nowhere") == 0


def test_homes(tmp_path: Path):
    assert home_of("mnist", tmp_path) == tmp_path / "mnist"
    assert home_of("net", tmp_path, pretrained=True) == tmp_path / "pretrained" / "net"

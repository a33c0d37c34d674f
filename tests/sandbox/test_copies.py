"""Private copies for a run, and what they weigh."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.exercise import Limits
from grader.sandbox.copies import copy_in, weight
from grader.sandbox.places import open_places
from grader.sandbox.protocol import Order


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "cache"
    for name in ("cats/1.png", "cats/2.png", "dogs/1.png"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name, encoding="utf-8")
    return folder


def test_a_copy_is_private(source: Path, tmp_path: Path):
    copy_in([(source, tmp_path / "a"), (source / "cats", tmp_path / "b"), (source, tmp_path / "a")])
    assert (tmp_path / "a/dogs/1.png").read_text() == "dogs/1.png"
    (tmp_path / "a/cats/1.png").write_text("changed")
    (tmp_path / "b/2.png").unlink()
    assert (source / "cats/1.png").read_text() == "cats/1.png"
    assert (tmp_path / "a/cats/2.png").read_text() == "cats/2.png"
    assert (source / "cats/2.png").stat().st_nlink == 1


def test_what_lies_there_stays_and_the_rest_is_added(source: Path, tmp_path: Path):
    copy_in([(source / "dogs", tmp_path / "a/cats"), (source, tmp_path / "a")])
    assert (tmp_path / "a/cats/1.png").read_text() == "dogs/1.png"
    assert (tmp_path / "a/cats/2.png").read_text() == "cats/2.png"


def test_links_lead_nowhere(source: Path, tmp_path: Path):
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "file").touch()
    (source / "cats" / "more").symlink_to(tmp_path / "secret")
    copy_in([(source, tmp_path / "a")])
    assert not (tmp_path / "a/cats/more").exists()


def test_a_second_place_weighs_nothing_but_entries(source: Path, tmp_path: Path):
    once = [(source, tmp_path / "a")]
    assert weight(once) == (3 * 4096, 3)
    assert weight([*once, (source / "cats", tmp_path / "b")]) == (3 * 4096, 5)
    (source / "cats/1.png").write_bytes(bytes(5000))
    assert weight(once) == (4 * 4096, 3)


def test_an_open_run_gets_copies_below_its_own_root_only(source: Path, tmp_path: Path):
    root, outside = tmp_path / "root", tmp_path / "outside"
    root.mkdir()
    places = ("{work}/data/pets", "{work}/../tmp2", "{data}/pets", str(outside), "{work}/../../x")
    order = Order(
        "trainee", tmp_path, tmp_path, {}, Limits(), tuple((source, place) for place in places)
    )
    filled = open_places(order, root)
    for place in ("work/data/pets", "tmp2", "data/pets"):
        assert (root / place / "cats/1.png").read_text() == "cats/1.png"
    assert filled["data"] == str(root / "data")
    assert not outside.exists()
    assert not (tmp_path / "x").exists()


def test_a_place_below_a_file_is_left_out(source: Path, tmp_path: Path):
    copy_in([(source, tmp_path / "a"), (source, tmp_path / "a/cats/1.png/more")])
    assert (tmp_path / "a/cats/1.png").read_text() == "cats/1.png"

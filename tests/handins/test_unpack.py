"""An archive can do nothing but give files; what it should not hold is listed."""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from grader.errors import UsageError
from grader.handins import unpack as module
from grader.handins.found import Reading
from grader.handins.unpack import unpack

from .conftest import zip_up


def unpacked(path: Path) -> tuple[list[str], dict[str, str]]:
    reading = Reading()
    top = unpack(path, path.parent / "scratch", reading)
    files = sorted(each.relative_to(top).as_posix() for each in top.rglob("*") if each.is_file())
    return files, {str(each.path.relative_to(path)): each.why for each in reading.unmatched}


def complaint(path: Path) -> str:
    with pytest.raises(UsageError) as caught:
        unpack(path, path.parent / "scratch", Reading())
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "listed", "why"),
    [
        ("../evil.py", "../evil.py", "leads out"),
        ("a/../../evil.py", "a/../../evil.py", "leads out"),
        ("/etc/evil.py", "etc/evil.py", "leads out"),
        ("..\\evil.py", "../evil.py", "leads out"),
        ("C:\\evil.py", "C:/evil.py", "leads out"),
        ("a\x1b[2Jb.py", "ab.py", "control characters"),
        ("a\nb.py", "a b.py", "control characters"),
        ("가" * 90 + ".py", "가" * 90 + ".py", "too long"),
        ("a/" * 40 + "b.py", "a/" * 40 + "b.py", "too long"),
    ],
)
def test_a_hostile_name_is_listed_and_the_others_are_taken(
    tmp_path: Path, name: str, listed: str, why: str
):
    files, left = unpacked(zip_up(tmp_path / "class.zip", ["kim/house.py", name]))
    assert files == ["kim/house.py"]
    assert list(left) == [listed]
    assert why in left[listed]
    assert not list(tmp_path.rglob("evil.py"))


def test_links_and_devices_are_listed(tmp_path: Path):
    path = zip_up(tmp_path / "class.zip", ["kim/house.py"])
    with zipfile.ZipFile(path, "a") as archive:
        for name, kind in [("kim/link.py", stat.S_IFLNK), ("kim/pipe.py", stat.S_IFIFO)]:
            entry = zipfile.ZipInfo(name)
            entry.external_attr = (kind | 0o777) << 16
            archive.writestr(entry, "/etc/passwd")
    files, left = unpacked(path)
    assert files == ["kim/house.py"]
    assert set(left) == {"kim/link.py", "kim/pipe.py"}


def test_junk_is_passed_over(tmp_path: Path):
    names = ["__MACOSX/kim/._house.py", ".DS_Store", "kim/.git/config", "kim/house.py", "./"]
    assert unpacked(zip_up(tmp_path / "class.zip", names)) == (["kim/house.py"], {})


def test_a_name_that_is_there_twice(tmp_path: Path):
    path = tmp_path / "class.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("kim.py", "first")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("kim.py", "second")
        archive.writestr("kim.py/lee.py", "inside a file")
    files, left = unpacked(path)
    assert files == ["kim.py"]
    assert set(left) == {"kim.py", "kim.py/lee.py"}


def test_a_damaged_entry_costs_only_itself(tmp_path: Path):
    path = zip_up(tmp_path / "class.zip", {"kim.py": "x = 12345678\n", "lee.py": "y = 1\n"})
    path.write_bytes(path.read_bytes().replace(b"x = 12345678", b"x = 12345679"))
    files, left = unpacked(path)
    assert files == ["lee.py"]
    assert "damaged" in left["kim.py"]


def test_an_unusual_packing_is_listed(tmp_path: Path):
    path = tmp_path / "class.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("kim.py", "x = 1\n")
    assert unpacked(path)[1].keys() == {"kim.py"}


def test_a_locked_entry_is_listed(tmp_path: Path):
    path = zip_up(tmp_path / "class.zip", ["kim.py"])
    raw = bytearray(path.read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(mark) + at] |= 1
    path.write_bytes(raw)
    assert "password" in unpacked(path)[1]["kim.py"]


@pytest.mark.parametrize("encoding", ["utf-8", "cp949"])
def test_names_of_a_korean_windows(tmp_path: Path, encoding: str):
    raw = io.BytesIO()
    stand_in = "a" * len("김민수".encode(encoding))
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr(f"{stand_in}_house.py", "x = 1\n")
    path = tmp_path / "class.zip"
    path.write_bytes(raw.getvalue().replace(stand_in.encode(), "김민수".encode(encoding)))
    assert unpacked(path) == (["김민수_house.py"], {})


@pytest.mark.parametrize(
    ("limit", "most"), [("MOST_ENTRIES", 1), ("MOST_BYTES", 5)], ids=["entries", "bytes"]
)
def test_an_archive_is_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, most: int
):
    monkeypatch.setattr(module, limit, most)
    path = zip_up(tmp_path / "class.zip", ["kim.py", "lee.py"])
    assert "2 entries" in complaint(path)
    assert not (tmp_path / "scratch").exists()


def test_a_bomb_gives_no_more_than_it_says(tmp_path: Path):
    path = tmp_path / "class.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.py", b"0" * 5_000_000)
    size = (5_000_000).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(size, (1000).to_bytes(4, "little")))
    reading = Reading()
    top = unpack(path, tmp_path / "scratch", reading)
    assert sum(each.stat().st_size for each in top.rglob("*")) <= 1000


def test_what_is_no_archive(tmp_path: Path):
    path = tmp_path / "class.zip"
    path.write_bytes(b"PK\x03\x04 and no more")
    assert "not a whole .zip" in complaint(path)
    assert "cannot be unpacked" in complaint(tmp_path / "none.zip")


def test_each_unpacking_has_a_folder_of_its_own(tmp_path: Path):
    path = zip_up(tmp_path / "class.zip", ["kim.py"])
    tops = {unpack(path, tmp_path / "scratch", Reading()) for _ in range(2)}
    assert len(tops) == 2


def test_a_scratch_folder_that_cannot_be_written(tmp_path: Path):
    path = zip_up(tmp_path / "class.zip", ["kim.py"])
    (tmp_path / "scratch").write_text("a file")
    assert "cannot be unpacked" in complaint(path)


WHOLE = io.BytesIO()
with zipfile.ZipFile(WHOLE, "w", zipfile.ZIP_DEFLATED) as _archive:
    _archive.writestr("kim/house.py", "x = 1\n" * 20)
    _archive.writestr("lee/house.py", "y = 1\n" * 20)


@given(st.one_of(st.binary(max_size=80), st.tuples(st.integers(0, 400), st.integers(0, 255))))
@example(b"")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_unpacked_or_refused(tmp_path: Path, change: bytes | tuple[int, int]):
    if isinstance(change, bytes):
        raw = change
    else:
        changed = bytearray(WHOLE.getvalue())
        changed[change[0] % len(changed)] = change[1]
        raw = bytes(changed)
    path = tmp_path / "class.zip"
    path.write_bytes(raw)
    before = set(tmp_path.iterdir()) | {tmp_path / "scratch"}
    said = ""
    try:
        unpack(path, tmp_path / "scratch", Reading())
    except UsageError as error:
        said = str(error)
    assert "\n" not in said
    assert set(tmp_path.iterdir()) <= before


@given(st.lists(st.text(alphabet="ab./\\:\n가\u202e ", min_size=1, max_size=12), max_size=5))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_name_stays_inside(tmp_path: Path, names: list[str]):
    path = zip_up(tmp_path / "class.zip", list(dict.fromkeys(names)))
    scratch = tmp_path / "scratch"
    before = set(tmp_path.iterdir()) | {scratch}
    top = unpack(path, scratch, Reading())
    assert set(tmp_path.iterdir()) <= before
    assert all(each.is_relative_to(top) for each in top.rglob("*"))

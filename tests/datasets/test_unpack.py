"""Archives and folders of strangers: what is read of them, and what is not."""

from __future__ import annotations

import io
import os
import stat
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from grader.datasets import unpack
from grader.datasets.unpack import Entry, FolderTree, ZipTree, image_fault
from grader.errors import DataError


def picture(kind: str = "PNG", size: tuple[int, int] = (4, 4)) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, (200, 30, 90)).save(file, kind)
    return file.getvalue()


def packed(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def entry(name: str, content: bytes, *, is_plain: bool = True) -> Entry:
    return Entry(name, len(content), is_plain, lambda: content)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP"])
def test_an_image_is_taken_as_it_is(kind: str):
    content = picture(kind)
    suffix = {"JPEG": "JPG"}.get(kind, kind)
    assert image_fault(entry(f"one.{suffix}", content)) == ("", content)


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("vectorize.py", b"import numpy", "no images"),
        ("Thumbs.db", b"\xd0\xcf\x11\xe0", "no images"),
        (".DS_Store", b"\0\0\0\1Bud1", "no images"),
        ("._cat.png", picture(), "no images"),
        ("666.jpg", b"", "empty"),
        ("text.jpg", b"<html>not found</html>", "damaged images"),
        ("cut.png", picture()[:-20], "damaged images"),
        ("cut.jpg", picture("JPEG", (64, 64))[:300], "damaged images"),
        ("webp.png", picture("WEBP"), "damaged images"),
        ("huge.png", picture(size=(4097, 4097)), "damaged images"),
    ],
)
def test_what_is_no_image_is_passed_over(name: str, content: bytes, fault: str):
    assert image_fault(entry(name, content))[0] == fault


def test_a_link_is_never_read(tmp_path: Path):
    (tmp_path / "secret.png").write_bytes(picture())
    folder = tmp_path / "train"
    folder.mkdir()
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    os.mkfifo(folder / "pipe.png")
    found = list(FolderTree(tmp_path).entries("train"))
    assert [image_fault(each)[0] for each in found] == ["links", "links"]
    archive = tmp_path / "links.zip"
    with zipfile.ZipFile(archive, "w") as written:
        link = zipfile.ZipInfo("train/link.png")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        written.writestr(link, "/etc/passwd")
    assert [image_fault(each)[0] for each in ZipTree(archive).entries("train")] == ["links"]


def test_folders_of_an_archive(tmp_path: Path):
    files = {"a/b/2.png": picture(), "a/b/1.png": picture(), "a/readme": b"x", "c/": b""}
    tree = ZipTree(packed(tmp_path / "a.zip", files))
    assert tree.tops() == ["a", "c"]
    assert [tree.holds(each) for each in ("", "a/b", "c", "b", "a/b/1.png")] == [
        *(True, True, True),
        *(False, False),
    ]
    assert [each.name for each in tree.entries("a/b")] == ["1.png", "2.png"]
    assert [each.name for each in tree.entries("a")] == ["readme"]
    assert next(tree.entries("a/b")).read() == picture()


def test_folders_on_the_disk(tmp_path: Path):
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "1.png").write_bytes(picture())
    tree = FolderTree(tmp_path)
    assert tree.tops() == ["a"]
    assert [each.name for each in tree.entries("a")] == ["1.png"]
    assert tree.holds("a/b")
    assert not tree.holds("a/1.png")


@pytest.mark.parametrize(
    "name", ["../out.png", "a/../../out.png", "/out.png", "a\\..\\out.png", "C:/out.png"]
)
def test_a_path_that_leads_out_is_refused(tmp_path: Path, name: str):
    archive = packed(tmp_path / "a.zip", {"train/1.png": picture(), name: picture()})
    with pytest.raises(DataError, match="leads out of it"):
        ZipTree(archive)


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    archive = packed(tmp_path / "a.zip", {f"train/{n}.png": bytes(100_000) for n in range(20)})
    assert archive.stat().st_size < 10_000
    monkeypatch.setattr(unpack, "MOST_BYTES", 1_000_000)
    with pytest.raises(DataError, match="would unpack to 2 MB; at most 1 MB"):
        ZipTree(archive)


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    archive = packed(tmp_path / "a.zip", {f"{n}.png": b"" for n in range(20)})
    monkeypatch.setattr(unpack, "MOST_FILES", 10)
    with pytest.raises(DataError, match="has 20 files; at most 10"):
        ZipTree(archive)


def test_one_large_file_is_passed_over(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(unpack, "MOST_FILE_BYTES", 10)
    assert image_fault(entry("a.png", picture()))[0] == "too big"


def test_a_damaged_member_is_said(tmp_path: Path):
    path = packed(tmp_path / "a.zip", {"train/1.png": os.urandom(5000)})
    content = bytearray(path.read_bytes())
    content[2000] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(DataError, match=r"train/1\.png cannot be read"):
        next(ZipTree(path).entries("train")).read()


def test_a_member_without_a_name_is_passed_over(tmp_path: Path):
    path = packed(tmp_path / "a.zip", {"train/1.png": picture(), "QQQQ": b"x"})
    path.write_bytes(path.read_bytes().replace(b"QQQQ", b"\0QQQ"))
    tree = ZipTree(path)
    assert tree.tops() == ["train"]
    assert [each.name for each in tree.entries("")] == []


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x05\x06" + bytes(18)[:10]])
def test_no_archive(tmp_path: Path, content: bytes):
    path = tmp_path / "a.zip"
    path.write_bytes(content)
    with pytest.raises(DataError, match=r"a\.zip cannot be read"):
        ZipTree(path)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_bytes_are_read_or_refused(tmp_path: Path, data: st.DataObject):
    content = bytearray(packed(tmp_path / "good.zip", {"train/1.png": picture()}).read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / "a.zip"
    path.write_bytes(content)
    try:
        tree = ZipTree(path)
        for top in ["", *tree.tops()]:
            for each in tree.entries(top):
                assert "/" not in each.name
                image_fault(each)
    except DataError as error:
        assert str(path) in str(error)  # noqa: PT017

"""Real sets: every way of handing one over, and what is kept of it."""

from __future__ import annotations

import gzip
import hashlib
import io
import shutil
import signal
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from grader.datasets import real
from grader.datasets.fetch import NotServedError
from grader.datasets.manifest import Manifest, Source, load_manifest
from grader.datasets.packings import IDX_FILES
from grader.datasets.real import fetch_real, find_real, import_real
from grader.errors import DataError

KILLED = """
import os, signal, sys
from pathlib import Path
from grader.datasets import publish, real
from grader.datasets.manifest import load_manifest

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

def tell(stage, done, total):
    if sys.argv[1] == stage and done == 2:
        die()

if sys.argv[1] == "current":
    real._make_current = die
if sys.argv[1] == "record":
    publish._record = die
manifest = load_manifest("happy_or_sad", Path(sys.argv[2]))
real.import_real(manifest, Path(sys.argv[3]), Path(sys.argv[4]), tell=tell)
"""


def picture(number: int) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (6, 5), (number, 30, 90)).save(file, "PNG")
    return file.getvalue()


def faces(folder: Path, *, at: str = "") -> Path:
    """Write 4 happy and 4 sad images below `folder/at`."""
    for start, name in enumerate(("happy", "sad")):
        place = folder / at / name
        place.mkdir(parents=True)
        for number in range(4):
            (place / f"{name}-{number}.png").write_bytes(picture(start * 4 + number))
    return folder


def zipped(folder: Path, path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for each in sorted(folder.rglob("*")):
            archive.write(each, each.relative_to(folder))
    return path


@pytest.fixture
def happy(root: Path) -> Manifest:
    return load_manifest("happy_or_sad", root / "datasets")


def published_as(manifest: Manifest, *paths: Path, confirmed: bool = True) -> Manifest:
    """Return the manifest whose published files are these."""
    sources = tuple(
        Source(
            url=f"http://127.0.0.1:9/{path.name}",
            bytes=path.stat().st_size,
            sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
            confirmed=confirmed,
        )
        for path in paths
    )
    changed = manifest.real.model_copy(update={"sources": sources, "mirrors": {}, "originals": ()})
    return manifest.model_copy(update={"real": changed})


def test_nothing_is_found_before_something_is_fetched(happy: Manifest, tmp_path: Path):
    assert find_real(happy, tmp_path) is None


LAYOUTS: dict[str, Callable[[Path], Path]] = {
    "classes at the top": faces,
    "train": lambda folder: faces(folder, at="train"),
    "unpacked original": lambda folder: faces(folder, at="happy-or-sad"),
    "one folder around it": lambda folder: faces(folder, at="mine/train"),
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("packing", ["folder", "zip"])
def test_each_layout_gives_the_same_set(happy: Manifest, tmp_path: Path, layout: str, packing: str):
    given = LAYOUTS[layout](tmp_path / "given")
    if packing == "zip":
        given = zipped(given, tmp_path / "mine.zip")
    found = import_real(happy, given, tmp_path / "cache")
    usual = import_real(happy, faces(tmp_path / "usual"), tmp_path / "other")
    assert found.digest == usual.digest
    assert found.sizes == {"train": 8}
    assert found.origin == str(given)
    names = sorted(path.name for path in (found.folder / "train" / "sad").iterdir())
    assert names == [f"sad-{number}.png" for number in range(4)]
    assert (found.folder / "train/sad/sad-1.png").read_bytes() == picture(5)
    again = find_real(happy, tmp_path / "cache")
    assert again is not None
    assert (again.folder, again.digest, again.sizes) == (found.folder, found.digest, found.sizes)


def test_stray_files_are_counted_and_left(happy: Manifest, tmp_path: Path):
    given = faces(tmp_path / "given")
    (given / "happy" / "Thumbs.db").write_bytes(b"x")
    (given / "happy" / "666.jpg").write_bytes(b"")
    (given / "sad" / "broken.png").write_bytes(picture(1)[:30])
    (given / "sad" / "link.png").symlink_to(given / "sad" / "sad-1.png")
    (given / "vectorize.py").write_bytes(b"import os")
    found = import_real(happy, given, tmp_path / "cache")
    assert found.passed_over == {"no images": 1, "empty": 1, "damaged images": 1, "links": 1}
    assert sum(path.is_file() for path in found.folder.rglob("*")) == 8


def test_a_class_without_images_is_refused(happy: Manifest, tmp_path: Path):
    given = faces(tmp_path / "given")
    shutil.rmtree(given / "sad")
    (given / "sad").mkdir()
    with pytest.raises(DataError, match="sad holds fewer than two images"):
        import_real(happy, given, tmp_path / "cache")
    assert find_real(happy, tmp_path / "cache") is None


def test_what_is_not_recognised_names_what_would_be(happy: Manifest, tmp_path: Path):
    (tmp_path / "odd" / "cats").mkdir(parents=True)
    with pytest.raises(DataError) as caught:
        import_real(happy, tmp_path / "odd", tmp_path / "cache")
    words = str(caught.value)
    assert "holds nothing that is known as happy_or_sad" in words
    for known in ("happy-or-sad.zip", "happy/, sad/", "train/happy/, train/sad/"):
        assert known in words
    with pytest.raises(DataError, match="does not exist"):
        import_real(happy, tmp_path / "nowhere", tmp_path / "cache")


def test_the_published_archive(happy: Manifest, tmp_path: Path):
    folder = tmp_path / "files"
    folder.mkdir()
    archive = zipped(faces(tmp_path / "given"), folder / "happy-or-sad.zip")
    known = published_as(happy, archive)
    for given in (archive, folder):
        assert import_real(known, given, tmp_path / "cache").sizes == {"train": 8}
    for manifest in (happy, published_as(happy, archive, confirmed=False)):
        wrong = zipped(faces(tmp_path / manifest.real.sources[0].sha256), archive)
        wrong.write_bytes(wrong.read_bytes() + b"x")
        with pytest.raises(
            DataError, match=r"not the published happy-or-sad\.zip: expected .*found"
        ):
            import_real(manifest, wrong, tmp_path / "cache")
        import_real(manifest, wrong, tmp_path / "cache", unverified=True)


def test_both_archives_are_needed(root: Path, tmp_path: Path):
    manifest = load_manifest("horse_or_human", root / "datasets")
    for folder, archive in (("a", "horse-or-human"), ("b", "validation-horse-or-human")):
        given = faces(tmp_path / folder)
        (given / "happy").rename(given / "horses")
        (given / "sad").rename(given / "humans")
        (tmp_path / f"in-{folder}").mkdir()
        zipped(given, tmp_path / f"in-{folder}" / f"{archive}.zip")
    train = tmp_path / "in-a" / "horse-or-human.zip"
    validation = tmp_path / "in-b" / "validation-horse-or-human.zip"
    known = published_as(manifest, train, validation)
    with pytest.raises(DataError, match=r"validation-horse-or-human\.zip is missing"):
        import_real(known, train, tmp_path / "cache")
    found = import_real(known, [train, tmp_path / "in-b"], tmp_path / "cache")
    assert found.sizes == {"train": 8, "validation": 8}


def test_a_set_for_one_run_does_not_become_the_one_in_use(happy: Manifest, tmp_path: Path):
    found = import_real(happy, faces(tmp_path / "given"), tmp_path / "cache", keep=False)
    assert (found.folder / "train/happy/happy-0.png").is_file()
    assert find_real(happy, tmp_path / "cache") is None


def test_another_import_takes_its_place(happy: Manifest, tmp_path: Path):
    first = import_real(happy, faces(tmp_path / "a"), tmp_path / "cache")
    (faces(tmp_path / "b") / "sad" / "sad-9.png").write_bytes(picture(99))
    second = import_real(happy, tmp_path / "b", tmp_path / "cache")
    assert first.digest != second.digest
    current = find_real(happy, tmp_path / "cache")
    assert current is not None
    assert current.digest == second.digest


@pytest.mark.parametrize(
    "content", [b"", b"{}", b'{"digest": "../../up", "origin": "", "sizes": {}}']
)
def test_a_damaged_pointer_is_said(happy: Manifest, tmp_path: Path, content: bytes):
    import_real(happy, faces(tmp_path / "given"), tmp_path / "cache")
    (tmp_path / "cache/happy_or_sad/real/current.json").write_bytes(content)
    with pytest.raises(DataError, match="grader datasets fetch happy_or_sad"):
        find_real(happy, tmp_path / "cache")


def test_a_folder_that_is_gone_is_said(happy: Manifest, tmp_path: Path):
    found = import_real(happy, faces(tmp_path / "given"), tmp_path / "cache")
    shutil.rmtree(found.folder)
    with pytest.raises(DataError, match="damaged"):
        find_real(happy, tmp_path / "cache")


@pytest.mark.parametrize("stage", ["looking at images", "copying images", "record", "current"])
def test_a_kill_at_any_step_leaves_nothing_half(
    happy: Manifest, root: Path, tmp_path: Path, stage: str
):
    given, cache = faces(tmp_path / "given"), tmp_path / "cache"
    command = [sys.executable, "-c", KILLED, stage, root / "datasets", given, cache]
    ran = subprocess.run(command, cwd=root, check=False)
    assert ran.returncode == -signal.SIGKILL
    assert find_real(happy, cache) is None
    found = import_real(happy, given, cache)
    assert sum(path.is_file() for path in found.folder.rglob("*")) == 8
    assert not list(found.folder.parent.glob(".partial-*"))


# --- downloading ----------------------------------------------------------------------------


def test_fetching_is_downloading_and_importing(
    happy: Manifest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    archive = zipped(faces(tmp_path / "given"), tmp_path / "happy-or-sad.zip")
    known = published_as(happy, archive)

    def download(source: Source, *, folder: Path, **_: object) -> Path:
        folder.mkdir(parents=True)
        return Path(shutil.copy(archive, folder / source.file))

    monkeypatch.setattr(real, "download", download)
    found = fetch_real(known, tmp_path / "cache", tell=silent)
    assert found.sizes == {"train": 8}
    assert found.origin == known.real.sources[0].url
    assert not (tmp_path / "cache/happy_or_sad/downloads").exists()
    assert find_real(known, tmp_path / "cache") is not None


def test_what_cannot_be_had_leaves_what_was_there(happy: Manifest, tmp_path: Path):
    before = import_real(happy, faces(tmp_path / "given"), tmp_path / "cache")
    nowhere = published_as(happy, before.folder / "train/happy/happy-0.png")
    with pytest.raises(DataError, match=r"127\.0\.0\.1 cannot be reached"):
        fetch_real(nowhere, tmp_path / "cache", tell=silent)
    after = find_real(happy, tmp_path / "cache")
    assert after is not None
    assert after.digest == before.digest


def test_the_other_packing_is_tried(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    manifest = load_manifest("mnist", root / "datasets")
    given = digits(tmp_path / "given")
    asked: list[str] = []

    def download(source: Source, *, folder: Path, **_: object) -> Path:
        asked.append(source.file)
        if source.file.endswith(".npz"):
            raise NotServedError("gone")
        folder.mkdir(parents=True, exist_ok=True)
        return Path(shutil.copy(given / source.file, folder / source.file))

    monkeypatch.setattr(real, "download", download)
    known = manifest.real.model_copy(update={"originals": sources_of(given)})
    found = fetch_real(manifest.model_copy(update={"real": known}), tmp_path / "c", tell=silent)
    assert asked[0] == "mnist.npz"
    assert len(asked) == 5
    assert found.sizes == {"train": 40, "validation": 20}


def silent(_stage: str, _done: int, _total: int) -> None:
    pass


# --- arrays ---------------------------------------------------------------------------------


def arrays() -> dict[str, np.ndarray[tuple[int, ...], np.dtype[np.uint8]]]:
    draw = np.random.default_rng(3)
    found: dict[str, np.ndarray[tuple[int, ...], np.dtype[np.uint8]]] = {}
    for half, count in (("train", 40), ("test", 20)):
        found[f"x_{half}"] = draw.integers(0, 256, (count, 28, 28), dtype=np.uint8)
        found[f"y_{half}"] = np.arange(count, dtype=np.uint8) % 10
    return found


def idx(array: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> bytes:
    head = struct.pack(f">HBB{array.ndim}I", 0, 8, array.ndim, *array.shape)
    return gzip.compress(head + array.tobytes(), mtime=0)


def digits(folder: Path) -> Path:
    folder.mkdir()
    for key, array in arrays().items():
        (folder / IDX_FILES[key]).write_bytes(idx(array))
    return folder


def sources_of(folder: Path) -> tuple[Source, ...]:
    return tuple(
        Source(
            url=f"http://127.0.0.1:9/{path.name}",
            bytes=path.stat().st_size,
            sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
            confirmed=True,
        )
        for path in sorted(folder.iterdir())
    )


def test_both_packings_give_the_same_arrays(root: Path, tmp_path: Path):
    manifest = load_manifest("mnist", root / "datasets")
    given = digits(tmp_path / "given")
    first = import_real(manifest, given, tmp_path / "a", unverified=True)
    packed = tmp_path / "mine.npz"
    np.savez_compressed(packed, **arrays())  # pyright: ignore[reportArgumentType]
    second = import_real(manifest, packed, tmp_path / "b")
    assert first.digest == second.digest
    assert first.sizes == {"train": 40, "validation": 20}
    assert (first.folder / "mnist.npz").read_bytes() == (second.folder / "mnist.npz").read_bytes()
    with np.load(first.folder / "mnist.npz", allow_pickle=False) as kept:
        for key, array in arrays().items():
            np.testing.assert_array_equal(kept[key], array)


def test_arrays_that_are_not_the_published_ones(root: Path, tmp_path: Path):
    manifest = load_manifest("mnist", root / "datasets")
    given = digits(tmp_path / "given")
    with pytest.raises(DataError, match=r"not the published train-images-idx3-ubyte\.gz"):
        import_real(manifest, given / "train-images-idx3-ubyte.gz", tmp_path / "cache")
    (tmp_path / "empty").mkdir()
    with pytest.raises(DataError, match=r"· mnist\.npz\n.*train-images"):
        import_real(manifest, tmp_path / "empty", tmp_path / "cache")


@pytest.mark.parametrize(
    ("file", "content", "words"),
    [
        ("x_train", b"no gzip", "train-images-idx3-ubyte.gz is not what it should be"),
        ("x_train", gzip.compress(b"\0\0", mtime=0), "is not what it should be"),
        ("x_train", gzip.compress(struct.pack(">HBB", 0, 13, 3), mtime=0), "no idx file of bytes"),
        ("x_train", gzip.compress(struct.pack(">HBB3I", 0, 8, 3, *[70000] * 3), mtime=0), "bytes"),
        ("x_train", idx(np.zeros((39, 28, 28), np.uint8)), "x_train .39, 28, 28"),
        ("x_train", idx(np.zeros((40, 28, 29), np.uint8)), "x_train .40, 28, 29"),
        ("y_test", idx(np.full(20, 3, np.uint8)), "y_test: 1 / 10"),
        ("y_test", idx(np.arange(20, dtype=np.uint8)), "y_test: 20 / 10"),
        ("y_test", idx(np.arange(20, dtype=np.uint8))[:-12], "is not what it should be"),
    ],
    ids=lambda value: value if isinstance(value, str) else "bytes",
)
def test_damaged_arrays_are_refused(
    root: Path, tmp_path: Path, file: str, content: bytes, words: str
):
    manifest = load_manifest("mnist", root / "datasets")
    given = digits(tmp_path / "given")
    (given / IDX_FILES[file]).write_bytes(content)
    with pytest.raises(DataError, match=words):
        import_real(manifest, given, tmp_path / "cache", unverified=True)
    assert find_real(manifest, tmp_path / "cache") is None


@pytest.mark.parametrize("left_out", ["x_train", "y_test"])
def test_an_npz_that_lacks_an_array(root: Path, tmp_path: Path, left_out: str):
    manifest = load_manifest("mnist", root / "datasets")
    kept = {key: array for key, array in arrays().items() if key != left_out}
    np.savez(tmp_path / "mine.npz", **kept)  # pyright: ignore[reportArgumentType]
    with pytest.raises(DataError, match=f"no {left_out}"):
        import_real(manifest, tmp_path / "mine.npz", tmp_path / "cache")


def test_a_pickle_in_an_npz_is_never_loaded(root: Path, tmp_path: Path):
    manifest = load_manifest("mnist", root / "datasets")
    content = arrays() | {"y_test": np.array([print] * 20, dtype=object)}
    np.savez(tmp_path / "mine.npz", **content)  # pyright: ignore[reportArgumentType]
    with pytest.raises(DataError, match="is not what it should be"):
        import_real(manifest, tmp_path / "mine.npz", tmp_path / "cache")

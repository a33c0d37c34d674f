"""Preparing: once, whole, readable, whoever asks at once and whoever is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from grader.datasets import publish
from grader.datasets.manifest import Embedded, Manifest, Sizes, load_manifest
from grader.datasets.splits import DataSet, default_cache_folder, prepare
from grader.datasets.synthetic import RECIPES, Recipe, load_recipe
from grader.errors import DataError, UnknownNameError

PREPARE = """
import sys
from pathlib import Path
from grader.datasets.manifest import load_manifest
from grader.datasets.splits import prepare
told = []
data = prepare(load_manifest("small", Path(sys.argv[1])), cache_folder=Path(sys.argv[2]),
               progress=told.append)
heavy = {"tensorflow", "keras", "PIL", "matplotlib"} & set(sys.modules)
assert not heavy, heavy
print(data.digest, data.hidden_digest, "rendered" if told else "found",
      int(data.public("train").images.sum()))
"""
# Renders without end, so that a test can kill it on the way.
HANG = """
import sys, time
from pathlib import Path
from grader.datasets import embedded, splits
from grader.datasets.manifest import load_manifest
def save(path, array):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"half")
    print("writing", flush=True)
    time.sleep(600)
embedded.save = save
splits.prepare(load_manifest("small", Path(sys.argv[1])), cache_folder=Path(sys.argv[2]))
"""


@pytest.fixture
def manifest(root: Path) -> Manifest:
    whole = load_manifest("mnist", root / "datasets")
    sizes = Sizes(train=300, validation=50, hidden=80)
    return whole.model_copy(
        update={"name": "small", "embedded": Embedded(recipe="digits", seed=5, sizes=sizes)}
    )


@pytest.fixture
def folder(root: Path, tmp_path: Path) -> Path:
    """A folder with the manifest that the fixture above gives, as a file."""
    text = (root / "datasets" / "mnist.yaml").read_text(encoding="utf-8")
    text = text.replace("name: mnist", "name: small").replace("seed: 20240", "seed: 5")
    text = text.replace("mnist.npz", "small.npz")
    text = text.replace("20000", "300").replace("2000", "50").replace("4000", "80")
    (tmp_path / "small.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def start(root: Path, program: str, folder: Path, cache: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", program, str(folder), str(cache)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, cwd=root)


def partials(cache: Path) -> list[Path]:
    return list(cache.rglob(".partial-*"))


def test_what_is_prepared(manifest: Manifest, tmp_path: Path):
    data = prepare(manifest, cache_folder=tmp_path)
    assert (data.name, data.profile, data.classes) == ("small", "embedded", manifest.classes)
    assert len(data.digest) == len(data.hidden_digest) == 16
    assert data.known_paths == manifest.known_paths
    found = {path.name for path in data.public_folder.iterdir()}
    assert found == {"small.npz", "train", "validation"}
    for split, count in (("train", 300), ("validation", 50)):
        files = {path.name for path in (data.public_folder / split).iterdir()}
        assert files == {"images.npy", "labels.npy"}
        assert data.public(split).images.shape == (count, 28, 28)  # pyright: ignore[reportArgumentType]
    assert data.hidden().images.shape == (80, 28, 28)
    assert data.hidden().labels.shape == (80,)


def test_hidden_inputs_and_labels_lie_apart(manifest: Manifest, tmp_path: Path):
    data = prepare(manifest, cache_folder=tmp_path)
    assert [path.name for path in data.hidden_inputs.parent.iterdir()] == ["images.npy"]
    assert [path.name for path in data.hidden_labels.parent.iterdir()] == ["labels.npy"]
    assert data.hidden_inputs.parent != data.hidden_labels.parent
    assert data.public_folder not in (*data.hidden_inputs.parents, *data.hidden_labels.parents)


def test_the_archive_holds_the_public_splits(manifest: Manifest, tmp_path: Path):
    data = prepare(manifest, cache_folder=tmp_path)
    with np.load(data.public_folder / "small.npz", allow_pickle=False) as archive:
        assert sorted(archive.files) == ["x_test", "x_train", "y_test", "y_train"]
        assert np.array_equal(archive["x_train"], data.public("train").images)
        assert np.array_equal(archive["y_test"], data.public("validation").labels)


def test_arrays_are_mapped_and_read_only(manifest: Manifest, tmp_path: Path):
    split = prepare(manifest, cache_folder=tmp_path).public("train")
    assert isinstance(split.images, np.memmap)
    with pytest.raises(ValueError, match="read-only"):
        split.images[0, 0, 0] = 1


def test_permissions(manifest: Manifest, tmp_path: Path):
    before = os.umask(0o077)
    try:
        data = prepare(manifest, cache_folder=tmp_path)
    finally:
        os.umask(before)
    for top in (data.public_folder, data.hidden_inputs.parents[1]):
        for path in (top, *top.rglob("*")):
            assert path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644)


def test_the_second_time_nothing_is_rendered(manifest: Manifest, tmp_path: Path):
    told: list[float] = []
    first = prepare(manifest, cache_folder=tmp_path, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == pytest.approx(1)
    told.clear()
    assert prepare(manifest, cache_folder=tmp_path, progress=told.append) == first
    assert told == []


def test_a_read_only_cache_serves(manifest: Manifest, tmp_path: Path):
    first = prepare(manifest, cache_folder=tmp_path)
    (tmp_path / "small").chmod(0o555)
    try:
        assert prepare(manifest, cache_folder=tmp_path) == first
    finally:
        (tmp_path / "small").chmod(0o755)


def test_hidden_seed_changes_the_hidden_split_only(manifest: Manifest, tmp_path: Path):
    usual = prepare(manifest, cache_folder=tmp_path)
    same = prepare(manifest, cache_folder=tmp_path, hidden_seed=manifest.embedded.seed)
    fresh = prepare(manifest, cache_folder=tmp_path, hidden_seed=2**63 - 1)
    assert same == usual
    assert (fresh.digest, fresh.public_folder) == (usual.digest, usual.public_folder)
    assert fresh.hidden_digest != usual.hidden_digest
    assert not np.array_equal(fresh.hidden().images, usual.hidden().images)
    for wrong in (-1, 2**63):
        with pytest.raises(DataError, match="hidden seed"):
            prepare(manifest, cache_folder=tmp_path, hidden_seed=wrong)


def test_the_digest_covers_recipe_version_seed_and_sizes(manifest: Manifest, tmp_path: Path):
    usual = prepare(manifest, cache_folder=tmp_path)
    seeded = manifest.embedded.model_copy(update={"seed": 6})
    assert (
        prepare(manifest.model_copy(update={"embedded": seeded}), cache_folder=tmp_path).digest
        != usual.digest
    )
    sizes = manifest.embedded.sizes.model_copy(update={"hidden": 90})
    sized = manifest.embedded.model_copy(update={"sizes": sizes})
    other = prepare(manifest.model_copy(update={"embedded": sized}), cache_folder=tmp_path)
    assert other.digest == usual.digest
    assert other.hidden_digest != usual.hidden_digest


def test_a_new_recipe_version_is_rendered_anew(
    manifest: Manifest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    usual = prepare(manifest, cache_folder=tmp_path)
    newer = Recipe(load_recipe("digits").version + 1, load_recipe("digits").render)
    monkeypatch.setitem(RECIPES._entries, "digits", newer)  # pyright: ignore[reportPrivateUsage]
    assert prepare(manifest, cache_folder=tmp_path).digest != usual.digest


def test_an_unknown_recipe(manifest: Manifest, tmp_path: Path):
    embedded = manifest.embedded.model_copy(update={"recipe": "digit"})
    with pytest.raises(UnknownNameError, match="Did you mean digits"):
        prepare(manifest.model_copy(update={"embedded": embedded}), cache_folder=tmp_path)


def test_a_recipe_that_draws_something_else(manifest: Manifest, tmp_path: Path):
    wrong = manifest.model_copy(update={"image_size": (32, 32)})
    with pytest.raises(DataError, match=r"drew images \(300, 28, 28\)"):
        prepare(wrong, cache_folder=tmp_path)
    few = manifest.model_copy(update={"classes": ("a", "b")})
    with pytest.raises(DataError, match="of 10 classes"):
        prepare(few, cache_folder=tmp_path)
    assert partials(tmp_path) == []


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:200])


@pytest.mark.parametrize("damage", [Path.unlink, cut])
def test_a_damaged_folder_is_rendered_again(
    manifest: Manifest, tmp_path: Path, damage: Callable[[Path], None]
):
    data = prepare(manifest, cache_folder=tmp_path)
    before = data.hidden_labels.read_bytes(), data.hidden_inputs.read_bytes()
    damage(data.hidden_inputs)
    again = prepare(manifest, cache_folder=tmp_path)
    assert (again.hidden_labels.read_bytes(), again.hidden_inputs.read_bytes()) == before
    assert partials(tmp_path) == []


def test_what_is_damaged_later_is_said(manifest: Manifest, tmp_path: Path):
    data = prepare(manifest, cache_folder=tmp_path)
    data.hidden_labels.write_bytes(b"")
    with pytest.raises(DataError, match="damaged"):
        data.hidden()


def test_a_cache_that_cannot_be_written(manifest: Manifest, tmp_path: Path):
    (tmp_path / "file").touch()
    with pytest.raises(DataError, match="GRADER_CACHE"):
        prepare(manifest, cache_folder=tmp_path / "file")


def test_a_failing_recipe_leaves_nothing(
    manifest: Manifest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def failing(*_args: object, **_options: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("grader.datasets.embedded.save", failing)
        with pytest.raises(KeyboardInterrupt):
            prepare(manifest, cache_folder=tmp_path)
    assert [path.name for path in (tmp_path / "small").iterdir()] == [".lock"]
    assert len(prepare(manifest, cache_folder=tmp_path).hidden().labels) == 80


def test_processes_that_ask_at_once_render_once(root: Path, folder: Path):
    asking = [start(root, PREPARE, folder, folder / "cache") for _ in range(4)]
    said: list[list[str]] = []
    for process in asking:
        out, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors
        said.append(out.split())
    assert len({(digest, hidden, total) for digest, hidden, _, total in said}) == 1
    # Public and hidden parts are locked one after the other, so two may share the work.
    assert 1 <= [words[2] for words in said].count("rendered") <= 2
    assert partials(folder / "cache") == []
    folders = [path.name for path in (folder / "cache" / "small").iterdir() if path.is_dir()]
    assert len(folders) == 2


def test_a_kill_leaves_nothing_that_counts(root: Path, folder: Path, manifest: Manifest):
    cache = folder / "cache"
    process = start(root, HANG, folder, cache)
    assert process.stdout is not None
    assert process.stdout.readline() == "writing\n"
    assert len(partials(cache)) == 1
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert len(partials(cache)) == 1
    data = prepare(manifest, cache_folder=cache)
    assert len(data.public("train").labels) == 300
    assert partials(cache) == []


def test_a_living_owner_is_waited_for(root: Path, folder: Path):
    cache = folder / "cache"
    first = start(root, HANG, folder, cache)
    assert first.stdout is not None
    assert first.stdout.readline() == "writing\n"
    second = start(root, PREPARE, folder, cache)
    with pytest.raises(subprocess.TimeoutExpired):
        second.communicate(timeout=1.5)
    assert len(partials(cache)) == 1
    first.kill()
    first.communicate()
    out, errors = second.communicate(timeout=60)
    assert second.returncode == 0, errors
    assert "rendered" in out
    assert partials(cache) == []


def test_without_locks(manifest: Manifest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(publish, "fcntl", None)
    fresh, stale = tmp_path / "small" / ".partial-fresh", tmp_path / "small" / ".partial-stale"
    fresh.mkdir(parents=True)
    stale.mkdir()
    day_ago = time.time() - 100_000
    os.utime(stale, (day_ago, day_ago))
    data = prepare(manifest, cache_folder=tmp_path)
    assert len(data.hidden().labels) == 80
    assert partials(tmp_path) == [fresh]


def test_without_locks_the_first_rename_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(publish, "fcntl", None)

    def write(folder: Path) -> None:
        (folder / "file").write_text("ours")

    real = Path.rename

    def late(path: Path, target: Path) -> Path:
        if path.name == "content":
            # Another process is done just before this one.
            target.mkdir()
            (target / "file").write_text("theirs")
        return real(path, target)

    monkeypatch.setattr(Path, "rename", late)
    publish.published(tmp_path, "target", {"file": 4}, write)
    assert (tmp_path / "target" / "file").read_text() == "theirs"


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"GRADER_CACHE": "/a", "XDG_CACHE_HOME": "/b"}, "/a"),
        ({"GRADER_CACHE": "", "XDG_CACHE_HOME": "/b"}, "/b/tf-exam-grader"),
        ({"XDG_CACHE_HOME": "relative"}, "/home/x/.cache/tf-exam-grader"),
        ({"XDG_CACHE_HOME": ""}, "/home/x/.cache/tf-exam-grader"),
        ({}, "/home/x/.cache/tf-exam-grader"),
        ({"GRADER_CACHE": "~/c"}, "/home/x/c"),
    ],
)
def test_default_cache_folder(
    environment: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
):
    for name in ("GRADER_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"HOME": "/home/x", **environment}.items():
        monkeypatch.setenv(name, value)
    assert default_cache_folder() == Path(expected)


@pytest.mark.parametrize(
    ("published", "rounds"), [((640, 9), 4), ((660, 9), 5), ((165, 9), 1), ((6, 8), 1), ((), 1)]
)
def test_rounds_that_make_up_for_fewer_images_in_folders(
    stripes_data: DataSet, published: tuple[int, ...], rounds: int
):
    assert replace(stripes_data, published=published).rounds == rounds


def test_rounds_that_make_up_for_fewer_images_in_arrays(manifest: Manifest, tmp_path: Path):
    data = prepare(manifest, cache_folder=tmp_path)
    here = len(data.labels("train"))
    assert replace(data, published=(here * 3, 9)).rounds == 3
    assert replace(data, published=(here, 9)).rounds == 1


def test_public_image_files_end_as_those_of_the_real_set(
    stripes_manifest: Manifest, tmp_path: Path
):
    drawn = stripes_manifest.embedded.model_copy(update={"ending": "jpg"})
    plain = prepare(stripes_manifest, cache_folder=tmp_path)
    named = prepare(stripes_manifest.model_copy(update={"embedded": drawn}), cache_folder=tmp_path)
    assert (named.digest == plain.digest, named.hidden_digest) == (False, plain.hidden_digest)
    files = [path for path in named.public_folder.rglob("*") if path.is_file()]
    assert {path.suffix for path in files} == {".jpg"}
    shown = [Path(str(path).replace(named.digest, plain.digest)) for path in files]
    assert all(
        here.read_bytes() == there.with_suffix(".png").read_bytes()
        for here, there in zip(files, shown, strict=True)
    )

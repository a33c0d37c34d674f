"""A data set in folders: ordinary files, hidden ones apart, arrays of both, archives."""

from __future__ import annotations

import zipfile
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from grader.datasets import embedded, splits
from grader.datasets.folders import class_names, image_files, mixed_order, names_as
from grader.datasets.manifest import Archive, Manifest
from grader.datasets.splits import DataSet, prepare
from grader.errors import DataError


@pytest.fixture
def data(stripes_manifest: Manifest, tmp_path: Path) -> DataSet:
    return prepare(stripes_manifest, cache_folder=tmp_path / "cache")


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_ordinary_files_in_one_folder_a_class(data: DataSet):
    expected = {
        f"{split}/{name}/{name}-{number:04}.png"
        for split, count in (("train", 80), ("validation", 12))
        for name in ("across", "upright")
        for number in range(1, count + 1)
    }
    assert files(data.public_folder) == expected
    with Image.open(data.public_folder / "train/upright/upright-0007.png") as image:
        assert (image.format, image.mode, image.size) == ("PNG", "RGB", (32, 24))


@pytest.mark.parametrize(
    ("first", "names"),
    [
        ("cat.0", ["cat.0", "cat.1", "cat.2", "cat.3"]),
        ("cat.2000", ["cat.2000", "cat.2001", "cat.2002", "cat.2003"]),
        ("horse1-000", ["horse1-000", "horse1-001", "horse1-002", "horse1-003"]),
        ("horse01-0..1", ["horse01-0", "horse01-1", "horse02-0", "horse02-1"]),
        ("sad9-08..10", ["sad9-08", "sad9-09", "sad9-10", "sad10-08"]),
    ],
)
def test_names_go_on_as_they_begin(first: str, names: list[str]):
    assert names_as(first, len(names)) == names


def test_public_images_are_named_as_the_published_ones(
    stripes_manifest: Manifest, data: DataSet, tmp_path: Path
):
    names = {"train/across": "cross01-0..9", "validation/upright": "up.20"}
    drawn = stripes_manifest.embedded.model_copy(update={"names": names})
    named = prepare(
        stripes_manifest.model_copy(update={"embedded": drawn}), cache_folder=tmp_path / "cache"
    )
    assert (named.digest == data.digest, named.hidden_digest) == (False, data.hidden_digest)
    for new, old in {
        "train/across/cross02-3.png": "train/across/across-0014.png",
        "train/upright/upright-0001.png": "train/upright/upright-0001.png",
        "validation/upright/up.20.png": "validation/upright/upright-0001.png",
    }.items():
        assert (named.public_folder / new).read_bytes() == (data.public_folder / old).read_bytes()
    assert len(files(named.public_folder)) == len(files(data.public_folder))


def test_hidden_files_say_nothing(data: DataSet):
    assert files(data.hidden_inputs) == {f"{number:05}.png" for number in range(1, 41)}
    assert [path.name for path in data.hidden_labels.parent.iterdir()] == ["labels.npy"]
    assert data.hidden_inputs not in data.hidden_labels.parents
    assert Counter(data.labels("hidden").tolist()) == {0: 20, 1: 20}


def test_arrays_are_what_was_drawn(stripes_manifest: Manifest, data: DataSet):
    recipe = embedded.load_recipe(stripes_manifest.embedded.recipe)
    images, labels = recipe.render(40, seed=stripes_manifest.embedded.seed, split="hidden")
    assert np.array_equal(data.hidden().images, images)
    assert np.array_equal(data.hidden().labels, labels)


def test_arrays_and_labels_of_public_splits_agree(data: DataSet):
    for split in ("train", "validation"):
        shown = data.public(split)  # pyright: ignore[reportArgumentType]
        listed = dict(image_files(data.public_folder / split, data.classes))
        by_pixels = {
            np.asarray(Image.open(path)).tobytes(): label for path, label in listed.items()
        }
        found = [by_pixels[image.tobytes()] for image in shown.images]
        assert found == shown.labels.tolist()
        assert found != sorted(found)


def test_of_many_training_images_a_sample_is_asked(data: DataSet, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(splits, "MOST_TRAINING_IMAGES", 30)
    assert data.public("train").images.shape == (30, 24, 32, 3)
    assert {*data.labels("train").tolist()} == {0, 1}
    assert len(data.labels("validation")) == 24


def test_sizes_of_arrays(data: DataSet):
    assert np.load(data.inputs("hidden", (64, 64))).shape == (40, 64, 64, 3)
    odd, usual = data.inputs("hidden", (63, 64)), data.inputs("hidden")
    assert odd == usual
    assert np.load(usual).shape == (40, 24, 32, 3)
    names = {path.name for path in data.public_folder.parent.iterdir() if path.is_dir()}
    assert f"arrays-{data.hidden_digest}-63x64" not in names
    assert {path.name for path in usual.parent.iterdir()} == {"hidden.npy"}


def test_another_hidden_seed(stripes_manifest: Manifest, data: DataSet, tmp_path: Path):
    other = prepare(stripes_manifest, cache_folder=tmp_path / "cache", hidden_seed=99)
    assert other.public_folder == data.public_folder
    assert other.hidden_digest != data.hidden_digest
    assert not np.array_equal(other.hidden().images, data.hidden().images)


@pytest.mark.parametrize("damage", ["gone", "cut", "no record"])
def test_a_damaged_folder_is_drawn_again(
    stripes_manifest: Manifest, data: DataSet, tmp_path: Path, damage: str
):
    path = data.public_folder / "train/across/across-0001.png"
    before = path.read_bytes()
    record = next(data.public_folder.parent.glob(f"{data.public_folder.name}.*"))
    if damage == "gone":
        path.unlink()
    elif damage == "cut":
        path.write_bytes(before[:50])
    else:
        record.unlink()
    prepare(stripes_manifest, cache_folder=tmp_path / "cache")
    assert path.read_bytes() == before
    assert record.is_file()


def test_archives_have_the_layout_of_the_originals(data: DataSet):
    with zipfile.ZipFile(data.archive("stripes.zip")) as packed:
        names = packed.namelist()
        assert names[0] == "across/"
        assert "across/across-0001.png" in names
        assert len(names) == 162
        image = (data.public_folder / "train/across/across-0001.png").read_bytes()
        assert packed.read("across/across-0001.png") == image
        assert packed.getinfo("across/across-0001.png").compress_type == zipfile.ZIP_STORED
        assert packed.testzip() is None
    with zipfile.ZipFile(data.archive("all_stripes.zip")) as packed:
        names = packed.namelist()
        assert names[:3] == ["all/", "all/train/", "all/train/across/"]
        assert "all/validation/Across/across-0012.png" in names
        assert not any("upright" in name for name in names if "validation" in name)
        assert len(names) == len({*names})
    with pytest.raises(DataError, match=r"no archive named other\.zip"):
        data.archive("other.zip")


def test_images_of_an_archive_may_lie_together(stripes_manifest: Manifest, tmp_path: Path):
    flat = {"all/wide.*.jpg": "train/across", "all/*.jpg": "validation"}
    kept = Archive(file="flat.zip", members=flat)
    manifest = stripes_manifest.model_copy(update={"archives": (kept,)})
    data = prepare(manifest, cache_folder=tmp_path / "cache")
    with zipfile.ZipFile(data.archive("flat.zip")) as packed:
        wide = [f"all/wide.{number}.jpg" for number in range(80)]
        assert {*packed.namelist()} == {"all/", *wide, *(f"all/{each}.jpg" for each in range(24))}
        image = (data.public_folder / "train/across/across-0003.png").read_bytes()
        assert packed.read("all/wide.2.jpg") == image


def test_archives_are_packed_once_and_alike(data: DataSet):
    first = data.archive("stripes.zip")
    content, inode = first.read_bytes(), first.stat().st_ino
    assert data.archive("stripes.zip").stat().st_ino == inode
    first.unlink()
    assert data.archive("stripes.zip").read_bytes() == content


def test_names_and_order():
    labels = np.array([1, 0, 1], dtype=np.uint8)
    assert class_names(labels, ("a", "b")) == ["b/b-0001.png", "a/a-0001.png", "b/b-0002.png"]
    assert sorted(mixed_order(50, 3)) == list(range(50))
    assert mixed_order(6, 1) == [2, 4, 5, 0, 3, 1]  # the same on every machine
    assert mixed_order(50, 1) != mixed_order(50, 2)

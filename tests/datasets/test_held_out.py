"""The real set: files as published, a balanced share of one split held out."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from grader.datasets.held_out import held_out_rows
from grader.datasets.manifest import HeldOut, Manifest, RealSizes, load_manifest
from grader.datasets.real import import_real
from grader.datasets.splits import prepare
from grader.errors import DataError


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """Return a folder as somebody has it: JPEG files of several sizes."""
    rng = np.random.default_rng(1)
    folder = tmp_path / "mine"
    for split, count in (("train", 3), ("validation", 4)):
        for name in ("across", "upright"):
            (folder / split / name).mkdir(parents=True)
            for number in range(count):
                pixels = rng.integers(0, 256, (20 + number, 30, 3), dtype=np.uint8)
                Image.fromarray(pixels).save(folder / split / name / f"{name[0]}{number}.jpg")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_half_is_hidden(stripes_manifest: Manifest, published: Path, tmp_path: Path):
    cache = tmp_path / "cache"
    import_real(stripes_manifest, published, cache)
    data = prepare(stripes_manifest, cache_folder=cache, choice="real")
    assert data.profile == "real"
    given, shown = contents(published), contents(data.public_folder)
    assert {**given, **shown} == given
    assert Counter(name.rpartition("/")[0] for name in shown) == {
        "train/across": 3, "train/upright": 3, "validation/across": 2, "validation/upright": 2,
    }  # fmt: skip
    hidden = contents(data.hidden_inputs)
    assert set(hidden) == {f"{number:05}.jpg" for number in range(1, 5)}
    assert {*hidden.values()} == {*given.values()} - {*shown.values()}
    of_class = {given[name]: "upright" in name for name in given}
    told = [of_class[hidden[name]] for name in sorted(hidden)]
    assert data.labels("hidden").tolist() == told
    assert data.hidden().images.shape == (4, 24, 32, 3)
    assert data.public("validation").images.shape == (4, 24, 32, 3)


def test_another_seed_hides_others(stripes_manifest: Manifest, published: Path, tmp_path: Path):
    import_real(stripes_manifest, published, tmp_path)
    usual, same, *others = (
        prepare(stripes_manifest, cache_folder=tmp_path, hidden_seed=seed)
        for seed in (None, 3, 4, 5, 6)
    )
    assert usual == same
    assert {each.profile for each in others} == {"real"}
    assert len({each.digest for each in (usual, *others)}) == 4
    hidden = [contents(each.hidden_inputs) for each in (usual, *others)]
    assert any({*each.values()} != {*hidden[0].values()} for each in hidden[1:])


def test_auto_is_embedded_until_there_is_a_real_one(
    stripes_manifest: Manifest, published: Path, tmp_path: Path
):
    assert prepare(stripes_manifest, cache_folder=tmp_path).profile == "embedded"
    with pytest.raises(DataError, match="`grader datasets fetch stripes`"):
        prepare(stripes_manifest, cache_folder=tmp_path, choice="real")
    import_real(stripes_manifest, published, tmp_path)
    assert prepare(stripes_manifest, cache_folder=tmp_path).profile == "real"
    embedded = prepare(stripes_manifest, cache_folder=tmp_path, choice="embedded")
    assert embedded.profile == "embedded"


def test_a_path_is_used_for_one_run_only(
    stripes_manifest: Manifest, published: Path, tmp_path: Path
):
    data = prepare(stripes_manifest, cache_folder=tmp_path, choice=published)
    assert data.profile == "real"
    assert prepare(stripes_manifest, cache_folder=tmp_path).profile == "embedded"
    with pytest.raises(DataError, match="nothing"):
        prepare(stripes_manifest, cache_folder=tmp_path, choice=tmp_path / "nothing")


def test_without_a_validation_split(stripes_manifest: Manifest, published: Path, tmp_path: Path):
    real = stripes_manifest.real.model_copy(
        update={
            "sizes": RealSizes(train=6, validation=0),
            "held_out": HeldOut(split="train", share=0.34, seed=3),
        }
    )
    manifest = stripes_manifest.model_copy(update={"real": real})
    data = prepare(manifest, cache_folder=tmp_path, choice=published / "train")
    assert Counter(data.labels("hidden").tolist()) == {0: 1, 1: 1}
    assert not (data.public_folder / "validation").exists()
    assert np.array_equal(data.public("validation").images, data.public("train").images)
    assert len(data.labels("validation")) == 4


def test_arrays(root: Path, tmp_path: Path):
    manifest = load_manifest("mnist", root / "datasets")
    rng = np.random.default_rng(0)
    labels = {"y_train": np.arange(60) % 10, "y_test": np.arange(40) % 10}
    images = {f"x{key[1:]}": rng.integers(0, 256, (len(labels[key]), 28, 28)) for key in labels}
    arrays: dict[str, Any] = {
        name: each.astype(np.uint8) for name, each in {**labels, **images}.items()
    }
    np.savez(tmp_path / "mnist.npz", **arrays)
    import_real(manifest, tmp_path / "mnist.npz", tmp_path / "cache", unverified=True)
    data = prepare(manifest, cache_folder=tmp_path / "cache")
    assert data.profile == "real"
    assert np.array_equal(data.public("train").images, arrays["x_train"])
    assert Counter(data.labels("hidden").tolist()) == dict.fromkeys(range(10), 2)
    shown, hidden = data.public("validation"), data.hidden()
    both = {image.tobytes() for image in (*shown.images, *hidden.images)}
    assert both == {image.tobytes() for image in arrays["x_test"]}
    assert len(shown.labels) == len(hidden.labels) == 20
    label_of = {x.tobytes(): y for x, y in zip(arrays["x_test"], arrays["y_test"], strict=True)}
    assert [label_of[each.tobytes()] for each in hidden.images] == hidden.labels.tolist()
    with np.load(data.archive("mnist.npz")) as archive:
        assert np.array_equal(archive["x_test"], shown.images)


def test_rows_are_balanced_and_mixed():
    labels = [0] * 30 + [1] * 10 + [2] * 20
    rows = held_out_rows(labels, 0.5, 3)
    assert Counter(labels[row] for row in rows) == {0: 15, 1: 5, 2: 10}
    assert rows != sorted(rows)
    assert rows == held_out_rows(labels, 0.5, 3)
    assert {*rows} != {*held_out_rows(labels, 0.5, 4)}

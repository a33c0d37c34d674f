"""What a second process draws is what this one would have drawn."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from grader.datasets import beside
from grader.datasets.beside import Beside, Splits
from grader.datasets.folders import picture_names
from grader.datasets.manifest import Manifest, load_manifest
from grader.datasets.splits import prepare
from grader.datasets.synthetic import load_recipe

SPLITS: Splits = {"validation": (40, 5), "hidden": (60, 6)}
MOODS = ("happy", "sad")


@pytest.fixture
def manifest(root: Path) -> Manifest:
    whole = load_manifest("mnist", root / "datasets")
    sizes = whole.embedded.sizes.model_copy(update={"train": 80, "validation": 40, "hidden": 60})
    embedded = whole.embedded.model_copy(update={"sizes": sizes})
    return whole.model_copy(update={"embedded": embedded})


def test_the_bytes_are_the_same(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(beside, "FEWEST_IMAGES", 10)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    told: list[float] = []
    with Beside("digits", SPLITS) as drawing:
        drawing.start(100)
        for split, (count, seed) in SPLITS.items():
            found = drawing.take(split, told.append)
            wanted = load_recipe("digits").render(count, seed=seed, split=split)
            assert found is not None
            assert all(np.array_equal(*pair) for pair in zip(found, wanted, strict=True))
    assert told[-1] == 1


def test_nobody_waits_for_a_split_that_it_does_not_draw(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(beside, "FEWEST_IMAGES", 10)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    told: list[float] = []
    with Beside("digits", SPLITS) as drawing:
        drawing.start(100)
        assert drawing.take("train", told.append) is None
        assert drawing.take("validation", told.append) is not None
    assert told[-1] == 1  # had it waited, all of this would have been read and thrown away


def test_files_are_those_that_would_be_written_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(beside, "FEWEST_IMAGES", 4)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    splits: Splits = {"validation": (4, 5), "hidden": (6, 6)}
    with Beside("faces", splits, MOODS) as drawing:
        drawing.start(4)
        for split, (count, seed) in splits.items():
            labels = drawing.take_files(split, tmp_path / split, print)
            images, wanted = load_recipe("faces").render(count, seed=seed, split=split)
            assert labels is not None
            assert labels.tolist() == wanted.tolist()
            for name, image in zip(picture_names(split, wanted, MOODS), images, strict=True):
                assert np.array_equal(np.asarray(Image.open(tmp_path / split / name)), image)


def test_nothing_is_started_for_a_few(monkeypatch: pytest.MonkeyPatch):
    with Beside("digits", SPLITS) as drawing:
        drawing.start(100)
        assert drawing.take("hidden", print) is None
    monkeypatch.setattr(beside, "FEWEST_IMAGES", 10)
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    with Beside("digits", SPLITS) as drawing:
        drawing.start(100)
        assert drawing.take("hidden", print) is None


def test_a_process_that_fails_is_made_good_for(
    manifest: Manifest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    wanted = prepare(manifest, cache_folder=tmp_path / "alone")
    monkeypatch.setattr(beside, "FEWEST_IMAGES", 10)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr(beside, "_BOOT", "raise SystemExit(3)")
    found = prepare(manifest, cache_folder=tmp_path / "failed")
    assert np.array_equal(found.hidden().images, wanted.hidden().images)
    monkeypatch.undo()
    monkeypatch.setattr(beside, "FEWEST_IMAGES", 10)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    both = prepare(manifest, cache_folder=tmp_path / "both")
    assert both.digest == wanted.digest
    assert np.array_equal(both.hidden().images, wanted.hidden().images)
    assert np.array_equal(both.public("validation").labels, wanted.public("validation").labels)


def test_whoever_leaves_early_leaves_nothing(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(beside, "FEWEST_IMAGES", 10)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    with Beside("digits", {"hidden": (100_000, 1)}) as drawing:
        drawing.start(100)
        process, folder = vars(drawing)["_process"], Path(vars(drawing)["_folder"].name)
        assert folder.is_dir()
    assert process.returncode is not None
    assert not folder.exists()

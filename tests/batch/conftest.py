"""A small real data set, as a batch's own machine has it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from grader.batch.preparing import Known
from grader.datasets.manifest import Manifest
from grader.datasets.real import import_real
from grader.datasets.splits import DataSet, prepare
from grader.exercise import Exercise


@pytest.fixture
def real(stripes_manifest: Manifest, tmp_path: Path) -> DataSet:
    """Return a real data set in the cache `home` of the batch's own machine."""
    rng = np.random.default_rng(1)
    for split in ("train", "validation"):
        for name in ("across", "upright"):
            folder = tmp_path / "mine" / split / name
            folder.mkdir(parents=True)
            for number in range(4):
                pixels = rng.integers(0, 256, (20, 30, 3), dtype=np.uint8)
                Image.fromarray(pixels).save(folder / f"{name[0]}{number}.jpg")
    import_real(stripes_manifest, tmp_path / "mine", tmp_path / "home")
    return prepare(stripes_manifest, cache_folder=tmp_path / "home", choice="auto")


@pytest.fixture
def known(real: DataSet, stripes_exercise: Exercise) -> Known:
    return Known(stripes_exercise, "0", real.identity, real)

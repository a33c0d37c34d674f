"""Contact sheets of arrays: small images enlarged by whole pixels, spread over the split."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from grader.datasets.manifest import load_manifest
from grader.datasets.preview import COLUMNS, ROWS, write_previews
from grader.datasets.splits import DataSet, prepare
from grader.errors import DataError


@pytest.fixture(scope="module")
def data(root: Path, tmp_path_factory: pytest.TempPathFactory) -> DataSet:
    manifest = load_manifest("mnist", root / "datasets")
    sizes = manifest.embedded.sizes.model_copy(
        update={"train": 600, "validation": 20, "hidden": 20}
    )
    embedded = manifest.embedded.model_copy(update={"sizes": sizes})
    few = manifest.model_copy(update={"embedded": embedded})
    return prepare(few, cache_folder=tmp_path_factory.mktemp("cache"), choice="embedded")


def test_a_sheet_a_class(data: DataSet, tmp_path: Path):
    sheets = write_previews(data, tmp_path / "new" / "folder")
    assert [sheet.name for sheet in sheets] == [f"mnist-embedded-{n}.png" for n in range(10)]
    train = data.public("train")
    for label, sheet in enumerate(sheets):
        with Image.open(sheet) as image:
            pixels = np.asarray(image)
        assert pixels.shape == (ROWS * 116 + 4, COLUMNS * 116 + 4, 3)
        first = train.images[train.labels == label][0]
        np.testing.assert_array_equal(pixels[4:116:4, 4:116:4, 0], first)


def test_awkward_class_names_make_plain_files(data: DataSet, tmp_path: Path):
    named = replace(data, classes=("T-shirt/top", "../out", *data.classes[2:]))
    names = [sheet.name for sheet in write_previews(named, tmp_path)]
    assert names[:2] == ["mnist-embedded-t-shirt-top.png", "mnist-embedded-out.png"]


def test_a_folder_that_cannot_be_written(data: DataSet, tmp_path: Path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(DataError, match="cannot be written"):
        write_previews(data, tmp_path / "file")

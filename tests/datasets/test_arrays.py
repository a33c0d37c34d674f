"""Images are decoded as Keras decodes them, once."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from grader.datasets.arrays import decode, decoded_once, mapped, resized, save
from grader.errors import DataError

KINDS = ("RGB", "RGBA", "L", "LA", "P")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with one image of each kind and of an odd size, as PNG."""
    rng = np.random.default_rng(3)
    below = tmp_path / "images" / "only"
    below.mkdir(parents=True)
    for index, kind in enumerate(KINDS):
        noise = rng.integers(0, 256, (31 + 9 * index, 47 - 5 * index, 4), dtype=np.uint8)
        Image.fromarray(noise).convert("RGB").convert(kind).save(below / f"{index}{kind}.png")
    Image.open(below / "0RGB.png").putalpha(0)
    return below


@pytest.mark.parametrize("size", [(24, 24), (64, 40), (31, 47)])
def test_the_numbers_are_those_of_keras(folder: Path, size: tuple[int, int]):
    keras: Any = importlib.import_module("keras")
    files = sorted(folder.iterdir())
    dataset = keras.utils.image_dataset_from_directory(
        folder.parent, labels=None, image_size=size, batch_size=None, shuffle=False, verbose=False
    )
    for path, seen in zip(files, dataset, strict=True):
        wanted = np.asarray(seen, dtype=np.float64)
        got = decode(path, size)
        assert got.dtype == np.uint8
        assert got.shape == (*size, 3)
        assert np.abs(got - wanted).max() <= 0.5 + 1e-3, path.name


def test_photographs_are_nearly_those_of_keras(tmp_path: Path):
    tf: Any = importlib.import_module("tensorflow")
    x = np.linspace(0, 6, 90)
    smooth = (np.sin(x)[:, None, None] * np.cos(x)[None, :, None] * np.ones(3) * 100 + 128).astype(
        np.uint8
    )
    Image.fromarray(smooth).save(tmp_path / "a.jpg", quality=90)
    wanted = tf.image.resize(tf.io.decode_jpeg(tf.io.read_file(str(tmp_path / "a.jpg"))), (50, 50))
    assert np.abs(decode(tmp_path / "a.jpg", (50, 50)) - np.asarray(wanted)).mean() < 1


def test_an_image_of_the_right_size_is_left_alone():
    image = np.arange(12, dtype=np.uint8).reshape(2, 2, 3)
    assert resized(image, (2, 2)) is image


def test_what_is_no_image_is_said(tmp_path: Path):
    (tmp_path / "a.png").write_bytes(b"no image")
    with pytest.raises(DataError, match=r"a\.png cannot be read as an image"):
        decode(tmp_path / "a.png", (2, 2))


def test_the_second_time_nothing_is_decoded(folder: Path, tmp_path: Path):
    files = sorted(folder.iterdir())
    listed: list[str] = []

    def listing() -> list[Path]:
        listed.append("listed")
        return files

    found = decoded_once(tmp_path, "arrays-x-8x9", (8, 9), {"all": listing}, {"all": 5})
    assert decoded_once(tmp_path, "arrays-x-8x9", (8, 9), {"all": listing}, {"all": 5}) == found
    array = mapped(found / "all.npy")
    assert listed == ["listed"]
    assert isinstance(array, np.memmap)
    assert not array.flags.writeable
    assert np.array_equal(array, [decode(path, (8, 9)) for path in files])


def test_a_damaged_array_is_decoded_again(folder: Path, tmp_path: Path):
    files = sorted(folder.iterdir())
    for _ in range(2):
        found = decoded_once(tmp_path, "a", (8, 9), {"all": lambda: files}, {"all": 5})
        assert mapped(found / "all.npy").shape == (5, 8, 9, 3)
        (found / "all.npy").write_bytes(b"")


def test_what_is_saved_is_mapped(tmp_path: Path):
    save(tmp_path / "below" / "a.npy", np.arange(3, dtype=np.uint8))
    assert mapped(tmp_path / "below" / "a.npy").tolist() == [0, 1, 2]
    with pytest.raises(DataError, match="damaged"):
        mapped(tmp_path / "none.npy")

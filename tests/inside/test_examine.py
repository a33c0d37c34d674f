"""Images are offered to a model in the shape that it takes."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

keras: Any = importlib.import_module("keras")
examine: Any = importlib.import_module("grader.inside.examine")
COLOUR = np.random.default_rng(0).integers(0, 256, (3, 8, 6, 3), dtype=np.uint8)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ((8, 6, 3), (8, 6, 3)),
        ((16, 4, 3), (16, 4, 3)),
        ((None, None, 3), (8, 6, 3)),
        ((8, 6, 1), (8, 6, 1)),
        ((4, 4, 1), (4, 4, 1)),
        ((None, None, 1), (8, 6, 1)),
        ((144,), (144,)),
    ],
)
def test_colour_images(wanted: tuple[int | None, ...], found: tuple[int, ...]):
    assert examine._shaped(COLOUR, wanted).shape == (3, *found)


@pytest.mark.parametrize(("wanted", "found"), [((8, 6, 1), (8, 6, 1)), ((48,), (48,))])
def test_grey_images(wanted: tuple[int, ...], found: tuple[int, ...]):
    assert examine._shaped(COLOUR[..., 0], wanted).shape == (3, *found)


def test_resizing_is_bilinear_and_grey_is_weighted():
    columns = np.repeat([[0, 100, 200, 250]], 4, axis=0)[None, :, :, None].repeat(3, axis=3)
    halved = examine._shaped(columns.astype(np.uint8), (2, 2, 3))
    assert halved[0, 0, :, 0].tolist() == [50, 225]
    red = np.zeros((1, 2, 2, 3), dtype=np.uint8)
    red[..., 0] = 100
    assert examine._shaped(red, (2, 2, 1))[0, 0, 0, 0] == pytest.approx(29.89)


def test_large_images_go_in_small_batches():
    sizes: list[int] = []

    def model(batch: Any, *, training: bool) -> Any:
        sizes.append(len(batch))
        return keras.ops.convert_to_tensor(batch.reshape(len(batch), -1)[:, :1])

    images = np.arange(9, dtype=np.uint8)[:, None, None, None] * np.ones((1, 800, 600, 3), "uint8")
    answers = examine._predict(model, images, (2.0, 1.0), (800, 600, 3))
    assert answers[:, 0].tolist() == [1 + 2 * n for n in range(9)]
    assert sizes == [2, 2, 2, 2, 1]


@pytest.mark.parametrize("units", [1, 2])
def test_how_pixels_are_scaled_is_found_for_sigmoid_and_softmax(units: int, tmp_path: Path):
    labels = (np.arange(400) % 2).astype(np.uint8)
    images = np.where(labels[:, None, None, None] == 1, 200, 60) * np.ones((1, 4, 4, 3), "uint8")

    def model(batch: Any, *, training: bool) -> Any:
        level = batch.mean(axis=(1, 2, 3))
        bright = ((level > 0.5) & (level < 2)).astype(np.float32)[:, None]
        said = bright if units == 1 else np.concatenate([1 - bright, bright], axis=1)
        return keras.ops.convert_to_tensor(said)

    np.save(tmp_path / "labels.npy", labels)
    job = {
        "scalings": [(1.0, 0.0), (1 / 255, 0.0), (1 / 127.5, -1.0)],
        "public": {"images": tmp_path / "images.npy", "labels": tmp_path / "labels.npy"},
    }
    np.save(tmp_path / "images.npy", images.astype(np.uint8))
    assert examine._find_scaling(model, job, (4, 4, 3)) == (1 / 255, 0.0)


def test_classes_in_another_order_do_not_speak_against_how_fit_was_fed(tmp_path: Path):
    labels = (np.arange(300) % 3).astype(np.uint8)
    images = np.array([60, 130, 200])[labels][:, None, None, None] * np.ones((1, 4, 4, 3), "uint8")

    def model(batch: Any, *, training: bool) -> Any:
        level = batch.mean(axis=(1, 2, 3))
        # Of pixels from 0 to 1 alone.
        right = (level * 255 > 95).astype(int) + (level * 255 > 165)
        said = np.array([1, 2, 0])[right] if level.max() <= 1 else np.full(len(batch), 1)
        return keras.ops.convert_to_tensor(np.eye(3)[said])

    np.save(tmp_path / "labels.npy", labels)
    np.save(tmp_path / "images.npy", images.astype(np.uint8))
    job = {
        "scalings": [(1 / 255, 0.0), (1.0, 0.0)],
        "public": {"images": tmp_path / "images.npy", "labels": tmp_path / "labels.npy"},
    }
    assert examine._find_scaling(model, job, (4, 4, 3)) == (1 / 255, 0.0)

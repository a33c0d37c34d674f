"""The digits: the same everywhere, balanced, no image twice, and not to be had linearly."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from grader.datasets.manifest import load_manifest
from grader.datasets.splits import DataSet, prepare
from grader.datasets.synthetic import RECIPES, load_recipe
from grader.datasets.synthetic.digits import IMAGES_PER_WRITER, VERSION, draw, render
from grader.datasets.synthetic.skeletons import CONTROLS, POINTS, SKELETONS, pens
from grader.errors import UnknownNameError

SIZES = {"train": 20000, "validation": 2000, "hidden": 4000}

Bytes = NDArray[np.uint8]


def digest(drawn: tuple[Bytes, Bytes]) -> str:
    return hashlib.sha256(drawn[0].tobytes() + drawn[1].tobytes()).hexdigest()


@pytest.fixture(scope="module")
def data(root: Path, tmp_path_factory: pytest.TempPathFactory) -> DataSet:
    manifest = load_manifest("mnist", root / "datasets")
    return prepare(manifest, cache_folder=tmp_path_factory.mktemp("cache"))


@pytest.mark.parametrize("chunk", [1, 37, 500, 10_000])
def test_the_bytes_do_not_depend_on_the_chunks(chunk: int):
    assert digest(draw(500, seed=1, split="train", chunk=chunk)) == digest(
        render(500, seed=1, split="train")
    )


def test_sizes_and_balance(data: DataSet):
    for split in (data.public("train"), data.public("validation"), data.hidden()):
        assert split.images.dtype == split.labels.dtype == np.uint8
        assert len(set(np.bincount(split.labels, minlength=10))) == 1
    sizes = {"train": len(data.public("train").labels), "hidden": len(data.hidden().labels)}
    sizes["validation"] = len(data.public("validation").labels)
    assert sizes == SIZES


def test_labels_are_not_in_order(data: DataSet):
    for split in (data.public("train"), data.hidden()):
        runs = np.abs(np.diff(split.labels.astype(int))) > 0
        assert 0.85 < runs.mean() < 0.95


def test_no_image_twice(data: DataSet):
    seen = {
        image.tobytes()
        for split in (data.public("train"), data.public("validation"), data.hidden())
        for image in np.asarray(split.images)
    }
    assert len(seen) == sum(SIZES.values())


def test_digits_lie_in_the_middle(data: DataSet):
    images = np.asarray(data.public("train").images)
    assert (images.reshape(len(images), -1).max(1) > 200).all()
    # The box is kept inside; what is left there is the faint edge of thick strokes.
    edge = np.concatenate([images[:, 0], images[:, -1], images[:, :, 0], images[:, :, -1]])
    assert (edge > 0).mean() < 0.001
    lit = images.mean(0)
    assert lit[4:24, 4:24].sum() > 0.93 * lit.sum()
    # MNIST: 19 % of the pixels are lit, and their mean is 33.
    assert 0.15 < (images > 0).mean() < 0.23
    assert 25 < images.mean() < 40


def test_a_linear_classifier_stays_under_95_percent(data: DataSet):
    """Least squares on ±1: the quickest linear classifier. Softmax: the slow test below."""
    train, hidden = data.public("train"), data.hidden()
    x, hx = pixels(train.images), pixels(hidden.images)
    wanted = np.eye(10)[train.labels] * 2 - 1
    weight = np.linalg.solve(x.T @ x + 10 * np.eye(x.shape[1]), x.T @ wanted)
    accuracy = (np.argmax(hx @ weight, 1) == hidden.labels).mean()
    assert 0.7 < accuracy < 0.93


def pixels(images: Bytes) -> NDArray[np.float64]:
    flat = np.asarray(images).reshape(len(images), -1) / 255
    return np.c_[flat, np.ones(len(flat))]


@pytest.mark.slow
def test_softmax_regression_stays_under_95_percent(data: DataSet):
    train, hidden = data.public("train"), data.hidden()
    x, hx = pixels(train.images).astype(np.float32), pixels(hidden.images).astype(np.float32)
    wanted = np.eye(10, dtype=np.float32)[train.labels]
    weight = np.zeros((x.shape[1], 10), np.float32)
    mean, square = np.zeros_like(weight), np.zeros_like(weight)
    accuracies: list[float] = []
    for _ in range(300):
        scores = np.exp(x @ weight)
        gradient = x.T @ (scores / scores.sum(1, keepdims=True) - wanted) / np.float32(len(x))
        mean = (0.9 * mean + 0.1 * gradient).astype(np.float32)
        square = (0.99 * square + 0.01 * gradient * gradient).astype(np.float32)
        weight = (weight - 0.02 * mean / (np.sqrt(square) + 1e-8)).astype(np.float32)
        accuracies.append(float((np.argmax(hx @ weight, 1) == hidden.labels).mean()))
    assert 0.88 < max(accuracies) < 0.95


@pytest.mark.slow
def test_the_courses_network_reaches_99_percent_between_epochs_3_and_9(data: DataSet):
    """One seed; benchmarks/digits.py has five, and other networks."""
    keras: Any = pytest.importorskip("keras")
    keras.utils.set_random_seed(7)
    dense = [keras.layers.Dense(units, activation="relu") for units in (512, 256, 128)]
    last = keras.layers.Dense(10, activation="softmax")
    model = keras.Sequential([keras.Input((28, 28)), keras.layers.Flatten(), *dense, last])
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    train, hidden = data.public("train"), data.hidden()
    reached: list[float] = []
    while not reached or (reached[-1] < 0.99 and len(reached) < 10):
        fitted = model.fit(train.images / np.float32(255), train.labels, verbose=0)
        reached.append(fitted.history["accuracy"][-1])
    assert 3 <= len(reached) <= 9, reached
    scores = model.predict(hidden.images / np.float32(255), verbose=0)
    assert (scores.argmax(1) == hidden.labels).mean() >= 0.96


def test_writers_have_two_of_each_digit():
    assert IMAGES_PER_WRITER == 20


def test_skeletons():
    assert len(SKELETONS) == 10
    for skeletons in SKELETONS:
        assert len(skeletons) >= 3
        for skeleton in skeletons:
            points = {point for stroke in skeleton for point in stroke}
            assert len(points) <= CONTROLS
            assert all(-0.2 <= x <= 0.8 and 0 <= y <= 1 for x, y in points)
    found = pens()
    rows = sum(len(skeletons) for skeletons in SKELETONS)
    assert found.index.shape == found.weight.shape == (rows, POINTS, 4)
    # A spline's weights add up to one: moving all control points moves the path.
    assert np.allclose(found.weight.sum(-1), 1)
    assert found.way.min() == 0
    assert found.way.max() == 1


def test_recipes_are_found_by_name():
    assert load_recipe("digits").version == VERSION
    assert "digits" in RECIPES
    with pytest.raises(UnknownNameError) as caught:
        load_recipe("digit")
    assert caught.value.suggestions == ("digits",)

"""Batches that go round: so often in an epoch, and all of them each time."""

from __future__ import annotations

import importlib
from typing import Any

import numpy as np
import pytest

# Keras warns that it leaves the order to whoever made the batches.
pytestmark = pytest.mark.filterwarnings("ignore")

keras: Any = importlib.import_module("keras")
tf: Any = importlib.import_module("tensorflow")
endless: Any = importlib.import_module("grader.inside.idioms.endless")


class Batches(keras.utils.PyDataset):
    """Three batches of two; counts how often it is asked for each."""

    def __init__(self) -> None:
        keras.utils.PyDataset.__init__(self)
        self.asked = [0, 0, 0]

    def __len__(self) -> int:
        return 3

    def __getitem__(self, number: int) -> tuple[Any, Any]:
        self.asked[number] += 1
        return np.ones((2, 1)), np.ones((2, 1))


def tf_batches() -> Any:
    return tf.data.Dataset.from_tensor_slices((np.ones((6, 1)), np.ones((6, 1)))).batch(2)


@pytest.mark.parametrize("make", [Batches, tf_batches])
def test_an_epoch_goes_round(make: Any):
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    asked = {"x": (batches := make()), "epochs": 2}
    assert endless.go_round(asked, 4)
    model.fit(**asked, verbose=0)
    assert int(model.optimizer.iterations) == 24
    if make is Batches:
        assert min(batches.asked) >= 8


@pytest.mark.parametrize(("steps", "expected"), [(3, 12), (2, 8)])
def test_steps_that_are_all_batches_go_round_as_well(steps: int, expected: int):
    asked: dict[str, Any] = {"x": tf_batches(), "steps_per_epoch": steps}
    assert endless.go_round(asked, 4)
    assert asked["steps_per_epoch"] == expected


def test_arrays_hold_their_rows_as_often():
    asked: dict[str, Any] = {"x": np.arange(6), "y": np.arange(6) * 2, "validation_split": 0.0}
    assert endless.go_round(asked, 3)
    assert asked["x"].tolist() == [*range(6)] * 3
    assert (asked["y"] == asked["x"] * 2).all()


@pytest.mark.parametrize("asked", [{"validation_split": 0.2}, {"sample_weight": np.ones(6)}])
def test_arrays_of_which_single_rows_matter_are_left_as_they_are(asked: dict[str, Any]):
    asked |= {"x": np.ones(6), "y": np.ones(6)}
    assert not endless.go_round(asked, 3)
    assert len(asked["x"]) == 6


@pytest.mark.parametrize(
    ("asked", "times"),
    [
        ({"x": np.ones((6, 1))}, 4),
        ({"x": tf_batches()}, 1),
        ({"x": tf_batches(), "steps_per_epoch": 1}, 4),
        ({"x": tf_batches(), "steps_per_epoch": [3]}, 4),
        ({"x": np.ones((6, 1)), "y": np.ones(6), "steps_per_epoch": 3}, 4),
        ({"x": tf_batches().repeat()}, 4),
        ({"x": endless.Endless(Batches())}, 4),
        ({"x": endless.Endless(Batches()), "steps_per_epoch": 5}, 1),
        ({}, 4),
    ],
)
def test_what_is_left_as_it_is(asked: dict[str, Any], times: int):
    before = dict(asked)
    assert not endless.go_round(asked, times)
    assert asked == before

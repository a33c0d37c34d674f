"""Fewer returns to Python change no number and hide no batch."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow

CODE = """
import sys
import keras, numpy as np
from grader.inside.steps import STEPS, fewer_returns

class Nothing(keras.callbacks.Callback):
    pass

class Counts(keras.callbacks.Callback):
    seen = 0
    def on_train_batch_end(self, batch, logs=None):
        Counts.seen += 1

def train(quick, callback):
    keras.utils.set_random_seed(3)
    rng = np.random.default_rng(0)
    x, y = rng.random((2010, 6)).astype("float32"), rng.integers(0, 3, 2010)
    model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(16, activation="relu"),
                              keras.layers.Dropout(0.3),
                              keras.layers.Dense(3, activation="softmax")])
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    asked = {"x": x, "batch_size": 16 if quick else None}
    with fewer_returns(model, asked if quick else {}, [callback]):
        inside = model.steps_per_execution
        history = model.fit(x, y, batch_size=16, epochs=3, validation_split=0.1, verbose=0,
                            callbacks=[callback])
    assert model.steps_per_execution == 1
    model.fit(x, y, batch_size=16, epochs=1, verbose=0)
    return inside, history.history, model.get_weights()

slow, quick = train(False, Nothing()), train(True, Nothing())
assert slow[0] == 1 and quick[0] == STEPS, (slow[0], quick[0])
assert slow[1] == quick[1], (slow[1], quick[1])
assert all((a == b).all() for a, b in zip(slow[2], quick[2]))
counted = train(True, Counts())
assert counted[0] == 1
assert Counts.seen == 3 * -(-1809 // 16), Counts.seen
print("SAME")
"""


def test_the_numbers_are_the_same_and_batches_are_seen() -> None:
    told = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=False)
    assert "SAME" in told.stdout, told.stderr[-2000:]


ITERATIONS = """
import keras, numpy as np, tensorflow as tf
from grader.inside.pace import end_at_once

def train():
    keras.utils.set_random_seed(3)
    rng = np.random.default_rng(0)
    x, y = rng.random((640, 6)).astype("float32"), rng.integers(0, 3, 640)
    fed = tf.data.Dataset.from_tensor_slices((x, y)).shuffle(640, seed=1).batch(16)
    fed = fed.map(lambda x, y: (x * 2, y), num_parallel_calls=tf.data.AUTOTUNE).prefetch(-1)
    model = keras.Sequential([keras.Input((6,)), keras.layers.Dropout(0.3),
                              keras.layers.Dense(3, activation="softmax")])
    model.compile("adam", "sparse_categorical_crossentropy")
    told = []
    for given in (
        {"x": x, "y": y, "validation_split": 0.2},
        {"x": x, "y": y, "steps_per_epoch": 7},
        {"x": x, "y": y, "callbacks": [Stops()]},
        {"x": fed},
        {"x": endless(x, y), "steps_per_epoch": 5},
        {"x": Once(x, y)},
    ):
        told.append(model.fit(**given, epochs=3, verbose=0).history)
    return told, model.get_weights()

class Stops(keras.callbacks.Callback):
    def on_train_batch_end(self, batch, logs=None):
        self.model.stop_training = batch == 3

def endless(x, y):
    while True:
        yield x[:16], y[:16]

class Once(keras.utils.PyDataset):
    def __init__(self, x, y):
        super().__init__()
        self.x, self.y = x, y

    def __len__(self):
        return 4

    def __getitem__(self, number):
        return self.x[:16] * np.random.rand(), self.y[:16]

def iterations():
    made = []
    counted = tf.data.Dataset.__iter__
    tf.data.Dataset.__iter__ = lambda dataset: made.append(1) or counted(dataset)
    x, y = np.zeros((40, 6), np.float32), np.zeros(40)
    model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(3, activation="softmax")])
    model.compile("sgd", "sparse_categorical_crossentropy")
    model.fit(x, y, epochs=4, validation_data=(x, y), verbose=0)
    tf.data.Dataset.__iter__ = counted
    return len(made)

def tuned(dataset):
    return iter(dataset)._dataset.options().autotune.enabled

plain = tf.data.Dataset.range(5)
chosen = tf.data.Options()
chosen.autotune.enabled = True
assert tuned(plain) is None
before, twice = train(), iterations()
end_at_once()
after, once = train(), iterations()
assert (twice, once) == (16, 8), (twice, once)
assert tuned(plain) is False
assert tuned(plain.with_options(chosen)) is True
assert [int(each) for each in plain] == [0, 1, 2, 3, 4] == list(plain.as_numpy_iterator())
assert before[0] == after[0], (before[0], after[0])
assert all((a == b).all() for a, b in zip(before[1], after[1]))
assert [int(each) for each in plain] == [0, 1, 2, 3, 4], "an iteration is used up, its data is not"
summed = tf.function(lambda: sum(iter(plain).get_next() for _ in range(1)))()
assert int(summed) == 0
print("SAME")
"""


def test_an_iteration_without_the_tuner_gives_the_same_and_respects_a_choice() -> None:
    run = [sys.executable, "-c", ITERATIONS]
    told = subprocess.run(run, capture_output=True, text=True, check=False)
    assert "SAME" in told.stdout, told.stderr[-2000:]


CALLS = """
import keras, numpy as np
from grader.inside.steps import STEPS, fewer_returns

def steps(*shape, batch_size=32):
    model = keras.Sequential([keras.Input(shape[1:]), keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    x = np.broadcast_to(np.zeros(1, np.float32), shape)
    with fewer_returns(model, {"x": x, "batch_size": batch_size}, []):
        return model.steps_per_execution

assert steps(60_000, 28, 28, 1) == STEPS
assert steps(3_000, 150, 150, 3) == 1
assert steps(90_000, 784, batch_size=1_000) == STEPS
assert steps(90_000, 784, batch_size=1_400) == 1
print("SAME")
"""


def test_large_batches_return_one_by_one_so_that_fit_can_be_ended_between_them() -> None:
    run = [sys.executable, "-c", CALLS]
    told = subprocess.run(run, capture_output=True, text=True, check=False)
    assert "SAME" in told.stdout, told.stderr[-2000:]

"""Fewer returns to Python change no number and hide no batch."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow

CODE = """
import sys
import keras, numpy as np
from grader.inside.pace import STEPS, fewer_returns

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

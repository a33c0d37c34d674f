"""Models of a student's own class, told in Keras's own layers."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

keras: Any = importlib.import_module("keras")
own_models: Any = importlib.import_module("grader.inside.own_models")
measure: Any = importlib.import_module("grader.inside.measure")

# Keras says so of every model of one's own class that has no `build`.
pytestmark = [
    pytest.mark.filterwarnings("ignore:.*build.*:UserWarning"),
    pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning"),
]

X = np.random.default_rng(1).random((12, 8, 8), dtype=np.float32)
Y = np.arange(12) % 3


class Block(keras.layers.Layer):
    def __init__(self, units: int):
        super().__init__()  # pyright: ignore[reportUnknownMemberType]
        self.dense = keras.layers.Dense(units, activation="relu")

    def call(self, x: Any) -> Any:
        return self.dense(x) * 2.0


class Mine(keras.Model):
    """Has an argument that Keras cannot save, a list of layers, and one that it never calls."""

    def __init__(self, units: list[int], idle: object = None):
        super().__init__()  # pyright: ignore[reportUnknownMemberType]
        self.idle, self.never = idle, keras.layers.Dense(7)
        self.flat = keras.layers.Flatten()
        self.hidden = [Block(count) for count in units]
        self.drop = keras.layers.Dropout(0.5)
        self.last = keras.layers.Dense(3, activation="softmax")

    def call(self, x: Any, training: Any = None) -> Any:
        x = self.flat(x / 2)
        for block in self.hidden:
            x = block(x)
        return self.last(self.drop(x, training=training))


class NeedsTraining(Mine):
    def call(self, x: Any, training: Any) -> Any:  # pyright: ignore[reportIncompatibleMethodOverride]
        return super().call(x, training)


class OfNumpy(Mine):
    def call(self, x: Any, training: Any = None) -> Any:
        return np.asarray(x) + super().call(x, training)


def fitted(model: Any) -> Any:
    model.compile("adam", "sparse_categorical_crossentropy")
    model.fit(X, Y, epochs=2, verbose=0)
    return model


@pytest.mark.parametrize("kind", [Mine, NeedsTraining])
def test_it_becomes_layers_of_keras_with_the_same_weights(kind: Any, tmp_path: Path):
    model = fitted(kind([6, 5], idle=object()))
    before = model.predict(X, verbose=0)
    told = own_models.in_layers_of_keras(model)
    told.save(tmp_path / "told.keras")
    loaded = keras.models.load_model(tmp_path / "told.keras")
    assert np.allclose(loaded.predict(X, verbose=0), before, atol=1e-6)
    names = [type(layer).__name__ for layer in loaded.layers]
    assert names.count("Dense") == 3
    assert "Dropout" in names
    assert np.array_equal(model.predict(X, verbose=0), before)  # the student's is as it was


def test_a_class_of_its_own_on_top_of_sequential(tmp_path: Path):
    class Stack(keras.Sequential):
        pass

    model = fitted(Stack([keras.layers.Flatten(), keras.layers.Dense(3, "softmax")]))
    own_models.in_layers_of_keras(model).save(tmp_path / "told.keras")
    loaded = keras.models.load_model(tmp_path / "told.keras")
    assert np.allclose(loaded.predict(X, verbose=0), model.predict(X, verbose=0), atol=1e-6)


def test_what_it_was_compiled_with_is_kept(tmp_path: Path):
    model = fitted(Mine([4]))
    own_models.in_layers_of_keras(model).save(tmp_path / "told.keras")
    loaded = keras.models.load_model(tmp_path / "told.keras", compile=False)
    facts = measure.measure(loaded, tmp_path / "told.keras")
    assert (facts["loss"], facts["optimizer"]) == ("sparse_categorical_crossentropy", "Adam")


@pytest.mark.parametrize("functional", [False, True])
def test_one_pooling_layer_that_stands_twice(functional: bool, tmp_path: Path):  # noqa: FBT001
    pool = keras.layers.MaxPooling2D(2)
    stack = [
        keras.layers.Reshape((8, 8, 1)),
        keras.layers.Conv2D(2, 3, padding="same"),
        pool,
        keras.layers.Conv2D(2, 3, padding="same"),
        pool,
        keras.layers.Flatten(),
        keras.layers.Dense(3, "softmax"),
    ]
    inputs = keras.Input((8, 8))
    outputs = inputs
    for layer in stack:
        outputs = layer(outputs)
    model = keras.Model(inputs, outputs) if functional else keras.Sequential([inputs, *stack])
    before = fitted(model).predict(X, verbose=0)
    own_models.in_layers_of_keras(model).save(tmp_path / "told.keras")
    loaded = keras.models.load_model(tmp_path / "told.keras")
    assert np.allclose(loaded.predict(X, verbose=0), before, atol=1e-6)
    kinds = [layer["kind"] for layer in measure.measure(loaded, tmp_path / "told.keras")["layers"]]
    assert [kinds.count(kind) for kind in ("MaxPooling2D", "Conv2D", "Dense")] == [2, 2, 1]


@pytest.mark.parametrize(
    "model",
    [
        keras.Sequential([keras.Input((8, 8)), keras.layers.Flatten()]),
        Mine([2]),  # never built
        OfNumpy([2]),
        None,
    ],
)
def test_others_come_back_as_they_are(model: Any):
    assert own_models.in_layers_of_keras(model) is model


def test_classes_of_layers_are_as_they_were():
    own_models.in_layers_of_keras(fitted(Mine([2])))
    assert "__call__" not in vars(Block)


def test_what_keras_says_of_one_that_it_cannot_save(tmp_path: Path):
    """`grader.causes` reads the name of the class from it."""
    with pytest.raises(NotImplementedError, match="Object OfNumpy was created by passing"):
        keras.saving.save_model(OfNumpy([2], idle=object()), tmp_path / "x.keras")

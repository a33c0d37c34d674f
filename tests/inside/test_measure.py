"""What the examiner measures of real models."""

from __future__ import annotations

import importlib
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grader.datasets.weight_arrays import array_digests, digests_by_file
from grader.facts import LayerFacts, ModelFacts

# Keras's own, over numpy 2.
pytestmark = pytest.mark.filterwarnings("ignore:__array__:DeprecationWarning")

keras: Any = importlib.import_module("keras")
layers: Any = keras.layers
measure: Any = importlib.import_module("grader.inside.measure")
digest: Any = importlib.import_module("grader.inside.digest")
tf: Any = importlib.import_module("tensorflow")


def measured(model: Any, folder: Path) -> ModelFacts:
    """Save, load and measure as the examiner does."""
    file = folder / "model.keras"
    model.save(file)
    loaded = keras.saving.load_model(file, compile=False)
    return ModelFacts.model_validate(measure.measure(loaded, file))


def of_layers(folder: Path, *those: Any, shape: tuple[int, ...] = (8, 8, 3)) -> list[LayerFacts]:
    model = keras.Sequential([keras.Input(shape), *those])
    return [each for each in measured(model, folder).layers if each.kind != "InputLayer"]


def test_shapes_and_counts(tmp_path: Path):
    model = keras.Sequential(
        [
            keras.Input((8, 8, 3)),
            layers.Conv2D(4, 3, activation="relu"),
            layers.Flatten(),
            layers.Dense(2, activation="softmax", trainable=False),
        ]
    )
    facts = measured(model, tmp_path)
    assert (facts.input_shape, facts.output_shape) == ((None, 8, 8, 3), (None, 2))
    assert (facts.parameters, facts.trainable_parameters) == (402, 112)
    assert facts.weights_digest == digest.weights_digest(model)
    told = [(each.kind, each.units, each.activation, each.parameters) for each in facts.layers]
    assert told == [
        ("Conv2D", 4, "relu", 112),
        ("Flatten", None, "", 0),
        ("Dense", 2, "softmax", 290),
    ]
    assert [each.trainable for each in facts.layers] == [True, True, False]


@pytest.mark.parametrize(
    ("layer", "settings"),
    [
        (layers.Dropout(0.25), {"rate": 0.25}),
        (layers.MaxPooling2D(2), {"pool_size": 2, "strides": 2, "padding": "valid"}),
        (layers.MaxPooling2D((2, 4)), {"pool_size": "(2, 4)"}),
        (layers.Conv2D(2, (3, 3), padding="same"), {"kernel_size": 3, "padding": "same"}),
        (layers.Conv2D(2, (3, 5)), {"kernel_size": "(3, 5)"}),
        (layers.RandomRotation(0.2), {"factor": 0.2}),
        (layers.RandomRotation((-0.1, 0.3)), {"factor": 0.3}),
        (layers.RandomContrast(0.2), {"factor": 0.2}),
        (layers.RandomTranslation(0.1, (-0.3, 0.2)), {"height_factor": 0.1, "width_factor": 0.3}),
        (layers.RandomZoom(0.2), {"height_factor": 0.2, "width_factor": "None"}),
        (layers.RandomFlip("horizontal"), {"mode": "horizontal"}),
        (layers.Rescaling(1 / 127.5, offset=-1), {"scale": 1 / 127.5, "offset": -1}),
    ],
)
def test_settings(layer: Any, settings: dict[str, Any], tmp_path: Path):
    (facts,) = of_layers(tmp_path, layer)
    assert {name: facts.settings[name] for name in settings} == settings


@pytest.mark.parametrize(
    ("layer", "activation"),
    [
        (layers.Dense(2), "linear"),
        (layers.Dense(2, activation="relu"), "relu"),
        (layers.Dense(2, activation=tf.nn.softmax), "softmax"),
        (layers.Dense(2, activation=tf.nn.sigmoid), "sigmoid"),
        (layers.Dense(2, activation=layers.LeakyReLU()), "leaky_relu"),
        (layers.Activation("relu"), "relu"),
        (layers.ReLU(), "relu"),
        (layers.Softmax(), "softmax"),
        (layers.LeakyReLU(), "leaky_relu"),
        (layers.Flatten(), ""),
    ],
)
def test_activations(layer: Any, activation: str):
    assert measure._activation(layer) == activation


def test_models_in_models_are_opened(tmp_path: Path):
    base = keras.Sequential(
        [keras.Input((8, 8, 3)), layers.Conv2D(2, 3), layers.BatchNormalization()], name="base"
    )
    base.trainable = False
    inner = keras.Sequential([layers.RandomFlip(), keras.Sequential([base])])
    facts = of_layers(tmp_path, inner, layers.Flatten(), layers.Dense(1))
    assert [each.kind for each in facts] == [
        "RandomFlip", "Conv2D", "BatchNormalization", "Flatten", "Dense",
    ]  # fmt: skip
    assert [each.trainable for each in facts if each.parameters] == [False, False, True]


@pytest.mark.parametrize("nested", [True, False])
def test_what_is_frozen_is_what_keras_does_not_train(tmp_path: Path, *, nested: bool):
    base = keras.applications.MobileNetV2(
        weights=None, include_top=False, input_shape=(32, 32, 3), alpha=0.35
    )
    base.trainable = False
    start = keras.Input((32, 32, 3))
    inner = base(start, training=False) if nested else base.output
    outer = keras.Model(start if nested else base.input, layers.Dense(1)(layers.Flatten()(inner)))
    facts = measured(outer, tmp_path)
    alive = [each.name for each in facts.layers if each.parameters and each.trainable]
    assert alive == [facts.layers[-1].name]
    assert facts.trainable_parameters == facts.layers[-1].parameters


def test_one_layer_of_a_frozen_model_that_is_not(tmp_path: Path):
    base = keras.Sequential([keras.Input((4,)), layers.Dense(3), layers.Dense(2)])
    base.trainable = False
    base.layers[0].trainable = True
    outer = keras.Sequential([keras.Input((4,)), base, layers.Dense(1)])
    assert [each.trainable for each in measured(outer, tmp_path).layers] == [True, False, True]


# --- how it was compiled ----------------------------------------------------------------------


def compiled(folder: Path, **how: Any) -> ModelFacts:
    model = keras.Sequential([keras.Input((4,)), layers.Dense(1, activation="sigmoid")])
    if how:
        model.compile(**how)
    return measured(model, folder)


LOSS = keras.losses.BinaryCrossentropy


@pytest.mark.parametrize(
    ("loss", "name", "from_logits"),
    [
        ("binary_crossentropy", "binary_crossentropy", False),
        (LOSS(), "BinaryCrossentropy", False),
        (LOSS(from_logits=True), "BinaryCrossentropy", True),
        (["binary_crossentropy"], "binary_crossentropy", False),
        ([LOSS(from_logits=True)], "BinaryCrossentropy", True),
        (keras.losses.binary_crossentropy, "binary_crossentropy", False),
        ("mse", "mse", False),
    ],
)
def test_losses(loss: Any, name: str, tmp_path: Path, *, from_logits: bool):
    facts = compiled(tmp_path, optimizer="adam", loss=loss)
    assert (facts.loss, facts.from_logits) == (name, from_logits)
    assert facts.optimizer.lower() == "adam"


@pytest.mark.parametrize(
    ("optimizer", "name", "rate"),
    [
        (keras.optimizers.RMSprop(learning_rate=0.0001), "RMSprop", 0.0001),
        (keras.optimizers.SGD(0.5), "SGD", 0.5),
        ("rmsprop", "rmsprop", 0.001),
        (
            keras.optimizers.Adam(keras.optimizers.schedules.ExponentialDecay(0.1, 10, 0.9)),
            "Adam",
            None,
        ),
    ],
)
def test_optimizers(optimizer: Any, name: str, rate: float | None, tmp_path: Path):
    facts = compiled(tmp_path, optimizer=optimizer, loss="mse")
    assert facts.optimizer.lower() == name.lower()
    if rate is None:
        assert facts.learning_rate is None
    elif facts.learning_rate is not None:
        assert math.isclose(facts.learning_rate, rate, rel_tol=1e-6)
    else:
        pytest.fail("no learning rate")


def test_a_model_that_was_not_compiled(tmp_path: Path):
    facts = compiled(tmp_path)
    assert (facts.loss, facts.optimizer, facts.learning_rate) == ("", "", None)


# --- weights ----------------------------------------------------------------------------------


def network() -> Any:
    """A network with each kind of layer that a pretrained base has, no number left as it begins."""
    model = keras.Sequential(
        [
            keras.Input((8, 8, 3)),
            layers.Conv2D(4, 3),
            layers.BatchNormalization(),
            layers.DepthwiseConv2D(3, use_bias=False),
            layers.Dropout(0.1),
            layers.Flatten(),
            layers.Dense(2),
        ]
    )
    rng = np.random.default_rng(2)
    model.set_weights([rng.normal(size=each.shape) for each in model.get_weights()])
    return model


def digests_of(model: Any) -> set[str]:
    return {digest.array_digest(array) for array in model.get_weights()}


def test_digests_of_a_model_are_those_of_its_file(tmp_path: Path):
    model = network()
    path = tmp_path / "some.weights.h5"
    model.save_weights(path)
    told = measured(model, tmp_path)
    own = {each for layer in told.layers for each in layer.weights}
    assert own == digests_of(model) == array_digests(path)
    assert len(own) == 9
    assert digests_by_file({"a.h5": path, "b.h5": path}) == {"b.h5": array_digests(path)}


def test_digests_of_a_legacy_file(tmp_path: Path):
    h5py: Any = importlib.import_module("h5py")
    model, path = network(), tmp_path / "legacy.h5"
    with h5py.File(path, "w") as file:
        file.attrs["layer_names"] = [layer.name for layer in model.layers]
        for layer in model.layers:
            group = file.create_group(layer.name)
            group.attrs["weight_names"] = [each.path for each in layer.weights]
            for weight, array in zip(layer.weights, layer.get_weights(), strict=True):
                group.create_dataset(weight.path, data=array)
        file.create_dataset("steps", data=np.arange(3))
    assert array_digests(path) == digests_of(model)
    model.load_weights(path)
    assert array_digests(path) == digests_of(model)


def test_one_number_or_one_axis_more_is_another_digest():
    array = np.arange(6, dtype=np.float32)
    other = array.copy()
    other[3] += 1e-6
    arrays = [array, other, array.reshape(2, 3), array.reshape(6, 1)]
    assert len({digest.array_digest(each) for each in arrays}) == 4
    assert digest.array_digest(array) == digest.array_digest(array.astype(np.float64))
    assert digest.array_digest(array.reshape(2, 3).T) != digest.array_digest(array.reshape(2, 3))


@pytest.mark.parametrize("raw", [b"", b"no HDF5"])
def test_what_is_no_weights_file(tmp_path: Path, raw: bytes):
    path = tmp_path / "broken.h5"
    path.write_bytes(raw)
    with pytest.raises(OSError, match="open file"):
        array_digests(path)

"""Checks of how the model is built and compiled, on made measurements."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from grader.checks import CHECKS
from grader.facts import LayerFacts, ModelFacts
from grader.results import Finding

Shape = tuple[int | None, ...]


def layer(kind: str, **more: Any) -> LayerFacts:
    return LayerFacts(kind=kind, name=kind.lower(), **more)


def dense(units: int, activation: str = "linear") -> LayerFacts:
    return layer("Dense", units=units, activation=activation)


def found(check: str, *layers: LayerFacts, facts: dict[str, Any] | None = None, **keys: Any):
    plain: dict[str, Any] = {
        "layers": layers,
        "input_shape": (None, 28, 28, 1),
        "output_shape": (None, 1),
        "parameters": sum(each.parameters for each in layers),
        "trainable_parameters": 0,
        "weights_digest": "",
    }
    evidence = {"model": ModelFacts(**(plain | (facts or {})))}
    return CHECKS[check](evidence, CHECKS[check].parameters(**keys))


# --- input_shape ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shape", "wanted"),
    [
        ((None, 28, 28, 1), [28, 28, 1]),
        ((32, 28, 28), [28, 28, 1]),
        ((None, 28, 28, 1), [28, 28]),
        ((None, None, None, 3), [150, 150, 3]),
        ((None, 1), [1]),
    ],
)
def test_the_size_is_right(shape: Shape, wanted: list[int]):
    assert found("input_shape", facts={"input_shape": shape}, shape=wanted).passed


@pytest.mark.parametrize(
    ("shape", "wanted", "actual"),
    [
        ((None, 300, 300, 3), [150, 150, 3], "300×300×3"),
        ((None, 150, 150, 1), [150, 150, 3], "150×150×1"),
        ((None, 784), [28, 28, 1], "784"),
        ((None, None, 151, 3), [150, 150, 3], "?×151×3"),
        ((), [28, 28], "?"),
        ((None, 28), [1, 28], "28"),
    ],
)
def test_the_size_is_wrong(shape: Shape, wanted: list[int], actual: str):
    finding = found("input_shape", facts={"input_shape": shape}, shape=wanted)
    assert finding == Finding(False, "×".join(map(str, wanted)), actual)


# --- layer_order ------------------------------------------------------------------------------

NETWORK = (
    layer("InputLayer"),
    layer("Conv2D"),
    layer("Dropout"),
    layer("MaxPooling2D"),
    layer("Flatten"),
    layer("Dense"),
)


@pytest.mark.parametrize("kinds", [["Conv2D", "MaxPooling2D", "Dense"], ["Dense"]])
def test_the_order_is_right(kinds: list[str]):
    finding = found("layer_order", *NETWORK, kinds=kinds)
    assert (finding.passed, finding.share) == (True, 1)
    assert finding.expected == f"{', '.join(kinds)}, in this order"
    assert finding.actual == "Conv2D, Dropout, MaxPooling2D, Flatten, Dense"


@pytest.mark.parametrize(
    ("kinds", "lacking"),
    [
        (["MaxPooling2D", "Conv2D"], "Conv2D"),
        (["Conv2D", "Conv2D"], "Conv2D"),
        (["LSTM"], "LSTM"),
    ],
)
def test_the_order_is_wrong(kinds: list[str], lacking: str):
    finding = found("layer_order", *NETWORK, kinds=kinds)
    assert (finding.passed, finding.share) == (False, 0)
    assert finding.cause == f"There is no {lacking} where one is due."


def test_a_long_row_is_shortened():
    finding = found("layer_order", *[layer("Dense")] * 40, kinds=["LSTM"])
    assert finding.actual == ", ".join(["Dense"] * 6 + ["…"] + ["Dense"] * 6)
    assert not found("layer_order", kinds=["LSTM"]).passed


# --- has_layer --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("layers", "keys", "actual"),
    [
        ((dense(1024, "relu"),), {"kinds": ["Dense"], "units": 1024, "activation": "relu"},
         "Dense of 1024 units with relu"),
        ((dense(8), layer("ReLU", activation="relu")), {"kinds": ["Dense"], "activation": "relu"},
         "Dense of 8 units with relu"),
        ((dense(8), layer("BatchNormalization"), layer("Activation", activation="relu")),
         {"kinds": ["Dense"], "activation": "relu"}, "Dense of 8 units with relu"),
        ((layer("Activation", activation="relu"),), {"kinds": ["Activation"], "activation": "relu"},
         "Activation with relu"),
        ((layer("Softmax", activation="softmax"),), {"kinds": ["Softmax"]}, "Softmax with softmax"),
        ((layer("Dropout", settings={"rate": 0.5}), layer("Dropout", settings={"rate": 0.2})),
         {"kinds": ["Dropout"], "setting": "rate", "at_least": 0.1, "at_most": 0.3},
         "Dropout, rate 0.2"),
        ((layer("Conv2D", settings={"kernel_size": 3.0}),),
         {"kinds": ["Conv2D", "SeparableConv2D"], "setting": "kernel_size", "at_least": 3,
          "at_most": 3}, "Conv2D, kernel_size 3"),
    ],
)  # fmt: skip
def test_there_is_such_a_layer(layers: tuple[LayerFacts, ...], keys: dict[str, Any], actual: str):
    finding = found("has_layer", *layers, **keys)
    assert (finding.passed, finding.share, finding.actual) == (True, 1, actual)


DROPOUT = {"kinds": ["Dropout"], "setting": "rate", "at_least": 0.1, "at_most": 0.5}


@pytest.mark.parametrize(
    ("layers", "keys", "expected", "actual"),
    [
        ((dense(8),), DROPOUT, "Dropout, rate ≥ 0.1 ≤ 0.5", "none among Dense"),
        ((), DROPOUT, "Dropout, rate ≥ 0.1 ≤ 0.5", "none among "),
        ((layer("Dropout", settings={"rate": 0.6}),), DROPOUT, "Dropout, rate ≥ 0.1 ≤ 0.5",
         "Dropout, rate 0.6"),
        ((layer("Dropout", settings={"rate": float("nan")}),), DROPOUT,
         "Dropout, rate ≥ 0.1 ≤ 0.5", "Dropout, rate nan"),
        ((layer("Dropout", settings={"rate": "half"}),), DROPOUT, "Dropout, rate ≥ 0.1 ≤ 0.5",
         "Dropout, rate half"),
        ((layer("Dropout"),), DROPOUT, "Dropout, rate ≥ 0.1 ≤ 0.5", "Dropout, rate ?"),
        ((layer("Conv2D", settings={"kernel_size": "(3, 5)"}),),
         {"kinds": ["Conv2D"], "setting": "kernel_size", "at_least": 3, "at_most": 3},
         "Conv2D, kernel_size 3", "Conv2D, kernel_size (3, 5)"),
        ((dense(512, "relu"), dense(1024, "tanh")),
         {"kinds": ["Dense"], "units": 1024, "activation": "relu"},
         "Dense of 1024 units with relu",
         "Dense of 512 units with relu, Dense of 1024 units with tanh"),
        ((dense(8, "relu"), layer("ReLU", activation="relu")),
         {"kinds": ["Dense"], "activation": "linear"}, "Dense with linear",
         "Dense of 8 units with relu"),
        ((dense(8), layer("Dense", units=2), layer("ReLU", activation="relu")),
         {"kinds": ["Dense"], "units": 8, "activation": "relu"}, "Dense of 8 units with relu",
         "Dense of 8 units, Dense of 2 units with relu"),
    ],
)  # fmt: skip
def test_there_is_no_such_layer(
    layers: tuple[LayerFacts, ...], keys: dict[str, Any], expected: str, actual: str
):
    finding = found("has_layer", *layers, **keys)
    assert finding == Finding(False, expected, actual)


def test_a_setting_that_is_not_measured_is_refused():
    with pytest.raises(ValidationError):
        found("has_layer", kinds=["Dropout"], setting="ratio", at_least=0.1)


# --- parameter_limit --------------------------------------------------------------------------


def test_small_enough():
    finding = found("parameter_limit", layer("Dense", parameters=1000), at_most=1000)
    assert finding == Finding(True, "at most 1,000 parameters", "1,000 parameters", 1.0)


def test_too_large():
    layers = layer("Conv2D", parameters=9), layer("Dense", parameters=5000)
    finding = found("parameter_limit", *layers, at_most=1000)
    assert (finding.passed, finding.actual) == (False, "5,009 parameters")
    assert finding.cause.startswith("Most of them, 5,000, are in Dense dense")
    none = found("parameter_limit", facts={"parameters": 5}, at_most=1)
    assert (none.passed, none.cause) == (False, "")


# --- compiled_with ----------------------------------------------------------------------------

COMPILED = {"loss": "binary_crossentropy", "optimizer": "Adam", "learning_rate": 0.001}


@pytest.mark.parametrize(
    ("facts", "keys"),
    [
        ({}, {"loss": ["binary_crossentropy"]}),
        ({"loss": "BinaryCrossentropy"}, {"loss": ["binary_crossentropy"]}),
        ({"loss": "bce"}, {"loss": ["BinaryCrossentropy", "mse"]}),
        ({"loss": "MSE"}, {"loss": ["mean_squared_error"]}),
        ({"optimizer": "RMSprop"}, {"optimizer": ["rmsprop"]}),
        ({}, {"learning_rate_at_most": 0.001}),
        ({"learning_rate": 0.0010000000475}, {"learning_rate_at_most": 0.001}),
        ({"learning_rate": None}, {"learning_rate_at_most": 0.001}),
        ({}, {"loss": ["bce"], "optimizer": ["Adam", "SGD"], "learning_rate_at_most": 0.01}),
    ],
)
def test_it_is_compiled_right(facts: dict[str, Any], keys: dict[str, Any]):
    finding = found("compiled_with", facts=COMPILED | facts, **keys)
    assert (finding.passed, finding.share) == (True, 1)


@pytest.mark.parametrize(
    ("facts", "keys", "actual", "cause"),
    [
        ({"loss": "mse"}, {"loss": ["binary_crossentropy"]}, "mse", ""),
        ({"loss": ""}, {"loss": ["binary_crossentropy"]}, "no loss", ""),
        ({"optimizer": "AdamW"}, {"optimizer": ["Adam"]}, "AdamW", ""),
        ({"optimizer": ""}, {"optimizer": ["Adam"]}, "no optimizer", ""),
        ({"learning_rate": 0.01}, {"learning_rate_at_most": 0.001}, "learning rate 0.01", ""),
        ({"learning_rate": None, "optimizer": ""}, {"learning_rate_at_most": 1}, "no optimizer",
         ""),
        ({"loss": "categorical_crossentropy"}, {"loss": ["bce"]}, "categorical_crossentropy",
         "over one unit is always 0"),
        ({"loss": "mse", "from_logits": True}, {"loss": ["bce"]}, "mse",
         "from_logits=True says that there is no sigmoid"),
    ],
)  # fmt: skip
def test_it_is_compiled_wrong(facts: dict[str, Any], keys: dict[str, Any], actual: str, cause: str):
    finding = found("compiled_with", dense(1, "sigmoid"), facts=COMPILED | facts, **keys)
    assert (finding.passed, finding.share, finding.actual) == (False, 0, actual)
    assert cause in finding.cause
    assert bool(cause) == bool(finding.cause)


@pytest.mark.parametrize(
    ("check", "keys"), [("compiled_with", {}), ("layer_count", {"kind": "Dense"})]
)
def test_a_check_that_asks_for_nothing_is_refused(check: str, keys: dict[str, Any]):
    with pytest.raises(ValidationError, match="give at least one of"):
        found(check, **keys)


# --- no_custom_code ---------------------------------------------------------------------------


def test_layers_of_keras_only():
    finding = found("no_custom_code", dense(1))
    assert finding == Finding(True, "no Lambda layer and no layer of your own", "none", 1.0)


def test_a_lambda_layer():
    finding = found("no_custom_code", dense(1), layer("Lambda"))
    assert (finding.passed, finding.actual) == (False, "lambda")

"""Checks of the architecture, on made measurements."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from grader.checks import CHECKS
from grader.facts import LayerFacts, ModelFacts
from grader.results import Finding

FLATTEN = LayerFacts(kind="Flatten", name="flatten")


def dense(units: int, activation: str = "linear") -> LayerFacts:
    return LayerFacts(kind="Dense", name="dense", units=units, activation=activation)


def found(check: str, *layers: LayerFacts, width: int = 1, **parameters: Any) -> Finding:
    facts = ModelFacts(
        layers=layers,
        input_shape=(None, 1),
        output_shape=(None, width),
        parameters=2,
        trainable_parameters=2,
        weights_digest="",
    )
    return CHECKS[check]({"model": facts}, CHECKS[check].parameters(**parameters))


@pytest.mark.parametrize(
    ("layers", "width", "activation", "passed", "actual"),
    [
        ((dense(10, "softmax"),), 10, "softmax", True, "10 units with softmax"),
        ((dense(10), LayerFacts(kind="Softmax", name="", activation="softmax")), 10, "softmax",
         True, "10 units with softmax"),
        ((dense(1, "sigmoid"),), 1, "softmax", False, "1 unit with sigmoid"),
        ((dense(2, "softmax"),), 2, "softmax", False, "2 units with softmax"),
        ((dense(10, "sigmoid"),), 10, None, True, "10 units"),
        ((dense(1),), 1, None, False, "1 unit"),
        ((dense(10, ""), FLATTEN), 10, "linear", True, "10 units with linear"),
    ],
)  # fmt: skip
def test_output_layer(
    layers: tuple[LayerFacts, ...], width: int, activation: str | None, *, passed: bool, actual: str
):
    finding = found("output_layer", *layers, width=width, units=10, activation=activation)
    assert finding.passed == passed
    assert finding.share == float(passed)
    assert finding.actual == actual


@pytest.mark.parametrize("activation", [None, "softmax", "sigmoid"])
def test_one_unit_with_softmax_is_never_right(activation: str | None):
    finding = found("output_layer", dense(1, "softmax"), width=1, units=1, activation=activation)
    assert not finding.passed
    assert finding.actual == "1 unit with softmax"
    assert "is always 1" in finding.cause


@pytest.mark.parametrize(
    ("wanted", "passed", "expected"),
    [
        ({"exactly": 2}, True, "2 Dense"),
        ({"exactly": 1}, False, "1 Dense"),
        ({"at_least": 2}, True, "at least 2 Dense"),
        ({"at_least": 3}, False, "at least 3 Dense"),
        ({"at_most": 2}, True, "at most 2 Dense"),
        ({"at_most": 1}, False, "at most 1 Dense"),
    ],
)
def test_layer_count(wanted: dict[str, int], *, passed: bool, expected: str):
    finding = found("layer_count", FLATTEN, dense(4), dense(1), kind="Dense", **wanted)
    assert finding.passed == passed
    assert finding.expected == expected
    assert finding.actual == ("2 Dense" if passed else "2 Dense (Flatten, Dense, Dense)")


def test_a_separable_convolution_is_a_convolution():
    layers = (LayerFacts(kind="SeparableConv2D", name="s"), LayerFacts(kind="Conv2D", name="c"))
    assert found("layer_count", *layers, dense(1), kind="Conv2D", exactly=2).passed


def test_keys_are_checked():
    with pytest.raises(ValidationError):
        found("output_layer", dense(1), units="one")
    with pytest.raises(ValidationError):
        found("output_layer", dense(1), units=1, activations="softmax")

"""Why a line is not found: an example that contradicts the rule, or too short a training."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from grader.checks.line_causes import why_off
from grader.evidence import Fed
from grader.facts import ArrayFacts, LayerFacts, ModelFacts

WANTED = np.array([4.0, 5.5])
SAID = np.array([5.1, 6.8])
FALLING = [0.5**n for n in range(8)]


def seen(values: Sequence[float]) -> ArrayFacts:
    return ArrayFacts(shape=(), dtype="float64", low=0, high=1, values=tuple(values))


def cause(x: Sequence[float], y: Sequence[float], losses: Sequence[float] = ()) -> str:
    fed = Fed(seen(x), seen(y), tuple({"loss": loss} for loss in losses))
    return why_off(SAID, WANTED, fed, (0.5, 0.5))


@pytest.mark.parametrize(
    ("x", "y", "told"),
    [
        ([1, 2, 3], [1, 1.5, 2.5], "fit was given 2.5 for 3; by the task's rule it is 2."),
        ([1, 2], [0.5, 1], "fit was given 0.5 for 1; by the task's rule it is 1."),
        ([0, 1], [0.5, 1.1], "fit was given 1.1 for 1; by the task's rule it is 1."),
        ([1, 1.5, 2], [1, 2, 3], "fit was given the two the other way round: x is"),
        ([100, 150, 200, 250], [1, 2, 3, 4], "fit was given the two the other way round: x is"),
        ([1, 2, 3], [100, 150, 200], "Every price in fit is 100 times too large"),
        ([0, 0, 0], [4, 4, 4], "fit was given 4 for 0; by the task's rule it is 0.5."),
        ([1, 2], [100, 150], "fit was given 100 for 1; by the task's rule it is 1."),
        ([1, 2, 3], [1, 1.5, 2], ""),
        ([1, 2, 3], [1, 1.5, 2.01], ""),
        ([1, 2, 3], [1], ""),
        ([], [], ""),
    ],
)
def test_the_example_that_contradicts_the_rule(x: Sequence[float], y: Sequence[float], told: str):
    assert cause(x, y).startswith(told)
    assert bool(cause(x, y)) == bool(told)


@pytest.mark.parametrize(
    ("units", "activation", "told"),
    [
        (6, "linear", "The last layer gives 6 numbers for each example"),
        (1, "sigmoid", "sigmoid in the last layer gives no number over 1"),
        (1, "relu", ""),
        (1, "linear", ""),
    ],
)
def test_what_the_last_layer_cannot_give(units: int, activation: str, told: str):
    last = LayerFacts(kind="Dense", name="d", units=units, activation=activation)
    model = ModelFacts(
        layers=(last,), input_shape=(None, 1), output_shape=(None, units), parameters=2,
        trainable_parameters=2, weights_digest="",
    )  # fmt: skip
    fed = Fed(model=model)
    assert why_off(SAID, WANTED, fed, None).startswith(told)
    assert bool(told) == bool(why_off(SAID, WANTED, fed, None))


@pytest.mark.parametrize(
    ("losses", "told"),
    [
        (FALLING, "The loss was still falling when training ended (0.0078 in epoch 8)"),
        ([2.0], "The loss was still falling when training ended (2 in epoch 1)"),
        ([2.0, 0.3], "The loss was still falling"),
        ([9 - 0.01 * n for n in range(10)], "The loss was still falling"),  # slowly
        ([9, 8, 7, 5, 6, 4, 5, 3, 4, 2, 3, 2], "The loss was still falling"),
        ([3, 2, 1, 0.5, 0.4, 0.6, 0.4, 0.5, 0.6, 0.4, 0.5], ""),  # up and down
        ([*FALLING, 0.1, 0.1, 0.1, 0.1, 0.1], ""),  # more of the same changes nothing
        ([0.5**n for n in range(15)], ""),  # close to zero
        ([], ""),
    ],
)
def test_training_that_ended_too_soon(losses: Sequence[float], told: str):
    said = cause([1, 2], [1, 1.5], losses)
    assert said.startswith(told)
    assert bool(said) == bool(told)


def test_what_diverged_on_wrong_examples_is_told_by_them():
    fed = Fed(seen([1, 2, 3]), seen([100, 150, 200]))
    assert why_off(np.array([np.nan]), WANTED[:1], fed, (0.5, 0.5)).startswith("Every price")
    assert "NaN" in why_off(np.array([np.nan]), WANTED[:1], None, (0.5, 0.5))


def test_where_nothing_is_known():
    assert why_off(SAID, WANTED, None, (0.5, 0.5)) == ""
    assert why_off(SAID, WANTED, Fed(seen([1]), seen([9])), None) == ""

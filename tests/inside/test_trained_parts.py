"""Which `fit` taught the model that is handed over: its own, or that of a part of it."""

from __future__ import annotations

import importlib
from typing import Any

import pytest

keras: Any = importlib.import_module("keras")
spy_module: Any = importlib.import_module("grader.inside.spy")


def dense(units: int, inputs: int) -> Any:
    return keras.Sequential([keras.Input((inputs,)), keras.layers.Dense(units)])


@pytest.fixture
def spy() -> Any:
    return spy_module.Spy("submission.py", -1, 10)


def test_its_own_fit_comes_first(spy: Any):
    head, whole = dense(1, 2), dense(1, 2)
    spy.models += [head, whole]
    assert spy.trained_number(whole) == 1


def test_a_head_that_was_trained_on_features_and_joined_to_its_base(spy: Any):
    base, head = dense(2, 3), dense(1, 2)
    base.trainable = False
    spy.models += [dense(5, 5), head]
    inputs = keras.Input((3,))
    assert spy.trained_number(keras.Model(inputs, head(base(inputs)))) == 1


def test_a_model_that_shares_a_part_of_what_was_trained_only(spy: Any):
    first, last = keras.layers.Dense(2), keras.layers.Dense(1)
    fitted = keras.Sequential([keras.Input((3,)), first, last])
    spy.models.append(fitted)
    other = keras.Sequential([keras.Input((3,)), first, keras.layers.Dense(1)])
    assert spy.trained_number(other) is None


def test_another_model_and_one_whose_parts_cannot_be_trained(spy: Any):
    frozen = dense(2, 3)
    frozen.trainable = False
    spy.models += [frozen, dense(1, 2)]
    assert spy.trained_number(keras.Sequential([frozen, keras.layers.Dense(1)])) is None
    assert spy.trained_number(None) is None

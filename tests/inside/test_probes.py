"""Made-up epochs are replayed through the callbacks that have the student's rule."""

from __future__ import annotations

import importlib
from types import SimpleNamespace
from typing import Any

import pytest

keras: Any = importlib.import_module("keras")
probes: Any = importlib.import_module("grader.inside.probes")

PLATEAU = [{"loss": 0.5, "metric": 0.9, "other": 0.1}] * 6
OVER = [*PLATEAU, {"loss": 0.1, "metric": 0.995, "other": 0.1}, PLATEAU[0]]


class Mine(keras.callbacks.Callback):
    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        self.model.stop_training = logs["accuracy"] > 0.99


class Prints(keras.callbacks.Callback):
    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        print(epoch, logs)


def stopped(callbacks: list[Any], *made_up: Any) -> list[int | None]:
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    model.compile("sgd", "mse", metrics=["accuracy"])
    fit = SimpleNamespace(
        callbacks=callbacks,
        states=[{**vars(each)} for each in callbacks],
        model=model,
        facts={"logs": [{"accuracy": 0.5, "loss": 1.0}]},
    )
    return [each["stopped_at"] for each in probes.replay(fit, made_up)]


def patient() -> Any:
    return keras.callbacks.EarlyStopping(monitor="accuracy", mode="max", patience=2)


def told() -> Any:
    def end(epoch: int, logs: Any) -> None:
        told_callback.model.stop_training = logs["accuracy"] > 0.99

    told_callback = keras.callbacks.LambdaCallback(on_epoch_end=end)
    return told_callback


@pytest.mark.parametrize(
    ("callbacks", "at"),
    [
        ([Mine()], [None, 7]),
        ([patient()], [3, 3]),
        ([patient(), Mine()], [None, 7]),
        ([Mine(), patient()], [None, 7]),
        ([patient(), told()], [None, 7]),
        ([patient(), Prints()], [None, None]),  # what is the student's does nothing
    ],
)
def test_whose_rule_counts(callbacks: list[Any], at: list[int | None]):
    assert stopped(callbacks, PLATEAU, OVER) == at

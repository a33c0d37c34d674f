"""Replaying made-up epoch logs through the callbacks that the student passed to `fit`."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import keras

from grader.inside.spy import Fit, of_keras

__all__ = ["has_logs", "log_keys", "replay"]

Probe = Sequence[Mapping[str, float]]
_MAX_KEYS: Final = 20
_TOLD_WHAT_TO_DO: Final = keras.callbacks.LambdaCallback


class _ProbeLogs(dict[str, float]):
    """Epoch logs that remember which names were looked up in vain."""

    def __init__(
        self, values: Mapping[str, float], missing: list[str], today: Mapping[str, str]
    ) -> None:
        super().__init__(values)
        self._missing = missing
        self._today = today

    def get(self, key: Any, default: Any = None) -> Any:
        try:
            return self[key]
        except KeyError:
            return default

    def __missing__(self, key: Any) -> float:
        today = self._today.get(key, "")
        if today in self.keys():
            return self[today]
        self._note(key)
        raise KeyError(key)

    def __contains__(self, key: object) -> bool:
        there = super().__contains__(key) or self._today.get(str(key), "") in self.keys()
        if not there:
            self._note(key)
        return there

    def _note(self, key: object) -> None:
        if isinstance(key, str) and key not in self._missing and len(self._missing) < _MAX_KEYS:
            self._missing.append(key[:100])


# What Python says of it names no class of ours.
_ProbeLogs.__name__ = _ProbeLogs.__qualname__ = "dict"


def has_logs(fit: Fit) -> bool:
    """Say whether the run got as far as the end of an epoch, be it one that was cut short."""
    return bool(fit.facts["logs"] or fit.facts.get("cut_short"))


def log_keys(fit: Fit) -> list[str]:
    """Return the keys of the run's own epoch logs; Keras's usual ones if there were none."""
    logs = fit.facts["logs"]
    seen = logs[0] if logs else fit.facts.get("cut_short")
    return list(seen) if seen else ["accuracy", "loss"]


def _value(key: str, keys: Sequence[str], epoch: Mapping[str, float]) -> float:
    """The probe's value for one of the run's keys."""
    prefix = "val_" if key.startswith("val_") else ""
    if key.removeprefix("val_") == "loss":
        return epoch[prefix + "loss"]
    named = [other for other in keys if "acc" in other.lower()]
    is_metric = "acc" in key.lower() if named else not key.startswith(("lr", "learning_rate"))
    return epoch[prefix + "metric"] if is_metric else epoch["other"]


def replay(
    fit: Fit, probes: Sequence[Probe], today: Mapping[str, str] | None = None
) -> list[dict[str, Any]]:
    """Return, for each probe, the epoch after which the callbacks asked to stop.

    The callbacks run on their own model, as in training, each time from the state that they had
    before it. The model must have been exported already: they may do with it what they like.

    Args:
        fit: The training whose callbacks they are.
        probes: For each, the logs of its epochs.
        today: Keys of earlier versions that the logs answer to, and today's.
    """
    if not fit.callbacks or not probes:
        return []
    keys = log_keys(fit)
    with (
        Path(os.devnull).open("w", encoding="utf-8") as nowhere,
        contextlib.redirect_stdout(nowhere),
        contextlib.redirect_stderr(nowhere),
    ):
        return [_replay_one(fit, probe, keys, today or {}) for probe in probes]


def _replay_one(
    fit: Fit, probe: Probe, keys: Sequence[str], today: Mapping[str, str]
) -> dict[str, Any]:
    missing: list[str] = []
    stopped_at: int | None = None
    error = ""
    try:
        asked = _with_a_rule(fit.callbacks)
        _reset(fit, epochs=len(probe))
        for number, epoch in enumerate(probe, start=1):
            values = {key: _value(key, keys, epoch) for key in keys}
            for callback in asked:
                callback.on_epoch_begin(number - 1, {})
            logs = _ProbeLogs(values, missing, today)
            for callback in asked:
                callback.on_epoch_end(number - 1, logs)
            if fit.model.stop_training:
                stopped_at = number
                break
    except Exception as raised:  # noqa: BLE001 the student's code; what it raises is the answer
        error = f"{type(raised).__name__}: {raised}"[:1000]
    return {"stopped_at": stopped_at, "error": error, "missing_keys": missing}


def _with_a_rule(callbacks: Sequence[Any]) -> list[Any]:
    """The student's own callbacks; all of them where there are none.

    An `EarlyStopping` beside them has a rule of its own, and made-up epochs meet that by chance.
    """
    own = [each for each in callbacks if not of_keras(each) or isinstance(each, _TOLD_WHAT_TO_DO)]
    return own or list(callbacks)


def _reset(fit: Fit, *, epochs: int) -> None:
    """Bring callbacks and model back to where training begins."""
    fit.model.stop_training = False
    for callback, state in zip(fit.callbacks, fit.states, strict=True):
        if not isinstance(callback, keras.callbacks.Callback):
            continue
        callback.__dict__.clear()
        callback.__dict__.update(_copied(state))
        callback.set_params({"verbose": 0, "epochs": epochs, "steps": 1})
        callback.set_model(fit.model)
    for callback in fit.callbacks:
        callback.on_train_begin({})


def _copied(state: Mapping[str, Any]) -> dict[str, Any]:
    plain = (list, dict, set)
    return {
        name: value.copy() if isinstance(value, plain) else value for name, value in state.items()
    }

"""Which key of an epoch's logs a metric stands under: students spell them in many ways."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["metric_value"]


def metric_value(logs: Mapping[str, float], metric: str) -> float | None:
    """Return the epoch's value of `metric`, however the student named it; None if it has none.

    `accuracy` is also meant by `acc` and `sparse_categorical_accuracy`; a metric of the student's
    own naming counts when it is the only one.
    """
    if metric in logs:
        return logs[metric]
    own = {
        key: value
        for key, value in logs.items()
        if key != "loss" and not key.startswith(("val_", "lr", "learning_rate"))
    }
    alike = [value for key, value in own.items() if metric[:3] in key.lower()]
    if alike:
        return alike[0]
    return next(iter(own.values())) if len(own) == 1 else None

"""Drawing the made-up epoch logs that are replayed through a student's callbacks.

Each probe is a short course of training: an accuracy that passes the threshold, or never does,
just under and just over it, while loss and validation values point the other way. A callback that
implements the rule stops each where the rule does; one that looks elsewhere does not.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from pydantic import BaseModel

from grader.checks.base import probe_callbacks

__all__ = ["draw_probes"]

_KINDS: Final = ("climb",) * 5 + ("never",) * 3 + ("at_once",) * 2 + ("leap",) * 3 + ("waver",) * 3
_MOST_EPOCHS: Final = 10

Epoch = dict[str, float]


@probe_callbacks("stops_at")
def draw_probes(parameters: BaseModel, rng: np.random.Generator) -> list[list[Epoch]]:
    """Draw the probes for a rule "stop at the first epoch with the metric at `at_least` or more".

    Args:
        parameters: With `at_least`, between 0 and 1.
        rng: A generator that nobody has seen before.

    Returns:
        At least 12 probes; each epoch has metric, loss, val_metric, val_loss and other.
    """
    at_least = float(parameters.model_dump()["at_least"])
    probes = [_draw_one(kind, at_least, rng) for kind in _KINDS]
    order = rng.permutation(len(probes))
    return [probes[index] for index in order]


def _draw_one(kind: str, at_least: float, rng: np.random.Generator) -> list[Epoch]:
    length = int(rng.integers(5, _MOST_EPOCHS + 1))
    stop = {"never": length, "at_once": 0}.get(kind, int(rng.integers(2, length)))
    gap = 1 - at_least
    metric = np.empty(length)
    just_under = at_least - gap * rng.uniform(0.04, 0.5, length)
    if kind == "leap":
        metric[:stop] = rng.uniform(0.3, 0.9, stop) * at_least
    elif kind == "waver":
        metric[:stop] = just_under[:stop] - gap * rng.uniform(0, 4, stop) * (np.arange(stop) % 2)
    else:
        start = at_least * rng.uniform(0.8, 0.95)
        metric[:stop] = np.linspace(start, at_least - 0.5 * gap, stop)
    if stop:
        metric[stop - 1] = just_under[stop - 1]
    metric[stop:] = at_least + gap * rng.uniform(0.04, 0.9, length - stop)
    if stop < length:
        metric[stop] = at_least + gap * rng.uniform(0.04, 0.4)
    return _with_the_rest(metric, at_least, rng)


def _with_the_rest(metric: np.ndarray, at_least: float, rng: np.random.Generator) -> list[Epoch]:
    """Add loss and validation values that point the other way."""
    high = metric >= at_least
    size = len(metric)
    loss = np.where(high, rng.uniform(0.6, 2.0, size), rng.uniform(0.0005, 0.02, size))
    gap = 1 - at_least
    val_over = at_least + gap * rng.uniform(0.1, 0.9, size)
    val_metric = np.where(high, at_least * rng.uniform(0.6, 0.9, size), val_over)
    val_loss = np.where(high, rng.uniform(0.6, 2.0, size), rng.uniform(0.0005, 0.02, size))
    return [
        {
            "metric": float(metric[n]),
            "loss": float(loss[n]),
            "val_metric": float(val_metric[n]),
            "val_loss": float(val_loss[n]),
            "other": float(rng.uniform(0, 1)),
        }
        for n in range(size)
    ]

"""Drawing the made-up epoch logs that are replayed through a student's callbacks.

Each probe is a short course of training: an accuracy that passes the threshold, or never does,
just under and just over it, while loss or validation values, or all of them, point the other way.
A callback that implements the rule stops each where the rule does; one that looks elsewhere does
not, and where it stops tells what it looks at.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from pydantic import BaseModel

from grader.checks.base import probe_callbacks

__all__ = ["draw_probes"]

_KINDS: Final = ("climb",) * 5 + ("never",) * 3 + ("at_once",) * 2 + ("leap",) * 3 + ("waver",) * 3
_MOST_EPOCHS: Final = 10
_OTHERS: Final = ("loss", "val_metric", "val_loss")
_CONTRARY: Final = (frozenset(_OTHERS), *(frozenset({other}) for other in _OTHERS))
"""What points the other way, in turn: all three, or one alone, so that they can be told apart."""

Epoch = dict[str, float]


@probe_callbacks("stops_at")
def draw_probes(parameters: BaseModel, rng: np.random.Generator) -> list[list[Epoch]]:
    """Draw the probes for a rule "stop at the first epoch with the metric at `at_least` or more".

    Args:
        parameters: With `at_least`, between 0 and 1, and `where_defined`, other values that may
            count in its place: for each there are as many probes.
        rng: A generator that nobody has seen before.

    Returns:
        At least 12 probes; each epoch has metric, loss, val_metric, val_loss and other.
    """
    given = parameters.model_dump()
    others: dict[str, float] = given["where_defined"] or {}
    probes = [
        _draw_one(kind, at_least, rng, _CONTRARY[number % len(_CONTRARY)])
        for at_least in (float(given["at_least"]), *others.values())
        for number, kind in enumerate(_KINDS)
    ]
    order = rng.permutation(len(probes))
    return [probes[index] for index in order]


def _draw_one(
    kind: str, at_least: float, rng: np.random.Generator, contrary: frozenset[str]
) -> list[Epoch]:
    # "Never" lasts as long as training may: a callback that also counts epochs shows itself.
    length = _MOST_EPOCHS if kind == "never" else int(rng.integers(5, _MOST_EPOCHS + 1))
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
    return _with_the_rest(metric, at_least, rng, contrary)


def _with_the_rest(
    metric: np.ndarray, at_least: float, rng: np.random.Generator, contrary: frozenset[str]
) -> list[Epoch]:
    """Add the other values; those in `contrary` look good exactly where the metric does not."""
    size = len(metric)
    columns = {"metric": metric, "other": rng.uniform(0, 1, size)}
    for name in _OTHERS:
        good = (metric >= at_least) ^ (name in contrary)
        if name.endswith("loss"):
            small, large = rng.uniform(0.0005, 0.02, size), rng.uniform(0.6, 2.0, size)
            columns[name] = np.where(good, small, large)
        else:
            over = at_least + (1 - at_least) * rng.uniform(0.1, 0.9, size)
            columns[name] = np.where(good, over, at_least * rng.uniform(0.6, 0.9, size))
    return [{name: float(values[n]) for name, values in columns.items()} for n in range(size)]

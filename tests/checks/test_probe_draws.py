"""Probes decide: a right rule is always right, and each part of them points at another mistake."""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Callable

import numpy as np
import pytest

from grader.checks import CHECKS
from grader.checks.probe_draws import draw_probes
from grader.checks.training import first_epoch

Probes = list[list[dict[str, float]]]
SEEDS = range(500)


def drawn(seed: int, at_least: float = 0.99) -> Probes:
    parameters = CHECKS["stops_at"].parameters(metric="accuracy", at_least=at_least)
    return draw_probes(parameters, np.random.default_rng(seed))


@pytest.mark.parametrize("at_least", [0.6, 0.9, 0.99, 0.999])
@pytest.mark.parametrize("stops", [operator.gt, operator.ge], ids=[">", ">="])
def test_a_right_rule_is_always_right(at_least: float, stops: Callable[[float, float], bool]):
    for seed in SEEDS if at_least == 0.99 else range(50):
        for probe in drawn(seed, at_least):
            said = next((n for n, e in enumerate(probe, 1) if stops(e["metric"], at_least)), None)
            assert said == first_epoch(probe, at_least)


def test_there_are_enough_and_none_is_known_before():
    assert all(len(drawn(seed)) >= 12 for seed in SEEDS)
    assert drawn(1) != drawn(2)
    assert {len(probe) for seed in range(20) for probe in drawn(seed)} >= {5, 10}


def test_values_stand_just_under_and_just_over_the_threshold():
    for seed in range(50):
        values = [epoch["metric"] for probe in drawn(seed) for epoch in probe]
        assert any(0.985 < value < 0.99 for value in values)
        assert any(0.99 <= value < 0.994 for value in values)
        assert all(0 < value < 1 for value in values)


def test_some_stop_at_once_some_never_and_none_tell_by_their_epoch():
    for seed in range(50):
        stops = [first_epoch(probe, 0.99) for probe in drawn(seed)]
        assert stops.count(None) >= 2
        assert stops.count(1) >= 2
        assert len(set(stops)) >= 4


def looks_good(name: str, value: float) -> bool:
    return value < 0.05 if name.endswith("loss") else value >= 0.99


def contrary(probe: list[dict[str, float]]) -> frozenset[str]:
    """What points the other way in every epoch of a probe."""
    return frozenset(
        name
        for name in ("loss", "val_metric", "val_loss")
        if all(looks_good(name, epoch[name]) != (epoch["metric"] >= 0.99) for epoch in probe)
    )


def test_loss_and_validation_point_the_other_way_together_and_alone():
    for seed in range(50):
        found = Counter(contrary(probe) for probe in drawn(seed))
        together = frozenset({"loss", "val_metric", "val_loss"})
        assert set(found) == {together, *(frozenset({name}) for name in together)}
        assert min(found.values()) >= 3

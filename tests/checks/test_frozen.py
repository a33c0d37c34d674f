"""A frozen base is known by the digests of its weights."""

from __future__ import annotations

from typing import Any

import pytest

from grader.checks import CHECKS
from grader.facts import LayerFacts, ModelFacts
from grader.results import Finding

FILE = frozenset(f"{number}-{part}" for number in range(30) for part in ("kernel", "mean"))
PRETRAINED = {"net_a_weights_notop.h5": FILE, "net_b_0.35_no_top.h5": frozenset({"b"})}
CUT = 24
NETWORKS = {
    "net_a": {"layer": "mixed7", "parameters": CUT * 10},
    "net_b": {"layer": "block_13", "parameters": 10},
}


def conv(number: int, *, kept: bool = True, trainable: bool = False) -> LayerFacts:
    weights = (f"{number}-kernel", f"{number}-mean") if kept else (f"own-{number}", "own")
    return LayerFacts(
        kind="Conv2D", name=f"c{number}", parameters=10, trainable=trainable, weights=weights
    )


def own(kind: str, *, weights: tuple[str, ...] = ("mine", "too")) -> LayerFacts:
    return LayerFacts(kind=kind, name=kind.lower(), parameters=7, weights=weights)


INPUT = LayerFacts(kind="InputLayer", name="in", trainable=False)
BASE = [conv(number) for number in range(CUT)]
HEAD = [own("Dense"), LayerFacts(kind="Dropout", name="d"), own("Dense")]


def found(*layers: LayerFacts, pretrained: Any = PRETRAINED, networks: Any = NETWORKS) -> Finding:
    model = ModelFacts(
        layers=layers,
        input_shape=(None, 8, 8, 3),
        output_shape=(None, 1),
        parameters=2,
        trainable_parameters=2,
        weights_digest="",
    )
    check = CHECKS["frozen_base"]
    return check({"model": model, "pretrained": pretrained}, check.parameters(networks=networks))


def test_a_base_without_a_head():
    alone = found(INPUT, *(conv(number, trainable=True) for number in range(CUT)))
    assert "Only the base is there" in alone.cause
    headed = found(INPUT, *(conv(number, trainable=True) for number in range(CUT)), *HEAD)
    assert "Freeze the base" in headed.cause


@pytest.mark.parametrize(
    "layers",
    [
        [INPUT, *BASE, *HEAD],
        [INPUT, *BASE, own("BatchNormalization"), *HEAD],
        [INPUT, *BASE, own("Conv2D"), own("BatchNormalization"), *HEAD],
        [INPUT, own("Conv2D"), *BASE, *HEAD],
        [INPUT, *BASE[:20], own("BatchNormalization"), *BASE[20:], *HEAD],
    ],
    ids=["plain", "own normalization", "own convolution", "own adapter", "own branch"],
)
def test_a_frozen_base(layers: list[LayerFacts]):
    finding = found(*layers)
    assert (finding.passed, finding.share) == (True, 1)
    assert finding.actual == "240 weights as published, all frozen"
    assert finding.expected == (
        "net_a up to mixed7, no weight changed, none trainable or "
        "net_b up to block_13, no weight changed, none trainable"
    )


def test_the_other_network():
    finding = found(LayerFacts(kind="Conv2D", name="c", parameters=10, trainable=False,
                               weights=("b",)), *HEAD)  # fmt: skip
    assert finding.passed


def test_only_what_this_host_has_is_named():
    assert "net_b" not in found(*BASE, pretrained={"net_a.h5": FILE}).expected
    assert "net_b" in found(*BASE, pretrained={}).expected


@pytest.mark.parametrize(
    ("layers", "actual", "cause", "share"),
    [
        ([*BASE[:-1], conv(23, trainable=True), *HEAD], "1 of its layers can be trained, 0 were",
         "Freeze the base before you train", 0),
        ([*BASE[:9], conv(9, kept=False), *BASE[10:], *HEAD], "0 of its layers can be trained, 1",
         "Freeze the base before you train", 0),
        ([*(conv(n, trainable=True) for n in range(CUT)), *HEAD], "24 of its layers can be",
         "Freeze the base before you train", 0),
        ([*BASE, conv(24), *HEAD], "250 weights as published, all frozen",
         "Up to mixed7 the base has 240 weights", 0.5),
        ([*BASE[:-2], *HEAD], "220 weights as published, all frozen",
         "Up to mixed7 the base has 240 weights", 0.5),
        ([*BASE[:-1], conv(23, kept=False), *HEAD], "230 weights as published, all frozen",
         "its later layers were trained", 0),
        ([*BASE[:-1], own("BatchNormalization"), *HEAD], "230 weights as published, all frozen",
         "yours is cut at another layer", 0.5),
        ([*(conv(n, kept=False) for n in range(CUT)), *HEAD],
         "none of its weights is a pretrained one", "Were they loaded", 0),
        ([*(conv(n, kept=False, trainable=True) for n in range(CUT)), *HEAD],
         "none of its weights is a pretrained one", "set trainable = False before compile", 0),
        ([own("Conv2D"), *HEAD], "there is no pretrained base in the model", "", 0),
        ([], "there is no pretrained base in the model", "", 0),
        ([LayerFacts(kind="Conv2D", name="bare", trainable=False), *HEAD],
         "there is no pretrained base in the model", "", 0),
    ],
)  # fmt: skip
def test_no_frozen_base(layers: list[LayerFacts], actual: str, cause: str, share: float):
    finding = found(*layers)
    assert (finding.passed, finding.share) == (False, share)
    assert finding.actual.startswith(actual)
    assert cause in finding.cause
    assert bool(cause) == bool(finding.cause)


def test_a_host_without_the_weights_passes_nobody():
    assert not found(*BASE, *HEAD, pretrained={}).passed

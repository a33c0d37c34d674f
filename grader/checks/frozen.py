"""Whether a pretrained base is in the model, unchanged: digest by digest against its file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pydantic import BaseModel, ConfigDict

from grader.checks.base import check
from grader.facts import LayerFacts, ModelFacts
from grader.language import say
from grader.results import Finding

__all__ = ["Cut", "frozen_base"]

_OF_BASES: Final = frozenset({"Conv2D", "DepthwiseConv2D", "SeparableConv2D", "BatchNormalization"})
"""What a pretrained network without its top is made of, as far as it has weights."""


class Cut(BaseModel):
    """Where a pretrained network is cut, and how many numbers its weights hold up to there."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    layer: str
    parameters: int


@check
def frozen_base(
    model: ModelFacts,
    pretrained: Mapping[str, frozenset[str]],
    *,
    networks: dict[str, Cut],
) -> Finding:
    """The pretrained base is in your model, as it was published, and frozen."""
    names = {name: file for name in networks for file in pretrained if file.startswith(name)}
    expected = say(" or ").join(
        say("{network} up to {layer}, no weight changed, none trainable",
            network=name, layer=networks[name].layer)
        for name in (names or networks)
    )  # fmt: skip
    for name, file in names.items():
        base = [layer for layer in model.layers if _is_from(layer, pretrained[file])]
        if base:
            return _compared(model, base, expected, networks[name])
    kinds = [layer for layer in model.layers if layer.kind in _OF_BASES]
    if len(kinds) > 20:
        cause = say("The base's weights are not the pretrained ones. Were they loaded, and is the "
                    "base frozen before compile?")  # fmt: skip
        return Finding(False, expected, say("none of its weights is a pretrained one"), cause=cause)
    return Finding(False, expected, say("there is no pretrained base in the model"))


def _is_from(layer: LayerFacts, digests: frozenset[str]) -> bool:
    return bool(layer.weights) and all(each in digests for each in layer.weights)


def _compared(model: ModelFacts, base: list[LayerFacts], expected: str, cut: Cut) -> Finding:
    """Judge a model that holds at least a part of the base."""
    last = max(number for number, layer in enumerate(model.layers) if layer in base)
    others = [
        layer
        for layer in model.layers[:last]
        if layer.kind in _OF_BASES and layer.weights and layer not in base
    ]
    alive = [layer for layer in base if layer.trainable]
    count = sum(layer.parameters for layer in base)
    if alive or others:
        actual = say("{alive} of its layers can be trained, {changed} were changed by training",
                     alive=len(alive), changed=len(others))  # fmt: skip
        cause = say("Freeze the base before compile: layer.trainable = False for each of its "
                    "layers.")  # fmt: skip
        return Finding(False, expected, actual, cause=cause)
    actual = say("{count:,} weights as published, all frozen", count=count)
    if count != cut.parameters:
        cause = say(
            "Up to {layer} the base has {wanted:,} weights: yours is cut at another layer, or its "
            "later layers were trained.",
            layer=cut.layer,
            wanted=cut.parameters,
        )
        return Finding(False, expected, actual, 0.5, cause=cause)
    return Finding(True, expected, actual, 1.0)

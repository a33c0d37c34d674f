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

_CONVOLUTIONS: Final = frozenset({"Conv2D", "DepthwiseConv2D", "SeparableConv2D"})
_OF_BASES: Final = _CONVOLUTIONS | {"BatchNormalization"}
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
    """The pretrained base is in your model, as it was published, and frozen.

    Each array of weights is compared with the file that this host holds. Layers of the student's
    own, before or after the base, may have any weights. Half of the points is earned where all is
    frozen and unchanged, but cut at another layer.

    Keys:
        networks: The networks that are right, each by the beginning of its file's name, with the
            `layer` at which it is cut and the `parameters` that it has up to there.

    Example:
        {check: frozen_base,
         networks: {mobilenet_v2: {layer: block_13_expand_relu, parameters: 98512}}, points: 30,
         hint: "When must a layer be frozen?"}
    """
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
        actual = say("none of its weights is a pretrained one")
        return Finding(False, expected, actual, cause=_why_other_weights(kinds))
    return Finding(False, expected, say("there is no pretrained base in the model"))


def _why_other_weights(base: list[LayerFacts]) -> str:
    if any(layer.trainable for layer in base if layer.kind in _CONVOLUTIONS):
        return say("The base is not frozen, so training has changed it: set trainable = False "
                   "before compile and fit.")  # fmt: skip
    return say("The base's weights are not the pretrained ones. Were they loaded, and was the base "
               "frozen before fit, not after it?")  # fmt: skip


def _base_alone(model: ModelFacts) -> str:
    if any(layer.kind == "Dense" for layer in model.layers):
        return ""
    return say("Only the base is there: build the head on it, compile and train the two together.")


def _is_from(layer: LayerFacts, digests: frozenset[str]) -> bool:
    return bool(layer.weights) and all(each in digests for each in layer.weights)


def _others(model: ModelFacts, base: list[LayerFacts]) -> list[LayerFacts]:
    """What stands before the base's end and may have been a part of it."""
    known = {id(layer) for layer in base}
    last = max(number for number, layer in enumerate(model.layers) if id(layer) in known)
    return [
        layer
        for layer in model.layers[:last]
        if layer.kind in _OF_BASES and layer.weights and id(layer) not in known
    ]


def _convolves_after(model: ModelFacts, base: list[LayerFacts]) -> bool:
    """Whether what comes after the base may be more of it, trained."""
    after = model.layers[model.layers.index(base[-1]) + 1 :]
    return any(layer.kind in _CONVOLUTIONS and layer.weights for layer in after)


def _compared(model: ModelFacts, base: list[LayerFacts], expected: str, cut: Cut) -> Finding:
    """Judge a model that holds at least a part of the base."""
    alive = [layer for layer in base if layer.trainable]
    count = sum(layer.parameters for layer in base)
    # Where the base is there to its last number, whatever else has weights is their own.
    others = [] if count == cut.parameters else _others(model, base)
    if alive or others:
        actual = say("{alive} of its layers can be trained, {changed} were changed by training",
                     alive=len(alive), changed=len(others))  # fmt: skip
        cause = _base_alone(model) or say("Freeze the base before you train: layer.trainable = "
                                          "False for each of its layers.")  # fmt: skip
        return Finding(False, expected, actual, cause=cause)
    actual = say("{count:,} weights as published, all frozen", count=count)
    if count != cut.parameters:
        cause = say("Up to {layer} the base has {wanted:,} weights: yours is cut at another layer, "
                    "or its later layers were trained.",
                    layer=cut.layer, wanted=cut.parameters)  # fmt: skip
        trained = count < cut.parameters and _convolves_after(model, base)
        return Finding(False, expected, actual, 0.0 if trained else 0.5, cause=cause)
    return Finding(True, expected, actual, 1.0)

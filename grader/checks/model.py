"""Checks of the exported model's architecture, as the examiner measured it."""

from __future__ import annotations

from typing import Final

from grader.checks.base import check, needs_one_of
from grader.facts import LayerFacts, ModelFacts
from grader.language import say
from grader.results import Finding

__all__ = ["ACTIVATION_LAYERS", "NO_ACTIVATION", "always_one", "layer_count", "output_layer"]

ACTIVATION_LAYERS: Final = frozenset({"Activation", "ReLU", "LeakyReLU", "Softmax", "ELU", "PReLU"})
NO_ACTIVATION: Final = frozenset({"", "linear"})
# Written with fewer weights, it does what the other does.
_ALSO: Final = {"Conv2D": ("SeparableConv2D",)}


def _last_activation(layers: tuple[LayerFacts, ...]) -> str:
    """The activation that the output went through last; "linear" where there is none."""
    for layer in reversed(layers):
        if layer.kind in ACTIVATION_LAYERS or layer.units is not None:
            return "linear" if layer.activation in NO_ACTIVATION else layer.activation
    return "linear"


def always_one(model: ModelFacts) -> str:
    """Return that the model says 1 to everything, if its last layer is one unit with softmax."""
    width = model.output_shape[-1] if model.output_shape else None
    if width == 1 and _last_activation(model.layers) == "softmax":
        return say("Softmax over one unit is always 1, whatever goes in.")
    return ""


def _units(count: int, activation: str | None) -> str:
    if activation is None:
        return say("{count} units", count=count) if count != 1 else say("1 unit")
    if count == 1:
        return say("1 unit with {activation}", activation=activation)
    return say("{count} units with {activation}", count=count, activation=activation)


@check
def output_layer(model: ModelFacts, *, units: int, activation: str | None = None) -> Finding:
    """The last layer has the right width and activation.

    An activation in a layer of its own counts, and so does `tf.nn.softmax`. One unit with softmax
    is never right: it says 1, whatever it is asked.

    Keys:
        units: How many numbers the model gives for one input.
        activation: Its name, as `sigmoid`; `linear` for none. Without it, any will do.

    Example:
        {check: output_layer, units: 1, activation: sigmoid, points: 10, hint: "How many classes?"}
    """
    width = model.output_shape[-1] if model.output_shape else None
    found = _last_activation(model.layers)
    stuck = always_one(model)
    right = width == units and (activation is None or found == activation) and not stuck
    actual = _units(width or 0, found if activation is not None or stuck else None)
    return Finding(right, _units(units, activation), actual, float(right), cause=stuck)


@check
@needs_one_of("exactly", "at_least", "at_most")
def layer_count(
    model: ModelFacts,
    *,
    kind: str,
    exactly: int | None = None,
    at_least: int | None = None,
    at_most: int | None = None,
) -> Finding:
    """The model has the layers that were asked for.

    Layers of models inside of the model count as well, and a SeparableConv2D is a Conv2D.

    Keys:
        kind: The name of Keras's class, as `Conv2D`.
        exactly: How many there must be.
        at_least: The fewest that there may be.
        at_most: The most that there may be.

    Example:
        {check: layer_count, kind: Conv2D, at_least: 3, points: 10, hint: "How many does it take?"}
    """
    kinds = {kind, *_ALSO.get(kind, ())}
    count = sum(layer.kind in kinds for layer in model.layers)
    right = (
        (exactly is None or count == exactly)
        and (at_least is None or count >= at_least)
        and (at_most is None or count <= at_most)
    )
    if exactly is not None:
        expected = say("{count} {kind}", count=exactly, kind=kind)
    elif at_least is not None:
        expected = say("at least {count} {kind}", count=at_least, kind=kind)
    else:
        expected = say("at most {count} {kind}", count=at_most, kind=kind)
    names = ", ".join(layer.kind for layer in model.layers if layer.kind != "InputLayer")
    actual = say("{count} {kind}", count=count, kind=kind)
    if not right:
        actual = say("{count} {kind} ({names})", count=count, kind=kind, names=names)
    return Finding(right, expected, actual, float(right))

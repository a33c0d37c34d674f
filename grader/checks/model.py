"""Checks of the exported model's architecture, as the examiner measured it."""

from __future__ import annotations

from grader.checks.base import check
from grader.facts import LayerFacts, ModelFacts
from grader.language import say
from grader.results import Finding

__all__ = ["layer_count", "output_layer"]

_ACTIVATION_LAYERS = frozenset({"Activation", "ReLU", "LeakyReLU", "Softmax", "ELU", "PReLU"})
_NO_ACTIVATION = frozenset({"", "linear"})


def _last_activation(layers: tuple[LayerFacts, ...]) -> str:
    """The activation that the output went through last; "linear" where there is none."""
    for layer in reversed(layers):
        if layer.kind in _ACTIVATION_LAYERS or layer.units is not None:
            return "linear" if layer.activation in _NO_ACTIVATION else layer.activation
    return "linear"


def _units(count: int, activation: str | None) -> str:
    if activation is None:
        return say("{count} units", count=count) if count != 1 else say("1 unit")
    if count == 1:
        return say("1 unit with {activation}", activation=activation)
    return say("{count} units with {activation}", count=count, activation=activation)


@check
def output_layer(model: ModelFacts, *, units: int, activation: str | None = None) -> Finding:
    """The last layer has the right width and activation."""
    width = model.output_shape[-1] if model.output_shape else None
    found = _last_activation(model.layers)
    right = width == units and (activation is None or found == activation)
    actual = _units(width or 0, found if activation is not None else None)
    return Finding(right, _units(units, activation), actual, float(right))


@check
def layer_count(
    model: ModelFacts,
    *,
    kind: str,
    exactly: int | None = None,
    at_least: int | None = None,
    at_most: int | None = None,
) -> Finding:
    """The model has the layers that were asked for."""
    count = sum(layer.kind == kind for layer in model.layers)
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

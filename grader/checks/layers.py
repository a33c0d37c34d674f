"""A check of single layers of the exported model, as the examiner measured them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated, Final, Literal

from pydantic import Field

from grader.checks.base import check
from grader.checks.model import ACTIVATION_LAYERS, NO_ACTIVATION
from grader.facts import LayerFacts, ModelFacts
from grader.language import say
from grader.results import Finding

__all__ = ["Kinds", "has_layer", "kind_words"]

Kinds = Annotated[list[str], Field(min_length=1)]
Setting = Literal[
    "rate",
    "kernel_size",
    "pool_size",
    "strides",
    "factor",
    "height_factor",
    "width_factor",
    "scale",
    "offset",
]
_SILENT: Final = frozenset({"InputLayer"})
_BEFORE_ACTIVATION: Final = frozenset({"BatchNormalization", "LayerNormalization"})


def kind_words(layers: Iterable[LayerFacts], most: int = 12) -> str:
    """Return the kinds of layers in their order; of a long row, how it begins and ends."""
    names = [layer.kind for layer in layers if layer.kind not in _SILENT]
    if len(names) > most:
        return ", ".join((*names[: most // 2], "…", *names[-most // 2 :]))
    return ", ".join(names)


@check
def has_layer(
    model: ModelFacts,
    *,
    kinds: Kinds,
    setting: Setting | None = None,
    at_least: float | None = None,
    at_most: float | None = None,
    activation: str | None = None,
    units: int | None = None,
) -> Finding:
    """The model has a layer of the kind that was asked for.

    One layer has to have all that is asked. An activation that stands in a layer of its own counts
    as that of the layer before it.

    Keys:
        kinds: Names of Keras's classes; any of them will do.
        setting: An argument that has bounds; of (3, 3) it is 3, of (-0.1, 0.1) the larger end.
        at_least: The least that the setting may be.
        at_most: The most that the setting may be.
        activation: Its name, as `relu`.
        units: The width of a Dense layer, or the filters of a convolution.

    Example:
        {check: has_layer, kinds: [Dropout], setting: rate, at_least: 0.1, points: 5, hint: "How?"}
    """
    alike = [layer for layer in _activated(model.layers) if layer.kind in kinds]
    expected = _wanted(kinds, setting, at_least, at_most, activation, units)
    right = [
        layer
        for layer in alike
        if units in {None, layer.units}
        and activation in {None, layer.activation}
        and _within(layer, setting, at_least, at_most)
    ]
    if right:
        return Finding(True, expected, _described(right[0], setting), 1.0)
    found = ", ".join(_described(layer, setting) for layer in alike[:5])
    none = say("none among {kinds}", kinds=kind_words(model.layers))
    return Finding(False, expected, found or none)


def _activated(layers: Sequence[LayerFacts]) -> list[LayerFacts]:
    """The layers, each with the activation that follows it in a layer of its own."""
    found = list(layers)
    for number, layer in enumerate(layers):
        if layer.activation not in NO_ACTIVATION or layer.units is None:
            continue
        rest = (each for each in layers[number + 1 :] if each.kind not in _BEFORE_ACTIVATION)
        after = next(rest, None)
        if after is not None and after.kind in ACTIVATION_LAYERS:
            found[number] = layer.model_copy(update={"activation": after.activation})
    return found


def _within(
    layer: LayerFacts, setting: str | None, at_least: float | None, at_most: float | None
) -> bool:
    if setting is None:
        return True
    value = layer.settings.get(setting)
    if not isinstance(value, float):
        return False
    return (at_least is None or value >= at_least - 1e-9) and (
        at_most is None or value <= at_most + 1e-9
    )


def _wanted(
    kinds: list[str],
    setting: str | None,
    at_least: float | None,
    at_most: float | None,
    activation: str | None,
    units: int | None,
) -> str:
    words = say(" or ").join(kinds)
    if units is not None:
        words += say(" of {units} units", units=units)
    if activation is not None:
        words += say(" with {activation}", activation=activation)
    if setting is not None and at_least is not None and at_least == at_most:
        words += f", {setting} {at_least:g}"
    elif setting is not None:
        bounds = [f"{'≥' if low else '≤'} {value:g}" for low, value in
                  ((True, at_least), (False, at_most)) if value is not None]  # fmt: skip
        words += f", {setting} {' '.join(bounds)}"
    return words


def _described(layer: LayerFacts, setting: str | None) -> str:
    words = layer.kind
    if layer.units is not None:
        words += say(" of {units} units", units=layer.units)
    if layer.activation and layer.activation != "linear":
        words += say(" with {activation}", activation=layer.activation)
    if setting is not None:
        value = layer.settings.get(setting, "?")
        words += f", {setting} {value:g}" if isinstance(value, float) else f", {setting} {value}"
    return words

"""Checks of how the exported model is built and compiled, as the examiner measured it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from grader.checks.base import check
from grader.facts import LayerFacts, ModelFacts
from grader.language import say
from grader.results import Finding

__all__ = [
    "compiled_with",
    "has_layer",
    "input_shape",
    "layer_order",
    "no_custom_code",
    "parameter_limit",
]

_SILENT: Final = frozenset({"InputLayer"})
_OWN_CODE: Final = frozenset({"Lambda"})
_SPELLINGS: Final = {
    "bce": "binary_crossentropy",
    "cce": "categorical_crossentropy",
    "mae": "mean_absolute_error",
    "mse": "mean_squared_error",
}


def _shape_words(shape: Iterable[int | None]) -> str:
    return "×".join("?" if size is None else str(size) for size in shape)


def _kinds(layers: Iterable[LayerFacts], most: int = 12) -> str:
    names = [layer.kind for layer in layers if layer.kind not in _SILENT]
    if len(names) > most:
        return ", ".join((*names[: most // 2], "…", *names[-most // 2 :]))
    return ", ".join(names)


@check
def input_shape(model: ModelFacts, *, shape: list[int]) -> Finding:
    """The model takes images of the size that was asked for."""
    found = model.input_shape[1:]
    # Where a side is left open, any size fits; a channel axis of 1 may be left out.
    plain = found if len(found) == len(shape) else (*found, 1)
    fits = len(plain) == len(shape) and all(
        size is None or size == wanted for size, wanted in zip(plain, shape, strict=True)
    )
    return Finding(fits, _shape_words(shape), _shape_words(found), float(fits))


@check
def layer_order(model: ModelFacts, *, kinds: list[str]) -> Finding:
    """The layers come in the order that was asked for."""
    rest = iter(layer.kind for layer in model.layers)
    # Other layers may stand between: `in` reads on from where the last one was found.
    lacking = next((kind for kind in kinds if kind not in rest), None)
    expected = say("{kinds}, in this order", kinds=", ".join(kinds))
    if lacking is None:
        return Finding(True, expected, _kinds(model.layers), 1.0)
    cause = say("There is no {kind} where one is due.", kind=lacking)
    return Finding(False, expected, _kinds(model.layers), cause=cause)


@check
def has_layer(
    model: ModelFacts,
    *,
    kinds: list[str],
    setting: str | None = None,
    at_least: float | None = None,
    at_most: float | None = None,
    activation: str | None = None,
    units: int | None = None,
) -> Finding:
    """The model has a layer of the kind that was asked for."""
    alike = [layer for layer in model.layers if layer.kind in kinds]
    expected = _wanted(kinds, setting, at_least, at_most, activation, units)
    right = [
        layer
        for layer in alike
        if (units is None or layer.units == units)
        and (activation is None or layer.activation == activation)
        and _within(layer, setting, at_least, at_most)
    ]
    if right:
        return Finding(True, expected, _described(right[0], setting), 1.0)
    if not alike:
        return Finding(False, expected, say("none among {kinds}", kinds=_kinds(model.layers)))
    return Finding(False, expected, ", ".join(_described(layer, setting) for layer in alike[:5]))


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


@check
def parameter_limit(model: ModelFacts, *, at_most: int) -> Finding:
    """The model is as small as was asked for."""
    expected = say("at most {count:,} parameters", count=at_most)
    right = model.parameters <= at_most
    biggest = max(model.layers, key=lambda layer: layer.parameters, default=None)
    cause = ""
    if not right and biggest is not None:
        cause = say(
            "Most of them, {count:,}, are in {kind} {name}: what goes into it is large.",
            count=biggest.parameters,
            kind=biggest.kind,
            name=biggest.name,
        )
    actual = say("{count:,} parameters", count=model.parameters)
    return Finding(right, expected, actual, float(right), cause=cause)


@check
def compiled_with(
    model: ModelFacts,
    *,
    loss: list[str] | None = None,
    optimizer: list[str] | None = None,
    learning_rate_at_most: float | None = None,
) -> Finding:
    """The model is compiled as the task asks."""
    wanted: list[str] = []
    found: list[str] = []
    right = True
    if loss is not None:
        wanted.append(say(" or ").join(loss))
        found.append(model.loss or say("no loss"))
        right &= _plain(model.loss) in map(_plain, loss)
    if optimizer is not None:
        wanted.append(say(" or ").join(optimizer))
        found.append(model.optimizer or say("no optimizer"))
        right &= _plain(model.optimizer) in map(_plain, optimizer)
    if learning_rate_at_most is not None:
        wanted.append(say("learning rate ≤ {rate:g}", rate=learning_rate_at_most))
        rate = model.learning_rate
        found.append(say("learning rate {rate:g}", rate=rate) if rate is not None else "?")
        # A schedule has no one rate: what it does shows in the accuracy.
        right &= rate is None or rate <= learning_rate_at_most * 1.001
    return Finding(right, ", ".join(wanted), ", ".join(found), float(right), cause=_doubt(model))


def _plain(name: str) -> str:
    """One spelling of a name: BinaryCrossentropy, binary_crossentropy and bce are the same."""
    return _SPELLINGS.get(name.lower(), name).replace("_", "").lower()


def _doubt(model: ModelFacts) -> str:
    """A slip in the pairing of loss and last layer that the two themselves show."""
    last = next((layer for layer in reversed(model.layers) if layer.activation), None)
    activation = last.activation if last is not None else ""
    width = model.output_shape[-1] if model.output_shape else None
    if width == 1 and _plain(model.loss) == "categoricalcrossentropy":
        return say("categorical_crossentropy over one unit is always 0: nothing is learned.")
    if model.from_logits and activation in {"sigmoid", "softmax"}:
        return say("from_logits=True says that there is no {activation}, but the last layer has "
                   "one.", activation=activation)  # fmt: skip
    return ""


@check
def no_custom_code(model: ModelFacts) -> Finding:
    """The model is made of Keras's own layers."""
    own = [layer for layer in model.layers if layer.kind in _OWN_CODE]
    expected = say("no Lambda layer and no layer of your own")
    if own:
        return Finding(False, expected, ", ".join(layer.name for layer in own))
    return Finding(True, expected, say("none"), 1.0)

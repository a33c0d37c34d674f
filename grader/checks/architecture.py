"""Checks of how the exported model is built and compiled, as the examiner measured it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from grader.checks.base import check, needs_one_of
from grader.checks.layers import Kinds, kind_words
from grader.facts import ModelFacts
from grader.language import say
from grader.results import Finding

__all__ = [
    "always_zero",
    "compiled_with",
    "input_shape",
    "layer_order",
    "no_custom_code",
    "parameter_limit",
    "plain_name",
]

_OWN_CODE: Final = frozenset({"Lambda"})
_SPELLINGS: Final = {
    "bce": "binary_crossentropy",
    "cce": "categorical_crossentropy",
    "mae": "mean_absolute_error",
    "mse": "mean_squared_error",
}


def _shape_words(shape: Iterable[int | None]) -> str:
    return "×".join("?" if size is None else str(size) for size in shape) or "?"


@check
def input_shape(model: ModelFacts, *, shape: list[int]) -> Finding:
    """The model takes images of the size that was asked for.

    A size that the model leaves open fits; a last axis of 1 may be there or not.

    Keys:
        shape: Height, width and colours.

    Example:
        {check: input_shape, shape: [150, 150, 3], points: 5, hint: "How large are the images?"}
    """
    found = model.input_shape[1:]
    plain, wanted = _without_ones(found), _without_ones(shape)
    fits = len(plain) == len(wanted) and all(
        size is None or size == other for size, other in zip(plain, wanted, strict=True)
    )
    return Finding(fits, _shape_words(shape), _shape_words(found), float(fits))


def _without_ones(shape: Sequence[int | None]) -> Sequence[int | None]:
    """A shape without a last axis of 1, but for the first axis."""
    return shape[:-1] if len(shape) > 1 and shape[-1] == 1 else shape


@check
def layer_order(model: ModelFacts, *, kinds: Kinds) -> Finding:
    """The layers come in the order that was asked for.

    Other layers may stand between them.

    Keys:
        kinds: Names of Keras's classes, first to last: `MaxPooling2D`, not `MaxPool2D`.

    Example:
        {check: layer_order, kinds: [Conv2D, Flatten, Dense], points: 5, hint: "What is first?"}
    """
    rest = iter(layer.kind for layer in model.layers)
    # Other layers may stand between: `in` reads on from where the last one was found.
    lacking = next((kind for kind in kinds if kind not in rest), None)
    expected = say("{kinds}, in this order", kinds=", ".join(kinds))
    if lacking is None:
        return Finding(True, expected, kind_words(model.layers), 1.0)
    cause = say("There is no {kind} where one is due.", kind=lacking)
    return Finding(False, expected, kind_words(model.layers), cause=cause)


@check
def parameter_limit(model: ModelFacts, *, at_most: int) -> Finding:
    """The model is as small as was asked for.

    Keys:
        at_most: The most numbers that its weights may have, trainable or not.

    Example:
        {check: parameter_limit, at_most: 100000, points: 10, hint: "Which layer is the largest?"}
    """
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
@needs_one_of("loss", "optimizer", "learning_rate_at_most")
def compiled_with(
    model: ModelFacts,
    *,
    loss: Kinds | None = None,
    optimizer: Kinds | None = None,
    learning_rate_at_most: float | None = None,
) -> Finding:
    """The model is compiled as the task asks.

    A loss may be given by name, in short or as an object: `bce`, `binary_crossentropy` and
    `BinaryCrossentropy` are the same. Metrics are not looked at.

    Keys:
        loss: The losses that are right.
        optimizer: The optimizers that are right.
        learning_rate_at_most: The largest learning rate; a schedule is taken for right.

    Example:
        {check: compiled_with, loss: [binary_crossentropy], points: 5, hint: "How many classes?"}
    """
    wanted: list[str] = []
    found: list[str] = []
    right = True
    if loss is not None:
        wanted.append(say(" or ").join(loss))
        found.append(model.loss or say("no loss"))
        right &= plain_name(model.loss) in map(plain_name, loss)
    if optimizer is not None:
        wanted.append(say(" or ").join(optimizer))
        found.append(model.optimizer or say("no optimizer"))
        right &= plain_name(model.optimizer) in map(plain_name, optimizer)
    if learning_rate_at_most is not None:
        wanted.append(say("learning rate ≤ {rate:g}", rate=learning_rate_at_most))
        found.append(_rate_words(model))
        right &= _is_slow(model, learning_rate_at_most)
    cause = "" if right else _doubt(model)
    return Finding(right, ", ".join(wanted), ", ".join(found), float(right), cause=cause)


def _rate_words(model: ModelFacts) -> str:
    if not model.optimizer:
        return say("no optimizer")
    if model.learning_rate is None:
        return say("a learning rate that changes")
    return say("learning rate {rate:g}", rate=model.learning_rate)


def _is_slow(model: ModelFacts, at_most: float) -> bool:
    if model.learning_rate is None:
        # A schedule has no one rate: what it does shows in the accuracy.
        return bool(model.optimizer)
    return model.learning_rate <= at_most * 1.001  # it is kept with seven digits


def plain_name(name: str) -> str:
    """Return one spelling of a loss or optimizer, in small letters.

    BinaryCrossentropy, binary_crossentropy and bce are the same.
    """
    return _SPELLINGS.get(name.lower(), name).replace("_", "").lower()


def always_zero(model: ModelFacts) -> str:
    """Return that the loss is 0 whatever the model says, if it is; empty if not."""
    width = model.output_shape[-1] if model.output_shape else None
    if width == 1 and plain_name(model.loss) == "categoricalcrossentropy":
        return say("categorical_crossentropy over one unit is always 0, right or wrong.")
    return ""


def _doubt(model: ModelFacts) -> str:
    """A slip in the pairing of loss and last layer that the two themselves show."""
    last = next((layer for layer in reversed(model.layers) if layer.activation), None)
    activation = last.activation if last is not None else ""
    if model.from_logits and activation in {"sigmoid", "softmax"}:
        return say("from_logits=True says that there is no {activation}, but the last layer has "
                   "one.", activation=activation)  # fmt: skip
    return always_zero(model)


@check
def no_custom_code(model: ModelFacts) -> Finding:
    """The model is made of Keras's own layers.

    A class of the student's own cannot be loaded at all, and all checks of the model are left out
    then; this one says so of Lambda layers.

    Example:
        {check: no_custom_code, points: 5, hint: "Which layer of Keras does the same?"}
    """
    own = [layer for layer in model.layers if layer.kind in _OWN_CODE]
    expected = say("no Lambda layer and no layer of your own")
    if own:
        return Finding(False, expected, ", ".join(layer.name for layer in own))
    return Finding(True, expected, say("none"), 1.0)

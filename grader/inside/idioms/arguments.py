"""Arguments that were spelt otherwise, or were taken in other forms."""

from __future__ import annotations

import functools
import inspect
import math
from collections.abc import Callable
from typing import Any, Final

import keras
import numpy as np

from grader.inside.idioms.endless import batch_count, endless
from grader.inside.idioms.record import Record
from grader.inside.idioms.train_optimizers import today_s_optimizer

__all__ = ["answer_arguments"]

_GONE: Final = {
    **dict.fromkeys(("workers", "use_multiprocessing", "max_queue_size", "max_q_size"), "workers"),
    **dict.fromkeys(("nb_val_samples", "samples_per_epoch"), "samples_per_epoch"),
}
"""Arguments that are left out, and the idiom: an epoch goes round all images since Keras 2."""
_EPOCHS: Final = ("nb_epoch", "nb_epochs")
_STEPS: Final = ("steps_per_epoch", "validation_steps", "steps")

_MOST_IMAGES: Final = 2520
"""In the course's largest folder of training images, rock paper scissors; there are fewer here."""
_USUAL_BATCH: Final = 32


def answer_arguments(record: Record) -> None:
    """Let `fit`, `compile`, layers and optimizers take the arguments that they once took."""
    model: Any = keras.Model
    for name in ("fit", "evaluate", "predict"):
        setattr(model, name, _fed(getattr(model, name), record))
    model.compile = _compile(model.compile, record)
    _answer_optimizers(record)
    _answer_shapes(record)


def _fed(original: Callable[..., Any], record: Record) -> Callable[..., Any]:
    """Wrap a method that is given data."""

    @functools.wraps(original)
    def method(model: Any, *arguments: Any, **keywords: Any) -> Any:
        for name in [each for each in _GONE if each in keywords]:
            keywords.pop(name)
            record.note(_GONE[name])
        for name in [each for each in _EPOCHS if each in keywords]:
            keywords["epochs"] = keywords.pop(name)
            record.note("nb_epoch")
        for name in _STEPS:
            if isinstance(keywords.get(name), float):
                keywords[name] = math.ceil(keywords[name])
                record.note("float_steps")
        arguments = tuple(_array(each, record) for each in arguments)
        for name in [each for each in ("x", "y") if each in keywords]:
            keywords[name] = _array(keywords[name], record)
        if isinstance(pair := keywords.get("validation_data"), list | tuple):
            keywords["validation_data"] = tuple(_array(each, record) for each in pair)
        if not model.built:
            arguments, keywords = _in_columns(arguments, keywords, record)
        if original.__name__ == "fit":
            arguments, keywords = _going_on(arguments, keywords, record)
        return original(model, *arguments, **keywords)

    return method


def _array(value: Any, record: Record) -> Any:
    """Return numbers in a list as an array, anything else as it is."""
    if not isinstance(value, list) or not value or not _is_numbers(value):
        return value
    record.note("lists")
    return np.array(value)


def _in_columns(
    arguments: tuple[Any, ...], keywords: dict[str, Any], record: Record
) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """Give a model that knows no shape yet one number in a column of its own, as Keras 2 did.

    Once it is built, Keras does so itself.
    """
    x: Any = arguments[0] if arguments else keywords.get("x")
    if not isinstance(x, np.ndarray) or x.ndim != 1 or x.dtype.kind not in "fiub":
        return arguments, keywords
    record.note("flat_inputs")
    if arguments:
        return (x[:, None], *arguments[1:]), keywords
    return arguments, keywords | {"x": x[:, None]}


def _is_numbers(value: list[Any]) -> bool:
    """Whether these are numbers, or lists of numbers as long as one another."""
    if not all(isinstance(each, int | float | np.number | list) for each in value):
        return False
    try:
        return np.asarray(value).dtype.kind in "fiub"
    except ValueError:
        return False


def _going_on(
    arguments: tuple[Any, ...], keywords: dict[str, Any], record: Record
) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """Let an epoch of fewer or more steps than there are batches go on where the last one ended.

    Keras 2 went round and round. Keras 3 ends an epoch where the batches end: of fewer steps every
    other epoch is a short one, and of more each is shorter than was asked for. No epoch goes round
    for more images than the course's sets have: `steps_per_epoch` was counted on one of these.
    """
    x: Any = arguments[0] if arguments else keywords.get("x")
    steps, count = keywords.get("steps_per_epoch"), batch_count(x)
    if not isinstance(steps, int | np.integer) or steps <= 0 or count in {0, steps}:
        return arguments, keywords
    record.note("steps_that_go_on" if steps < count else "steps_beyond_the_end")
    if steps > count:
        size = getattr(x, "batch_size", 0)
        in_the_course = _MOST_IMAGES // (
            size if isinstance(size, int) and size > 0 else _USUAL_BATCH
        )
        keywords = keywords | {"steps_per_epoch": min(steps, max(count, in_the_course))}
    if arguments:
        return (endless(x), *arguments[1:]), keywords
    return arguments, keywords | {"x": endless(x)}


def _compile(original: Callable[..., Any], record: Record) -> Callable[..., Any]:
    @functools.wraps(original)
    def method(model: Any, *arguments: Any, **keywords: Any) -> Any:
        if len(arguments) == 3 and _names_metrics(arguments[2]):
            arguments, keywords["metrics"] = arguments[:2], arguments[2]
            record.note("metrics_by_place")
        if isinstance(keywords.get("metrics"), str):
            keywords["metrics"] = [keywords["metrics"]]
            record.note("metrics_as_text")
        arguments = tuple(today_s_optimizer(each, record) for each in arguments)
        if "optimizer" in keywords:
            keywords["optimizer"] = today_s_optimizer(keywords["optimizer"], record)
        return original(model, *arguments, **keywords)

    return method


def _names_metrics(value: Any) -> bool:
    """Whether it names metrics: what is third today, the weights of losses, are numbers."""
    if isinstance(value, list | tuple):
        return any(_names_metrics(each) for each in value)
    return isinstance(value, str | keras.metrics.Metric)


def _answer_optimizers(record: Record) -> None:
    """`Adam(lr=0.001)`, and `model.optimizer.lr` read or set."""
    kind: Any = next(
        each for each in keras.optimizers.Optimizer.__mro__ if each.__name__ == "BaseOptimizer"
    )

    def by_its_name(keywords: dict[str, Any]) -> None:
        if "lr" in keywords:
            keywords["learning_rate"] = keywords.pop("lr")
            record.note("lr")

    def read(self: Any) -> Any:
        if record.asked_by_student():  # saving a model looks at every attribute
            record.note("optimizer_lr")
        return self.learning_rate

    def write(self: Any, value: Any) -> None:
        record.note("optimizer_lr")
        self.learning_rate = value

    _begin(kind, by_its_name)
    kind.lr = property(read, write)


def _answer_shapes(record: Record) -> None:
    """`Dense(1, input_shape=1)`, `Input(shape=1)` and `Sequential(Dense(1))`."""
    layer: Any = keras.layers.Layer

    def whole(keywords: dict[str, Any]) -> None:
        for name in ("shape", "input_shape"):
            if isinstance(keywords.get(name), int):
                keywords[name] = (keywords[name],)
                record.note("shape_as_number")

    def in_a_list(keywords: dict[str, Any]) -> None:
        if isinstance(keywords.get("layers"), layer):
            keywords["layers"] = [keywords["layers"]]
            record.note("sequential_of_a_layer")

    _begin(layer, whole)
    _begin(keras.layers.InputLayer, whole)
    _begin(keras.Sequential, in_a_list)


def _begin(kind: Any, change: Callable[[dict[str, Any]], None]) -> None:
    """Change the arguments of a class's `__init__`, by their names, before it runs."""
    original = kind.__init__
    signature = inspect.signature(original)
    places = [name for name in signature.parameters if name != "self"]

    @functools.wraps(original)
    def __init__(self: Any, *arguments: Any, **keywords: Any) -> None:  # noqa: N807
        keywords |= dict(zip(places, arguments, strict=False))
        change(keywords)
        original(self, **keywords)

    # Keras reads the names of arguments from here, for a layer's configuration.
    vars(__init__)["__signature__"] = signature
    kind.__init__ = __init__

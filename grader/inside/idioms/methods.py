"""Methods and attributes of models, layers and iterators that are gone."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, Final

import keras
import numpy as np

from grader.inside.cropping import crop_when_not_training
from grader.inside.idioms.record import Record

__all__ = ["answer_methods"]

_FED: Final = {"fit": "x", "evaluate": "x", "predict": "x"}


def answer_methods(record: Record) -> None:
    """Give models, layers and iterators the methods that they once had."""
    model: Any = keras.Model
    for name in _FED:
        setattr(model, f"{name}_generator", _from_generator(getattr(model, name), name, record))
    model.predict_classes = _predict_classes(record)
    model.predict_proba = _renamed(model.predict, "predict_proba", record)
    layer: Any = keras.layers.Layer
    layer.input_shape = _Shape("input", record)
    layer.output_shape = _Shape("output", record)
    sequential: Any = keras.Sequential
    for side in ("input", "output"):
        setattr(sequential, side, _end(getattr(sequential, side), side, record))
    crop_when_not_training(lambda: record.note("random_crop"))
    _answer_next(record)
    _answer_numbers(model, record)


def _from_generator(original: Callable[..., Any], name: str, record: Record) -> Callable[..., Any]:
    """`fit_generator(generator, …)` is `fit(generator, …)`; what came second came second."""
    places = {
        "fit": ("steps_per_epoch", "epochs", "verbose", "callbacks", "validation_data",
                "validation_steps"),
        "evaluate": ("steps", "callbacks"),
        "predict": ("steps", "callbacks"),
    }[name]  # fmt: skip

    @functools.wraps(original)
    def method(model: Any, *arguments: Any, **keywords: Any) -> Any:
        record.note(f"{name}_generator")
        given = list(arguments)
        x = given.pop(0) if given else keywords.pop("generator")
        keywords |= dict(zip(places, given, strict=False))
        return original(model, x, **keywords)

    return method


def _predict_classes(record: Record) -> Callable[..., Any]:
    def predict_classes(model: Any, x: Any, *arguments: Any, **keywords: Any) -> Any:
        record.note("predict_classes")
        said = np.asarray(model.predict(x, *arguments, **keywords))
        return said.argmax(axis=-1) if said.shape[-1] > 1 else (said > 0.5).astype("int32")

    return predict_classes


def _renamed(original: Callable[..., Any], idiom: str, record: Record) -> Callable[..., Any]:
    @functools.wraps(original)
    def method(*arguments: Any, **keywords: Any) -> Any:
        record.note(idiom)
        return original(*arguments, **keywords)

    return method


class _Shape:
    """`layer.output_shape`; an attribute of the same name that a layer sets itself wins."""

    def __init__(self, side: str, record: Record) -> None:
        self._side = side
        self._record = record

    def __get__(self, layer: Any, kind: Any = None) -> Any:
        if layer is None or not self._record.asked_by_student():
            raise AttributeError(f"{self._side}_shape")
        shape = getattr(layer, self._side).shape
        self._record.note("layer_shape")
        # What an input layer answered stood in a list.
        return [tuple(shape)] if isinstance(layer, keras.layers.InputLayer) else tuple(shape)


def _end(original: property, side: str, record: Record) -> property:
    """`model.input` of a Sequential: with `input_shape` in its first layer it was there at once."""

    def read(model: Any) -> Any:
        try:
            return original.fget(model) if original.fget else None
        except AttributeError:
            known = model.inputs if side == "input" else model.outputs
            if not known:
                raise
            record.note("sequential_ends")
            return known[0]

    return property(read)


def _answer_next(record: Record) -> None:
    """`generator.flow(…).next()`."""
    if keras.backend.backend() != "tensorflow":
        return
    import tensorflow as tf

    kind: Any = tf.keras.preprocessing.image.Iterator
    kind.next = _renamed(kind.__next__, "iterator_next", record)


def _answer_numbers(model: Any, record: Record) -> None:
    """`float(model.predict(x)[0])`: an array of one number was a number."""
    try:
        float(np.ones(1))
    except TypeError:
        pass
    else:
        return
    original = model.predict
    of_one = _array_of_one(record)

    @functools.wraps(original)
    def predict(*arguments: Any, **keywords: Any) -> Any:
        said = original(*arguments, **keywords)
        return said.view(of_one) if isinstance(said, np.ndarray) else said

    model.predict = predict


def _array_of_one(record: Record) -> type[np.ndarray[Any, Any]]:
    class array(np.ndarray):  # noqa: N801 the name under which numpy prints it
        """An array that is a number where it holds one."""

        def __reduce__(self) -> Any:
            return self.view(np.ndarray).__reduce__()

        def __float__(self) -> float:
            if self.ndim:
                record.note("number_of_an_array")
            return float(self.item())

        def __int__(self) -> int:
            if self.ndim:
                record.note("number_of_an_array")
            return int(self.item())

    return array

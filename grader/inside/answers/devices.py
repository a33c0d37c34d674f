"""A GPU that is set up and is not there, or is shared: `set_memory_growth(gpus[0], True)`.

Course files were written where there is one, and it trains nothing by itself: without it the same
code trains on the processor. Where several runs share one, its memory was divided before.

A run has one device at most, so that strategies which divide the work among several come to the
plain one. With that, too, a model that is made under `strategy.scope()` and compiled behind it
trains, as it did before Keras 3.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, Final, SupportsIndex

import keras

from grader.inside.device import card_limit

__all__ = ["answer_devices"]

_STRATEGIES: Final = ("MirroredStrategy", "MultiWorkerMirroredStrategy", "OneDeviceStrategy")
_SETTINGS: Final = (
    "set_logical_device_configuration",
    "set_memory_growth",
    "set_virtual_device_configuration",
    "set_visible_devices",
)


class _Absent:
    """The GPU that a submission counts on."""

    name = "/physical_device:GPU:0"
    device_type = "GPU"


class _NoGpus(list[Any]):
    """An empty list of GPUs, the first of which can be counted and set up all the same.

    TensorFlow's own guide to devices has `assert len(gpus) > 0` in front of setting one up, which
    many files have taken over. Asked whether there is any, and for one after the other, it says no.
    """

    def __len__(self) -> int:
        return 1

    def __bool__(self) -> bool:
        return False

    def __getitem__(self, index: SupportsIndex | slice) -> Any:
        first = not isinstance(index, slice) and int(index) in {0, -1}
        return _Absent() if first else super().__getitem__(index)


def answer_devices() -> None:
    """Let what sets up the first GPU do nothing where there is none, or where it is shared."""
    if keras.backend.backend() != "tensorflow":
        return
    import tensorflow as tf

    strategies: dict[str, Any] = vars(tf.distribute)
    for name in _STRATEGIES:
        strategies[name] = _plain_strategy(strategies[name], tf.distribute.get_strategy)
    tests: dict[str, Any] = vars(tf.test)
    tests["gpu_device_name"] = _named(tests["gpu_device_name"])
    for module in (tf.config, tf.config.experimental):
        names: dict[str, Any] = vars(module)
        names["list_physical_devices"] = _listing(names["list_physical_devices"])
        for name in [each for each in _SETTINGS if each in names]:
            names[name] = _nothing(names[name]) if card_limit() else _setting(names[name])


def _listing(original: Callable[..., list[Any]]) -> Callable[..., list[Any]]:
    @functools.wraps(original)
    def list_physical_devices(device_type: str | None = None) -> list[Any]:
        found = original(device_type)
        return found if found or device_type != "GPU" else _NoGpus()

    return list_physical_devices


def _named(original: Callable[[], str]) -> Callable[[], str]:
    """Colab's own lines raise where there is no name; the processor does what it is asked."""

    @functools.wraps(original)
    def gpu_device_name() -> str:
        return original() or "/device:GPU:0"

    return gpu_device_name


def _plain_strategy(original: type, plain: Callable[[], Any]) -> type:
    """A class, for TensorFlow itself asks what is an instance of it."""

    def made(cls: type, *arguments: Any, **keywords: Any) -> Any:
        del cls, arguments, keywords
        return plain()

    return type(original.__name__, (original,), {"__new__": made})


def _nothing(original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    def set_up(*arguments: Any, **keywords: Any) -> None:
        del arguments, keywords

    return set_up


def _setting(original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    def set_up(*arguments: Any, **keywords: Any) -> Any:
        given = [*arguments, *keywords.values()]
        given += [each for several in given if isinstance(several, list) for each in several]
        if any(isinstance(each, _Absent) for each in given):
            return None
        return original(*arguments, **keywords)

    return set_up

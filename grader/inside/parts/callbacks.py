"""The callbacks of a file that never fits."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Any

import keras

from grader.inside.parts.arguments import required

__all__ = ["callback_classes", "callbacks_made"]


def callbacks_made(names: Mapping[str, Any]) -> list[Any]:
    """Return the callbacks that stand in variables, alone or in a list."""
    found = [
        each
        for value in names.values()
        for each in (value if isinstance(value, list | tuple) else [value])
        if isinstance(each, keras.callbacks.Callback)
    ]
    return list({id(each): each for each in found}.values())


def callback_classes(names: Mapping[str, Any]) -> list[Any]:
    """Return the classes of the file's own that make a callback without an argument.

    A class that another is derived from is left out.
    """
    own = [
        value
        for value in dict.fromkeys(value for value in names.values() if inspect.isclass(value))
        if issubclass(value, keras.callbacks.Callback)
        and value.__module__ == names.get("__name__")
        and not required(value)
    ]
    return [each for each in own if not any(each in other.__mro__[1:] for other in own)]

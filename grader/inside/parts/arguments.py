"""What a parameter of a student's function stands for, from its name.

Courses call one thing by many names, `x_train`, `training_images`, `train_data`; the words in a
name say which it is.
"""

from __future__ import annotations

import builtins
import dis
import inspect
import re
from collections.abc import Iterator, Mapping
from types import CodeType
from typing import Any, Final

__all__ = ["names_missing", "required", "role_of", "scales_itself"]

# The first that is found counts: `base_dir` is a folder, `base_model` a pretrained network.
_ROLES: Final = (
    ("weights", r"weight"),
    ("folder", r"dir|path|folder"),
    ("epochs", r"epoch"),
    ("callbacks", r"callback"),
    ("shape", r"shape"),
    ("features", r"output|last_layer"),
    ("pretrained", r"pre_?trained|base"),
    ("model", r"model|network|^net$"),
    ("new", r"new"),
    ("labels", r"label|target|price|^ys?$|^y_|_y$"),
    (
        "training",
        r"gen(erator)?$|gen_|dataset|data|^ds$|_ds$|^ds_|^train(ing)?$|^val(id(ation)?)?$",
    ),
    ("images", r"image|feature|^xs?$|^x_|_x$"),
)
_HELD_OUT: Final = re.compile(r"val|test")
_HAS_SPLITS: Final = frozenset({"folder", "images", "labels", "training"})
_SCALES: Final = frozenset({255, 127.5, 1 / 255, 1 / 127.5})


def role_of(name: str) -> str:
    """Return what a name stands for, "" where it does not say.

    Returns:
        weights, folder, epochs, callbacks, shape, features, pretrained, model, new, labels,
        training or images; of folder, images, labels and training, `validation_<role>` where the
        name says that they are held out. A folder or file of which it says no more is a place.
    """
    lower = name.lower()
    role = next((role for role, words in _ROLES if re.search(words, lower)), "")
    if role in _HAS_SPLITS and _HELD_OUT.search(lower):
        return f"validation_{role}"
    return "place" if role == "folder" and "train" not in lower else role


def required(function: Any) -> list[inspect.Parameter]:
    """Return the parameters without which a function cannot be called."""
    return [
        each
        for each in inspect.signature(function).parameters.values()
        if each.default is each.empty and each.kind not in {each.VAR_POSITIONAL, each.VAR_KEYWORD}
    ]


def names_missing(function: Any, names: Mapping[str, Any]) -> set[str]:
    """Return the global names that a function reads and that nothing defines."""
    read = {
        step.argval
        for code in _codes(function)
        for step in dis.get_instructions(code)
        if step.opname == "LOAD_GLOBAL"
    }
    return {name for name in read if name not in names and not hasattr(builtins, name)}


def scales_itself(function: Any) -> bool:
    """Whether a function holds a number by which pixels are scaled, such as 255."""
    return any(
        constant in _SCALES
        for code in _codes(function)
        for constant in code.co_consts
        if isinstance(constant, int | float)
    )


def _codes(function: Any) -> Iterator[CodeType]:
    """The function's code, and that of the functions inside it."""
    waiting: list[Any] = [getattr(inspect.unwrap(function), "__code__", None)]
    while waiting:
        if isinstance(code := waiting.pop(), CodeType):
            yield code
            waiting += code.co_consts

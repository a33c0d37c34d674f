"""Functions in a text that vary pictures on their way into training."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

from grader.checks.library_names import names_used

__all__ = ["KINDS", "varying_functions", "written_names"]

KINDS: Final[dict[str, tuple[str, ...]]] = {
    "flip": ("horizontal_flip", "vertical_flip", "RandomFlip", "flip", "fliplr", "flipud",
             "random_flip_left_right", "random_flip_up_down", "flip_left_right", "flip_up_down"),
    "rotation": ("rotation_range", "RandomRotation", "rot90", "rotate", "random_rotation"),
    "shift": ("width_shift_range", "height_shift_range", "RandomTranslation", "RandomCrop",
              "random_crop", "random_shift", "translate"),
    "shear": ("shear_range", "RandomShear", "RandomPerspective", "random_shear"),
    "zoom": ("zoom_range", "RandomZoom", "random_zoom", "crop_and_resize"),
    "light": ("brightness_range", "channel_shift_range", "RandomBrightness", "RandomContrast",
              "RandomHue", "RandomSaturation", "RandomColorJitter", "random_brightness",
              "random_contrast", "random_hue", "random_saturation"),
}  # fmt: skip
"""Kinds of augmentation, by the arguments, layers and functions that make them."""
_FED_BY: Final = frozenset({"map", "from_generator"})
_PIPELINE_METHODS: Final = frozenset({"__getitem__", "__iter__", "__next__"})
_NEUTRAL: Final = (0, 0.0, False, None)
Function = ast.FunctionDef | ast.Lambda


def varying_functions(tree: ast.Module) -> set[str]:
    """Return the last names of what is used where a text makes batches.

    That is inside of what is given to a dataset's `map` or as `preprocessing_function`, inside of
    generators and of a `PyDataset`'s methods, and inside of functions that these use. A picture
    that is turned elsewhere, to be shown, does not count.
    """
    functions = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    lines: set[int] = set()
    waiting: list[ast.AST] = list(_pipelines(tree))
    seen: set[int] = set()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        for each in ast.walk(node):
            lines.add(getattr(each, "lineno", 0))
            if isinstance(each, ast.Name) and each.id in functions:
                waiting.append(functions[each.id])
    used = (name.rpartition(".")[2] for name, line in names_used(tree) if line in lines)
    return {name.removeprefix("stateless_") for name in used}


def _pipelines(tree: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute) and node.func.attr in _FED_BY:
                yield from node.args
            yield from (
                keyword.value
                for keyword in node.keywords
                if keyword.arg in {"map_func", "preprocessing_function"}
            )
        elif isinstance(node, ast.FunctionDef) and (
            node.name in _PIPELINE_METHODS
            or any(isinstance(each, ast.Yield | ast.YieldFrom) for each in ast.walk(node))
        ):
            yield node


def written_names(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield what a text names of `KINDS`, arguments that change nothing left out, with the line."""
    known = {name for ways in KINDS.values() for name in ways}
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg in known:
            value = node.value
            if not (isinstance(value, ast.Constant) and value.value in _NEUTRAL):
                yield str(node.arg), node.lineno
    for name, line in names_used(tree):
        if (last := name.rpartition(".")[2]) in known:
            yield last, line

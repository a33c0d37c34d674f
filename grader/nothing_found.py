"""Folders that hold no images, or folders in which others hold them."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import Final

from grader.elsewhere import here, is_elsewhere, not_here
from grader.evidence import SourceFacts
from grader.facts import TrainingFacts
from grader.language import say
from grader.literals import names_written, texts_spelt

__all__ = ["no_images", "splits_for_classes"]

_FIXED: Final = 100
"""What is no share and no batch, but a number of images."""
_EMPTY: Final = "The PyDataset has length 0"
_COPY: Final = frozenset(
    {"copy", "copy2", "copyfile", "copytree", "extractall", "move", "rename", "unpack_archive"}
)
_SPLITS: Final = frozenset(
    {
        *("test", "testing", "train", "training", "val", "valid", "validation"),
        *("cats-and-dogs", "cats-v-dogs", "cats_and_dogs_filtered", "petimages"),
        *("h-or-s", "happy-or-sad", "horse-or-human", "validation-horse-or-human"),
        *("rps", "rps-test-set", "rps-validation"),
    }
)
"""Folders of the courses that hold those of the classes, in small letters."""


def splits_for_classes(classes: Sequence[str]) -> str:
    """Return that the folder that was read lies one too high, so that its splits are classes.

    Args:
        classes: The folders that were taken for classes.
    """
    if not classes or not _SPLITS.issuperset(name.lower() for name in classes):
        return ""
    return say("The classes that fit was given are {names}: the folder that your code reads lies "
               "one too high.", names=", ".join(classes))  # fmt: skip


def no_images(facts: TrainingFacts, source: SourceFacts) -> str:
    """Say that the last `fit` was given no image, and which place of another machine may be why.

    Empty where it was given some.
    """
    raised = facts.error.message if facts.error else ""
    unused = _never_called(source)
    if _EMPTY in raised and not unused:
        return _no_part(source) or _left_empty(source, facts.error.meant if facts.error else "")
    empty = bool(facts.fits) and facts.fits[-1].empty
    if not empty and _EMPTY not in raised:
        return ""
    told = say("fit was given no images at all: your code found none.")
    if unused:
        return f"{told} {unused}"
    place = next((path for path in texts_spelt(source.text) if is_elsewhere(path)), None)
    return f"{told} {not_here(place, '', facts.data_here) if place else here(facts.data_here)}"


def _no_part(source: SourceFacts) -> str:
    """Say that `subset` asks for a part of what a generator was not told to part, or return ""."""
    generators = {
        target.id: {each.arg for each in node.value.keywords}
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)
        for target in node.targets
        if isinstance(target, ast.Name) and "ImageDataGenerator" in ast.unparse(node.value.func)
    }
    for node in ast.walk(source.tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id=maker)), keywords=given):
                parts = [each for each in given if each.arg == "subset"]
                if parts and "validation_split" not in generators.get(maker, {"validation_split"}):
                    return say("{maker} was not told to part its images, so {part} gives none: "
                               "ImageDataGenerator(validation_split=…), or leave subset out.",
                               maker=maker, part=ast.unparse(parts[0]))  # fmt: skip
            case _:
                pass
    return ""


def _left_empty(source: SourceFacts, folder: str) -> str:
    """Name the folder in which a generator found no images, and a fixed number that splits them."""
    if not folder:
        return ""
    told = say("No images were found in {folder}: it should hold one folder a class, and the "
               "images in those.", folder=folder)  # fmt: skip
    for node in ast.walk(source.tree):
        match node:
            case ast.BinOp(
                left=ast.Constant(value=int(n)), op=ast.Mult(), right=ast.Name(id=share)
            ):
                if n >= _FIXED and "split" in share.lower():
                    fixed = say("{code} ({where}) is fixed, however many there are: take len(…) of "
                                "their list.", code=ast.unparse(node),
                                where=source.where(node.lineno))  # fmt: skip
                    return f"{told} {fixed}"
            case _:
                pass
    return told


def _never_called(source: SourceFacts) -> str:
    """Name a function that puts files where they are looked for, if nothing calls it."""
    named = names_written(source.tree)
    for node in source.tree.body:
        if isinstance(node, ast.FunctionDef) and node.name not in named and _copies(node):
            return say("{name} ({where}) would put them there, and nothing calls it.",
                       name=node.name, where=source.where(node.lineno))  # fmt: skip
    return ""


def _copies(function: ast.FunctionDef) -> bool:
    return any(
        isinstance(node, ast.Name | ast.Attribute)
        and getattr(node, "attr", getattr(node, "id", "")) in _COPY
        for node in ast.walk(function)
    )

"""Arguments in a form that is not taken: a number in quotes, one size for two."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Final

from grader.evidence import SourceFacts
from grader.language import say

__all__ = ["misgiven"]

_NUMBERS: Final = frozenset(
    {"batch_size", "epochs", "filters", "steps_per_epoch", "units", "validation_steps"}
)
_LACKS_ONE: Final = re.compile(
    r"(?P<called>\w+)(?:\.__init__)?\(\) missing 1 required positional argument: '(?P<name>\w+)'"
)
_ALIKE: Final = 0.75
_SIZES: Final = frozenset({"image_size", "target_size"})


def misgiven(source: SourceFacts, text: str) -> str:
    """Return which argument was given in a form that is not taken, "" where none is seen.

    Args:
        source: The submission.
        text: "Type: message" of the exception that ended it.
    """
    if not text.startswith(("TypeError", "ValueError")):
        return ""
    if told := _same_twice(source) or _softmax_over_one(source, text):
        return told
    found = (
        _in_quotes(each, source.where(line)) or _not_two(each, source.where(line), text)
        for each, line in _given(source.tree)
    )
    return (
        next(filter(None, found), "")
        or _parts_of_a_path(source, text)
        or _misspelt(source.tree, text)
    )


def _misspelt(tree: ast.AST, text: str) -> str:
    """Say which argument is one that is missing, misspelt: `Dense(unit=1)`."""
    missing = _LACKS_ONE.search(text)
    if missing is None:
        return ""
    called, name = missing["called"], missing["name"]
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or ast.unparse(node.func).rpartition(".")[2] != called:
            continue
        given = [each.arg for each in node.keywords if each.arg]
        if name not in given and (near := get_close_matches(name, given, 1, _ALIKE)):
            return say("{given}= is misspelt: {called} takes {name}=.",
                       given=near[0], called=called, name=name)  # fmt: skip
    return ""


def _parts_of_a_path(source: SourceFacts, text: str) -> str:
    """Say that a folder to make was given in parts: `os.mkdir(root, 'cats')`."""
    if "'str' object cannot be interpreted as an integer" not in text:
        return ""
    for node in ast.walk(source.tree):
        match node:
            case ast.Call(func=ast.Attribute(attr="makedirs" | "mkdir" as call), args=[_, _, *_]):
                where = source.where(node.lineno)
                return say("{call} takes one path ({where}): os.path.join(…) makes one of its "
                           "parts.", call=call, where=where)  # fmt: skip
            case _:
                pass
    return ""


def _same_twice(source: SourceFacts) -> str:
    """Say that `fit` was given the same name for images and labels."""
    for node in ast.walk(source.tree):
        match node:
            case ast.Call(
                func=ast.Attribute(attr="fit"),
                args=[ast.Name(id=first), ast.Name(id=second), *_],
            ) if first == second:
                where = source.where(node.lineno)
                return say("fit was given {name} twice ({where}): first come the images, then "
                           "their labels.", name=first, where=where)  # fmt: skip
            case _:
                pass
    return ""


def _softmax_over_one(source: SourceFacts, text: str) -> str:
    """Say that labels of several columns meet one unit, which softmax keeps at 1."""
    if not re.search(r"target\.shape=\(None, \d+\), output\.shape=\(None, 1\)", text):
        return ""
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Call) or not ast.unparse(node.func).endswith("Dense"):
            continue
        given = [ast.unparse(each) for each in (*node.args, *(k.value for k in node.keywords))]
        if "1" in given and any("softmax" in each for each in given):
            return say("Softmax over one unit is always 1 ({where}): give each class a unit, or "
                       "take sigmoid, binary_crossentropy and labels of one number "
                       "(class_mode='binary').", where=source.where(node.lineno))  # fmt: skip
    return ""


def _given(tree: ast.AST) -> Iterator[tuple[ast.keyword, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from ((each, each.value.lineno) for each in node.keywords)


def _in_quotes(given: ast.keyword, where: str) -> str:
    match given:
        case ast.keyword(arg=str(name), value=ast.Constant(value=str(text))) if (
            name in _NUMBERS and text.strip().isdecimal()
        ):
            return say("{name}='{text}' ({where}) is a text: write the number without quotes.",
                       name=name, text=text, where=where)  # fmt: skip
        case _:
            return ""


def _not_two(given: ast.keyword, where: str, text: str) -> str:
    """Say that a size is height and width, where something else stands and the error fits."""
    if given.arg not in _SIZES:
        return ""
    value = given.value
    one = isinstance(value, ast.Constant) and (
        "not iterable" in text or "not subscriptable" in text
    )
    three = isinstance(value, ast.Tuple | ast.List) and len(value.elts) == 3
    fits = any(words in text for words in ("broadcast", "tuple", "values to unpack", "size"))
    if not one and not (three and fits):
        return ""
    return say("{name} ({where}) is height and width, two numbers: (150, 150).",
               name=given.arg, where=where)  # fmt: skip

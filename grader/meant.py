"""What was meant by a name that is not there."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator, Sequence
from difflib import get_close_matches
from typing import Final, TypeAlias

from grader.evidence import SourceFacts
from grader.keras_words import ARGUMENTS, OPTIMIZERS
from grader.language import say

__all__ = ["name_meant", "only_named"]

_NO_NAME: Final = re.compile(r"^NameError: name '(?P<name>\w+)' is not defined")
_NO_ATTRIBUTE: Final = re.compile(r"^AttributeError: .*has no attribute '(?P<name>\w+)'")
_ALIKE: Final = 0.75
"""Of 1: `histroy` is 0.86 like `history`, `model` 0.67 like `mode_l2`."""
_LONGER: Final = 2
"""Letters by which a misspelt name may be off: `train_dir` is none for `train_human_dir`."""
_TELLING: Final = 5
"""Letters with which a longer name must begin to be meant: `train_gen` for `train_generator`."""
_BEGINNING: Final = 2
"""Letters that a part of a name keeps where it is cut short: `ds`, `val`."""
_WORDS: Final = frozenset(
    {"activation", "class_mode", "color_mode", "fill_mode", "interpolation", "label_mode", "loss",
     "metrics", "mode", "monitor", "padding", "subset"}
)  # fmt: skip
"""Arguments that take words in quotes; an optimizer is as often an object."""
_CAPITALS: Final = frozenset({"False", "None", "True"})
_PYTHON_S: Final = frozenset({"enumerate", "float", "input", "print", "range", "super", "tuple"})
"""Python's own names, long enough to be known when they are misspelt."""
_NO_READER: Final = re.compile(r"datagen|dir|file|label|path|url", re.IGNORECASE)
"""Names of what is read, or of what makes a reader."""
_TO_VALIDATE: Final = re.compile(r"test|val", re.IGNORECASE)
_Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef
_Bound: TypeAlias = tuple[str, int, _Function | None]


def name_meant(source: SourceFacts, text: str, line: int, *, imported: Collection[str] = ()) -> str:
    """Say what a name is that has no value where it is used, or return "".

    Args:
        source: The submission.
        text: "Type: message" of what it raised.
        line: Where.
        imported: Names that an import brings: where one lacks, no name of the file's is meant.
    """
    found = _NO_NAME.match(text)
    if found is None:
        return ""
    name = found["name"]
    bound = list(_bound(source.tree))
    told = (
        _without_equals(source.tree, name, line)
        or _without_quotes(source.tree, name, _WORDS)
        or _bound_elsewhere(source, bound, name, line)
        or _without_quotes(source.tree, name, {"optimizer"} if name in OPTIMIZERS else ())
        or _without_quotes(source.tree, name, {"weights"} if name == "imagenet" else ())
        or _layer_s_name(source.tree, name)
        or _written_small(name)
        or _imported_as(source.tree, name)
        or _stray(source, name, line)
    )
    if told or name in imported:
        return told
    meant = _most_like(source.tree, name, {other for other, _, _ in bound} - {name})
    if not meant:
        return ""
    if source.notebook and meant not in _PYTHON_S:
        return say("There is no {name}; is {meant} meant? {name} may have been left over in your "
                   "session: restart and run from top to bottom.",
                   name=name, meant=meant)  # fmt: skip
    return say("There is no {name}; is {meant} meant?", name=name, meant=meant)


def only_named(source: SourceFacts, text: str, line: int) -> str:
    """Say that a line only asks for what is not there, as `Callback.on_epoch_end.s`, or return "".

    Args:
        source: The submission.
        text: "Type: message" of what it raised.
        line: Where.
    """
    found = _NO_ATTRIBUTE.match(text)
    for node in source.tree.body if found else ():
        match node:
            case ast.Expr(value=ast.Attribute(attr=attr), lineno=at) if at == line:
                if found and attr == found["name"]:
                    return say("{code} in {where} does nothing but name something, and there is no "
                               "{name} in it: take the line out.", code=ast.unparse(node),
                               where=source.where(line), name=attr)  # fmt: skip
            case _:
                pass
    return ""


def _most_like(tree: ast.AST, name: str, bound: Collection[str]) -> str:
    """The name, of those that there are, that is meant by one that there is not; or ""."""
    others = sorted({*bound, *_PYTHON_S})
    if name in _given_to_validate(tree):
        # train_generator is most like test_generator, and never what is meant there.
        others = [each for each in others if _TO_VALIDATE.search(each)]
        readers = [each for each in others if not _NO_READER.search(each)]
        return readers[0] if len(readers) == 1 else _nearest(name, readers)
    same = [other for other in others if _bare(other) == _bare(name)]
    longer = [other for other in others if other.startswith(name)] if len(name) >= _TELLING else []
    for found in (same, longer):
        if len(found) == 1:
            return found[0]
    return _nearest(name, others)


def _bare(name: str) -> str:
    """A name without what its author spells now this way, now that: `TRAIN_DIR`, `trainDir`."""
    return name.replace("_", "").lower()


def _nearest(name: str, others: Collection[str]) -> str:
    abridged = [other for other in others if _abridged(name, other)]
    if len(abridged) == 1:
        return abridged[0]
    as_long = [other for other in others if abs(len(other) - len(name)) <= _LONGER]
    return (get_close_matches(name, as_long, 1, _ALIKE) or [""])[0]


def _abridged(name: str, other: str) -> bool:
    """Whether two names have parts of which each begins like its counterpart: `train_gen`."""
    parts, theirs = name.lower().split("_"), other.lower().split("_")
    return len(parts) == len(theirs) > 1 and all(
        min(len(mine), len(its)) >= _BEGINNING and (mine.startswith(its) or its.startswith(mine))
        for mine, its in zip(parts, theirs, strict=True)
    )


def _given_to_validate(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.keyword(arg="validation_data", value=ast.Name(id=name)):
                yield name
            case _:
                pass


def _layer_s_name(tree: ast.AST, name: str) -> str:
    """Say that the name of a layer lacks its quotes: `get_layer(mixed7)`."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr="get_layer"), args=[ast.Name(id=given)]) if (
                given == name
            ):
                return say("The name of a layer is a text, in quotes: get_layer('{name}').",
                           name=name)  # fmt: skip
            case _:
                pass
    return ""


def _written_small(name: str) -> str:
    if name.capitalize() not in _CAPITALS:
        return ""
    return say("Python writes {meant} with a capital letter, and there is no {name}.",
               meant=name.capitalize(), name=name)  # fmt: skip


def _imported_as(tree: ast.AST, name: str) -> str:
    """Say that a module has another name here: `import tensorflow as tf`."""
    for node in ast.walk(tree):
        for each in node.names if isinstance(node, ast.Import) else ():
            if each.name == name and each.asname:
                return say("{name} is called {short} in your code: import {name} as {short}.",
                           name=name, short=each.asname)  # fmt: skip
    return ""


def _stray(source: SourceFacts, name: str, line: int) -> str:
    """Say that a name stands in a line by itself, where there is none of it anywhere else."""
    named = [node for node in ast.walk(source.tree) if isinstance(node, ast.Name)]
    alone = {
        id(node.value)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Expr) and node.lineno == line
    }
    if [id(node) in alone for node in named if node.id == name] != [True]:
        return ""
    return say("{name} stands by itself in {where}, and nothing has that name: take it out.",
               name=name, where=source.where(line))  # fmt: skip


def _without_quotes(tree: ast.AST, name: str, arguments: Collection[str]) -> str:
    """Say that a word of Keras's lacks its quotes, as in `activation=relu`."""
    given = (
        each for node in ast.walk(tree) if isinstance(node, ast.Call) for each in node.keywords
    )
    for each in given:
        values = each.value.elts if isinstance(each.value, ast.List) else [each.value]
        if each.arg in arguments and any(isinstance(v, ast.Name) and v.id == name for v in values):
            return say("{argument}={name} lacks quotes: {argument}='{name}'.",
                       argument=each.arg, name=name)  # fmt: skip
    return ""


def _bound_elsewhere(source: SourceFacts, bound: Sequence[_Bound], name: str, line: int) -> str:
    """Say that a name gets its value further down, or inside a function only."""
    if maker := _returned_by(source.tree, name, line):
        return say("Nothing in {function} gives {name} a value: make it there.",
                   function=maker, name=name)  # fmt: skip
    later = [at for other, at, function in bound if other == name and function is None]
    inside = [function for other, _, function in bound if other == name and function is not None]
    if later and min(later) > line:
        return say("{name} gets its value only in {where}, below.",
                   name=name, where=source.where(min(later)))  # fmt: skip
    if inside and not later:
        return say("{name} is known inside {function} only: keep what the function returns, as in "
                   "{name} = {call}.", name=name, function=inside[0].name,
                   call=f"{inside[0].name}({'…' if inside[0].args.args else ''})")  # fmt: skip
    return ""


def _returned_by(tree: ast.AST, name: str, line: int) -> str:
    """The function around a line of which a name is all that the file makes: `model = make()`."""
    given = [
        ast.unparse(node.value.func)
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Call)
        and any(isinstance(each, ast.Name) and each.id == name for each in node.targets)
    ]
    around = [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, _Function) and node.lineno <= line <= (node.end_lineno or 0)
    ]
    return around[0] if around and {*given} == {around[0]} else ""


def _without_equals(tree: ast.AST, name: str, line: int) -> str:
    """Say that an argument is written as a call: `Flatten(input_shape(28, 28))`."""
    if name not in ARGUMENTS:
        return ""
    for node in ast.walk(tree):
        for given in node.args if isinstance(node, ast.Call) else ():
            match given:
                case ast.Compare(left=ast.Name(id=compared), ops=[ast.Eq()]) if compared == name:
                    return say("{name}== compares; an argument is given with one =: {name}=….",
                               name=name)  # fmt: skip
                case ast.Call(func=ast.Name(id=called), args=values, keywords=[]) if (
                    called == name and given.lineno <= line <= (given.end_lineno or line)
                ):
                    value = f"({', '.join(map(ast.unparse, values))})"
                    return say("Between {name} and its value an = is missing: {name}={value}.",
                               name=name, value=value)  # fmt: skip
                case _:
                    pass
    return ""


def _bound(node: ast.AST, function: _Function | None = None) -> Iterator[_Bound]:
    """Each name that gets a value: the name, its line, and the function that it is local to."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, _Function):
            yield child.name, child.lineno, function
            yield from _bound(child, child)
        elif isinstance(child, ast.ClassDef):
            yield child.name, child.lineno, function
        else:
            if isinstance(child, ast.Name) and isinstance(child.ctx, ast.Store):
                yield child.id, child.lineno, function
            elif isinstance(child, ast.alias):
                yield (child.asname or child.name).partition(".")[0], child.lineno, function
            yield from _bound(child, function)

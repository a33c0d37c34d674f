"""Blanks of a course's starter that were left as they were: `model = None`, `fit(None, None)`.

Python complains of them far from where they stand, or of something else altogether.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Final, TypeAlias

from grader.evidence import SourceFacts
from grader.language import say

__all__ = ["blank_left", "blank_named", "blank_returned", "blank_words", "empty_function"]

_NONE_IS_MEANT: Final = frozenset(
    {"activation", "callbacks", "classes", "class_mode", "input_shape", "labels", "metrics",
     "name", "padding", "validation_data", "weights"}
)  # fmt: skip
"""Arguments that working code sets to None."""
_BLANK_NAME: Final = re.compile(
    r"^NameError: name '(?P<name>_{2,}|(?i:todo|fixme|fill_?(?:me|this)?_?in"
    r"|your_?(?:code|answer)\w*))' is not defined"
)
_Blank: TypeAlias = ast.stmt | ast.expr | ast.keyword


def blank_left(source: SourceFacts, line: int) -> str:
    """Name the blank that an exception about None comes from, or return "".

    Args:
        source: The submission.
        line: Where it raised.
    """
    statement = _statement(source.tree, line)
    if statement is None:
        return ""
    found: _Blank | None = _within(statement)
    for name in sorted(_names(statement)) if found is None else ():
        found = found or _made_of_none(source.tree, name, line)
    return _named(source, found or _compiled_with_none(source.tree, line))


def blank_named(source: SourceFacts, text: str, line: int) -> str:
    """Name the blank of a stub that Python takes for a name, as in `epochs=___`, or return "".

    Args:
        source: The submission.
        text: "Type: message" of what it raised.
        line: Where.
    """
    found = _BLANK_NAME.match(text)
    return blank_words(found["name"], source.where(line)) if found else ""


def blank_words(code: str, where: str) -> str:
    """Return the sentence about a blank that was left."""
    return say("A blank is left: {code} ({where}).", code=code, where=where)


def blank_returned(source: SourceFacts, function: str) -> str:
    """Name the blank that a function of theirs gives back, or return ""."""
    return _named(source, _returned(source.tree, function))


def empty_function(source: SourceFacts) -> str:
    """Name a function of theirs that is called and has nothing in it yet, or return ""."""
    called = {
        node.func.id
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    for node in source.tree.body:
        if isinstance(node, ast.FunctionDef) and node.name in called and _is_empty(node):
            return say("{function} is still empty ({where}).",
                       function=node.name, where=source.where(node.lineno))  # fmt: skip
    return ""


def _is_empty(function: ast.FunctionDef) -> bool:
    """Whether there is nothing in it but `pass`, `...` and its docstring."""
    return all(
        isinstance(each, ast.Pass)
        or (isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant))
        for each in function.body
    )


def _named(source: SourceFacts, blank: _Blank | None) -> str:
    if blank is None:
        return ""
    return blank_words(ast.unparse(blank), source.where(blank.lineno))


def _statement(tree: ast.Module, line: int) -> ast.stmt | None:
    """The smallest statement that a line belongs to."""
    around = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or node.lineno)
    ]
    return max(around, key=lambda node: node.lineno, default=None)


def _within(statement: ast.stmt) -> _Blank | None:
    """A None of the statement itself that stands where something must."""
    if isinstance(statement, ast.Assign) and _is_none(statement.value):
        return statement
    if isinstance(statement, ast.ClassDef) and any(map(_is_none, statement.bases)):
        called = ast.Name(f"class {statement.name}")  # its head as a call reads as it is written
        return ast.copy_location(ast.Call(called, statement.bases, []), statement)
    return next(_blanks(statement), None)


def _blanks(statement: ast.stmt) -> Iterator[_Blank]:
    """Each expression of a statement in which None stands where a value must."""
    for node in _own_nodes(statement):
        if isinstance(node, ast.Call):
            if any(map(_is_open, node.args)):
                yield node
            for given in node.keywords:
                meant = given.arg in _NONE_IS_MEANT or "shape" in str(given.arg)
                if _holds_only_none(given.value) if meant else _is_open(given.value):
                    yield given
        elif isinstance(node, ast.Compare):
            yield from [node] if _orders_none(node) else []
        elif isinstance(node, ast.BinOp) and (_is_none(node.left) or _is_none(node.right)):
            yield node


def _compiled_with_none(tree: ast.Module, line: int) -> _Blank | None:
    """The `optimizer=None` of a `compile` above a line: only `fit` complains of it."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr="compile"), lineno=at) if at < line:
                return next(_blanks(ast.Expr(node)), None)
            case _:
                pass
    return None


def _orders_none(node: ast.Compare) -> bool:
    """Whether something is asked to be larger or smaller than None."""
    orders = all(isinstance(each, ast.Lt | ast.LtE | ast.Gt | ast.GtE) for each in node.ops)
    return orders and any(map(_is_none, [node.left, *node.comparators]))


def _made_of_none(tree: ast.Module, name: str, line: int) -> ast.stmt | None:
    """The `name = None` that the value of a name at a line comes from, by a function or not."""
    around: list[ast.AST] = [
        each
        for each in ast.walk(tree)
        if isinstance(each, ast.Module | ast.FunctionDef) and _holds(each, line)
    ]
    made = (list(_assignments(scope, name, line)) for scope in reversed(around))
    nearest = next(filter(None, made), None)
    last = max(nearest, key=lambda node: node.lineno) if nearest else None
    if last is None or _is_none(last.value):
        return last
    if isinstance(last.value, ast.Call) and isinstance(last.value.func, ast.Name):
        return _returned(tree, last.value.func.id)
    return None


def _returned(tree: ast.Module, function: str) -> ast.stmt | None:
    """The `name = None` or `return None` that a function of theirs ends with."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name == function:
            ends = [each for each in ast.walk(node) if isinstance(each, ast.Return)]
            if not ends:
                return None
            if _is_none(ends[-1].value):
                return ends[-1]
            if isinstance(ends[-1].value, ast.Name):
                made = [*_assignments(node, ends[-1].value.id, ends[-1].lineno)]
                last = max(made, key=lambda each: each.lineno, default=None)
                return last if last is not None and _is_none(last.value) else None
    return None


def _holds(scope: ast.Module | ast.FunctionDef, line: int) -> bool:
    return isinstance(scope, ast.Module) or scope.lineno < line <= (scope.end_lineno or 0)


def _assignments(scope: ast.AST, name: str, line: int) -> Iterator[ast.Assign]:
    """Those of a module or function above a line; what its functions assign is theirs."""
    for node in ast.iter_child_nodes(scope):
        if isinstance(node, ast.Assign) and node.lineno < line and name in _bound(node):
            yield node
        if not isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield from _assignments(node, name, line)


def _bound(node: ast.Assign) -> set[str]:
    return {
        each.id for target in node.targets for each in ast.walk(target)
        if isinstance(each, ast.Name)
    }  # fmt: skip


def _names(statement: ast.stmt) -> set[str]:
    return {
        node.id for node in _own_nodes(statement)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }  # fmt: skip


def _own_nodes(statement: ast.stmt) -> Iterator[ast.AST]:
    """What a statement consists of, without the statements in its body."""
    for child in ast.iter_child_nodes(statement):
        if not isinstance(child, ast.stmt):
            yield from ast.walk(child)


def _is_open(node: ast.expr) -> bool:
    return _is_none(node) or _holds_only_none(node)


def _holds_only_none(node: ast.expr) -> bool:
    """Whether it is a list as `[None]`; a tuple may be a shape."""
    return isinstance(node, ast.List) and bool(node.elts) and all(map(_is_none, node.elts))


def _is_none(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and (node.value is None or node.value is ...)

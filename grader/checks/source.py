"""Checks of the text that was handed in. It is read here and never run.

A text can always be written differently: these checks ask for what a task names or forbids, and
leave everything else to checks of what the code does.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from grader.checks.base import check
from grader.evidence import SourceFacts
from grader.language import say
from grader.results import Finding

__all__ = ["avoids_call", "defines", "imports_only", "todo_done"]

_IMPORTERS = frozenset({"import_module", "__import__"})
_MARKS = ("todo", "your code", "write your", "fill in", "여기에")
_SHOWN = 5


@check
def defines(source: SourceFacts, *, names: list[str]) -> Finding:
    """The functions that the task names are there."""
    there = _defined(source.tree)
    lacking = [name for name in names if name not in there]
    expected = ", ".join(names)
    if not lacking:
        return Finding(True, expected, say("all of them are there"), 1.0)
    share = 1 - len(lacking) / len(names)
    return Finding(False, expected, say("not there: {names}", names=", ".join(lacking)), share)


def _defined(tree: ast.Module) -> set[str]:
    """Every name that a function, a class or an assignment makes, at any depth."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, ast.alias):
            found.add(node.asname or node.name)
    return found


@check
def todo_done(source: SourceFacts, *, marks: list[str] | None = None) -> Finding:
    """Nothing of the task is left open."""
    wanted = [mark.lower() for mark in (marks or _MARKS)]
    remarks = [
        number
        for number, line in enumerate(source.text.splitlines(), start=1)
        if any(mark in line.partition("#")[2].lower() for mark in wanted)
    ]
    # A remark may stay where its work is done: only one that a placeholder follows is open.
    places = [line for line in remarks if _placeholder_after(source.tree, line)]
    expected = say("no placeholder is left")
    if not places:
        return Finding(True, expected, say("none is left"), 1.0)
    where = ", ".join(source.where(line) for line in places[:_SHOWN])
    return Finding(False, expected, say("still open: {where}", where=where))


def _placeholder_after(tree: ast.Module, line: int) -> bool:
    """Whether the first statement at or below a line is `...`, `pass` or `x = None`."""
    statements = [node for node in ast.walk(tree) if isinstance(node, ast.stmt)]
    below = [node for node in statements if node.lineno >= line]
    if not below:
        return False
    node = min(below, key=lambda each: (each.lineno, each.col_offset))
    if isinstance(node, ast.Pass):
        return True
    value = node.value if isinstance(node, ast.Expr | ast.Assign | ast.Return) else None
    return isinstance(value, ast.Constant) and value.value in {..., None}


@check
def imports_only(source: SourceFacts, *, modules: list[str]) -> Finding:
    """Only the libraries that the task allows are imported."""
    expected = say("imports of {modules} only", modules=", ".join(modules))
    others = [
        f"{name} ({source.where(line)})"
        for name, line in _imports(source.tree)
        if name not in modules and name.partition(".")[0] not in modules
    ]
    if not others:
        return Finding(True, expected, say("no others"), 1.0)
    return Finding(False, expected, ", ".join(dict.fromkeys(others[:_SHOWN])))


def _imports(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Every module that is imported by name, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.module != "__future__":
            yield node.module, node.lineno
        elif isinstance(node, ast.Call) and _last_name(node.func) in _IMPORTERS:
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value, node.lineno


@check
def avoids_call(source: SourceFacts, *, names: list[str]) -> Finding:
    """What the task asks you to write is not taken from a library."""
    expected = say("no call of {names}", names=", ".join(names))
    theirs = {node.name for node in ast.walk(source.tree) if isinstance(node, ast.FunctionDef)}
    aliases = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    called = [
        f"{aliases.get(name, name)} ({source.where(node.lineno)})"
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load)
        for name in [_last_name(node)]
        # A function of their own may have the same name: that is what they were to write.
        if aliases.get(name, name) in names
        and (isinstance(node, ast.Attribute) or name in aliases or name not in theirs)
    ]
    if not called:
        return Finding(True, expected, say("none"), 1.0)
    return Finding(False, expected, ", ".join(dict.fromkeys(called[:_SHOWN])))


def _last_name(node: ast.expr) -> str:
    """The last part of a dotted name: "convolve2d" of `scipy.signal.convolve2d`."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""

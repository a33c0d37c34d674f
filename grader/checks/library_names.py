"""What a text takes from libraries: its imports, and whole names of what it uses from them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TypeGuard

__all__ = ["imports", "names_defined", "names_used"]

_IMPORTERS = frozenset({"import_module", "__import__"})
_LOOKS_UP = frozenset({"getattr", "attrgetter", "methodcaller", "__getattribute__"})
_OWN_ROOTS = frozenset({"self", "cls", ""})


def imports(tree: ast.Module) -> Iterator[tuple[str, tuple[str, ...], int]]:
    """Yield module, the names taken from it (none where it is imported whole), and the line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, (), node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.module != "__future__":
            yield node.module, tuple(alias.name for alias in node.names), node.lineno
        elif isinstance(node, ast.Call) and _last_name(node.func) in _IMPORTERS:
            yield from ((name, (), node.lineno) for name in _texts(node))


def names_used(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield each dotted name that is not the text's own, with its line.

    Other names of imports are resolved: after `import scipy.signal as s`, `s.convolve2d` is
    `scipy.signal.convolve2d`. What is looked up by a text, as in `getattr(s, "convolve2d")`,
    counts as well. A function, variable or method that the text itself makes does not.
    """
    imported, own, members = _imported(tree), _own_names(tree), _own_members(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            if node.id in imported or node.id not in own:
                yield imported.get(node.id, node.id), node.lineno
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
            root, rest = _root(node)
            if root not in imported and node.attr in members and root in own | _OWN_ROOTS:
                continue
            yield ".".join((imported.get(root, root), *rest)), node.lineno
        elif _looks_up(node):
            yield from ((name, node.lineno) for name in _texts(node))


def _looks_up(node: ast.AST) -> TypeGuard[ast.expr]:
    """Whether a text may name something in it, as in `getattr(x, "y")` and `vars(x)["y"]`."""
    if isinstance(node, ast.Call):
        return _last_name(node.func) in _LOOKS_UP
    return isinstance(node, ast.Subscript) and _is_namespace(node.value)


def _imported(tree: ast.Module) -> dict[str, str]:
    """What each name that an import makes means."""
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            found |= {a.asname or a.name: f"{node.module or ''}.{a.name}" for a in node.names}
        elif isinstance(node, ast.Import):
            for alias in node.names:
                first = alias.name.partition(".")[0]
                found[alias.asname or first] = alias.name if alias.asname else first
    return found


def _own_names(tree: ast.Module) -> set[str]:
    """Functions, classes, variables and parameters of the text."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.arg):
            found.add(node.arg)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
    return found


def _own_members(tree: ast.Module) -> set[str]:
    """Methods of the text's own classes, and attributes that it sets."""
    found = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            found |= {each.name for each in node.body if isinstance(each, ast.FunctionDef)}
    return found


def _root(node: ast.expr) -> tuple[str, list[str]]:
    """The name that a dotted name begins with, "" where it begins with a call, and the rest."""
    rest: list[str] = []
    while isinstance(node, ast.Attribute):
        rest.insert(0, node.attr)
        node = node.value
    return node.id if isinstance(node, ast.Name) else "", rest


def _last_name(node: ast.expr) -> str:
    """The last part of a dotted name: "import_module" of `importlib.import_module`."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _is_namespace(node: ast.expr) -> bool:
    """Whether it is `vars(x)` or `x.__dict__`."""
    return _last_name(node.func if isinstance(node, ast.Call) else node) in {"vars", "__dict__"}


def _texts(node: ast.AST) -> Iterator[str]:
    """The texts that stand in an expression, at any depth."""
    for each in ast.walk(node):
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value


def names_defined(tree: ast.Module) -> set[str]:
    """Return every name that a function, a class or an assignment makes, at any depth."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
    return found

"""Which names a submission reads, and whether anything comes of what it reads.

`tests.check(model)` by itself on a line reads `tests`, and nothing comes of it: its value is not
kept. Names are told apart by how they are spelt, whatever their scope: where two things have one
name, each counts as read where either is.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Collection, Iterator, Mapping
from typing import Final

__all__ = ["bound_by", "idle_names", "names_bound", "names_read"]

_SHOWS: Final = frozenset({"display", "print"})
"""What shows its arguments and gives nothing back."""


def names_read(tree: ast.AST) -> frozenset[str]:
    """Return every name that is read anywhere."""
    names = (node for node in ast.walk(tree) if isinstance(node, ast.Name))
    return frozenset(name.id for name in names if _is_read(name))


def names_bound(tree: ast.AST) -> frozenset[str]:
    """Return every name that is given a value anywhere, and those that Python has itself."""
    found = {*dir(builtins), "__file__"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            found.add(node.id)
        elif isinstance(node, ast.arg):
            found.add(node.arg)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            found |= {bound_by(node, alias) for alias in node.names}
        elif isinstance(
            node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.ExceptHandler
        ):
            found.add(node.name or "")
    return frozenset(found)


def bound_by(node: ast.Import | ast.ImportFrom, alias: ast.alias) -> str:
    """Return the name that one part of an import gives a value: "a" of `import a.b`."""
    if alias.asname or isinstance(node, ast.ImportFrom):
        return alias.asname or alias.name
    return alias.name.partition(".")[0]


def idle_names(tree: ast.AST, origins: Mapping[str, str], loops: Collection[str]) -> frozenset[str]:
    """Return those names of whose every reading nothing comes.

    Args:
        tree: The submission.
        origins: The names that are asked about, each with the module that it comes from. What
            is given to one of the same module is not kept, where that one is idle itself.
        loops: Those for which a loop over what they give counts as nothing, too.
    """
    idle = frozenset(origins)
    while True:
        reader = _Reader({name: origins[name] for name in idle}, loops)
        reader.visit(tree)
        if not reader.used & idle:
            return idle
        # What is given to a thing that is used may be used by it.
        idle -= reader.used


class _Reader(ast.NodeVisitor):
    """Collects the names that are read where something may come of it."""

    def __init__(self, idle: Mapping[str, str], loops: Collection[str]) -> None:
        self.used: set[str] = set()
        self._idle = idle
        self._loops = loops

    def visit_Name(self, node: ast.Name) -> None:
        if _is_read(node):
            self.used.add(node.id)

    def visit_Expr(self, node: ast.Expr) -> None:
        self._pass(node.value, _SHOWS.union(self._idle))

    def visit_For(self, node: ast.For) -> None:
        self._pass(node.iter, self._idle.keys() & frozenset(self._loops))
        for each in (node.target, *node.body, *node.orelse):
            self.visit(each)

    def _pass(self, node: ast.expr, roots: Collection[str]) -> None:
        """Go through an expression whose value is not kept where it begins with one of `roots`."""
        if isinstance(node, ast.JoinedStr):
            for part in node.values:
                self._pass(part, roots)
        elif isinstance(node, ast.FormattedValue):
            self._pass(node.value, roots)
        elif (root := _root(node)) not in roots:
            self.visit(node)
        else:
            alike = [name for name, origin in self._idle.items() if origin == self._idle.get(root)]
            for given in _given(node):
                self._pass(given, self._idle if root in _SHOWS else alike)


def _is_read(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Load)


def _root(node: ast.expr) -> str:
    """Return "a" of `a.b(c)[d].e`, or "" where it does not begin with a name."""
    while isinstance(node, ast.Attribute | ast.Call | ast.Subscript):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def _given(node: ast.expr) -> Iterator[ast.expr]:
    """Yield c and d of `a.b(c)[d].e`."""
    while isinstance(node, ast.Attribute | ast.Call | ast.Subscript):
        if isinstance(node, ast.Call):
            yield from node.args
            yield from (keyword.value for keyword in node.keywords)
            node = node.func
        else:
            if isinstance(node, ast.Subscript):
                yield node.slice
            node = node.value

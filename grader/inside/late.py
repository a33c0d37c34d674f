"""Which names a submission reads after its training only, so that no model can come of them."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import Final

__all__ = ["late_names"]

_TRAINS: Final = frozenset({"apply_gradients", "fit", "fit_generator", "train_on_batch"})
_MODULE: Final = "<module>"
_CLASS: Final = "<class>"
"""What stands in a class is run nobody knows when."""


def late_names(tree: ast.Module) -> frozenset[str]:
    """Return the names that are read below the last call that trains, wherever they are read.

    What a function reads that does not train is late where the function is called late, each time.
    A file that never trains has no such names. Names are told apart by how they are spelt.
    """
    places = _Places()
    places.visit(tree)
    places.follow_calls()
    return frozenset(name for name, read in places.read.items() if all(map(places.is_late, read)))


@dataclass(frozen=True, slots=True)
class _Read:
    """Where a name is read: the function, the line, and the end of the loop around it."""

    scope: str
    line: int
    end: int


@dataclass(slots=True)
class _Places(ast.NodeVisitor):
    """Where names are read, and down to which line each scope trains.

    Attributes:
        read: A name, and each function that reads it, with the line.
        trained: A function, or `_MODULE`, and the last line of what trains in it.
    """

    read: dict[str, list[_Read]] = field(default_factory=dict[str, list["_Read"]])
    trained: dict[str, int] = field(default_factory=dict[str, int])
    _scopes: list[str] = field(default_factory=lambda: [_MODULE])
    _loops: list[int] = field(default_factory=list[int])
    _defined: set[str] = field(default_factory=set[str])

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        for each in (*node.decorator_list, node.args):
            self.visit(each)
        self._defined.add(node.name)
        self._within(node.name, node.body)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        for each in (*node.decorator_list, *node.bases):
            self.visit(each)
        self._within(_CLASS, node.body)

    def visit_For(self, node: ast.For) -> None:
        self._loop(node)

    def visit_While(self, node: ast.While) -> None:
        self._loop(node)

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Load):
            place = _Read(self._scopes[-1], node.lineno, self._end(node))
            self.read.setdefault(node.id, []).append(place)

    def visit_Call(self, node: ast.Call) -> None:
        if isinstance(node.func, ast.Attribute) and node.func.attr in _TRAINS:
            self._note(self._scopes[-1], self._end(node))
        self.generic_visit(node)

    def follow_calls(self) -> None:
        """Count what reads the name of a function that trains as training."""
        waiting = [name for name in self.trained if name in self._defined]
        while waiting:
            name = waiting.pop()
            for place in self.read.get(name, ()):
                if place.scope not in self.trained and place.scope in self._defined:
                    waiting.append(place.scope)
                self._note(place.scope, place.end)

    def is_late(self, place: _Read, above: frozenset[str] = frozenset()) -> bool:
        """Whether what stands there is run after all training.

        Args:
            place: Where.
            above: Functions on the way there, so that one that calls itself ends the question.
        """
        if place.scope in self.trained:
            return place.line > self.trained[place.scope]
        if place.scope in {_MODULE, _CLASS} or place.scope in above:
            return False
        used = self.read.get(place.scope, [])
        return bool(used) and all(self.is_late(each, above | {place.scope}) for each in used)

    def _loop(self, node: ast.For | ast.While) -> None:
        """What stands in a loop is run again after what trains in it."""
        self._loops.append(node.end_lineno or node.lineno)
        self.generic_visit(node)
        self._loops.pop()

    def _within(self, scope: str, body: list[ast.stmt]) -> None:
        loops, self._loops = self._loops, []
        self._scopes.append(_CLASS if _CLASS in self._scopes else scope)
        for each in body:
            self.visit(each)
        self._scopes.pop()
        self._loops = loops

    def _end(self, node: ast.expr) -> int:
        """The end of the outermost loop of its function around it, or its own."""
        return max([*self._loops[:1], node.end_lineno or node.lineno])

    def _note(self, scope: str, line: int) -> None:
        self.trained[scope] = max(line, self.trained.get(scope, 0))

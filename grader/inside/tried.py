"""Which imports of a submission may fail, and their change into a `try` that says so.

Those that bring names which nothing reads; those of whose names nothing comes, as of
`tests.check(model)`; and those whose names are read after training only. An import inside `try` or
`with` is left alone: somebody has thought of it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from typing import Any, Final

from grader.inside.late import late_names
from grader.inside.reading import bound_by, idle_names, names_bound, names_read

__all__ = ["FAILED", "try_imports"]

FAILED: Final = "__import_failed__"
"""What the changed imports call: kind ("import", "module", "later"), statement, module, line."""

_LABS: Final = frozenset(
    {"colab_metadata_checker", "dlai_grader", "dlai_tools", "grader", "grading", "outputs",
     "public_tests", "submit", "test_utils", "tests", "unittests", "w1_unittest", "w2_unittest",
     "w3_unittest", "w4_unittest"}
)  # fmt: skip
"""What course notebooks import beside them to test themselves: also by `*`, also in a loop."""

_Import = ast.Import | ast.ImportFrom


def try_imports(tree: ast.Module) -> None:
    """Put the imports that may fail into a `try`, in place; every line stays what it was."""
    _Changer(tree).visit(tree)
    ast.fix_missing_locations(tree)


class _Changer(ast.NodeTransformer):
    def __init__(self, tree: ast.Module) -> None:
        found = [node for node in ast.walk(tree) if isinstance(node, _Import)]
        pairs = [(node, alias) for node in found for alias in node.names]
        self._read = names_read(tree)
        self._stars = sum(alias.name == "*" for _, alias in pairs)
        self._loose = self._read - names_bound(tree)
        origins = dict.fromkeys(self._loose, "*")
        origins |= {bound_by(node, alias): _module(node, alias) for node, alias in pairs}
        labs = [name for name, module in origins.items() if module == "*" or _is_lab(module)]
        self._idle = idle_names(tree, origins, labs)
        self._late = late_names(tree)
        self._bound_again = set(_bound_again(tree))

    def visit_Try(self, node: ast.Try) -> ast.AST:
        for handler in node.handlers:
            self.visit(handler)
        return node

    def visit_With(self, node: ast.With) -> ast.AST:
        return node

    def visit_Import(self, node: ast.Import) -> Any:
        return self._parted(node, [[alias] for alias in node.names])

    def visit_ImportFrom(self, node: ast.ImportFrom) -> Any:
        if node.module == "__future__":
            return node
        if node.names[0].name == "*":
            return self._star(node)
        by_kind: dict[str, list[ast.alias]] = {"": [], "later": [], "module": [], "import": []}
        for alias in node.names:
            by_kind[self._kind(node, alias)].append(alias)
        return self._parted(node, [aliases for aliases in by_kind.values() if aliases])

    def _kind(self, node: _Import, alias: ast.alias) -> str:
        """Return what becomes of it if it fails; "" for a plain failure."""
        name = bound_by(node, alias)
        if name not in self._read or (node, name) in self._bound_again:
            return "import"
        if name in self._idle:
            return "module"
        return "later" if name in self._late else ""

    def _parted(self, node: _Import, parts: Sequence[list[ast.alias]]) -> Any:
        """Return one statement for each part, all aliases of which are of one kind."""
        made: list[ast.stmt] = []
        for aliases in parts:
            kind, part = self._kind(node, aliases[0]), _with_names(node, aliases)
            names = (
                [bound_by(node, alias) for alias in aliases] if kind in {"later", "module"} else []
            )
            made.append(_tried(kind, part, names) if kind else part)
        return made

    def _star(self, node: ast.ImportFrom) -> ast.stmt:
        """A lab's `*` brings the names that have no other origin, where nothing comes of them."""
        idle = self._loose & self._idle
        only = idle == self._loose or self._stars > 1
        if not _is_lab(_module(node, node.names[0])) or not only:
            return node
        return _tried("module", node, sorted(idle))


def _tried(kind: str, node: _Import, names: Sequence[str]) -> ast.stmt:
    """Return `try: import …`, `except ImportError: names = …`, all on the import's line."""
    said = (kind, ast.unparse(node), _module(node, node.names[0]), node.lineno)
    call = ast.Call(ast.Name(FAILED, ast.Load()), [ast.Constant(each) for each in said], [])
    targets: list[ast.expr] = [ast.Name(name, ast.Store()) for name in names]
    answer = ast.Assign(targets, call) if targets else ast.Expr(call)
    handler = ast.ExceptHandler(ast.Name("ImportError", ast.Load()), None, [answer])
    made = ast.Try([node], [handler], [], [])
    for each in (answer, handler, made):
        ast.copy_location(each, node)
    return made


def _with_names(node: _Import, names: list[ast.alias]) -> _Import:
    if isinstance(node, ast.Import):
        return ast.copy_location(ast.Import(names), node)
    return ast.copy_location(ast.ImportFrom(node.module, names, node.level), node)


def _module(node: _Import, alias: ast.alias) -> str:
    """Return the module's name, as many dots in front as a relative import has."""
    if isinstance(node, ast.Import):
        return alias.name
    return "." * node.level + (node.module or "")


def _is_lab(module: str) -> bool:
    return module.lstrip(".").partition(".")[0] in _LABS


def _bound_again(tree: ast.Module) -> Iterator[tuple[_Import, str]]:
    """Yield imports of the file itself whose name another one brings before anything reads it."""
    waiting: dict[str, _Import] = {}
    for node in tree.body:
        if isinstance(node, _Import):
            for alias in node.names:
                name = bound_by(node, alias)
                if "." in alias.name and not alias.asname:
                    continue  # `import a.b` and `import a.c` both bring a
                if name in waiting:
                    yield waiting[name], name
                waiting[name] = node
        else:
            for name in names_read(node):
                waiting.pop(name, None)

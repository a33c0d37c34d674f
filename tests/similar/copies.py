"""Copies made to look like one's own: each change that a person would think of first."""

from __future__ import annotations

import ast
from pathlib import Path

from grader.errors import NotGradableError
from grader.similar.reading import read_sample
from grader.similar.values import Sample
from grader.submission import read_submission

ROOT = Path(__file__).resolve().parent.parent.parent
IDS = sorted(path.name for path in (ROOT / "tests/submissions").iterdir())
_KEPT = {"self", "on_epoch_end", "__init__", "__getitem__", "__len__", "call"}


class Renamed(ast.NodeTransformer):
    """Gives every variable, argument, function, class and alias another name."""

    def __init__(self, tree: ast.Module) -> None:
        made: dict[str, None] = {}
        for node in ast.walk(tree):
            match node:
                case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                    made[name] = None
                case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                    made[name] = None
                case ast.alias(asname=str(name)):
                    made[name] = None
                case _:
                    pass
        self.other = {name: f"thing_{n}" for n, name in enumerate(made) if name not in _KEPT}

    def visit_Name(self, node: ast.Name) -> ast.AST:
        node.id = self.other.get(node.id, node.id)
        return node

    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.arg = self.other.get(node.arg, node.arg)
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.name = self.other.get(node.name, node.name)
        return self.generic_visit(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        node.name = self.other.get(node.name, node.name)
        return self.generic_visit(node)

    def visit_alias(self, node: ast.alias) -> ast.AST:
        node.asname = self.other.get(node.asname, node.asname) if node.asname else None
        return node


class Revalued(ast.NodeTransformer):
    """Changes every number, and every string that is more than a word of the library's."""

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        match node.value:
            case bool():
                return node
            case int() | float() as number:
                return ast.Constant(number * 2 + 1)
            case str() as text if not text.isidentifier():
                return ast.Constant(f"another {text[::-1]}")
            case _:
                return node

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:
        return node


def renamed(text: str) -> str:
    tree = ast.parse(text)
    return ast.unparse(Renamed(tree).visit(tree))


def revalued(text: str) -> str:
    return ast.unparse(ast.fix_missing_locations(Revalued().visit(ast.parse(text))))


def reordered(text: str) -> str:
    """Put functions and classes first, in the opposite order."""
    tree = ast.parse(text)
    defined = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    loaded = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    rest = [node for node in tree.body if node not in defined and node not in loaded]
    return ast.unparse(ast.Module([*loaded, *reversed(defined), *rest], []))


def commented(text: str) -> str:
    """Lay it out anew, with a comment before every second line."""
    lines = ast.unparse(ast.parse(text)).split("\n")
    blanks = [line[: len(line) - len(line.lstrip())] for line in lines]
    return "\n".join(
        line if number % 2 else f"{blank}# Now comes step {number}\n{line}"
        for number, (blank, line) in enumerate(zip(blanks, lines, strict=True))
    )


def disguised(text: str) -> str:
    return commented(reordered(revalued(renamed(text))))


WAYS = [renamed, revalued, reordered, commented, disguised]


def right_ones(id_: str) -> list[Sample]:
    """The right submissions of an exercise: written differently, each by itself."""
    found: list[Sample] = []
    for path in sorted((ROOT / "tests/submissions" / id_).glob("right*/submission.*")):
        try:
            read_submission(path)
        except NotGradableError:
            continue
        found.append(read_sample(path.parent.name, path))
    return found


def stub_of(id_: str) -> str:
    return (ROOT / "exercises" / id_ / "stub.py").read_text(encoding="utf-8")

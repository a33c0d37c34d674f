"""The texts that a submission's code spells out, joined where it joins them as it stands.

`base = "/content/data"` and `os.path.join(base, "train")` spell "/content/data/train". Nothing is
run: what depends on anything but texts in the file is not spelt out.
"""

from __future__ import annotations

import ast
import posixpath
import warnings
from collections.abc import Collection
from typing import Final

__all__ = ["calls_any", "given_to", "in_use", "names_written", "texts_spelt"]

_LONGEST: Final = 1000
_MOST_ROUNDS: Final = 64
"""Of all loops over texts that are spelt out."""
_OF_OS: Final = {"curdir": ".", "pardir": "..", "sep": "/"}
_JOINS: Final = frozenset({"Path", "PurePath", "join"})
_KEEPS: Final = frozenset({"abspath", "expanduser", "fspath", "normpath", "str"})
_THIS_FILE: Final = "./submission.py"


def texts_spelt(code: str) -> tuple[str, ...]:
    """Return every text of at most 1000 characters that the code spells out, in its order."""
    reader = _Reader()
    try:
        reader.visit(_parsed(code))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ()  # told where the submission is read
    return tuple(dict.fromkeys(reader.texts))


def calls_any(code: str, names: Collection[str]) -> bool:
    """Whether code calls a function or a shell program of one of these names; comments do not."""
    try:
        nodes = list(ast.walk(_parsed(code)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return any(name in code for name in names)
    functions = {_name(node.func) for node in nodes if isinstance(node, ast.Call)}
    texts = [node.value for node in nodes if isinstance(node, ast.Constant)]
    return bool(functions & {*names}) or any(
        isinstance(text, str) and text.split()[:1] == [name] for text in texts for name in names
    )


def in_use(code: str) -> str:
    """Return code without comments, imports and the functions that nothing calls.

    A call that is commented out leaves its function behind: what that would do is not done. Those
    that need no arguments stay, for a grader calls them.
    """
    try:
        tree = _parsed(code)
        named = names_written(tree)
        tree.body = [each for each in tree.body if not _is_idle(each, named)]
        return ast.unparse(tree)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return code


def names_written(tree: ast.AST) -> set[str]:
    """Return every name that is used or looked up somewhere, those of attributes as well."""
    return {_name(node) for node in ast.walk(tree)}


def _name(node: ast.AST) -> str:
    """The last name of `os.path.join` and the like, "" of what has none."""
    return getattr(node, "attr", getattr(node, "id", ""))


def _is_idle(node: ast.stmt, named: Collection[str]) -> bool:
    if isinstance(node, ast.FunctionDef):
        needed = len(node.args.posonlyargs) + len(node.args.args) - len(node.args.defaults)
        return needed > 0 and node.name not in named
    return isinstance(node, ast.Import | ast.ImportFrom)


def given_to(code: str, *functions: str) -> tuple[str | None, ...]:
    """Return the text that each call of them is given first, None where it is not spelt out.

    A call without arguments gives "".
    """
    reader = _Reader()
    try:
        tree = _parsed(code)
        reader.visit(tree)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return (None,)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    mine = [call for call in calls if _name(call.func) in functions]
    given = [(*call.args, *(word.value for word in call.keywords), None)[0] for call in mine]
    return tuple(reader.known.get(id(each)) if each else "" for each in given)


def _parsed(code: str) -> ast.Module:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(code)


class _Reader(ast.NodeVisitor):
    """Works out each expression once, the inner before the outer.

    Attributes:
        known: An expression's id and its text, None where it has none.
        texts: Every text, in the order in which it was found: one in a loop may have several.
    """

    def __init__(self) -> None:
        self.known: dict[int, str | None] = {}
        self.texts: list[str] = []
        self._lists: dict[str, tuple[str, ...]] = {}
        self._rounds = _MOST_ROUNDS
        self._names: dict[str, str | None] = {"__file__": _THIS_FILE}

    def generic_visit(self, node: ast.AST) -> None:
        super().generic_visit(node)
        if isinstance(node, ast.expr):
            text = self._text(node)
            self.known[id(node)] = text if text and len(text) <= _LONGEST else None
            self.texts += [text] if text and len(text) <= _LONGEST else []

    def visit_Assign(self, node: ast.Assign) -> None:
        self.generic_visit(node)
        for target in node.targets:
            self._keep(target, node.value)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self.generic_visit(node)
        if node.value is not None:
            self._keep(node.target, node.value)

    def visit_For(self, node: ast.For) -> None:
        self.visit(node.iter)
        values = self._listed(node.iter)[: self._rounds]
        self._rounds -= len(values)
        for each in values or (None,):
            if isinstance(node.target, ast.Name):
                self._names[node.target.id] = each
            for statement in (*node.body, *node.orelse):
                self.visit(statement)

    def _listed(self, node: ast.expr) -> tuple[str, ...]:
        """The texts in a list, or under the name of one."""
        match node:
            case ast.List(elts=each) | ast.Tuple(elts=each):
                texts = [self.known.get(id(element)) for element in each]
                return tuple(text for text in texts if text)
            case ast.Name(id=name):
                return self._lists.get(name, ())
            case _:
                return ()

    def _keep(self, target: ast.expr, value: ast.expr) -> None:
        match target, value:
            case (ast.Tuple(elts=targets), ast.Tuple(elts=values)) if len(targets) == len(values):
                for each, its_value in zip(targets, values, strict=True):
                    self._keep(each, its_value)
            case (ast.Name(id=name), _):
                self._names[name] = self.known[id(value)]
                self._lists[name] = self._listed(value)
            case (ast.Attribute(value=ast.Name(id=owner), attr=name), _):
                self._names[f"{owner}.{name}"] = self.known[id(value)]
            case _:
                pass

    def _text(self, node: ast.expr) -> str | None:
        match node:
            case ast.Constant(value=str(text)):
                return text
            case ast.Name() | ast.Attribute() if (name := ast.unparse(node)) in self._names:
                return self._names[name]
            case (
                ast.Attribute(value=path, attr="parent")
                | ast.Call(func=ast.Attribute(attr="dirname") | ast.Name(id="dirname"), args=[path])
            ):
                text = self.known.get(id(path))
                return None if text is None else _above(text)
            case _ if place := _place_of_os(node):
                return place
            case _:
                parts, as_path = _parts(node)
        texts = [text for part in parts if (text := self.known[id(part)]) is not None]
        if not texts or len(texts) < len(parts):
            return None
        return posixpath.join(*texts) if as_path else "".join(texts)


def _above(path: str) -> str:
    """Return the folder above a place; `.` stands for where the file lies, whose parent is `..`."""
    if path == "." or path.rpartition("/")[2] == "..":
        return posixpath.normpath(f"{path}/..")
    return posixpath.dirname(path) or "."


def _place_of_os(node: ast.expr) -> str:
    """Return what `os.pardir` and `os.getcwd()` are, or ""."""
    match node:
        case ast.Attribute(value=ast.Name(id="os"), attr=name):
            return _OF_OS.get(name, "")
        case ast.Call(func=ast.Attribute(attr="getcwd" | "cwd") | ast.Name(id="getcwd")):
            return "."
        case _:
            return ""


def _parts(node: ast.expr) -> tuple[list[ast.expr], bool]:
    """Return the expressions that one is joined of, and whether they are joined as paths are."""
    match node:
        case (
            ast.FormattedValue(value=value, conversion=-1, format_spec=None)
            | ast.Call(
                func=ast.Attribute(
                    value=value, attr="absolute" | "as_posix" | "expanduser" | "resolve"
                ),
                args=[],
            )
        ):
            return [value], False
        case ast.JoinedStr(values=values):
            return values, False
        case ast.BinOp(left=left, op=ast.Add() | ast.Div() as sign, right=right):
            return [left, right], isinstance(sign, ast.Div)
        case ast.Call(func=ast.Attribute(value=path, attr="joinpath"), args=args):
            return [path, *args], True
        case ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name), args=args):
            parts = args if name in _JOINS else args[:1] if name in _KEEPS else []
            return parts, name in _JOINS
        case _:
            return [], False

"""Code as text → its syntax tree; whatever is wrong with it is told with the line and a caret."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Sequence
from typing import Final, cast

from grader.errors import NotGradableError
from grader.language import say
from grader.syntax_errors import place_of, syntax_error

__all__ = ["parse_code", "same_code"]

MAX_CODE_CHARACTERS: Final = 2**18
"""A long solution has 2**15."""
MAX_DOTS_OR_BRACES: Final = 20_000
"""Parsing `import a.a.a…` or f"{a}{a}…" takes time that grows with the square of its parts."""
_NO_TEXT: Final = re.compile("[\0\ud800-\udfff]")


def parse_code(text: str, name: str, *, cells: Sequence[str] = ()) -> ast.Module:
    """Return the syntax tree of a submission.

    Args:
        text: The whole code, lines ending in a line feed.
        name: The file's name, for messages.
        cells: Of a notebook: each code cell, which must be whole by itself.

    Raises:
        NotGradableError: If it is no Python, holds no code, or is too much to be read.
    """
    most = max(text.count("."), text.count("{"))
    if len(text) > MAX_CODE_CHARACTERS or most > MAX_DOTS_OR_BRACES:
        raise NotGradableError(
            say(
                "{name} holds more code than any solution needs. Keep data in files of its own.",
                name=name,
            )
        )
    if not cells and text.lstrip().startswith("{") and '"nbformat"' in text:
        raise NotGradableError(
            say(
                "{name} is a notebook under another name. Rename it so that it ends in .ipynb.",
                name=name,
            )
        )
    for number, cell in enumerate(cells, start=1):
        _parse(cell, name, number)
    tree = _parse(text, name, 0)
    if not any(_is_code(node) for node in tree.body):
        raise NotGradableError(
            say("{name} holds no code, only remarks. Write your solution in it.", name=name)
        )
    return tree


def _is_code(node: ast.stmt) -> bool:
    """Whether a statement does anything: `pass` and a text by itself do not."""
    if isinstance(node, ast.Pass):
        return False
    return not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))


def same_code(tree: ast.Module, stub: str) -> bool:
    """Whether `tree` is the stub's but for comments, docstrings and formatting.

    Both trees are stripped on the way: parse again where docstrings matter.
    """
    try:
        return _bare_dump(tree) == _bare_dump(ast.parse(stub))
    except RecursionError:
        return False


def _bare_dump(tree: ast.Module) -> str:
    for node in ast.walk(tree):
        for name in ("body", "orelse", "finalbody"):
            block: object = getattr(node, name, None)
            if isinstance(block, list):
                statements = cast("list[ast.stmt]", block)
                setattr(node, name, [child for child in statements if _is_code(child)])
    return ast.dump(tree)


def _parse(text: str, name: str, cell: int) -> ast.Module:
    """Parse, and let the compiler look as well: it refuses a `return` outside a function."""
    no_text = _NO_TEXT.search(text)
    if no_text:
        where = place_of(text.count("\n", 0, no_text.start()) + 1, cell)
        raise NotGradableError(
            say(
                "{name} holds bytes that are no text, in {where}. Delete them or save it again.",
                name=name,
                where=where,
            )
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
            compile(tree, name, "exec", dont_inherit=True)
            return tree
    except SyntaxError as error:
        raise syntax_error(error, text, name, cell) from None
    except (RecursionError, MemoryError):
        raise NotGradableError(
            say("{name} is nested too deeply to be read. Take its expressions apart.", name=name)
        ) from None

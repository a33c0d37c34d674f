"""Where a task is still open: a remark that asks for code, and no code there."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator, Sequence
from typing import Final

__all__ = ["open_places"]

_END: Final = re.compile(r"^\W*end\b|\bends?(\s+here)?\W*$")
"""A remark that says where the student's part ends, as "YOUR CODE SHOULD END HERE"."""
_NOTHING: Final = (None, ...)


def open_places(text: str, tree: ast.Module, marks: Sequence[str]) -> list[int]:
    """Return the lines of remarks with one of `marks` where a placeholder stands for the work.

    A remark may stay where its work is done, so it is not the remark that counts but what follows.

    Args:
        text: Python that parses.
        tree: Its syntax tree.
        marks: Words in small letters.
    """
    return [
        line
        for line, column, remark in _remarks(text)
        if any(mark in remark for mark in marks)
        and not _END.search(remark)
        and _is_open(tree, line, column)
    ]


def _remarks(text: str) -> Iterator[tuple[int, int | None, str]]:
    """Yield line, column (None where code stands before it) and words of each remark."""
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.COMMENT:
                alone = not token.line[: token.start[1]].strip()
                yield token.start[0], token.start[1] if alone else None, token.string.lower()
    except (tokenize.TokenError, SyntaxError):
        return  # what the parser took and the tokenizer does not: nothing more can be told


def _is_open(tree: ast.Module, line: int, column: int | None) -> bool:
    blocks = list(_blocks(tree))
    statements = sorted((each for block in blocks for each in block), key=lambda each: each.lineno)
    around = [
        each
        for each in statements
        if each.lineno <= line <= (each.end_lineno or 0)
        and not (hasattr(each, "body") or hasattr(each, "cases"))
    ]
    if around:
        return any(_is_left(each, blocks) or _is_empty_at(each, line) for each in around)
    below = next((each for each in statements if each.lineno > line), None)
    if below is not None and (column is None or below.col_offset >= column):
        return _is_left(below, blocks)
    above = [each for each in statements if (each.end_lineno or 0) < line]
    return bool(above) and above[-1].col_offset == column and _says_nothing(above[-1])


def _blocks(tree: ast.Module) -> Iterator[list[ast.stmt]]:
    for node in ast.walk(tree):
        for name in ("body", "orelse", "finalbody"):
            block = getattr(node, name, None)
            if isinstance(block, list) and block:
                yield block


def _says_nothing(node: ast.stmt) -> bool:
    """Whether a statement is `pass`, `...`, or a text by itself."""
    return isinstance(node, ast.Pass) or (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    )


def _is_left(node: ast.stmt, blocks: list[list[ast.stmt]]) -> bool:
    """Whether a statement stands for work to be done, and none was done after it."""
    if isinstance(node, ast.Raise):
        return "NotImplementedError" in ast.unparse(node)
    value = getattr(node, "value", 0)
    if not isinstance(node, ast.Pass) and not _is_nothing(value):
        return isinstance(value, ast.AST) and _holds_dots(value)
    block = next(each for each in blocks if node in each)
    rest = block[block.index(node) + 1 :]
    if isinstance(node, ast.Pass):
        return not rest  # it was left standing above the work
    targets = node.targets if isinstance(node, ast.Assign) else []
    names = {ast.unparse(target) for target in targets}
    return not any(
        isinstance(each, ast.Name | ast.Attribute)
        and isinstance(each.ctx, ast.Store)
        and ast.unparse(each) in names
        for later in rest
        for each in ast.walk(later)
    )


def _is_nothing(value: object) -> bool:
    return isinstance(value, ast.Constant) and any(value.value is each for each in _NOTHING)


def _holds_dots(value: ast.AST) -> bool:
    """Whether `...` stands for an argument or an item; in `x[..., 0]` it has a meaning."""
    for node in ast.walk(value):
        items = node.elts if isinstance(node, ast.List) else []
        if isinstance(node, ast.Call):
            items = [*node.args, *(keyword.value for keyword in node.keywords)]
        if any(isinstance(each, ast.Constant) and each.value is ... for each in items):
            return True
    return False


def _is_empty_at(statement: ast.stmt, line: int) -> bool:
    """Whether a remark inside of brackets is all that stands in them."""
    brackets = [
        node
        for node in ast.walk(statement)
        if isinstance(node, ast.Call | ast.List) and node.lineno <= line < (node.end_lineno or 0)
    ]
    if not brackets:
        return False
    inmost = max(brackets, key=lambda each: (each.lineno, each.col_offset))
    return not (inmost.elts if isinstance(inmost, ast.List) else inmost.args + inmost.keywords)

"""Code as text → its syntax tree; whatever is wrong with it is told with the line and a caret."""

from __future__ import annotations

import ast
import keyword
import re
import unicodedata
import warnings
from collections.abc import Sequence
from typing import Final, cast

from grader.errors import NotGradableError
from grader.language import say

__all__ = ["parse_code", "printable", "same_code"]

MAX_CODE_CHARACTERS: Final = 2**18
"""A long solution has 2**15."""
MAX_DOTS_OR_BRACES: Final = 20_000
"""Parsing `import a.a.a…` or f"{a}{a}…" takes time that grows with the square of its parts."""
_NO_TEXT: Final = re.compile("[\0\ud800-\udfff]")
_OWN_DRIVE: Final = re.compile(r"[\"'][A-Za-z]:\\")
_PROSE: Final = re.compile(
    r"\s*(?:\W{3,}|https?://\S+|(?:[^\W\d]['’\w-]*,? ){3}[^=(\[]*(?:\([^()=]*\))?[.:!?]?)\s*$"
)
"""Four words and more without a sign of Python between them, an address, or a row of dashes."""
_MERGE: Final = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)
_WINDOW: Final = 72
"""So many columns of a long line are shown around the caret."""


def printable(text: str) -> str:
    """Return one line of text without what could move a cursor or turn the writing direction."""
    spaced = "".join(" " if unicodedata.category(c) in {"Zs", "Cc"} else c for c in text)
    return "".join(c for c in spaced if c.isprintable())


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
        where = _where(text.count("\n", 0, no_text.start()) + 1, cell)
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
        raise _syntax_error(error, text, name, cell) from None
    except (RecursionError, MemoryError):
        raise NotGradableError(
            say("{name} is nested too deeply to be read. Take its expressions apart.", name=name)
        ) from None


def _where(line: int, cell: int) -> str:
    if cell:
        return say("cell {cell}, line {line}", cell=cell, line=line)
    return say("line {line}", line=line)


def _syntax_error(error: SyntaxError, text: str, name: str, cell: int) -> NotGradableError:
    """Say where Python stumbled, show that line, and point at the column."""
    lines = text.split("\n")
    number = min(max(error.lineno or 1, 1), len(lines))
    if merged := _MERGE.search(text):
        number = text.count("\n", 0, merged.start()) + 1
    line = lines[number - 1]
    column = 1 if merged or isinstance(error, IndentationError) else error.offset or 1
    if merged:
        sentence = _unmerged(name, _where(number, cell))
    else:
        sentence = _sentence(error, line.partition("#")[0].rstrip(), name, number, cell)
    return NotGradableError("\n".join((sentence, "", *_caret(line, column))))


def _unmerged(name: str, where: str) -> str:
    return say(
        "{name} is not Python in {where}: git put its marks there, for a merge that was not "
        "finished. Keep one of the two versions, and delete the lines <<<<<<<, ======= and "
        ">>>>>>>.",
        name=name,
        where=where,
    )


def _sentence(error: SyntaxError, code: str, name: str, number: int, cell: int) -> str:
    """Say what is wrong with the line `code`; five slips of students have words of their own."""
    where = _where(number, cell)
    if not cell and code.lstrip().startswith(("!", "%")):
        return say(
            "{name} is not Python in {where}: lines with ! or % work only in a notebook. "
            "Delete this line, or hand in the .ipynb.",
            name=name,
            where=where,
        )
    if code.endswith("=") and not code.endswith("=="):
        return say(
            "{name} is not finished in {where}: nothing stands after the = sign. Fill it in.",
            name=name,
            where=where,
        )
    blank = code[max((error.offset or 1) - 1, 0) :].lstrip().startswith("None")
    if "cannot assign to None" in str(error.msg) or blank:
        return say(
            "{name} is not finished in {where}: None still stands where a name belongs. Fill "
            "it in.",
            name=name,
            where=where,
        )
    if "unicodeescape" in str(error.msg):
        return _backslash(code, name, where)
    if _reads_like_text(code):
        return say(
            "{name} is not Python in {where}: it reads like a text. Put # in front of it, or take "
            "it out.",
            name=name,
            where=where,
        )
    return say(
        "{name} is not Python in {where}: {complaint}. Mend this line and check again.",
        name=name,
        where=where,
        complaint=printable(str(error.msg)).rstrip(".")[:200],
    )


def _reads_like_text(code: str) -> bool:
    first = re.match(r"\s*(\w*)", code)
    return bool(_PROSE.match(code)) and not keyword.iskeyword(first[1] if first else "")


def _backslash(code: str, name: str, where: str) -> str:
    told = say(
        "{name} is not Python in {where}: a backslash in quotes begins a special sign. In a "
        "path, write / in its place, or r before the quotes.",
        name=name,
        where=where,
    )
    if _OWN_DRIVE.search(code):
        told += " " + say("The exercise's README says where the data lies.")
    return told


def _caret(line: str, offset: int) -> tuple[str, str]:
    """Return the line without its indentation, and a caret under column `offset`, from 1."""
    at = min(max(offset - 1, 0), len(line))
    before, after = printable(line[:at]).lstrip(), printable(line[at:])
    if not before:
        after = after.lstrip()
    room = _WINDOW // 2
    if len(before) + len(after) > _WINDOW:
        before = "…" + before[-room:] if len(before) > room else before
        after = after[:room] + "…" if len(after) > room else after
    columns = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in before)
    return f"    {before}{after}".rstrip(), f"    {' ' * columns}^"

"""What else is wrong with code whose run ended early, as far as it is seen without running it."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Final

from grader.evidence import SourceFacts
from grader.language import say

__all__ = ["other_key", "seen_besides"]

_KNOWN: Final = frozenset({*dir(builtins), "__file__", "_", "display", "get_ipython"})
_READ: Final = re.compile(r"\blogs(?:\.get\(\s*|\[\s*)['\"](?P<key>acc|accuracy)['\"]")
_ASKED: Final = re.compile(r"metrics=\[?['\"](?P<key>acc|accuracy)['\"]")
_ALIKE: Final = 0.85


def seen_besides(source: SourceFacts) -> str:
    """Return a slip that the code shows without being run, "" where none is seen.

    Args:
        source: The submission.
    """
    return _unbound(source) or other_key(source)


def _unbound(source: SourceFacts) -> str:
    """Name one that is used and gets no value anywhere."""
    bound = set(_bound(source.tree))
    if "*" in bound:
        return ""
    used = [
        (node.lineno, node.id)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    ]
    missing = sorted(each for each in used if each[1] not in bound | _KNOWN)
    if not missing:
        return ""
    line, name = missing[0]
    told = say("{name} ({where}) gets no value anywhere in your code.",
               name=name, where=source.where(line))  # fmt: skip
    near = get_close_matches(name, bound, 1, _ALIKE)
    return told + (" " + say("Is {meant} meant?", meant=near[0]) if near else "")


def _bound(tree: ast.AST) -> Iterator[str]:
    """Each name that gets a value, in whatever scope; "*" where a module gives all of its own."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()) | ast.arg(arg=name):
                yield name
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield name
            case ast.ClassDef(name=name):
                yield name
            case ast.alias(name=name, asname=other):
                yield (other or name).partition(".")[0]
            case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)):
                yield name
            case _:
                pass


def other_key(source: SourceFacts) -> str:
    """Say that a callback reads the accuracy under another name than compile gives it, or "".

    Args:
        source: The submission.
    """
    read = {found["key"] for found in _READ.finditer(source.text)}
    asked = {found["key"] for found in _ASKED.finditer(source.text)}
    if len(read) != 1 or len(asked) != 1 or read == asked:
        return ""
    return say("Your callback reads logs['{read}'], and metrics=['{asked}'] gives no such name.",
               read=read.pop(), asked=asked.pop())  # fmt: skip

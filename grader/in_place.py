"""What a call that changes things in place gives back: nothing."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

from grader.evidence import SourceFacts
from grader.language import say

__all__ = ["kept_nothing"]

_IN_PLACE: Final = frozenset(
    {
        *("append", "extend", "insert", "reverse", "shuffle", "sort", "update"),
        *("add", "build", "compile", "load_weights", "save", "save_weights", "set_weights"),
        *("extractall", "makedirs", "mkdir", "summary"),
    }
)
"""Methods and functions of lists, models, archives and folders that return None."""


def kept_nothing(source: SourceFacts, text: str, line: int) -> str:
    """Say that a name holds None because it was given what such a call gives back, or return "".

    Args:
        source: The submission.
        text: "Type: message" of what it raised.
        line: Where.
    """
    if "NoneType" not in text:
        return ""
    used = {
        node.id
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.lineno == line
    }
    kept = [each for each in _kept(source.tree) if each[0] in used and each[2] <= line]
    if not kept:
        return ""
    name, call, at = max(kept, key=lambda each: each[2])
    return say("{name} is None: {call}(…) in {where} changes what it is given and gives nothing "
               "back. Let it stand there without {name} = in front.",
               name=name, call=call, where=source.where(at))  # fmt: skip


def _kept(tree: ast.AST) -> Iterator[tuple[str, str, int]]:
    """Each name that is given what such a call gives back: the name, the call, the line."""
    for node in ast.walk(tree):
        match node:
            case ast.Assign(
                targets=[ast.Name(id=name)],
                value=ast.Call(func=ast.Attribute(value=owner, attr=call)),
            ) if call in _IN_PLACE:
                before = f"{owner.id}." if isinstance(owner, ast.Name) else "."
                yield name, f"{before}{call}", node.lineno
            case _:
                pass

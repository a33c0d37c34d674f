"""Slips in the lines of a callback, each one sentence: what is set, compared and waited for."""

from __future__ import annotations

import ast

from grader.evidence import SourceFacts
from grader.language import say

__all__ = ["compared", "set_to_false", "waits_for_an_epoch"]


def compared(source: SourceFacts) -> str:
    """Where stop_training is compared in a line of its own, which sets nothing."""
    for node in ast.walk(source.tree):
        match node:
            case ast.Expr(value=ast.Compare(left=ast.Attribute(attr="stop_training"))):
                return say("self.model.stop_training == True ({where}) compares and sets nothing: "
                           "write one = sign.", where=source.where(node.lineno))  # fmt: skip
            case _:
                pass
    return ""


def waits_for_an_epoch(source: SourceFacts) -> str:
    """Where a callback asks for the number of the epoch as well."""
    for hook in ast.walk(source.tree):
        if not isinstance(hook, ast.FunctionDef) or hook.name != "on_epoch_end":
            continue
        epoch = hook.args.args[1].arg if len(hook.args.args) > 1 else ""
        for node in ast.walk(hook):
            match node:
                case ast.Compare(left=ast.Name(id=name), ops=[ast.Gt() | ast.GtE()]) if (
                    name == epoch
                ):
                    return say("Your callback waits for an epoch as well, {condition} ({where}): "
                               "the rule asks for the accuracy alone.",
                               condition=ast.unparse(node),
                               where=source.where(node.lineno))  # fmt: skip
                case _:
                    pass
    return ""


def set_to_false(source: SourceFacts) -> str:
    """Where stop_training is set, and never to anything but False."""
    set_to = {
        node.lineno: ast.unparse(node.value)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Assign)
        and any(ast.unparse(each).endswith(".model.stop_training") for each in node.targets)
    }
    if set(set_to.values()) != {"False"}:
        return ""
    return say("self.model.stop_training ({where}) is set to False: True ends training.",
               where=source.where(min(set_to)))  # fmt: skip

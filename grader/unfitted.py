"""What keeps fit from being run: a call that is missing, skipped or never reached."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Final

from grader.evidence import SourceFacts
from grader.language import say
from grader.literals import names_written

__all__ = [
    "caught",
    "commented_fit",
    "never_fits",
    "skipped_fit",
    "uncalled_fit",
    "unreached_fit",
]

_COMMENTED: Final = re.compile(r"\s*#+\s*(?:[\w, ]+=\s*)?[\w.]+\.fit(?:_generator)?\(")
_FITS: Final = frozenset({"fit", "fit_generator"})
_TRAINS: Final = _FITS | {"apply_gradients", "train_on_batch"}


def unreached_fit(source: SourceFacts) -> str:
    """Name the `return` above a call of fit in the same block, or return ""."""
    for node in ast.walk(source.tree):
        for block in _blocks(node):
            ends = next((n for n, each in enumerate(block) if isinstance(each, ast.Return)), None)
            if ends is not None and any(map(_calls_fit, block[ends + 1 :])):
                return say("What stands below return ({where}) is never run, and fit stands there.",
                           where=source.where(block[ends].lineno))  # fmt: skip
    return ""


def never_fits(source: SourceFacts) -> str:
    """Say that no line calls fit, or return ""."""
    if _has_fit(source):
        return ""
    return commented_fit(source) or say("No line of your code calls fit.")


def commented_fit(source: SourceFacts, *, above: int | None = None) -> str:
    """Name the line that would call fit and is commented out, where no other does; or return "".

    Args:
        source: The submission.
        above: The line that such a line must lie above.
    """
    lines = () if _has_fit(source) else source.text.splitlines()[:above]
    for number, line in enumerate(lines, start=1):
        if _COMMENTED.match(line):
            return say("The line that calls fit is commented out ({where}): take away its #.",
                       where=source.where(number))  # fmt: skip
    return ""


def _has_fit(source: SourceFacts) -> bool:
    return not _TRAINS.isdisjoint(names_written(source.tree))


def skipped_fit(source: SourceFacts) -> str:
    """Name the `if` that all calls of fit stand under, or return "".

    Where nothing was trained it did not hold: `FRESH_RUN = False` leaves training out.
    """
    calls = sum(map(_is_fit, ast.walk(source.tree)))
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.If) or "__name__" in ast.unparse(node.test):
            continue
        if calls and sum(_is_fit(each) for part in node.body for each in ast.walk(part)) == calls:
            return say("fit stands under if {test} ({where}), and that does not hold here.",
                       test=ast.unparse(node.test)[:60],
                       where=source.where(node.lineno))  # fmt: skip
    return ""


def uncalled_fit(source: SourceFacts) -> str:
    """Name a function with a call of fit that nothing in the file calls, or return ""."""
    named = names_written(source.tree)
    for node in ast.walk(source.tree):
        if (
            not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            or node.name in named
            or node.name.startswith("__")
        ):
            continue
        if any(map(_calls_fit, node.body)):
            return say("fit stands in {function} ({where}), and nothing calls that.",
                       function=node.name, where=source.where(node.lineno))  # fmt: skip
    return _uncalled_caller(source)


def _uncalled_caller(source: SourceFacts) -> str:
    """Name a function that nothing calls, and that alone calls the one in which fit stands."""
    functions = [each for each in ast.walk(source.tree) if isinstance(each, ast.FunctionDef)]
    inner = [each for each in functions if any(map(_calls_fit, each.body))]
    named = names_written(source.tree)
    for node in source.tree.body:
        if not isinstance(node, ast.FunctionDef) or node.name in named:
            continue
        for each in inner:
            asked = sum(_names(other, each.name) for other in functions if other is not each)
            if asked == 1 == _names(node, each.name) and _names(source.tree, each.name) == 1:
                return say("fit stands in {inner}, which only {function} ({where}) calls, and "
                           "nothing calls that.", inner=each.name, function=node.name,
                           where=source.where(node.lineno))  # fmt: skip
    return ""


def _names(node: ast.AST, name: str) -> int:
    """How often a name or an attribute is written below a node."""
    return sum(
        isinstance(each, ast.Name | ast.Attribute)
        and name == (each.id if isinstance(each, ast.Name) else each.attr)
        for each in ast.walk(node)
    )


def caught(source: SourceFacts) -> str:
    """Name the `except` around a call of fit that lets code go on, or return "".

    What went wrong is known to nobody then but to those who read what it prints.
    """
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Try) and any(map(_calls_fit, node.body)):
            for handler in node.handlers:
                if _hides_errors(handler):
                    return say("The except in {where} catches what went wrong before fit was "
                               "through: take it out to see the error.",
                               where=source.where(handler.lineno))  # fmt: skip
    return ""


def _hides_errors(handler: ast.ExceptHandler) -> bool:
    """Whether an `except` takes errors, rather than Ctrl-C, and does not raise them again."""
    of_a_key = isinstance(handler.type, ast.Name) and handler.type.id == "KeyboardInterrupt"
    return not of_a_key and not any(isinstance(each, ast.Raise) for each in ast.walk(handler))


def _blocks(node: ast.AST) -> Iterator[list[ast.stmt]]:
    """The lists of statements that a node holds, one below the other."""
    for _, value in ast.iter_fields(node):
        if isinstance(value, list) and value and isinstance(value[0], ast.stmt):
            yield value


def _calls_fit(statement: ast.stmt) -> bool:
    return any(map(_is_fit, ast.walk(statement)))


def _is_fit(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in _FITS
    )

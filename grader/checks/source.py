"""Checks of the text that was handed in. It is read here and never run.

A text can always be written differently: these checks ask for what a task names or forbids, and
leave everything else to checks of what the code does.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from grader.checks.base import check
from grader.checks.library_names import imports, names_defined, names_used
from grader.checks.placeholders import open_places
from grader.evidence import SourceFacts
from grader.language import say
from grader.results import Finding

__all__ = ["avoids_call", "defines", "imports_only", "todo_done"]

Names = Annotated[list[str], Field(min_length=1)]
_MARKS = ("todo", "your code", "write your", "fill in", "여기에")
_SHOWN = 5
_NAMED = 8
"""So many of the names that are not to be used are told; the README has all."""


@check
def defines(source: SourceFacts, *, names: Names) -> Finding:
    """The functions that the task names are there.

    A function, a class or an assignment makes a name, at any depth; an import does not. Part of
    the points is earned for a part of the names.

    Keys:
        names: What must be defined.

    Example:
        {check: defines, names: [convolve, max_pool], points: 5, hint: "Which functions?"}
    """
    there = names_defined(source.tree)
    lacking = [name for name in names if name not in there]
    expected = ", ".join(names)
    if not lacking:
        return Finding(True, expected, say("all of them are there"), 1.0)
    share = 1 - len(lacking) / len(names)
    return Finding(False, expected, say("not there: {names}", names=", ".join(lacking)), share)


@check
def todo_done(source: SourceFacts, *, marks: Names | None = None) -> Finding:
    """Nothing of the task is left open.

    A remark with one of the marks may stay where its work is done. It is open where it is followed
    by `pass`, `...`, `raise NotImplementedError`, `x = None`, `return None`, or by nothing at all.

    Keys:
        marks: Words of a remark that asks for code, in any case. Without it: TODO, your code,
            write your, fill in, 여기에.

    Example:
        {check: todo_done, points: 5, hint: "Which TODO has no code below it?"}
    """
    places = open_places(source.text, source.tree, [mark.lower() for mark in (marks or _MARKS)])
    expected = say("no placeholder is left")
    if not places:
        return Finding(True, expected, say("none is left"), 1.0)
    where = ", ".join(source.where(line) for line in places[:_SHOWN])
    return Finding(False, expected, say("still open: {where}", where=where))


@check
def imports_only(source: SourceFacts, *, modules: Names) -> Finding:
    """Only the libraries that the task allows are imported.

    Keys:
        modules: What may be imported, with all that lies below it: `numpy` allows `numpy.random`,
            `scipy.signal` allows `from scipy import signal`.

    Example:
        {check: imports_only, modules: [numpy, matplotlib], points: 5, hint: "Can you do without?"}
    """
    expected = say("imports of {modules} only", modules=", ".join(modules))
    others = [
        f"{name} ({source.where(line)})"
        for name, taken, line in imports(source.tree)
        if not _allowed(name, modules)
        and not (taken and all(_allowed(f"{name}.{each}", modules) for each in taken))
    ]
    if not others:
        return Finding(True, expected, say("no others"), 1.0)
    return Finding(False, expected, ", ".join([*dict.fromkeys(others)][:_SHOWN]))


def _allowed(name: str, modules: list[str]) -> bool:
    return any(name == module or name.startswith(f"{module}.") for module in modules)


@check
def avoids_call(source: SourceFacts, *, names: Names) -> Finding:
    """What the task asks you to write is not taken from a library.

    A function of the student's own may have one of the names, and so may their variables: they
    were asked to write it.

    Keys:
        names: What may not be used, by its last name (`convolve2d`, wherever it comes from) or by
            its whole one (`scipy.signal.convolve2d`).

    Example:
        {check: avoids_call, names: [convolve2d, filter2D], points: 10, hint: "Which loops?"}
    """
    more = ["…"] if len(names) > _NAMED else []
    expected = say("no call of {names}", names=", ".join([*names[:_NAMED], *more]))
    wanted = [f".{name}" for name in names]
    called = sorted(
        {
            (line, name.rpartition(".")[2])
            for name, line in names_used(source.tree)
            if any(f".{name}".endswith(each) for each in wanted)
        }
    )
    if not called:
        return Finding(True, expected, say("none"), 1.0)
    found = [f"{name} ({source.where(line)})" for line, name in called]
    return Finding(False, expected, ", ".join(found[:_SHOWN]))

"""Where code that Python cannot read is only not finished: a blank that a stub left."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from grader.language import say

__all__ = ["OpenPlace", "open_place"]

_TO_DO: Final = re.compile(
    r"#.*\b(?:your (?:own )?code|code here|todo|to do|fill|complete|insert|write)\b", re.IGNORECASE
)
"""The remark of a stub where code was to be written: "YOUR CODE HERE"."""
_BEGINS: Final = re.compile(r"\b(?:starts?|begins?|ends?|done)\b", re.IGNORECASE)
"""In a remark above or below somebody's work: "START CODE HERE"."""
_OPENED: Final = ("(", "[", "{", ",")
_WAITING: Final = re.compile(r"(?:[=<>+\-*/%&|]|\b(?:and|elif|if|in|not|or|while))\s*$")
_PLACEHOLDER: Final = re.compile(
    r"<(?:[a-z]+ )*(?:code|fill|here|in|number|todo|value|your)(?: [a-z]+)*>|(?<![\w)\]])\?+"
    r"|\byour code(?: here)?\b|\bfill (?:me|this|it)? ?in\b",
    re.IGNORECASE,
)
_OPERATOR: Final = re.compile(r"[\w)\]'\"] *(?P<sign>[<>=!]=|[<>+\-*/])\s*:?$")
_NO_BODY: Final = re.compile(r"^expected an indented block after .* on line (?P<line>\d+)")
_EMPTY: Final = re.compile(r"[(\[,]\s*,")
_IN_QUOTES: Final = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"")
_LONGEST: Final = 40


@dataclass(frozen=True, slots=True)
class OpenPlace:
    """A place that is still to be filled in.

    Attributes:
        line: Where, from 1.
        column: Where in it, from 1.
        complaint: What is missing there, a part of a sentence.
    """

    line: int
    column: int
    complaint: str


def open_place(error: SyntaxError, lines: Sequence[str], number: int) -> OpenPlace | None:
    """Return the blank at which Python stumbled, None where it stumbled at something else.

    Args:
        error: What Python says.
        lines: All lines of the code.
        number: The line that it names, from 1.
    """
    if body := _NO_BODY.match(str(error.msg)):
        return _without_body(lines, int(body["line"]), number)
    for at in (number, number - 1):
        if at >= 1 and (told := _at_a_remark(lines[at - 1], lines[at : at + 1])):
            return OpenPlace(at, len(lines[at - 1].partition("#")[0].rstrip()) + 1, told)
    told = _without_remark(error, lines[number - 1])
    return OpenPlace(number, error.offset or 1, told) if told else None


def _without_body(lines: Sequence[str], above: int, number: int) -> OpenPlace | None:
    """A function or class of which there is only the remark that asks for it."""
    for at in range(above, min(number, len(lines))):
        if _TO_DO.search(lines[at]) and lines[at].lstrip().startswith("#"):
            told = say("no code stands where {remark} asks for it", remark=_short(lines[at]))
            return OpenPlace(at + 1, 1, told)
    return None


def _at_a_remark(line: str, below: Sequence[str]) -> str:
    """What is missing in front of a remark on a line, or on the one below it; or ""."""
    code, sign, behind = line.partition("#")
    code, remark = code.rstrip(), sign + behind or "".join(below).strip()
    if not code or not _TO_DO.match(remark):
        return ""
    swallowed = sum(map(remark.count, ")]}")) > sum(map(remark.count, "([{"))
    if swallowed and code.endswith((*_OPENED, "=")):
        return say("a value is missing where {remark} stands, and brackets behind a # do not count",
                   remark=_short(remark))  # fmt: skip
    if sign and _WAITING.search(code) and not _BEGINS.search(remark):
        return say("a value is missing where {remark} stands", remark=_short(remark))
    return ""


def _without_remark(error: SyntaxError, line: str) -> str:
    """A placeholder that is no Python, or nothing in front of a comma or behind a sign; or ""."""
    code = _IN_QUOTES.sub("''", line).partition("#")[0].rstrip()
    found = _PLACEHOLDER.search(code)
    if found and code[: found.start()].strip():
        return say("{placeholder} stands where a value belongs", placeholder=found[0])
    if _EMPTY.search(code):
        return say("nothing stands in front of a comma")
    behind = _OPERATOR.search(code)
    if behind and str(error.msg) == "invalid syntax" and (error.offset or 0) > behind.end("sign"):
        return say("nothing stands behind {sign}", sign=behind["sign"])
    return ""


def _short(remark: str) -> str:
    return remark.strip()[:_LONGEST].rstrip(")]},: ")

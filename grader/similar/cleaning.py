"""A text → what counts when two are compared: tokens without names, comments and the stub.

A variable, an argument and a function of one's own is `N`, whatever it is called; what a library
calls its things stays, and without the way to it: `tf.keras.layers.Dense`, `layers.Dense` and an
imported `Dense` are one. A number is `0` and a string `S`, for they are the first thing that is
changed in a copy; but a string like "relu" is a library's word and stays. Brackets that only group,
a comma at the end of a list, imports and docstrings are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from grader.similar.lines import Lexeme, Line, logical_lines
from grader.similar.names import Names, imports, names_in
from grader.similar.values import Span

__all__ = ["Cleaned", "Token", "clean", "handed_out"]

_WORD: Final = re.compile(r"[rbuRBU]?(['\"])(?P<word>[a-z][a-z0-9_]*)\1")


@dataclass(frozen=True, slots=True)
class Token:
    """One thing that is compared: what it counts as, and where it stands."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What is left of a text, and what is not compared: comments, imports, docstrings, the stub."""

    tokens: tuple[Token, ...]
    passed_over: tuple[Span, ...]


def handed_out(stub: str) -> frozenset[tuple[str, ...]]:
    """Return the logical lines of what everybody was given, to be left out by `clean`.

    Their names do not matter, either: `def solution_model():` is the stub's under any name.
    """
    lines, _ = logical_lines(stub)
    names = names_in(lines)
    return frozenset(_exact(line, _Reader(line, names).tokens()) for line in lines)


def clean(text: str, given: frozenset[tuple[str, ...]] = frozenset()) -> Cleaned:
    """Return what is left of a text once names, comments and the stub are taken away.

    Args:
        text: Anything; what is no Python is taken as plain tokens. Lines end in a line feed.
        given: Of `handed_out`.
    """
    lines, passed_over = logical_lines(text)
    names = names_in(lines)
    tokens: list[Token] = []
    for line in lines:
        found = _Reader(line, names).tokens()
        docstring = all(lexeme.kind == "string" for lexeme in line)
        if docstring or imports(line) or _exact(line, found) in given:
            passed_over.append((line[0].start, line[-1].end))
        else:
            tokens += found
    return Cleaned(tuple(tokens), tuple(sorted(passed_over)))


def _exact(line: Line, tokens: Iterable[Token]) -> tuple[str, ...]:
    """The tokens of a line, with its strings and numbers as they stand but for their quotes."""
    values = (each.text.replace('"', "'") for each in line if each.kind in {"number", "string"})
    return (*(token.text for token in tokens), *values)


class _Reader:
    """Reads one logical line."""

    def __init__(self, line: Line, names: Names) -> None:
        self.line = line
        self.names = names
        self.brackets: list[str] = []
        """What each open bracket is: "call", "def", "own" (a call of the text's own), "" (only
        grouping), otherwise the bracket itself."""
        self.found: list[Token] = []

    def tokens(self) -> list[Token]:
        at = 0
        while at < len(self.line):
            lexeme = self.line[at]
            if lexeme.kind in {"name", "builtin"}:
                at = self._name(at)
                continue
            match lexeme.kind:
                case "string":
                    self._add(_string(lexeme.text), lexeme, lexeme)
                case "number":
                    self._add("0", lexeme, lexeme)
                case "sign":
                    self._sign(at)
                case _:
                    self._add(lexeme.text, lexeme, lexeme)
            at += 1
        return self.found

    def _add(self, text: str, first: Lexeme, last: Lexeme) -> None:
        self.found.append(Token(text, first.start, last.end))

    def _text(self, at: int) -> str:
        return self.line[at].text if 0 <= at < len(self.line) else ""

    def _name(self, at: int) -> int:
        """Take a name with all that hangs on it by dots, and return what comes after it."""
        first, chain = self.line[at], list(_chain(self.line, at))
        after = at + 2 * len(chain) - 1
        whole = self.names.imported.get(first.text)
        if self._text(at - 1) == ".":
            self._members(chain)
        elif self._is_keyword(at, after):
            self._add(f"{first.text}=", first, first)
            after += 1
        elif whole is not None:
            last = chain[-1].text if len(chain) > 1 else whole.rpartition(".")[2]
            self._add(last, first, chain[-1])
        else:
            builtin = first.kind == "builtin" and first.text not in self.names.own
            self._add(first.text if builtin else "N", first, first)
            self._members(chain[1:])
        return after

    def _members(self, chain: list[Lexeme]) -> None:
        for lexeme in chain:
            own = lexeme.text in self.names.members
            self._add(".N" if own else f".{lexeme.text}", lexeme, lexeme)

    def _is_keyword(self, at: int, after: int) -> bool:
        """Whether it is `units` in a call like `Dense(units=1)` of what is not the text's own."""
        inside = self.brackets[-1] if self.brackets else ""
        beside = self._text(at - 1) in {"(", ","} and self._text(after) == "="
        return beside and after == at + 1 and inside == "call"

    def _sign(self, at: int) -> None:
        lexeme = self.line[at]
        if lexeme.text in {"(", "[", "{"}:
            self.brackets.append(self._bracket(at))
            if self.brackets[-1]:
                self._add(lexeme.text, lexeme, lexeme)
        elif lexeme.text in {")", "]", "}"}:
            if self.found and self.found[-1].text == ",":
                self.found.pop()
            if not self.brackets or self.brackets.pop():
                self._add(lexeme.text, lexeme, lexeme)
        elif lexeme.text != ".":
            self._add(lexeme.text, lexeme, lexeme)

    def _bracket(self, at: int) -> str:
        if self._text(at) != "(" or at == 0:
            return "" if self._text(at) == "(" else self._text(at)
        before = self.line[at - 1]
        if before.kind not in {"name", "builtin"}:
            return "call" if before.text in {")", "]", "}"} else ""
        if self._text(at - 2) == "def":
            return "def"
        known = self.names.members if self._text(at - 2) == "." else self.names.own
        return "own" if before.text in known else "call"


def _chain(line: Line, at: int) -> Iterator[Lexeme]:
    """Yield the names of `a.b.c` that begins there."""
    yield line[at]
    while at + 2 < len(line) and line[at + 1].text == "." and _named(line[at + 2]):
        at += 2
        yield line[at]


def _named(lexeme: Lexeme) -> bool:
    return lexeme.kind in {"name", "builtin"}


def _string(text: str) -> str:
    word = _WORD.fullmatch(text)
    return f"S {word['word']}" if word else "S"

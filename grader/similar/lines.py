"""Any text → logical lines of lexemes, as Python's grammar has them; whether or not it parses.

Pygments splits the text: it knows Python and never stumbles, so a submission with a syntax error
is compared like any other.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final, Literal, cast

from grader.similar.values import Span

if TYPE_CHECKING:
    from pygments.lexers.python import PythonLexer  # pyright: ignore[reportMissingTypeStubs]

__all__ = ["Kind", "Lexeme", "Line", "logical_lines"]

MOST_PIECES: Final = 2**18
"""So many pieces of a text are looked at; a long solution has 2**12."""

_NEEDLESS: Final = re.compile(r"^[^\S\n]+$|(?<=[^\S\n]{64})[^\S\n]+", re.MULTILINE)
"""Lines of blanks, and what is more than 64 blanks in a row."""

Kind = Literal["name", "builtin", "keyword", "string", "number", "sign", "comment", "end", "blank"]

_NEVER_IN_BRACKETS: Final = frozenset({"class", "def", "import", "return", "try", "while", "with"})
"""A line that begins so ends a bracket that was never closed."""


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A name, a word, a value or a sign, and where it stands."""

    kind: Kind
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where the next one may begin."""
        return self.start + len(self.text)


Line = tuple[Lexeme, ...]
"""A logical line: it goes on inside brackets and ends with a `;`. Never empty."""


def logical_lines(text: str) -> tuple[list[Line], list[Span]]:
    """Return the logical lines of a text, and where its comments stand.

    Args:
        text: Anything; lines end in a line feed.
    """
    comments: list[Span] = []
    lines: list[Line] = []
    line: list[Lexeme] = []
    depth, fresh = 0, True
    for lexeme in _pieces(text):
        if lexeme.kind == "comment":
            comments.append((lexeme.start, lexeme.end))
        elif lexeme.kind == "end":
            line, fresh = _ended(lines, line, unfinished=depth > 0), True
        elif lexeme.kind == "sign" and lexeme.text == ";":
            line = _ended(lines, line, unfinished=False)
        elif lexeme.kind != "blank":
            if fresh and depth and lexeme.text in _NEVER_IN_BRACKETS:
                line, depth = _ended(lines, line, unfinished=False), 0
            fresh = False
            depth = max(0, depth + _opens(lexeme))
            line.append(lexeme)
    _ended(lines, line, unfinished=False)
    return lines, comments


def _opens(lexeme: Lexeme) -> int:
    if lexeme.kind != "sign":
        return 0
    return (lexeme.text in {"(", "[", "{"}) - (lexeme.text in {")", "]", "}"})


def _ended(lines: list[Line], line: list[Lexeme], *, unfinished: bool) -> list[Lexeme]:
    """Keep a line that is whole, and return what the next lexeme is added to."""
    if unfinished or not line:
        return line
    lines.append(tuple(line))
    return []


def _pieces(text: str) -> Iterator[Lexeme]:
    """Yield the lexemes; strings that stand side by side are one."""
    held: Lexeme | None = None
    for lexeme in _split(text):
        if lexeme.kind == "string":
            start = held.start if held else lexeme.start
            held = Lexeme("string", text[start : lexeme.end], start)
            continue
        if lexeme.kind == "blank" and held:
            continue
        if held:
            yield held
            held = None
        yield lexeme
    if held:
        yield held


def _split(text: str) -> Iterator[Lexeme]:
    from pygments.lexers.python import PythonLexer  # pyright: ignore[reportMissingTypeStubs]

    short, cuts = _without_long_blanks(text)
    for begin, kind, short_value in islice(_tokens(PythonLexer(), short), MOST_PIECES):
        if not short_value:
            continue
        start = begin + cuts[bisect_right(cuts, (begin, len(text))) - 1][1]
        end = begin + len(short_value)
        value = text[start : end + cuts[bisect_left(cuts, (end, 0)) - 1][1]]
        word = _kind(kind, value)
        if word == "name" and value.startswith("@"):
            yield Lexeme("sign", "@", start)
            yield Lexeme("name", value[1:], start + 1)
        else:
            yield Lexeme(word, value, start)


def _without_long_blanks(text: str) -> tuple[str, list[Span]]:
    """Return a text that Pygments takes no time for that grows with the square of its blanks.

    Returns:
        The text, and where in it how many characters are missing up to there, in ascending order.
    """
    parts: list[str] = []
    cuts, at, length = [(-1, 0)], 0, 0
    for blanks in _NEEDLESS.finditer(text):
        parts.append(text[at : blanks.start()])
        at, length = blanks.end(), length + len(parts[-1])
        cuts.append((length, at - length))
    return "".join((*parts, text[at:])), cuts


def _tokens(lexer: PythonLexer, text: str) -> Iterable[tuple[int, tuple[str, ...], str]]:
    return cast("Iterable[tuple[int, tuple[str, ...], str]]", lexer.get_tokens_unprocessed(text))


def _kind(kind: tuple[str, ...], value: str) -> Kind:  # noqa: PLR0911 a table with two questions
    match kind:
        case ("Comment", *_):
            return "comment"
        case ("Text", *_):
            return "end" if "\n" in value and "\\" not in value else "blank"
        case ("Keyword", *_):
            return "keyword"
        case ("Name", "Builtin", "Pseudo"):
            return "name"
        case ("Name", "Builtin", *_) | ("Name", "Exception", *_):
            return "builtin"
        case ("Name", *_):
            return "name"
        case ("Literal", "String", *_):
            return "string"
        case ("Literal", *_):
            return "number"
        case _:
            return "sign"

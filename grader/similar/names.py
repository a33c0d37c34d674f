"""Which names of a text are its author's, and which come from a library."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from grader.similar.lines import Lexeme, Line

__all__ = ["Names", "imports", "names_in"]


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a text.

    Attributes:
        own: Variables, arguments, functions and classes that it makes.
        members: Methods that it makes, and attributes that it gives to `self`.
        imported: What each name that it imports stands for, dotted.
    """

    own: set[str] = field(default_factory=set[str])
    members: set[str] = field(default_factory=set[str])
    imported: dict[str, str] = field(default_factory=dict[str, str])


def imports(line: Line) -> bool:
    """Whether a line is an import."""
    words = [lexeme.text for lexeme in line]
    return words[0] == "import" or (words[0] == "from" and "import" in words)


def names_in(lines: Iterable[Line]) -> Names:
    """Return the names of a text, from its logical lines. A name that is made is never imported."""
    names = Names()
    for line in lines:
        if imports(line):
            names.imported.update(_imported([lexeme.text for lexeme in line]))
            continue
        names.own.update(_defined(line), _assigned(line), _bound_inside(line))
        if len(line) > 1 and line[0].text == "def":
            names.members.add(line[1].text)
        names.members.update(_attributes(line))
    for name in names.own:
        names.imported.pop(name, None)
    return names


def _imported(words: list[str]) -> Iterator[tuple[str, str]]:
    at = words.index("import")
    module = "".join(words[1:at])
    parts = " ".join(word for word in words[at + 1 :] if word not in {"(", ")"})
    for part in parts.split(","):
        whole, _, other = part.partition(" as ")
        name = whole.replace(" ", "")
        if other.strip():
            yield other.strip(), f"{module}.{name}" if module else name
        elif module:
            yield name, f"{module}.{name}"
        elif name:
            yield name.partition(".")[0], name.partition(".")[0]


def _is_name(lexeme: Lexeme) -> bool:
    return lexeme.kind in {"name", "builtin"}


def _defined(line: Line) -> Iterator[str]:
    """Yield the name after `def` or `class`, and the arguments of a `def`."""
    at = 1 if line[0].text == "async" else 0
    if len(line) < at + 2 or line[at].text not in {"class", "def"}:
        return
    yield line[at + 1].text
    if line[at].text == "class":
        return
    depth = 0
    for before, lexeme in zip(line[at + 1 :], line[at + 2 :], strict=False):
        depth += (lexeme.text in {"(", "[", "{"}) - (lexeme.text in {")", "]", "}"})
        if depth == 0:
            return
        if depth == 1 and _is_name(lexeme) and before.text in {"(", ",", "*"}:
            yield lexeme.text


def _assigned(line: Line) -> Iterator[str]:
    """Yield the names that stand before the last `=` outside brackets, or before a `:=`."""
    if line[0].text in {"async", "class", "def"}:
        return
    depth, end = 0, 0
    for at, lexeme in enumerate(line):
        depth += (lexeme.text in {"(", "[", "{"}) - (lexeme.text in {")", "]", "}"})
        if lexeme.text == "=" and depth == 0:
            end = at
        if lexeme.text == ":=" and at:
            yield line[at - 1].text
    for at in range(end):
        begins = at == 0 or line[at - 1].text in {"(", ",", "=", "[", "*"}
        if begins and _is_name(line[at]) and line[at + 1].text in {",", "=", ")", "]", ":"}:
            yield line[at].text


def _bound_inside(line: Line) -> Iterator[str]:
    """Yield what `for`, `as` and `lambda` bind, wherever they stand in the line."""
    until, after = "", ""
    for before, lexeme in pairwise(line):
        if before.text in {"for", "lambda"}:
            until = "in" if before.text == "for" else ":"
            after = before.text
        if lexeme.text == until:
            until = ""
        elif _is_name(lexeme) and (
            before.text == "as" or (until and before.text in {after, "(", ",", "*"})
        ):
            yield lexeme.text


def _attributes(line: Line) -> Iterator[str]:
    """Yield `x` of each `self.x = …`."""
    for at in range(len(line) - 3):
        owner, dot, name, sign = (lexeme.text for lexeme in line[at : at + 4])
        if owner == "self" and dot == "." and sign == "=":
            yield name

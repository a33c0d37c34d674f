"""What Python says of code that it cannot read, as a student reads it."""

from __future__ import annotations

import keyword
import re
from collections.abc import Callable
from typing import Final, TypeAlias

from grader.language import say

__all__ = ["complaint_words"]

_Words: TypeAlias = Callable[[re.Match[str]], str]

_CURLY: Final = "‘’“”´`„"
_TEXTS: Final = re.compile(r"'[^']*'|\"[^\"]*\"")
"""What stands in quotes is no Python, whatever it looks like."""
_IMPORT_FROM: Final = re.compile(r"\s*import +(?P<name>\w+) +from +(?P<module>[\w.]+)\s*$")


def _character(found: re.Match[str]) -> str:
    if found["sign"] in _CURLY:
        return say("this quote is a curly one, as text programs write it; Python's are ' and \"")
    return say("the sign {sign} is none of Python's", sign=found["sign"])


def _not_matching(found: re.Match[str]) -> str:
    if found["line"]:
        return say("the {opened} of line {line} is not closed before this {closed}",
                   opened=found["opened"], line=found["line"],
                   closed=found["closed"])  # fmt: skip
    return say("the {opened} is not closed before this {closed}",
               opened=found["opened"], closed=found["closed"])  # fmt: skip


_SAID: Final[dict[str, _Words]] = {
    r"^expected ':'$": lambda _: say("a colon (:) is missing here"),
    r"^expected '\('$": lambda _: say("round brackets belong behind the name, and no blank in it"),
    r"^unterminated triple-quoted": lambda _: say("what begins with three quotes is not closed"),
    r"^unterminated (?:f-)?string": lambda _: say(
        "a text is not closed: one quote is missing, or one too many is there"
    ),
    r"^'(?P<opened>[\[({])' was never closed": lambda found: say(
        "the {opened} is not closed", **found.groupdict()
    ),
    r"^closing parenthesis '(?P<closed>.)' does not match opening parenthesis '(?P<opened>.)'"
    r"(?: on line (?P<line>\d+))?": _not_matching,
    r"^unmatched '(?P<closed>.)'": lambda found: say(
        "this {closed} closes nothing", **found.groupdict()
    ),
    r"^invalid character '(?P<sign>.)'": _character,
    r"^invalid non-printable character (?P<code>\S+)": lambda found: say(
        "there is a sign that nobody sees ({code}), as copying from web pages leaves it: write "
        "the blanks in this line anew",
        **found.groupdict(),
    ),
    r"^unindent does not match": lambda _: say("it is indented unlike the lines above it"),
    r"^expected an indented block after .* on line (?P<line>\d+)": lambda found: say(
        "what belongs to line {line} is indented further than that", **found.groupdict()
    ),
    r"^unexpected indent": lambda _: say("it is indented, and no line above asks for that"),
    r"^inconsistent use of tabs": lambda _: say(
        "tabs and blanks are mixed in front of it: four blanks are usual"
    ),
    r"^'(?P<word>return|break|continue|await|yield)' (?:not properly in|outside)": lambda found: (
        say("{word} stands outside of what it leaves: perhaps it is indented too little",
            **found.groupdict())
    ),
    r"Perhaps you forgot a comma": lambda _: say("a comma is missing, or another sign"),
    r"^keyword argument repeated: (?P<name>\w+)": lambda found: say(
        "{name}= is given twice", **found.groupdict()
    ),
    r"^cannot assign to (?:attribute|name|subscript) here|Maybe you meant '==' or ':='": (
        lambda _: say("to compare takes ==, and one = gives a value")
    ),
    r"^cannot assign to|^illegal target for annotation": lambda _: say(
        "what stands left of = can hold no value: to compare takes ==, and a name has neither "
        "blanks nor - in it"
    ),
    r"^expression cannot contain assignment": lambda _: say(
        "left of = stands a plain name, without quotes or dots"
    ),
    r"^invalid (?:decimal|hexadecimal|octal|imaginary) literal|^leading zeros": lambda _: say(
        "a name begins with no digit, and a number has no letters in it"
    ),
    r"^Missing parentheses in call to '(?P<name>\w+)'": lambda found: say(
        "{name} takes its round brackets: {name}(…)", **found.groupdict()
    ),
    r"^from __future__ imports must occur": lambda _: say(
        "from __future__ import … belongs in the first line of a file, or goes: Python 3 has it all"
    ),
    r"^expected 'except' or 'finally' block": lambda _: say("the try above has no except"),
    r"^unexpected character after line continuation": lambda _: say(
        "a backslash only ends a line: to divide takes /, and \\n belongs inside the quotes"
    ),
    r"^f-string": lambda _: say("something does not fit between the braces of this f-string"),
}  # fmt: skip
"""Patterns of Python's own sentences (of 3.11 to 3.13), and what is said for each."""

_SEEN: Final[dict[str, _Words]] = {
    r"=>|=<": lambda _: say("at least is written >=, and at most <="),
    r"\+\+\s*$|--\s*$": lambda _: say("Python has no ++ or --: it is a += 1"),
    r"^\s*//|^\s*/\*": lambda _: say("a comment begins with #"),
    r"^\s*>>>|^\s*In \[\d*\]:": lambda _: say(
        "what an interactive session prints in front of a line does not belong in a file"
    ),
    r"^\s*<[^<>]*>\s*$": lambda _: say("a placeholder is left: put your own code there"),
    _IMPORT_FROM.pattern: lambda found: say(
        "it is from {module} import {name}", **found.groupdict()
    ),
    r"\b(?P<word>[a-z]+) +(?P=word)\b": lambda found: say(
        "{word} stands there twice", **found.groupdict()
    ),
    r"^\s*from +[\w.]+ +(?!import\b)\w+\s*$|^\s*import +[\w.]+ +(?!as\b)\w+\s*$": lambda _: say(
        "a word is missing: from … import …, or import … as …"
    ),
    r"^\s*(?:from +\S+ +import|import +[\w.]+ +as)\s*$": lambda _: say(
        "what is imported is not named"
    ),
    r"\bthen\s*:\s*$": lambda _: say("an if has no then: it ends in a colon"),
    r"\d%": lambda _: say("Python has no percent: 99 % is 0.99"),
    r"[<>=] *\d+,\d+\s*\)?\s*:": lambda _: say("a number takes a point and no comma: 0.99"),
    r"[(,]\s*(?P<name>[a-z_]{3,})\s*:\s*['\"\d(]": lambda found: say(
        "between {name} and its value stands =, and no colon", **found.groupdict()
    ),
    r"\([^()]*;": lambda _: say("what stands between brackets is parted by commas"),
    r"=\s*[,)]": lambda _: say("nothing stands behind this ="),
    r"=\s*[*/]": lambda _: say("the other way round: x /= 255, or x = x / 255"),
    r"^\s*(?P<word>elif|else|except|finally)\b": lambda found: say(
        "this {word} has nothing above it that it belongs to: look at how far both are indented",
        **found.groupdict(),
    ),
    r"^\s*(?P<word>[a-z]+) *=(?!=)": lambda found: (
        say("{word} is a word of Python's own: take another name", **found.groupdict())
        if keyword.iskeyword(found["word"])
        else ""
    ),
}
"""Lines of which Python only says "invalid syntax", and what is said for each."""


def complaint_words(complaint: str, code: str) -> str:
    """Say what Python complains of, in the student's language; "" where it is not known.

    Args:
        complaint: Python's own words.
        code: The line, without its comment.
    """
    if complaint == "invalid syntax":
        bare = _TEXTS.sub("''", code)
        found = _first(_SEEN, bare) or _open_at_the_colon(bare)
        return found or say("something is missing here, or too much")
    return _first(_SAID, complaint)


def _first(table: dict[str, _Words], text: str) -> str:
    for pattern, words in table.items():
        found = re.search(pattern, text)
        if found and (said := words(found)):
            return said
    return ""


def _open_at_the_colon(code: str) -> str:
    begun = re.match(r"\s*(?:def|if|elif|while|for|with|class)\b.*:\s*$", code)
    if not begun or code.count("(") <= code.count(")"):
        return ""
    return say("a bracket is not closed before the colon")

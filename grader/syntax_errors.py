"""What is wrong with code that is no Python: its line, a caret, and a sentence."""

from __future__ import annotations

import ast
import keyword
import re
import unicodedata
import warnings
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Final

from grader.errors import NotGradableError
from grader.language import say
from grader.syntax_words import complaint_words
from grader.unfinished import open_place

__all__ = ["place_of", "printable", "syntax_error"]

_OWN_DRIVE: Final = re.compile(r"[\"'][A-Za-z]:\\")
_PROSE: Final = re.compile(
    r"\s*(?:[^\w\s()\[\]{}]{3,}|https?://\S+"
    r"|(?:[^\W\d]['’\w-]*,? ){3}[^=(\[]*(?:\([^()=]*\)[^=(\[]*)*)\s*$"
)
"""Four words and more without a sign of Python between them, an address, or a row of dashes."""
_MERGE: Final = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)
_UNREADABLE: Final = re.compile(
    r"invalid (?:character|decimal|hexadecimal|non-printable|octal)|leading zeros|unterminated"
)
_TWO_NAMES: Final = re.compile(r"forgot a comma|^invalid syntax$")
_SHELL: Final = frozenset(
    {"activate", "apt", "apt-get", "brew", "cd", "conda", "curl", "docker", "git", "jupyter",
     "kaggle", "mkdir", "pip", "pip3", "python", "python3", "source", "sudo", "unzip", "wget"}
)  # fmt: skip
_KEYWORDS: Final = ("class", "def", "elif", "else", "except", "finally", "for", "from", "global",
                    "import", "print", "return", "while", "with")  # fmt: skip
_ELSEWHERE: Final = {"define": "def", "elseif": "elif", "elsif": "elif", "fun": "def",
                     "func": "def", "function": "def"}  # fmt: skip
"""Words of other languages."""
_ALIKE: Final = 0.8
_MOST_LINES: Final = 20
_WINDOW: Final = 72
"""So many columns of a long line are shown around the caret."""


def printable(text: str) -> str:
    """Return one line of text without what could move a cursor or turn the writing direction."""
    spaced = "".join(" " if unicodedata.category(c) in {"Zs", "Cc"} else c for c in text)
    return "".join(c for c in spaced if c.isprintable())


def place_of(line: int, cell: int) -> str:
    """Return a line, and of a notebook the cell before it, in words."""
    if cell:
        return say("cell {cell}, line {line}", cell=cell, line=line)
    return say("line {line}", line=line)


def syntax_error(error: SyntaxError, text: str, name: str, cell: int) -> NotGradableError:
    """Say where Python stumbled, show that line, and point at the column."""
    lines = text.split("\n")
    error = _earlier(error, lines)
    number = min(max(error.lineno or 1, 1), len(lines))
    if merged := _MERGE.search(text):
        number = text.count("\n", 0, merged.start()) + 1
    told, number = number, _first_of(lines, number)
    unfinished = None if merged or told != number else open_place(error, lines, number)
    number = unfinished.line if unfinished else number
    line = lines[number - 1]
    begins = merged or told != number or isinstance(error, IndentationError)
    column = 1 if begins else error.offset or 1
    where = place_of(number, cell)
    if merged:
        sentence = _unmerged(name, where)
    elif unfinished:
        column = unfinished.column
        sentence = say("{name} is not finished in {where}: {complaint}. Fill it in.",
                       name=name, where=where,
                       complaint=printable(unfinished.complaint))  # fmt: skip
    else:
        code = line.partition("#")[0].rstrip()
        sentence = _sentence(error, code, name, number, cell)
        if whole := _parted_name(error, code, text):
            sentence = say("{name} is not Python in {where}: there is a blank in the name {whole}. "
                           "Mend this line and check again.",
                           name=name, where=where, whole=whole)  # fmt: skip
    return NotGradableError("\n".join((sentence, "", *_caret(line, column))))


def _first_of(lines: Sequence[str], number: int) -> int:
    """The line where a terminal's command begins that goes on in the line `number`."""
    first = number
    while first > 1 and lines[first - 2].rstrip().endswith("\\"):
        first -= 1
    return first if _SHELL.intersection(lines[first - 1].split()[:1]) else number


def _earlier(error: SyntaxError, lines: Sequence[str]) -> SyntaxError:
    """Return what is wrong above a sign that Python cannot read at all: of that it tells first."""
    for _ in range(_MOST_LINES):
        above = lines[: (error.lineno or 1) - 1]
        if not above or not _UNREADABLE.match(str(error.msg)):
            return error
        other = _complaint("\n".join(above))
        if other is None or _is_cut_off(other, len(above)):
            return error
        error = other
    return error


def _complaint(code: str) -> SyntaxError | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(code)
    except SyntaxError as error:
        return error
    except (RecursionError, MemoryError):
        pass
    return None


def _is_cut_off(error: SyntaxError, count: int) -> bool:
    """Whether an error is only that code of so many lines ends in the middle of something."""
    told, line = str(error.msg), error.lineno or 1
    return "never closed" in told or line > count or (line == count and "expected" in told)


def _unmerged(name: str, where: str) -> str:
    return say(
        "{name} is not Python in {where}: git put its marks there, for a merge that was not "
        "finished. Keep one of the two versions, and delete the lines <<<<<<<, ======= and "
        ">>>>>>>.",
        name=name,
        where=where,
    )


def _sentence(error: SyntaxError, code: str, name: str, number: int, cell: int) -> str:
    """Say what is wrong with the line `code`; the slips of students have words of their own."""
    where = place_of(number, cell)
    if not cell and code.lstrip().startswith(("!", "%")):
        return say(
            "{name} is not Python in {where}: lines with ! or % work only in a notebook. "
            "Delete this line, or hand in the .ipynb.",
            name=name,
            where=where,
        )
    if code.endswith("=") and not code.endswith("=="):
        return say(
            "{name} is not finished in {where}: nothing stands after the = sign. Fill it in.",
            name=name,
            where=where,
        )
    blank = code[max((error.offset or 1) - 1, 0) :].lstrip().startswith("None")
    if "cannot assign to None" in str(error.msg) or blank:
        return say(
            "{name} is not finished in {where}: None still stands where a name belongs. Fill "
            "it in.",
            name=name,
            where=where,
        )
    if "unicodeescape" in str(error.msg):
        return _backslash(code, name, where)
    return (
        _open_bracket(error, name, where)
        or _fence(code, name, where)
        or (str(error.msg) == "invalid syntax" and _first_word(code, name, where))
        or _reads_like_text(code, name, where)
        or say(
            "{name} is not Python in {where}: {complaint}. Mend this line and check again.",
            name=name,
            where=where,
            complaint=complaint_words(str(error.msg), code)
            or printable(str(error.msg)).rstrip(".?")[:200],
        )
    )


def _parted_name(error: SyntaxError, code: str, text: str) -> str:
    """Return a name that stands elsewhere in the file and is in two parts here; or ""."""
    if not _TWO_NAMES.search(str(error.msg)):
        return ""
    for found in re.finditer(r"(?=\b([^\W\d]\w*) +(\w+)\b)", code):
        whole = found[1] + found[2]
        if re.search(rf"\b{whole}\b", text):
            return whole
    return ""


def _open_bracket(error: SyntaxError, name: str, where: str) -> str:
    if "positional argument follows keyword argument" not in str(error.msg):
        return ""
    return say(
        "{name} is not Python in {where}: a value without a name stands behind one with a "
        "name. Is a bracket further up not closed?",
        name=name,
        where=where,
    )


def _fence(code: str, name: str, where: str) -> str:
    """Say that a line is a fence of Markdown's, or return ""."""
    if not code.lstrip().startswith("```"):
        return ""
    return say(
        "{name} is not Python in {where}: ``` is Markdown, as around code on a web page. Take "
        "these lines out, and the prose around the code.",
        name=name,
        where=where,
    )


def _first_word(code: str, name: str, where: str) -> str:
    """Say that a line begins with a misspelt word of Python's, or is one for a shell; or ""."""
    found = re.match(r"\s*([\w-]+)(:| +[\w./-])", code)
    word = found[1] if found else ""
    if word in _SHELL:
        return say(
            "{name} is not Python in {where}: this is a command for a terminal. Type it there, and "
            "take it out of the file.",
            name=name,
            where=where,
        )
    if not word or keyword.iskeyword(word):
        return ""
    if word in _ELSEWHERE:
        return say("{name} is not Python in {where}: there is no {word}; is {meant} meant?",
                   name=name, where=where, word=word, meant=_ELSEWHERE[word])  # fmt: skip
    turned = [each for each in _KEYWORDS if sorted(each) == sorted(word)]
    near = turned or get_close_matches(word, _KEYWORDS, 1, _ALIKE)
    if not near:
        return ""
    return say("{name} is not Python in {where}: there is no {word}; is {meant} meant?",
               name=name, where=where, word=word, meant=near[0])  # fmt: skip


def _reads_like_text(code: str, name: str, where: str) -> str:
    """Say that a line is prose, or return ""."""
    first = re.match(r"\s*(\w*)", code)
    if keyword.iskeyword(first[1] if first else "") or not _PROSE.match(code):
        return ""
    return say(
        "{name} is not Python in {where}: it reads like a text. Put # in front of it, or take "
        "it out.",
        name=name,
        where=where,
    )


def _backslash(code: str, name: str, where: str) -> str:
    told = say(
        "{name} is not Python in {where}: a backslash in quotes begins a special sign. In a "
        "path, write / in its place, or r before the quotes.",
        name=name,
        where=where,
    )
    if _OWN_DRIVE.search(code):
        told += " " + say("The exercise's README says where the data lies.")
    return told


def _caret(line: str, offset: int) -> tuple[str, str]:
    """Return the line without its indentation, and a caret under column `offset`, from 1."""
    at = min(max(offset - 1, 0), len(line))
    before, after = printable(line[:at]).lstrip(), printable(line[at:])
    if not before:
        after = after.lstrip()
    room = _WINDOW // 2
    if len(before) + len(after) > _WINDOW:
        before = "…" + before[-room:] if len(before) > room else before
        after = after[:room] + "…" if len(after) > room else after
    columns = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in before)
    return f"    {before}{after}".rstrip(), f"    {' ' * columns}^"

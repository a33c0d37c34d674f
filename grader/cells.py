"""The source of a cell → Python with the same number of lines, without IPython.

What only a notebook understands becomes `pass`: `%magic` and `help?` lines, and whole `%%html`
cells; but `!wget`, `%cd` and their like become calls, see `grader.shell_lines`. The grammar of
these lines is that of IPython's "Input transformation" documentation. The course's last cell, where
a picture is uploaded for fun, becomes `pass` where its blank is left.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator
from typing import Final

from grader.shell_lines import python_of_command, python_of_shell_cell, taken_together

__all__ = ["NO_UPLOAD", "python_of_cell", "python_of_file"]

NO_UPLOAD: Final = "pass  # files.upload(), left unfinished"
"""Stands for a cell that was to try a picture of the student's own and is no Python yet."""

_RUNS_ITS_BODY: Final = frozenset({"capture", "memit", "prun", "time", "timeit"})
_RUNS_A_SHELL: Final = frozenset({"bash", "sh", "shell", "system", "sx"})

_LEXEME: Final = re.compile(
    r"""\#[^\n]*|'{3}|\"{3}|'(?:\\.|[^'\\\n])*'?|"(?:\\.|[^"\\\n])*"?|[()\[\]{}]""", re.DOTALL
)
_CELL_MAGIC: Final = re.compile(r"\A(?:[ \t]*(?:\#[^\n]*)?\n)*[ \t]*%%(?P<name>\w+)")
_TIMED: Final = re.compile(
    r"(?P<indent>[ \t]*)%time(?:it)?(?:[ \t]+-\w+(?:[ \t]+\d+)?)*[ \t]+(?=\S)"
)
_ASSIGNED: Final = re.compile(r"(?P<target>[ \t]*[\w.,\[\] \t]+?=[ \t]*)[!%](?![=\s])")
_ONLY_A_NOTEBOOK: Final = re.compile(
    r"[ \t]*(?:[!%?]|[\w.*]+\?{1,2}[ \t]*$|from[ \t]+__future__[ \t]+import[ \t][^(\\]*$)"
)
_UPLOADS: Final = re.compile(r"^[^#\n]*\bfiles\.upload\(\)", re.MULTILINE)
_OF_THE_TASK: Final = re.compile(r"^\s*(?:class|def)\s|\.fit\w*\(|\.compile\(", re.MULTILINE)
_MAY_BE_A_COMMAND: Final = re.compile(r"^[ \t]*(?:[\w.,\[\] \t]+=[ \t]*)?[!%]\w", re.MULTILINE)
_BARE_COMMAND: Final = re.compile(
    r"\s*(?:cat|cd|conda|cp|git|ls|mkdir|mv|pip3?|pwd|rm|unzip|wget)(?:[ \t]+[^\s=(].*)?\s*"
)


def python_of_cell(source: str) -> str:
    """Return a cell as Python with the same number of lines."""
    magic = _CELL_MAGIC.match(source)
    if magic and magic["name"] in _RUNS_A_SHELL:
        return "\n".join(python_of_shell_cell(source.split("\n")))
    if magic and magic["name"] not in _RUNS_ITS_BODY:
        return "\n" * source.count("\n")
    lines = source.split("\n")
    if len(lines) == 1 and _BARE_COMMAND.fullmatch(source):
        sign = "%" if source.split(maxsplit=1)[0] == "cd" else "!"
        return python_of_command(f"{sign}{source.strip()}")
    if magic:
        lines[source.count("\n", 0, magic.end())] = "pass"
    python = "\n".join(_without_notebook_lines(_dedented(lines)))
    if _UPLOADS.search(source) and not _OF_THE_TASK.search(source) and not _is_python(python):
        return NO_UPLOAD + "\n" * source.count("\n")
    return python


def _is_python(text: str) -> bool:
    """Whether Python can read it; what it cannot is told where the submission is read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(text)
    except SyntaxError:
        return False
    except (ValueError, RecursionError, MemoryError):
        pass
    return True


def python_of_file(text: str) -> str:
    """Return the text of a `.py`, its raw `!wget` and `%cd` lines as Python; line for line.

    A file that Python itself can read is left as it is.
    """
    if not _MAY_BE_A_COMMAND.search(text) or _is_python(text):
        return text
    return "\n".join(_without_notebook_lines(text.split("\n")))


def _dedented(lines: list[str]) -> list[str]:
    """Take the first line's indentation away from all lines, as Jupyter does."""
    first = next((line for line in lines if line.strip() and line != "pass"), "")
    indent = first[: len(first) - len(first.lstrip(" \t"))]
    return [line.removeprefix(indent) for line in lines] if indent else lines


def _without_notebook_lines(lines: list[str]) -> Iterator[str]:
    """Yield the lines of a cell, those that only a notebook understands as Python."""
    inside, depth, continued, at = "", 0, False, 0
    while at < len(lines):
        line = lines[at]
        if not (inside or depth or continued):
            timed = _TIMED.match(line)
            line = timed["indent"] + line[timed.end() :] if timed else line
            if _ASSIGNED.match(line) or _ONLY_A_NOTEBOOK.match(line):
                command, count = taken_together(lines, at, line)
                python = _python_of_line(line, command)
                yield python
                yield from [""] * (count - 1)
                at += count
                continue
        inside, depth = _scan(line, inside, depth)
        continued = line.endswith("\\")
        yield line
        at += 1


def _python_of_line(line: str, command: str) -> str:
    """Return what a line becomes that only a notebook understands.

    Args:
        line: The line.
        command: The same with those that it continues in.
    """
    assigned = _ASSIGNED.match(line)
    if assigned:
        start = len(assigned["target"].lstrip())
        return assigned["target"] + python_of_command(command[start:], assigned=True)
    indent = line[: len(line) - len(line.lstrip(" \t"))]
    return indent + (python_of_command(command) if command[:1] in {"!", "%"} else "pass")


def _scan(line: str, inside: str, depth: int) -> tuple[str, int]:
    """Follow long strings and brackets through one line.

    Args:
        line: The line.
        inside: The quotes of the long string that it begins in, or "".
        depth: How many brackets are open where it begins.
    """
    position = 0
    while position < len(line):
        if inside:
            end = re.compile(rf"(?:\\.|[^\\])*?{inside}").match(line, position)
            if end is None:
                return inside, depth
            position, inside = end.end(), ""
            continue
        lexeme = _LEXEME.search(line, position)
        if lexeme is None:
            break
        position = lexeme.end()
        inside = lexeme[0] if lexeme[0] in {"'''", '"""'} else ""
        if lexeme[0] in "([{":
            depth += 1
        elif lexeme[0] in ")]}":
            depth = max(0, depth - 1)
    return inside, depth

"""Notebooks to Python and back, without IPython: plain JSON, strictly read, line for line.

A notebook becomes one script in which every line of every code cell keeps its place, so that a
line of the script is always a line of one cell. What only a notebook understands becomes `pass`:
`%magic`, `!shell` and `help?` lines, and whole `%%html` or `%%bash` cells. The grammar of these
lines is that of IPython's "Input transformation" documentation.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, cast

from grader.errors import NotGradableError
from grader.language import say
from grader.syntax import printable

__all__ = ["NotebookScript", "notebook_from_python", "script_from_notebook"]

_RUNS_ITS_BODY: Final = frozenset({"capture", "memit", "prun", "time", "timeit"})
_MARKER: Final = re.compile(r"^# %%(?P<kind>\s*\[markdown\])?(?:\s.*)?$")

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
_BARE_COMMAND: Final = re.compile(
    r"\s*(?:cat|cd|conda|cp|git|ls|mkdir|mv|pip3?|pwd|rm|unzip|wget)(?:[ \t]+[^\s=(].*)?\s*"
)


@dataclass(frozen=True, slots=True)
class NotebookScript:
    """The code of a notebook as one script.

    Attributes:
        cells: The code of each code cell as Python, in order; the n-th is cell n to its reader.
        starts: (first line, cell number) of each code cell, both counted from 1.
    """

    cells: tuple[str, ...]
    starts: tuple[tuple[int, int], ...]

    @property
    def text(self) -> str:
        """All cells, one after the other."""
        return "".join(f"{cell}\n" for cell in self.cells)


def script_from_notebook(text: str, name: str) -> NotebookScript:
    """Return the code of a notebook as a script.

    Args:
        text: The notebook's JSON.
        name: The file's name, for messages.

    Raises:
        NotGradableError: If it is not JSON, not a notebook of Python code, or has no code cell.
    """
    cells = tuple(python_of_cell(source) for source in _code_cells(_read_json(text, name), name))
    if not any(cell.strip() for cell in cells):
        remedy = say("{name} is a notebook without code. Write your solution in a code cell.",
                     name=name)  # fmt: skip
        raise NotGradableError(remedy)
    starts: list[tuple[int, int]] = []
    line = 1
    for number, cell in enumerate(cells, start=1):
        starts.append((line, number))
        line += cell.count("\n") + 1
    return NotebookScript(cells, tuple(starts))


def _read_json(text: str, name: str) -> dict[str, Any]:
    try:
        content = json.loads(text)
    except RecursionError:
        reason = say("{name} is nested too deeply to be a notebook. Save it again in Jupyter.",
                     name=name)  # fmt: skip
        raise NotGradableError(reason) from None
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        reason = say(
            "{name} is not a whole notebook: its JSON breaks off or is wrong in line {line}. "
            "Save or download it again as .ipynb.",
            name=name,
            line=line,
        )
        raise NotGradableError(reason) from None
    if not isinstance(content, dict):
        raise _not_a_notebook(name)
    return cast("dict[str, Any]", content)


def _not_a_notebook(name: str) -> NotGradableError:
    return NotGradableError(
        say(
            "{name} is JSON but not a notebook that can be read. Open it in Jupyter or Colab and "
            "save it again as .ipynb.",
            name=name,
        )
    )


def _mapping(value: object) -> dict[str, Any]:
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def _code_cells(notebook: dict[str, Any], name: str) -> Iterator[str]:
    """Yield the source of each code cell, in order, as it was written."""
    cells = notebook.get("cells")
    if not isinstance(cells, list):
        raise _not_a_notebook(name)
    language = _mapping(_mapping(notebook.get("metadata")).get("kernelspec")).get("language")
    if isinstance(language, str) and language and not language.lower().startswith("python"):
        reason = say("{name} is a notebook in {found}. Write it in Python.",
                     name=name, found=printable(language)[:40])  # fmt: skip
        raise NotGradableError(reason)
    for cell in cast("list[Any]", cells):
        if not isinstance(cell, dict):
            raise _not_a_notebook(name)
        if cast("dict[str, Any]", cell).get("cell_type") != "code":
            continue
        source = cast("dict[str, Any]", cell).get("source", "")
        parts = cast("list[Any]", source) if isinstance(source, list) else [source]
        if not all(isinstance(part, str) for part in parts):
            raise _not_a_notebook(name)
        yield "".join(parts).replace("\r\n", "\n").replace("\r", "\n")


def python_of_cell(source: str) -> str:
    """Return a cell as Python with the same number of lines."""
    magic = _CELL_MAGIC.match(source)
    if magic and magic["name"] not in _RUNS_ITS_BODY:
        return "\n" * source.count("\n")
    lines = source.split("\n")
    if len(lines) == 1 and _BARE_COMMAND.fullmatch(source):
        return "pass"
    if magic:
        lines[source.count("\n", 0, magic.end())] = "pass"
    return "\n".join(_without_notebook_lines(_dedented(lines)))


def _dedented(lines: list[str]) -> list[str]:
    """Take the first line's indentation away from all lines, as Jupyter does."""
    first = next((line for line in lines if line.strip() and line != "pass"), "")
    indent = first[: len(first) - len(first.lstrip(" \t"))]
    return [line.removeprefix(indent) for line in lines] if indent else lines


def _without_notebook_lines(lines: list[str]) -> Iterator[str]:
    """Yield the lines of a cell, those that only a notebook understands made harmless."""
    inside, depth, continued, shell = "", 0, False, False
    for line in lines:
        indent = line[: len(line) - len(line.lstrip(" \t"))]
        if shell:
            shell = line.endswith("\\")
            yield ""
            continue
        kept = line
        if not (inside or depth or continued):
            timed, assigned = _TIMED.match(line), _ASSIGNED.match(line)
            if timed:
                kept = timed["indent"] + line[timed.end() :]
            elif assigned or _ONLY_A_NOTEBOOK.match(line):
                shell = line.endswith("\\")
                yield f"{assigned['target']}[]" if assigned else f"{indent}pass"
                continue
        inside, depth = _scan(kept, inside, depth)
        continued = kept.endswith("\\")
        yield kept


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


def notebook_from_python(text: str) -> str:
    """Return percent-format Python as a notebook's JSON, the same for the same text.

    Cells begin with `# %%` or `# %% [markdown]`; the lines of the latter are comments.

    Raises:
        ValueError: If a line of a markdown cell is not a comment.
    """
    cells = [
        _cell(number, markdown=markdown, source=source)
        for number, (markdown, source) in enumerate(_percent_cells(text), start=1)
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook = {
        "cells": cells,
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def _percent_cells(text: str) -> Iterator[tuple[bool, str]]:
    """Yield (whether it is markdown, source) for each cell that is not empty."""
    markdown = False
    lines: list[str] = []
    for line in [*text.split("\n"), "# %%"]:
        marker = _MARKER.match(line)
        if marker is None:
            lines.append(_comment_text(line) if markdown else line)
            continue
        source = "\n".join(lines).strip("\n")
        if source.strip():
            yield markdown, source
        markdown, lines = bool(marker["kind"]), []


def _comment_text(line: str) -> str:
    if line.strip() and not line.startswith("#"):
        raise ValueError(f"this line of a markdown cell is not a comment: {line!r}")
    return line.removeprefix("#").removeprefix(" ")


def _cell(number: int, *, markdown: bool, source: str) -> dict[str, Any]:
    cell: dict[str, Any] = {
        "cell_type": "markdown" if markdown else "code",
        "id": f"cell-{number:03}",
        "metadata": {},
        "source": source.splitlines(keepends=True),
    }
    return cell if markdown else cell | {"execution_count": None, "outputs": []}

"""Notebooks to Python and back: plain JSON, strictly read, line for line.

A notebook becomes one script in which every line of every code cell keeps its place, so that a
line of the script is always a line of one cell; see `grader.cells`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, cast

from grader.cells import python_of_cell
from grader.errors import NotGradableError
from grader.language import say
from grader.syntax_errors import printable

__all__ = [
    "NotebookScript",
    "notebook_cells",
    "notebook_from_python",
    "script_from_notebook",
    "source_of_cell",
]

_MARKER: Final = re.compile(r"^# %%(?P<kind>\s*\[markdown\])?(?:\s.*)?$")


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
    cells = tuple(
        python_of_cell(source_of_cell(cell, name))
        for cell in notebook_cells(text, name)
        if cell.get("cell_type") == "code"
    )
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


def notebook_cells(text: str, name: str) -> tuple[dict[str, Any], ...]:
    """Return every cell of a notebook, as its JSON has it, in order.

    Args:
        text: The notebook's JSON.
        name: The file's name, for messages.

    Raises:
        NotGradableError: If it is not JSON, or not a notebook of Python code.
    """
    notebook = _read_json(text, name)
    cells = notebook.get("cells")
    if not isinstance(cells, list):
        raise _not_a_notebook(name)
    language = _mapping(_mapping(notebook.get("metadata")).get("kernelspec")).get("language")
    if isinstance(language, str) and language and not language.lower().startswith("python"):
        reason = say("{name} is a notebook in {found}. Write it in Python.",
                     name=name, found=printable(language)[:40])  # fmt: skip
        raise NotGradableError(reason)
    if not all(isinstance(cell, dict) for cell in cast("list[Any]", cells)):
        raise _not_a_notebook(name)
    return tuple(cast("list[dict[str, Any]]", cells))


def source_of_cell(cell: dict[str, Any], name: str) -> str:
    """Return what is written in a cell, its lines ended by line feeds.

    Raises:
        NotGradableError: If it is no text.
    """
    source = cell.get("source", "")
    parts = cast("list[Any]", source) if isinstance(source, list) else [source]
    if not all(isinstance(part, str) for part in parts):
        raise _not_a_notebook(name)
    return "".join(parts).replace("\r\n", "\n").replace("\r", "\n")


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

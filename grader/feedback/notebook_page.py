"""A student's notebook as a page, with what was found at the cells that it concerns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from markupsafe import Markup

from grader.feedback.hostile import LONGEST_MARKDOWN, highlighted, markdown_html
from grader.feedback.notes import Note, notes_of
from grader.feedback.outputs import Output, Shown
from grader.feedback.page import render_page
from grader.feedback.places import Place
from grader.language import use_language
from grader.notebooks import notebook_cells, source_of_cell
from grader.reports.header import points_reached
from grader.results import Report
from grader.submission import read_code

__all__ = ["annotate_notebook"]

_MOST_CELLS: Final = 400
_MOST_LINES: Final = 6_000
_MOST_NOTES: Final = 20
_ALL_MARKDOWN: Final = 40_000


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    html: Markup
    marked: bool


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell as it stands on the page.

    Attributes:
        number: Of a code cell; 0 of any other.
        prose: A text cell's HTML.
    """

    number: int = 0
    lines: tuple[_Line, ...] = ()
    prose: Markup | None = None
    outputs: tuple[Output, ...] = ()
    notes: tuple[Note, ...] = ()


def annotate_notebook(notebook: Path | bytes, report: Report, *, feedback_page: str = "") -> str:
    """Return a notebook as a page, in the report's language.

    Args:
        notebook: A path as `grader check` takes it, or the bytes of the .ipynb.
        report: Whose notes stand at the cells.
        feedback_page: The relative address of the page of the report; empty without one.

    Raises:
        NotGradableError: If it is not a notebook that can be read, in one sentence.
    """
    with use_language(report.language):
        name, text = read_code(notebook, report.submission_name)
        cells = notebook_cells(text, name)
        sources = [source_of_cell(cell, name) for cell in cells[:_MOST_CELLS]]
        lines = _lines_of(cells, sources)
        placed = _placed(notes_of(report), lines)
        return render_page(
            "notebook.html",
            styles=("notebook.css",),
            report=report,
            points=points_reached(report),
            feedback_page=feedback_page,
            notes=placed,
            cells=_cells(cells, sources, placed),
            more_cells=max(len(cells) - _MOST_CELLS, 0),
        )


def _lines_of(cells: Sequence[dict[str, Any]], sources: Sequence[str]) -> dict[int, int]:
    """Return how many lines each code cell has that is shown, by its number."""
    code = [
        source.count("\n") + 1
        for cell, source in zip(cells, sources, strict=False)
        if cell.get("cell_type") == "code"
    ]
    return dict(enumerate(code, start=1))


def _placed(notes: Sequence[Note], lines: dict[int, int]) -> tuple[Note, ...]:
    """Return the notes with those of their places that the notebook really has."""

    def is_there(place: Place) -> bool:
        return 1 <= place[1] <= lines.get(place[0], 0)

    return tuple(
        Note(n.kind, n.symbol, n.heading, n.text, n.labelled, tuple(filter(is_there, n.places)))
        for n in notes
    )


def _cells(
    cells: Sequence[dict[str, Any]], sources: Sequence[str], notes: Sequence[Note]
) -> tuple[_Cell, ...]:
    """Draw the cells, until there is more of them than anybody reads."""
    shown, number = Shown(), 0
    lines_left, markdown_left = _MOST_LINES, _ALL_MARKDOWN
    found: list[_Cell] = []
    for cell, source in zip(cells, sources, strict=False):
        kind = cell.get("cell_type")
        if kind == "markdown":
            prose = source if len(source) <= markdown_left else source + " " * LONGEST_MARKDOWN
            markdown_left -= min(len(source), markdown_left)
            found.append(_Cell(prose=markdown_html(prose)))
        elif kind == "code":
            number += 1
            own = tuple(note for note in notes if number in {at for at, _ in note.places})
            marked = {line for note in own for at, line in note.places if at == number}
            drawn = highlighted(source)[: max(lines_left, 1)]
            lines_left -= len(drawn)
            lines = tuple(
                _Line(at, line, at in marked) for at, line in enumerate(drawn, start=1)
            )  # fmt: skip
            found.append(_Cell(number, lines, None, shown.of_cell(cell), own[:_MOST_NOTES]))
    return tuple(found)

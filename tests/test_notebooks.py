from __future__ import annotations

import ast
import importlib
import json
import warnings
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.notebooks import notebook_from_python, script_from_notebook
from grader.submission import read_submission

PERCENT = '''# %% [markdown]
# # The task
#
# Words, and a list:
# - one

# %%
"""A text that begins a cell."""
import math


# %% the function
def solution_model():
    # %% is no marker here
    return math.pi

# %% [markdown]
# Try it.

# %%
if __name__ == "__main__":
    print(solution_model())
'''


def cells_of(text: str) -> list[dict[str, object]]:
    return json.loads(notebook_from_python(text))["cells"]


def test_cells_of_percent_python():
    cells = cells_of(PERCENT)
    assert [cell["cell_type"] for cell in cells] == ["markdown", "code", "code", "markdown", "code"]
    assert "".join(cells[0]["source"]) == "# The task\n\nWords, and a list:\n- one"  # pyright: ignore[reportArgumentType, reportCallIssue]
    assert [cell["id"] for cell in cells] == [f"cell-{n:03}" for n in range(1, 6)]
    assert cells[1]["outputs"] == []
    assert cells[1]["execution_count"] is None


def test_a_notebook_is_valid_and_the_same_each_time():
    nbformat: Any = importlib.import_module("nbformat")
    text = notebook_from_python(PERCENT)
    assert text == notebook_from_python(PERCENT)
    assert text.endswith("}\n")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        read = nbformat.reads(text, as_version=4)
        nbformat.validate(read)
    assert (read.nbformat, read.nbformat_minor) == (4, 5)
    assert read.metadata.kernelspec.name == "python3"


def same_tree(python: str, made: str, folder: Path) -> None:
    path = folder / "made.ipynb"
    path.write_text(made, encoding="utf-8")
    assert ast.dump(read_submission(path).source.tree) == ast.dump(ast.parse(python))


def test_there_and_back(tmp_path: Path):
    same_tree(PERCENT, notebook_from_python(PERCENT), tmp_path)


def percent_files() -> list[Path]:
    root = Path(__file__).parent.parent
    return sorted([*root.glob("exercises/*/stub.py"), *root.glob("solutions/*/solution.py")])


@pytest.mark.parametrize(
    "path", percent_files(), ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_stubs_and_solutions_there_and_back(tmp_path: Path, path: Path):
    python = path.read_text(encoding="utf-8")
    same_tree(python, notebook_from_python(python), tmp_path)


def test_python_without_markers_is_one_cell():
    assert [cell["source"] for cell in cells_of("\nx = 1\ny = 2\n\n")] == [["x = 1\n", "y = 2"]]


def test_code_in_a_markdown_cell_is_an_error():
    with pytest.raises(ValueError, match="x = 1"):
        notebook_from_python("# %% [markdown]\nx = 1\n")


@given(st.lists(st.sampled_from(["x = 1", "a\nb", "", "%%html\n<b>"]), min_size=1, max_size=6))
def test_starts_point_at_the_cells(cells: Any):
    content = json.dumps({"cells": [{"cell_type": "code", "source": c} for c in ["y", *cells]]})
    script = script_from_notebook(content, "mine.ipynb")
    lines = script.text.split("\n")
    for (first, number), cell in zip(script.starts, script.cells, strict=True):
        assert lines[first - 1 : first + cell.count("\n")] == cell.split("\n")
        assert script.cells[number - 1] == cell

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

from grader.notebooks import notebook_from_python, python_of_cell, script_from_notebook
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


@pytest.mark.parametrize(
    ("cell", "python"),
    [
        ("x = 1", "x = 1"),
        ("%matplotlib inline\nx = 1", "pass\nx = 1"),
        ("if x:\n    %cd data\n    !ls\ny = 1", "if x:\n    pass\n    pass\ny = 1"),
        ("!wget \\\n  --no-check \\\n  there\nx = 1", "pass\n\n\nx = 1"),
        ("?print\nprint?\nprint??\nnp.*load*?\nx = 1", "pass\npass\npass\npass\nx = 1"),
        ("files = !ls *.py\nx = 1", "files = []\nx = 1"),
        ("where = %pwd\nx = 1", "where = []\nx = 1"),
        ("a, b = !ls", "a, b = []"),
        ("%time model.fit(x)\n", "model.fit(x)\n"),
        ("%timeit -n 10 -r 3 f(x)", "f(x)"),
        ("%%time\nx = 1", "pass\nx = 1"),
        ("%%timeit -n 1\n!ls\nx = 1", "pass\npass\nx = 1"),
        ("%%capture out\nx = 1", "pass\nx = 1"),
        ("\n# note\n%%time\nx = 1", "\n# note\npass\nx = 1"),
        ("%%javascript\nalert(1)\n", "\n\n"),
        ("%%html\n<b>x</b>", "\n"),
        ("# note\n%%writefile a.py\nx = (", "\n\n"),
        ("pip install keras", "pass"),
        ("  x = 1\n  if x:\n    y = 2", "x = 1\nif x:\n  y = 2"),
        ("from __future__ import annotations\nx = 1", "pass\nx = 1"),
    ],
)
def test_what_only_a_notebook_understands(cell: str, python: str):
    assert python_of_cell(cell) == python
    assert python_of_cell(cell).count("\n") == cell.count("\n")
    if "a, b" not in cell:
        ast.parse(python)


@pytest.mark.parametrize(
    "cell",
    [
        "x = (7\n% 2)",
        "x = 7 \\\n% 2",
        '"""\n%matplotlib\n!ls\nwhat?\n"""',
        "x = '''a\n!b\\'''\n%c''' \ny = 1",
        "f = {\n    'a': 1,  # why?\n}\n",
        "x = 'is it (?'\ny = \"#\" # what ( is this?\n",
        "x = a != b",
        "x = 'it''s'  # (\nprint(f'{x}%')",
        "x %= 2",
        "print('50 %')",
        "ls = 3",
    ],
)
def test_what_only_looks_like_it_stays(cell: str):
    assert python_of_cell(cell) == cell


@given(st.text(alphabet="%!?'\"()[]{}#=\\ \n\tabx1:,.", max_size=80))
def test_no_line_is_lost(cell: str):
    assert python_of_cell(cell).count("\n") == cell.count("\n")


@given(st.lists(st.sampled_from(["x = 1", "a\nb", "", "%%html\n<b>"]), min_size=1, max_size=6))
def test_starts_point_at_the_cells(cells: Any):
    content = json.dumps({"cells": [{"cell_type": "code", "source": c} for c in ["y", *cells]]})
    script = script_from_notebook(content, "mine.ipynb")
    lines = script.text.split("\n")
    for (first, number), cell in zip(script.starts, script.cells, strict=True):
        assert lines[first - 1 : first + cell.count("\n")] == cell.split("\n")
        assert script.cells[number - 1] == cell

from __future__ import annotations

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.cells import NO_UPLOAD, python_of_cell, python_of_file


@pytest.mark.parametrize(
    ("cell", "python"),
    [
        ("x = 1", "x = 1"),
        ("%matplotlib inline\nx = 1", "pass\nx = 1"),
        (
            "if x:\n    %cd data\n    !ls\ny = 1",
            "if x:\n    get_ipython().run_line_magic('cd', 'data')\n"  # noqa: ISC004
            "    get_ipython().system('ls')\ny = 1",
        ),
        (
            "!wget \\\n  --no-check \\\n  there\nx = 1",
            "get_ipython().system('wget --no-check there')\n\n\nx = 1",
        ),
        ("?print\nprint?\nprint??\nnp.*load*?\nx = 1", "pass\npass\npass\npass\nx = 1"),
        ("files = !ls *.py\nx = 1", "files = get_ipython().getoutput('ls *.py')\nx = 1"),
        ("where = %pwd\nx = 1", "where = get_ipython().run_line_magic('pwd', '')\nx = 1"),
        ("a, b = !ls", "a, b = get_ipython().getoutput('ls')"),
        ("%time model.fit(x)\n", "model.fit(x)\n"),
        ("%timeit -n 10 -r 3 f(x)", "f(x)"),
        ("%%time\nx = 1", "pass\nx = 1"),
        ("%%timeit -n 1\n!ls\nx = 1", "pass\nget_ipython().system('ls')\nx = 1"),
        ("%%capture out\nx = 1", "pass\nx = 1"),
        ("\n# note\n%%time\nx = 1", "\n# note\npass\nx = 1"),
        ("%%javascript\nalert(1)\n", "\n\n"),
        ("%%html\n<b>x</b>", "\n"),
        ("# note\n%%writefile a.py\nx = (", "\n\n"),
        ("pip install keras", "pass"),
        ("cd data", "get_ipython().run_line_magic('cd', 'data')"),
        ("unzip x.zip", "get_ipython().system('unzip x.zip')"),
        ("!pip install -q keras \\\n  numpy\nx = 1", "pass\n\nx = 1"),
        ("!apt update && wget u", "get_ipython().system('apt update && wget u')"),
        ("!{command} x", "get_ipython().system('{command} x')"),
        ("!!ls", "get_ipython().system('ls')"),
        ("x = !pip list", "x = []"),
        ("x = %matplotlib", "x = []"),
        ("%env A=b", "get_ipython().run_line_magic('env', 'A=b')"),
        ("%time !ls", "get_ipython().system('ls')"),
        ("!wget 'a\\b'\\", "get_ipython().system(\"wget 'a\\\\b'\")"),
        ("%%bash\n# x\nls \\\n  a\npip b", "\n\nget_ipython().system('ls a')\n\n"),
        ("  x = 1\n  if x:\n    y = 2", "x = 1\nif x:\n  y = 2"),
        ("from __future__ import annotations\nx = 1", "pass\nx = 1"),
    ],
)
def test_what_only_a_notebook_understands(cell: str, python: str):
    assert python_of_cell(cell) == python
    assert python_of_cell(cell).count("\n") == cell.count("\n")
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


@given(st.text(alphabet="!%=wgetls \\{}'\"$\n", max_size=60))
def test_a_command_is_always_python(text: str):
    ast.parse(python_of_cell("!wget " + text.replace("\n", "\\\n")))


@pytest.mark.parametrize(
    ("text", "python"),
    [
        ("!wget u\nx = 1\n", "get_ipython().system('wget u')\nx = 1\n"),
        ("def f():\n    !wget \\\n      u\n", "def f():\n    get_ipython().system('wget u')\n\n"),
        ("%matplotlib inline\nx = !ls\n", "pass\nx = get_ipython().getoutput('ls')\n"),
        ("x = (7\n%2)\n", "x = (7\n%2)\n"),
        ('"""\n!ls\n"""\n', '"""\n!ls\n"""\n'),
        ("x = 1 +\n", "x = 1 +\n"),
        ("x = 5 %y\nz = (", "x = 5 %y\nz = ("),
        ("from __future__ import annotations\n", "from __future__ import annotations\n"),
    ],
)
def test_shell_lines_of_a_python_file(text: str, python: str):
    assert python_of_file(text) == python


def test_a_long_file_is_read_at_once():
    assert python_of_file("!ls\n" * 200_000).count("system") == 200_000


FOR_FUN = """from google.colab import files
uploaded = files.upload()
for fn in uploaded.keys():
  img = image.load_img(fn, target_size=(# YOUR CODE HERE))
"""


def test_an_unfinished_cell_for_a_picture_of_their_own_is_not_run():
    assert python_of_cell(FOR_FUN) == NO_UPLOAD + "\n" * FOR_FUN.count("\n")


@pytest.mark.parametrize(
    "cell",
    [
        FOR_FUN.replace("(# YOUR CODE HERE))", "(150, 150))"),
        FOR_FUN.replace("files.upload()", "{}"),
        FOR_FUN + "model.fit(x, y)\n",
        FOR_FUN + "def solution_model():\n",
        FOR_FUN.replace("uploaded = files", "uploaded = {} # files"),
    ],
)
def test_every_other_cell_is_run(cell: str):
    assert python_of_cell(cell) == cell

"""Imports that fail: passed over where nothing depends on them, and an error as ever elsewhere."""

from __future__ import annotations

import ast
import subprocess
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from grader.inside import imports

Told = list[tuple[str, str, int]]
Run = Callable[[str], tuple[dict[str, Any], Told]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs code with its imports changed, and says what was told."""
    monkeypatch.setattr(imports, "_hide_ours", lambda: None)

    def run(code: str) -> tuple[dict[str, Any], Told]:
        told: Told = []

        def pass_over(kind: str, what: str, line: int) -> None:
            told.append((kind, what, line))

        tree = ast.parse(code)
        names = ModuleType("submission").__dict__
        names.update(imports.pass_over_imports(tree, pass_over))
        exec(compile(tree, "mine.py", "exec"), names)
        return names, told

    return run


@pytest.mark.parametrize(
    ("code", "statement"),
    [
        ("import nowhere", "import nowhere"),
        ("import nowhere as nw", "import nowhere as nw"),
        ("import nowhere.deep", "import nowhere.deep"),
        ("from json.api._v2.json import layers", "from json.api._v2.json import layers"),
        ("from json import financial", "from json import financial"),
        ("from . import beside", "from . import beside"),
        ("def f():\n    import nowhere\nf()", "import nowhere"),
        ("if True:\n    import nowhere", "import nowhere"),
        ("class A:\n    from nowhere import b", "from nowhere import b"),
    ],
)
@pytest.mark.filterwarnings("ignore::ImportWarning")
def test_what_nothing_reads_is_passed_over(run: Run, code: str, statement: str):
    line = 2 if "\n" in code else 1
    assert run(code)[1] == [("import", statement, line)]


def test_what_is_read_stays_beside_what_is_not(run: Run):
    names, told = run("from json import dumps, financial\nimport math, nowhere\nx = dumps(math.e)")
    assert names["x"].startswith("2.718")
    assert told == [("import", "from json import financial", 1), ("import", "import nowhere", 2)]


def test_imports_that_work_bring_their_names_read_or_not(run: Run):
    names, told = run("from __future__ import annotations\nimport json as js\nfrom math import pi")
    assert names["js"].dumps(1) == "1"
    assert names["pi"] > 3
    assert told == []


def test_a_name_that_the_next_import_brings_is_not_read(run: Run):
    names, told = run("from json.api import dumps\nfrom json import dumps\nx = dumps(1)")
    assert names["x"] == "1"
    assert [kind for kind, *_ in told] == ["import"]


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("import nowhere\nx = nowhere.f()", "No module named 'nowhere'"),
        ("import nowhere\nnowhere.f(nowhere.x)\nprint(nowhere.x + 1)", "No module named 'nowhere'"),
        ("from json import financial\nfinancial.f()", "cannot import name 'financial'"),
        ("from nowhere import *\nf()", "No module named 'nowhere'"),
        ("from json.api import dumps\ndumps(1)\nfrom json import dumps\nx = dumps", "json.api"),
        ("import nowhere\nmodel = 1\nmodel.fit(nowhere.data())", "No module named 'nowhere'"),
        ("from nowhere import a\nimport math\nmath.sqrt(a(2))", "No module named 'nowhere'"),
        ("from public_tests import *\nx = loaded(3)", "No module named 'public_tests'"),
        ("with open('/dev/null'):\n    import nowhere", "No module named 'nowhere'"),
    ],
)
def test_whatever_is_used_fails_with_its_true_message(run: Run, code: str, message: str):
    with pytest.raises(ImportError, match=message) as caught:
        run(code)
    lines = [row.lineno for row in traceback.extract_tb(caught.tb) if row.filename == "mine.py"]
    assert len(lines) == 1  # the report shows them as the way there


@pytest.mark.parametrize(
    ("code", "module"),
    [
        ("import unittests\nunittests.test_it(print)", "unittests"),
        ("from unittests import test_it, other\ntest_it(3)\nother()", "unittests"),
        ("import nowhere as n\nn.Frame(1).plot(size=(1, 2))", "nowhere"),
        ("from nowhere import a, b\na(b(3), [0])", "nowhere"),
        ("from nowhere import report\nprint('r', report(1), f'{report(2):.2f}')", "nowhere"),
        (
            "from test_utils import summary\nfor layer in summary(3):\n    print(layer)",
            "test_utils",
        ),
        ("from public_tests import *\nmodel_test(3)\nother_test(print)", "public_tests"),
        ("import nowhere.deep\nnowhere.deep.f(1)", "nowhere.deep"),
    ],
)
def test_something_hollow_stands_for_what_is_only_called(run: Run, code: str, module: str):
    assert {(kind, what) for kind, what, _ in run(code)[1]} == {("module", module)}


def test_what_the_hollow_is_given_is_still_worked_out(run: Run):
    names, _ = run("import unittests\nx = []\nunittests.check(x.append(1))")
    assert names["x"] == [1]


def test_a_loop_over_what_is_no_test_of_a_lab_is_a_use(run: Run):
    with pytest.raises(ImportError):
        run("from nowhere import batches\nfor each in batches(3):\n    print(each)")


def test_try_is_left_alone(run: Run):
    code = "try:\n    import nowhere\nexcept ImportError as error:\n    x = str(error)"
    names, told = run(code)
    assert names["x"] == "No module named 'nowhere'"
    assert told == []


def test_a_module_that_lacks_another_is_not_missing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "half.py").write_text("import nowhere")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    with pytest.raises(ImportError, match="nowhere"):
        run("import half\nhalf.check(3)")


HIDDEN = """
import ast, importlib, sys
from grader.inside import imports

tree = ast.parse("import grader\\ngrader.check(3)\\nimport grader.inside.spy as s")
told = []
names = imports.pass_over_imports(tree, lambda *each: told.append(each))
exec(compile(tree, "mine.py", "exec"), names)
print(told)
try:
    importlib.import_module("grader.inside")
except ImportError as error:
    print(error)
print([name for name in sys.modules if name.startswith("grader")])
"""


def test_this_package_is_hidden(root: Path):
    ran = subprocess.run(
        [sys.executable, "-c", HIDDEN], cwd=root, capture_output=True, text=True, check=True
    )
    assert ran.stdout.splitlines() == [
        "[('module', 'grader', 1), ('import', 'import grader.inside.spy as s', 3)]",
        "No module named 'grader'",
        "[]",
    ]


def test_what_is_read_after_training_only_does_nothing(run: Run):
    names, told = run(
        "import nowhere as nw\nfrom nowhere.a import b, c\nclass M:\n  def fit(self): pass\n"
        "M().fit()\nshown = nw.plot(b(1))"
    )
    assert told == [
        ("later", "nowhere", 1),
        ("later", "nowhere.a", 2),
        ("import", "from nowhere.a import c", 2),
    ]
    assert not names["shown"]


def test_what_is_read_before_training_fails(run: Run):
    with pytest.raises(ModuleNotFoundError, match="nowhere"):
        run("import nowhere as nw\nclass M:\n  def fit(self, x): pass\nM().fit(nw.x)\nnw.plot()")

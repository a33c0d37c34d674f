"""Blanks of a starter, named where they stand and not where Python stumbles over them."""

from __future__ import annotations

import pytest

from grader.blanks import blank_left, blank_named, blank_returned, empty_function
from grader.causes import nothing_to_grade, student_error
from grader.evidence import SourceFacts
from grader.facts import TrainingFacts
from grader.language import use_language


@pytest.mark.parametrize(
    ("code", "line", "blank"),
    [
        ("model = None\n\nmodel.compile(loss='mse')", 3, "model = None (line 1)"),
        ("def f():\n  m = None\n  return m\nm = f()\nm.fit(x)", 5, "m = None (line 2)"),
        ("def f():\n    return None\nm = f()\nm.fit(x)", 4, "return None (line 2)"),
        ("x = 1\n(a, b), _ = None", 2, "(a, b), _ = None (line 2)"),
        ("a, b = None", 1, "a, b = None (line 1)"),
        ("f(1,\n  directory=None,\n  size=3)", 1, "directory=None (line 2)"),
        ("os.listdir(None)", 1, "os.listdir(None) (line 1)"),
        ("x = x / None", 1, "x / None (line 1)"),
        ("class C(None):\n  x = 1", 1, "class C(None) (line 1)"),
        ("m.fit(x, epochs=...)", 1, "epochs=... (line 1)"),
        ("m = Sequential([\n  None\n])", 1, "Sequential([None]) (line 1)"),
        ("m.compile('adam', metrics=[None])", 1, "metrics=[None] (line 1)"),
        ("m.compile(optimizer=None)\nm.fit(x)", 2, "optimizer=None (line 1)"),
        ("if logs.get('acc') > None:\n  x = 1", 1, "logs.get('acc') > None (line 1)"),
        ("def f():\n    g = None\n    h = g.flow(1)\n    return h", 3, "g = None (line 2)"),
        ("with open(p) as f:\n    x = None\n    x.y()", 3, "x = None (line 2)"),
        ("m = None\ndef f():\n    m = g()\nm.fit(x)", 4, "m = None (line 1)"),
        ("m = None\ndef f():\n    return m.fit(x)", 3, "m = None (line 1)"),
    ],
)  # fmt: skip
def test_the_blank_that_an_exception_comes_from(code: str, line: int, blank: str):
    assert blank_left(SourceFacts(code), line) == f"A blank is left: {blank}."


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("best = None\nbest = make()\nbest.fit(x)", 3),
        ("m = make()\ndef f():\n    m = None\nm.fit(x)", 4),
        ("model = load()\nmodel.fit(x)\nmodel = None", 2),
        ("f(weights=None)", 1),
        ("f(batch_input_shape=[None, 28], shape=(None,))", 1),
        ("f([None, 1])", 1),
        ("m.fit(x)\nm.compile(optimizer=None)", 1),
        ("for x in xs:\n    g(x)\n    y = None", 1),
        ("def f():\n    print(1)\nf().fit()", 3),
        ("x.y()", 7),
    ],
)
def test_what_is_no_blank(code: str, line: int):
    assert blank_left(SourceFacts(code), line) == ""


def told(code: str, kind: str, message: str, line: int) -> str:
    facts = TrainingFacts.model_validate(
        {
            "entry": "", "returned": "NoneType", "model_from": "none", "exported_model": None,
            "error": {"type": kind, "message": message, "frames": [[1, "<module>"], [line, "f"]]},
        }
    )  # fmt: skip
    return student_error(facts, SourceFacts(code)).cause


def test_the_cause_in_both_languages():
    said = "AttributeError", "'NoneType' object has no attribute 'compile'", 2
    assert told("model = None\nmodel.compile()", *said) == "A blank is left: model = None (line 1)."
    assert "with return" in told("model = f()\nmodel.compile()", *said)
    with use_language("ko"):
        assert "빈칸" in told("model = None\nmodel.compile()", *said)


def test_an_exception_about_something_else_is_not_about_a_blank():
    assert "blank" not in told("y = None\nf(y, z)", "ValueError", "shapes differ", 2)


def test_the_blank_that_a_function_gives_back():
    source = SourceFacts("def f():\n    model = None\n    return model\ndef g():\n    return h()")
    assert blank_returned(source, "f") == "A blank is left: model = None (line 2)."
    assert blank_returned(source, "g") == blank_returned(source, "") == ""


def test_no_model_for_a_blank():
    source = SourceFacts("def f():\n    return None")
    facts = TrainingFacts(entry="f", returned="NoneType", model_from="none", exported_model=None)
    assert nothing_to_grade("r", facts, source).endswith(
        "r. A blank is left: return None (line 2)."
    )
    assert nothing_to_grade("r", None, source).endswith("Return the model that you trained.")


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("model = make()\nmodel.compile()", "r. No line of your code calls fit."),
        (
            "m = make()\n# then m.fit()\n#history = m.fit(x, y)",
            "r. The line that calls fit is commented out (line 3): take away its #.",
        ),
        (
            "try:\n    m.fit(x)\nexcept Exception as error:\n    print(error)",
            "r. The except in line 3 catches what went wrong",
        ),
        (
            "try:\n    m.fit(x)\nexcept Exception:\n    raise",
            "r. Return the model that you trained.",
        ),
        (
            "try:\n    m.fit(x)\nexcept KeyboardInterrupt:\n    print('enough')",
            "r. Return the model that you trained.",
        ),
        ("def f():\n    pass\nf()\nm.fit(x)", "r. f is still empty (line 1)."),
        ("train = m.fit\n", "r. Return the model that you trained."),
    ],
)
def test_why_there_is_no_model(code: str, told: str):
    facts = TrainingFacts(entry="", returned="None", model_from="none", exported_model=None)
    assert f" {told}" in nothing_to_grade("r", facts, SourceFacts(code))


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("def f():\n    pass\nf()", "f is still empty (line 1)."),
        ('def f(x):\n    """Split x."""\n    ...\nprint(1)\nf(2)', "f is still empty (line 1)."),
        ("def f():\n    pass", ""),
        ("def f():\n    return None\nf()", ""),
        ("class C:\n    def f(self):\n        pass\nC().f()", ""),
    ],
)
def test_a_function_that_is_still_empty(code: str, name: str):
    assert empty_function(SourceFacts(code)) == name


def test_an_empty_function_is_named_before_what_comes_of_it():
    code = "def make_folders():\n    pass\nmake_folders()\nos.listdir('/tmp/cats')"
    said = "FileNotFoundError", "[Errno 2] No such file or directory: '/tmp/cats'", 4
    assert told(code, *said) == "make_folders is still empty (line 1)."


@pytest.mark.parametrize("name", ["___", "TODO", "fill_in", "YOUR_CODE_HERE"])
def test_a_blank_that_python_takes_for_a_name(name: str):
    text = f"NameError: name '{name}' is not defined"
    told = f"A blank is left: {name} (line 1)."
    assert blank_named(SourceFacts(f"f(epochs={name})"), text, 1) == told


@pytest.mark.parametrize("name", ["todos", "_", "code"])
def test_a_name_that_is_no_blank(name: str):
    assert blank_named(SourceFacts(name), f"NameError: name '{name}' is not defined", 1) == ""

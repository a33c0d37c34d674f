"""Which function of a submission counts, and what is kept of an exception."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow


def test_of_a_long_message_both_ends_are_kept():
    from grader.inside.entry import raised_facts

    told = raised_facts(ValueError("first" + "." * 5000 + "last"), Path("submission.py"))["message"]
    assert told.startswith("first")
    assert told.endswith("last")
    assert len(told) < 4000
    lines = raised_facts(ValueError("data\n" * 1000 + "last"), Path("submission.py"))["message"]
    assert {*lines.splitlines()} <= {"data", "dat", "da", "d", "", "…", "last"}
    assert "\n…\ndata\n" in lines
    assert raised_facts(ValueError("short"), Path("submission.py"))["message"] == "short"


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (
            "tf.keras.datasets.fashion_mnist.load()",
            "There is no load; is load_data meant?",
        ),
        ("tf.keras.layers.Convd2D(8, 3)", "There is no Convd2D; is Conv2D meant?"),
        (
            "from tensorflow.keras.layers import Convd2D",
            "There is no Convd2D; is Conv2D meant?",
        ),
        ("import os; os.join('a', 'b')", "There is no join; is path.join meant?"),
        ("import numpy; numpy.randint(3)", "There is no randint; is random.randint meant?"),
        ("tf.keras.Sequential().fitt(1)", "There is no fitt; is fit meant?"),
        ("tf.keras.Sequential().fit_generator(1)", "Today it is model.fit."),
        ("tf.keras.layers.Xylophone()", "Keras has nothing called Xylophone there"),
    ],
)
def test_a_name_that_is_not_there_is_told_with_the_one_most_like_it(code: str, told: str):
    import tensorflow as tf

    from grader.inside.entry import raised_facts
    from grader.translations import translate

    with pytest.raises((AttributeError, ImportError)) as raised:
        exec(code, {"tf": tf})
    facts = raised_facts(raised.value, Path("submission.py"))
    said = translate(f"{facts['type']}: {facts['message']}", meant=facts["meant"])
    assert said.lower().endswith(told.lower()) or said.startswith(told)


def test_an_object_that_will_not_be_looked_at_is_let_be():
    from grader.inside.entry import raised_facts

    class Shy:
        def __dir__(self):
            raise RuntimeError

    shy: Any = Shy()
    with pytest.raises(AttributeError) as raised:
        print(shy.name)
    assert raised_facts(raised.value, Path("submission.py"))["meant"] == ""


BEGIN = "if __name__ == '__main__':\n"
HAPPY = "def happy():\n    pass\n"
SOLUTION = "def solution_model():\n    pass\n"
MAIN = "if __name__ == '__main__':\n    other()\n"
OTHER = "def other():\n    pass\n"


@pytest.mark.parametrize(
    ("code", "chosen"),
    [
        ("def solution_model():\n    pass\n" + OTHER + MAIN, "solution_model"),
        ("def train_model():\n    pass\n", "train_model"),
        ("def train_model():\n    pass\n" + OTHER, "train_model"),
        ("def train_model():\n    pass\n" + OTHER + MAIN, None),
        ("def train_model():\n    m.fit()\n" + OTHER + MAIN, "train_model"),
        ("def train_model():\n    m.fit()\ndef other():\n    m.fit(x)\n" + MAIN, None),
        ("def train_model():\n    pass\ndef other():\n    train_model()\n" + MAIN, "train_model"),
        ("def train_model():\n    pass\nif __name__ == '__main__':\n    print(1)\n", "train_model"),
        # What only builds a model is not the entry where something else trains it.
        ("def train_model():\n    fit()\ndef happy():\n    pass\n" + OTHER + MAIN, "train_model"),
        (HAPPY + "def train_model():\n    happy()\n    m.fit()\n", "train_model"),
        (HAPPY + "def go(m):\n    m.fit()\ndef train_model():\n    go(happy())\n", "train_model"),
        (HAPPY + BEGIN + "    happy().fit()\n", None),
        (
            HAPPY + "class Net:\n    def run(self):\n        fit()\n" + BEGIN + "    Net().run()\n",
            None,
        ),
        (SOLUTION + BEGIN + "    solution_model().fit()\n", None),
        (SOLUTION + "def train_model():\n    solution_model().fit()\n", "solution_model"),
        ("def solution_model():\n    m.fit()\n" + BEGIN + "    x.fit()\n", "solution_model"),
        ("def solution_B3():\n    pass\n" + OTHER + MAIN, "solution_B3"),
    ],
)
def test_which_function_counts(code: str, chosen: str | None):
    entry: Any = importlib.import_module("grader.inside.entry")
    found = entry._choose(ast.parse(code), ("solution_model", "happy", "train_model"))
    assert (found.name if found else None) == chosen


@pytest.mark.parametrize(
    ("begin", "seen"),
    [
        ("    zipped = 1\n    solution_model()\n    never()\n", 1),
        ("    zipped = 2\n    print(solution_model().loss)\n", 2),
        ("    zipped = 3\n    test()\n", 0),  # the entry is not called there
        ("    solution_model()\n    never()\n", 0),
    ],
)
def test_what_a_file_does_before_it_calls_its_entry_when_it_is_run(begin: str, seen: int):
    entry: Any = importlib.import_module("grader.inside.entry")
    tree = ast.parse("zipped = 0\n" + SOLUTION + BEGIN + begin)
    entry._begin_as_run(tree, "solution_model")
    names: dict[str, Any] = {"__name__": "submission"}
    exec(compile(tree, "submission.py", "exec"), names)
    assert names["zipped"] == seen

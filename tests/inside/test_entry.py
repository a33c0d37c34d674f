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
    assert raised_facts(ValueError("short"), Path("submission.py"))["message"] == "short"


MAIN = "if __name__ == '__main__':\n    other()\n"
OTHER = "def other():\n    pass\n"


@pytest.mark.parametrize(
    ("code", "chosen"),
    [
        ("def solution_model():\n    pass\n" + OTHER + MAIN, "solution_model"),
        ("def train_model():\n    pass\n", "train_model"),
        ("def train_model():\n    pass\n" + OTHER, "train_model"),
        ("def train_model():\n    pass\n" + OTHER + MAIN, None),
        ("def train_model():\n    pass\ndef other():\n    train_model()\n" + MAIN, "train_model"),
        ("def train_model():\n    pass\nif __name__ == '__main__':\n    print(1)\n", "train_model"),
        ("def solution_B3():\n    pass\n" + OTHER + MAIN, "solution_B3"),
    ],
)
def test_which_function_counts(code: str, chosen: str | None):
    entry: Any = importlib.import_module("grader.inside.entry")
    found = entry._choose(ast.parse(code), ("solution_model", "train_model"))
    assert (found.name if found else None) == chosen

"""What code shows without being run is told beside what ended its run."""

from __future__ import annotations

import pytest

from grader.besides import seen_besides
from grader.causes import student_error
from grader.evidence import SourceFacts
from grader.facts import TrainingFacts


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("orihinal_dir = 1\nf = open(original_dir)\n", "original_dir (line 2) gets no value"),
        ("orihinal_dir = 1\nf = open(original_dir)\n", "Is orihinal_dir meant?"),
        ("from os import *\nprint(path)\n", ""),
        ("def f(x, *a, k=1, **b):\n    return [y for y in x] + a + k + b\n", ""),
        ("try:\n    1\nexcept OSError as e:\n    print(e, __name__)\n", ""),
        ("match 1:\n    case int() as n:\n        print(n, _)\n", ""),
        ("import os.path as p, a.b\nprint(p, a)\nclass C: pass\nC()\n", ""),
        ("logs = {}\nx = logs.get('acc') > 0.9\nm = 1\nm.c(metrics=['accuracy'])", "logs['acc']"),
        ("logs = {}\nx = logs['acc'] > 0.9\nm = 1\nm.c(metrics=['acc'])", ""),
        ("logs = {}\nx = logs['acc'], logs['accuracy']\nm = 1\nm.c(metrics=['acc'])", ""),
    ],
)
def test_what_is_seen(code: str, told: str):
    found = seen_besides(SourceFacts(code))
    assert told in found
    assert bool(told) == bool(found)


@pytest.mark.parametrize(("kind", "told"), [("FileNotFoundError", True), ("ValueError", False)])
def test_it_is_told_where_something_is_not_there(kind: str, *, told: bool):
    facts = TrainingFacts.model_validate(
        {
            "entry": "", "returned": "None", "model_from": "none", "exported_model": None,
            "error": {"type": kind, "message": "[Errno 2] No such file or directory: 'a.csv'",
                      "frames": [[1, "<module>"]]},
        }
    )  # fmt: skip
    cause = student_error(facts, SourceFacts("x = open('a.csv')\nm.fit(y)\n")).cause
    assert ("m (line 2) gets no value" in cause) is told


@pytest.mark.parametrize(("hook", "told"), [("on_batch_end", True), ("fit", False)])
def test_the_other_key_within_a_first_epoch(hook: str, *, told: bool):
    message = "'>' not supported between instances of 'NoneType' and 'float'"
    facts = TrainingFacts.model_validate(
        {
            "entry": "", "returned": "None", "model_from": "none", "exported_model": None,
            "error": {"type": "TypeError", "message": message, "frames": [[1, hook]]},
        }
    )  # fmt: skip
    code = "x = logs.get('acc') > 0.9\nm.compile(metrics=['accuracy'])\n"
    cause = student_error(facts, SourceFacts(code)).cause
    assert cause.startswith("Your callback reads logs['acc'], and metrics=['accuracy']") is told

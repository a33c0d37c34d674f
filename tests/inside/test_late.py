"""Names that are read after training only."""

from __future__ import annotations

import ast

import pytest

from grader.inside.late import late_names


@pytest.mark.parametrize(
    "code",
    [
        "m.fit(x)\npd.show()",
        "def train():\n  m.fit(x)\n  pd.show()\ntrain()",
        "def train():\n  m.fit(x)\ntrain()\npd.show()",
        "def show():\n  pd.show()\ndef train():\n  m.fit(x)\n  show()",
        "def show():\n  pd.show()\nm.fit(x)\nshow()\nshow()",
        "for e in r:\n  m.train_on_batch(x)\npd.show()",
    ],
)
def test_late(code: str):
    assert "pd" in late_names(ast.parse(code))


@pytest.mark.parametrize(
    "code",
    [
        "pd.show()",
        "def show():\n  pd.show()\n  show()\nm.fit(x)",  # never called
        "pd.show()\nm.fit(x)",
        "m.fit(x)\npd.show()\nm.fit(x)",
        "m.fit(\n  x,\n  pd.read())",
        "for e in r:\n  m.fit(x)\n  x = pd.read()",
        "while True:\n  x = train(x)\n  x = pd.read()\ndef train(x):\n  m.fit(x)",
        "def show():\n  pd.show()\nm.fit(x, show)",
        "def show():\n  pd.show()\nshow()\nm.fit(x)\nshow()",
        "class C:\n  def end(self):\n    pd.show()\nm.fit(x, C())",
        "m.fit(x)\nclass C:\n  a = pd.show()",
        "def data():\n  return pd.read()\ndef train():\n  m.fit(data())\ntrain()",
        "def show(x=pd.read()):\n  pass\nm.fit(x)\nshow()",
    ],
)
def test_not_late(code: str):
    assert "pd" not in late_names(ast.parse(code))

"""Blanks that a stub left, and what only looks like one."""

from __future__ import annotations

import pytest

from grader.errors import NotGradableError
from grader.syntax import parse_code

BRACKETS = " stands, and brackets behind a # do not count"


def told(code: str) -> str:
    with pytest.raises(NotGradableError) as raised:
        parse_code(code, "mine.py")
    return str(raised.value).split("\n", maxsplit=1)[0]


@pytest.mark.parametrize(
    ("code", "line", "complaint"),
    [
        ("f(# YOUR CODE HERE)", 1, f"a value is missing where # YOUR CODE HERE{BRACKETS}"),
        ("f(\n    # your code here)", 1, f"a value is missing where # your code here{BRACKETS}"),
        ("f(epochs=# Write this)", 1, f"a value is missing where # Write this{BRACKETS}"),
        ("x = # Your Code Here#", 1, "a value is missing where # Your Code Here# stands"),
        ("f(x = # TODO\n  y = 2)", 1, "a value is missing where # TODO stands"),
        ("if x > # YOUR CODE HERE:\n  y", 1, "a value is missing where # YOUR CODE HERE stands"),
        ("for i in # fill in:\n  y", 1, "a value is missing where # fill in stands"),
        ("def f():\n  # YOUR CODE HERE\nx = 1", 2, "no code stands where # YOUR CODE HERE asks"),
        ("class A:\n  # Your Code\n", 2, "no code stands where # Your Code asks for it"),
        ("x = <YOUR CODE HERE>", 1, "<YOUR CODE HERE> stands where a value belongs"),
        ("x = ???", 1, "??? stands where a value belongs"),
        ("f([FILL IN])", 1, "FILL IN stands where a value belongs"),
        ("f( , 28)", 1, "nothing stands in front of a comma"),
        ("f(x,,y)", 1, "nothing stands in front of a comma"),
        ("x = x / \ny = 1", 1, "nothing stands behind /"),
        ("if x >= :\n  y", 1, "nothing stands behind >="),
    ],
)
def test_a_blank(code: str, line: int, complaint: str):
    said = told(code)
    assert said.startswith(f"mine.py is not finished in line {line}: {complaint}")
    assert said.endswith(". Fill it in.")


@pytest.mark.parametrize(
    "code",
    [
        "class A:\n  def __init__(self x):\n    pass",
        "model.summary?",
        "x = [1, 2\ny = 3  # your code",
        "f(1,  # YOUR CODE HERE\n  2 3)",
        "f(  # START CODE HERE\n  1\n",
        "x = # START CODE HERE\n  g(x y)",
        "x = '<your code>' y",
        "s = s.replace(',,', ',') z",
        "if x == 1: # YOUR CODE HERE\nx = 2",
        "html = <div>",
    ],
)
def test_no_blank(code: str):
    assert "is not finished" not in told(code) or "nothing stands after the = sign" in told(code)


@pytest.mark.parametrize(
    ("code", "below"),
    [
        ("f(# YOUR CODE HERE)", "      ^"),
        ("f( , 28)", "       ^"),
        ("def f():\n    # YOUR CODE HERE\nx = 1", "    ^"),
    ],
)
def test_the_caret_stands_at_the_blank(code: str, below: str):
    with pytest.raises(NotGradableError) as raised:
        parse_code(code, "mine.py")
    assert str(raised.value).rsplit("\n", maxsplit=1)[1] == below

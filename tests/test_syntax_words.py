"""What Python cannot read is told in the student's language, with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.errors import NotGradableError
from grader.language import use_language
from grader.submission import read_submission

ABOVE = "def train(epochs):\n    model = build()\n    model.fit(epochs)\n"


def said(code: str, folder: Path) -> str:
    file = folder / "mine.py"
    file.write_text(code, encoding="utf-8")
    with pytest.raises(NotGradableError) as caught:
        read_submission(file)
    return str(caught.value)


@pytest.mark.parametrize(
    ("code", "line", "told"),
    [
        ("class A(B)\n    pass", 1, "a colon (:) is missing here"),
        ("def f:\n    pass", 1, "round brackets belong behind the name"),
        ("def two words():\n    pass", 1, "no blank in it"),
        ("define f():\n    pass", 1, "there is no define; is def meant?"),
        ("learning_rate = 1\nf(lr=learning_ rate)", 2, "a blank in the name learning_rate."),
        ("model = 1\nmo del.fit(x)", 2, "a blank in the name model."),
        ("x = 1\nfrom __future__ import print_function", 2, "belongs in the first line"),
        ("x = 'relu", 1, "one quote is missing"),
        ("x = 1\n'''text\n", 2, "three quotes is not closed"),
        ("f(1, [2, 3]", 1, "the ( is not closed"),
        ("f([\n  1,\n)", 3, "the [ of line 1 is not closed before this )"),
        ("f([1)", 1, "the [ is not closed before this )"),
        ("f(1))", 1, "this ) closes nothing"),
        ("f([\n  1,\n}])", 3, "the [ of line 1 is not closed before this }"),
        ("x = ‘relu’", 1, "curly one"),
        ("x = 1，2", 1, "the sign ， is none of Python's"),
        ("x =\u00a01", 1, "a sign that nobody sees (U+00A0)"),
        (ABOVE + "   return 1", 4, "indented unlike the lines above"),
        ("if x:\ny = 1", 2, "what belongs to line 1 is indented further"),
        (ABOVE + "        return 1", 4, "it is indented, and no line above asks for that"),
        (ABOVE + "\treturn 1", 4, "tabs and blanks are mixed"),
        ("return x", 1, "return stands outside of what it leaves"),
        ("f(1 a=2)", 1, "a comma is missing, or another sign"),
        ("f(a=1, a=2)", 1, "a= is given twice"),
        ("if __name__ = 'a':\n    pass", 1, "to compare takes =="),
        ("x-train = 1", 1, "left of = can hold no value"),
        ("f('a'=1)", 1, "a plain name, without quotes"),
        ("2train = 1", 1, "a name begins with no digit"),
        ("print x.shape", 1, "print takes its round brackets: print(…)"),
        ("try:\n    x = 1\ny = 2", 3, "the try above has no except"),
        ("x = x \\ 255", 1, "to divide takes /"),
        ("print(f'{a[1}')", 1, "between the braces of this f-string"),
        ("if a => 1:\n    pass", 1, "at least is written >="),
        ("x = 1\na++", 2, "it is a += 1"),
        ("// scale", 1, "a comment begins with #"),
        (">>> import os", 1, "does not belong in a file"),
        ("x = 1\n<your code here>", 2, "a placeholder is left"),
        ("import keras from tensorflow", 1, "it is from tensorflow import keras"),
        ("from tensorflow keras", 1, "a word is missing"),
        ("import import keras", 1, "import stands there twice"),
        ("import numpy as", 1, "what is imported is not named"),
        ("if a > 1 then:\n    pass", 1, "an if has no then"),
        ("if a > 99%:\n    pass", 1, "99 % is 0.99"),
        ("if a > 0,99:\n    pass", 1, "a point and no comma"),
        ("x = 1\nelse:\n    pass", 2, "this else has nothing above it"),
        ("lambda = 3", 1, "lambda is a word of Python's own"),
        ("def f(a, b={}:\n    pass", 1, "a bracket is not closed before the colon"),
        ("f(512, activation:'relu')", 1, "between activation and its value stands ="),
        ("f(a; b)", 1, "parted by commas"),
        ("f(a=, b=1)", 1, "nothing stands behind this ="),
        ("x =/ 255", 1, "the other way round"),
        ("f(x y z", 1, ""),
        ("x = 1\nwget -O \\\n  https://example.org/rps.zip", 2, "a command for a terminal"),
        (
            "a range of degrees (0–180), within which they are turned.",
            1,
            "it reads like a text",
        ),
        ("train() x", 1, "something is missing here, or too much"),
        ("print('99% => then:') x", 1, "something is missing here, or too much"),
    ],
)
def test_what_is_said(code: str, line: int, told: str, tmp_path: Path):
    sentence = said(code, tmp_path)
    assert f"line {line}: " in sentence
    assert told in sentence
    assert "?." not in sentence
    with use_language("ko"):
        korean = said(code, tmp_path)
    assert sentence.splitlines()[-2:] == korean.splitlines()[-2:]
    assert not told or told not in korean


def test_what_nobody_has_words_for_is_told_as_python_tells_it(tmp_path: Path):
    told = said("def f():\n    x = 1\n    global x", tmp_path)
    assert "assigned to before global declaration" in told

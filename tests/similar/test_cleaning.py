"""What counts when two are compared, and what does not."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.similar.cleaning import clean, handed_out

from .copies import IDS, commented, renamed, revalued, right_ones, stub_of

PIECES = [
    *("\n", "    ", " ", "(", ")", "[", "]", "{", "}", ",", ":", "=", ".", ";", "\\", "@", "#"),
    *("'", '"', '"""', "f'", "def ", "class ", "import ", "from ", "as ", "for ", "in ", "lambda "),
    *(
        "x",
        "tf",
        "self",
        "print",
        "0x1",
        "1.5e3",
        ":=",
        "*",
        "async ",
        "\0",
        "\ud800",
        "é",
        "\x1b[2J",
    ),
]
CODE_LIKE = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


def tokens(text: str, stub: str = "") -> str:
    return " ".join(token.text for token in clean(text, handed_out(stub)).tokens)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("x_train = load(path)", "bilder = lade(ort)"),
        ("def f(a, b=2): return a", "def build(units, rate=3): return units"),
        ("x = 1  # one", "\n# two\nx = (\n    2\n)"),
        ("print('Done!')", 'print("something else")'),
        ("print('a ' 'b')", "print('a b')"),
        ("x = [1, 2]", "x = [\n  1,\n  2,\n]"),
        ("a, b = 1, 2", "(a, b) = (1, 2)"),
        ("a = 1; b = 2", "a = 1\nb = 2"),
        ("import keras as k\nk.layers.Dense(1)", "from keras import layers as l\nl.Dense(1)"),
        ("from keras.layers import Dense\nDense(1)", "from keras.layers import Dense as D\nD(1)"),
        ("'''What it does.'''\nx = 1", "x = 1"),
        ("class A:\n  def go(i): i.k = 1\nA().go()", "class B:\n  def f(i): i.k = 1\nB().f()"),
        ("def f(rate): pass\nf(rate=1)", "def g(lr): pass\ng(lr=1)"),
        ("filter = 3\nprint(filter)", "kernel = 3\nprint(kernel)"),
        ("[a for a in range(3)]", "[i for i in range(3)]"),
        ("with open(p) as f: f.read()", "with open(q) as g: g.read()"),
        ("sorted(x, key=lambda a, b: a)", "sorted(x, key=lambda u, v: u)"),
    ],
)  # fmt: skip
def test_what_does_not_matter(one: str, other: str):
    assert tokens(one) == tokens(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("from keras.layers import Conv2D\nConv2D(1)", "from keras.layers import Dense\nDense(1)"),
        ("m.fit(x)", "m.predict(x)"),
        ("m.fit(x, epochs=3)", "m.fit(x, steps=3)"),
        ("m.compile(loss='mse')", "m.compile(loss='mae')"),
        ("x = len(y)", "x = sum(y)"),
        ("x + y", "x - y"),
        ("for x in y: pass", "while x in y: pass"),
    ],
)
def test_what_matters(one: str, other: str):
    assert tokens(one) != tokens(other)


def test_each_token_knows_its_place():
    text = "import keras\n# Ein Modell\nmodell = keras.layers.Dense(1,)"
    cleaned = clean(text)
    assert [text[token.start : token.end] for token in cleaned.tokens] == [
        *("modell", "=", "keras.layers.Dense", "(", "1", ")")
    ]
    assert [text[start:end] for start, end in cleaned.passed_over] == [
        "import keras",
        "# Ein Modell",
    ]


def test_the_stub_is_left_out_line_by_line():
    stub = "def build():\n    x = 1\n    return None\nprint('made')\n"
    text = "def make():\n    x = 1\n    y = x + 2\n    return y\nprint(\n  'made'\n)\n"
    assert tokens(text, stub) == "N = N + 0 return N"
    assert tokens(text.replace("'made'", "'Mine'"), stub) == "N = N + 0 return N print ( S )"


@pytest.mark.parametrize("id_", IDS)
def test_nothing_is_left_of_a_stub(id_: str):
    stub = stub_of(id_)
    assert tokens(stub, stub) == ""
    assert tokens(renamed(stub), stub) == ""


@pytest.mark.parametrize("id_", IDS)
def test_names_values_comments_and_layout_are_all_cleaned_away(id_: str):
    for sample in right_ones(id_)[:3]:
        laid_out = tokens(commented(sample.text))
        assert tokens(revalued(renamed(sample.text))) == tokens(renamed(sample.text)) != ""
        assert laid_out == tokens(sample.text)


def test_a_bracket_that_is_never_closed_costs_one_line():
    whole = "model = build((1, 2)\n\ndef train(model):\n    import keras\n    model.fit(x)\n"
    assert tokens(whole).endswith("def N ( N ) : N .fit ( N )")


def test_a_syntax_error_changes_little():
    sample = right_ones("c1w4_horse_or_human")[0]
    broken = f"{sample.text}\nx = = (\n"
    assert tokens(broken).startswith(tokens(sample.text))


@given(st.text() | CODE_LIKE)
def test_any_text_is_cleaned(text: str):
    cleaned = clean(text, handed_out("x = 1\nprint('x')\n"))
    spans = [(token.start, token.end) for token in cleaned.tokens]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(0 <= start < end <= len(text) for start, end in cleaned.passed_over)


@given(CODE_LIKE)
def test_any_text_can_be_a_stub(text: str):
    given_out = handed_out(text)
    assert clean(text, given_out).tokens == ()


@pytest.mark.parametrize("blanks", [" \n" * 80_000, " " * 600_000, "\t\n\n" * 60_000])
@pytest.mark.parametrize(("before", "after"), [("", "x = 1"), ("x = 1\ncase ", ": 1"), ("'", "'")])
def test_blanks_without_end_take_no_time(before: str, blanks: str, after: str):
    text = before + blanks + after
    for token in clean(text).tokens:
        assert text[token.start : token.end].strip()


def test_blanks_do_not_move_anything():
    text = f"a{' ' * 200}=\n{' ' * 90}\n\n{' ' * 100}b  (\n \n'x{' ' * 99}y' ,3)\n   "
    found = [text[token.start : token.end] for token in clean(text).tokens]
    assert found == ["a", "=", "b", "(", f"'x{' ' * 99}y'", ",", "3", ")"]


def test_what_has_no_code_has_no_tokens():
    assert tokens("") == tokens("\n \n# only this\n'''and that'''\n") == ""
    assert tokens(json.dumps({"An entry": [1, 2]})) == "{ S : [ 0 , 0 ] }"

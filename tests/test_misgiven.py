"""Arguments in a form that is not taken are named with their line."""

from __future__ import annotations

import pytest

from grader.evidence import SourceFacts
from grader.misgiven import misgiven

ITERABLE = "TypeError: 'int' object is not iterable"
WHOLE = "TypeError: 'str' object cannot be interpreted as an integer"
UNITS = "TypeError: Dense.__init__() missing 1 required positional argument: 'units'"
COLUMNS = "ValueError: target.shape=(None, 2), output.shape=(None, 1)"
BROADCAST = "ValueError: could not broadcast input array from shape (150,150,3)"


@pytest.mark.parametrize(
    ("code", "text", "told"),
    [
        ("x = 1\nm.fit(x, epochs='15')", "TypeError: str", "epochs='15' (line 2) is a text"),
        ("g.flow(x,\n  batch_size='10')", "ValueError: x", "batch_size='10' (line 2) is a text"),
        ("m.fit(x, epochs='15')", "KeyError: 'x'", ""),
        ("m.fit(x, epochs='many')", "TypeError: str", ""),
        ("m.fit(x, verbose='1')", "TypeError: str", ""),
        ("g.flow(target_size=150)", ITERABLE, "target_size (line 1) is height and width"),
        ("g.flow(target_size=(150, 150, 3))", BROADCAST, "target_size (line 1) is height"),
        ("g.flow(target_size=(150, 150, 3))", ITERABLE, ""),
        ("g.flow(image_size=(150, 150))", BROADCAST, ""),
        ("g.flow(**given)", ITERABLE, ""),
        ("a = 1\nm.fit(y, y, epochs=3)", "ValueError: x", "fit was given y twice (line 2)"),
        ("layers.Dense(1, activation='softmax')", COLUMNS, "Softmax over one unit is always 1 (li"),
        ("layers.Dense(units=1, activation=tf.nn.softmax)", COLUMNS, "Softmax over one unit"),
        ("layers.Dense(2, activation='softmax')", COLUMNS, ""),
        ("layers.Dense(1, activation='sigmoid')", COLUMNS, ""),
        ("os.mkdir(a, 'cats')", WHOLE, "mkdir takes one path (line 1)"),
        ("os.mkdir(a)", WHOLE, ""),
        ("layers.Dense(unit=1)", UNITS, "unit= is misspelt: Dense takes units=."),
        ("layers.Dense(activation='relu')", UNITS, ""),
        ("layers.Conv2D(unit=1)", UNITS, ""),
        ("m.fit(x, y)", "ValueError: x", ""),
    ],
)
def test_what_was_given(code: str, text: str, told: str):
    found = misgiven(SourceFacts(code), text)
    assert told in found
    assert bool(told) == bool(found)

"""A name that was given what a call in place gives back is told with that call."""

from __future__ import annotations

import pytest

from grader.evidence import SourceFacts
from grader.in_place import kept_nothing

INDEX = "TypeError: 'NoneType' object is not subscriptable"
FIT = "AttributeError: 'NoneType' object has no attribute 'fit'"


@pytest.mark.parametrize(
    ("code", "text", "line", "told"),
    [
        ("a = random.shuffle(b)\nc = a[:3]", INDEX, 2, "a is None: random.shuffle(…) in line 1"),
        ("m = m.compile('sgd')\nm.fit(x)", FIT, 2, "m is None: m.compile(…) in line 1"),
        ("m = S([]).compile('sgd')\nm.fit(x)", FIT, 2, "m is None: .compile(…) in line 1"),
        ("m = m.compile('sgd')\nm.fit(x)", "KeyError: 'x'", 2, ""),
        ("m = m.compile('sgd')\nn.fit(x)", FIT, 2, ""),
        ("n.fit(x)\nm = m.compile('sgd')\n", FIT, 1, ""),
        ("m = create()\nm.fit(x)", FIT, 2, ""),
    ],
)
def test_what_was_kept(code: str, text: str, line: int, told: str):
    found = kept_nothing(SourceFacts(code), text, line)
    assert told in found
    assert bool(told) == bool(found)

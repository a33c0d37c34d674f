from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.reports.plain import plain, plain_line


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("as it is\nin two lines", "as it is\nin two lines"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07text", "text"),
        ("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x9b2Jtext", "text"),
        ("\x1bPq...\x1b\\text", "text"),
        ("\x1bctext", "text"),
        ("a\u202eb\u2066c\u200bd", "abcd"),
        ("1/9\r5/9\r9/9\n", "9/9\n"),
        ("1/9\r5/9\r", "5/9"),
        ("a\r\nb", "a\nb"),
        ("a\tb", "a   b"),
        ("a\u00a0b\u3000c", "a b c"),
        ("b\x08\x08ack", "back"),
        ("한글 ✓ é", "한글 ✓ é"),
        ("[bold]x[/bold]", "[bold]x[/bold]"),
    ],
)
def test_what_is_left(text: str, expected: str):
    assert plain(text) == expected


def test_one_line():
    assert plain_line(" a\n\n b\x1b[2J c ") == "a b c"


@given(st.text())
def test_everything_left_prints(text: str):
    assert all(char.isprintable() or char == "\n" for char in plain(text))
    assert plain(plain(text)) == plain(text)

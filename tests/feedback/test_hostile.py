"""Markdown and code of a student's: what stays, and that nothing else does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.feedback.hostile import LONGEST_CODE, LONGEST_MARKDOWN, highlighted, markdown_html

from .reading import Page


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("**b** `c`", "<p><strong>b</strong> <code>c</code></p>"),
        ("# one", "<h3>one</h3>"),
        ("###### six", "<h6>six</h6>"),
        ("a<script>alert(1)</script>b", "<p>ab</p>"),
        ("<style>* {}</style>", ""),
        ("<p class='x' style='y' onclick='z' id='w'>a</p>", "<p>a</p>"),
        ("[x](javascript:alert(1))", "<p><a>x</a></p>"),
        ("[x](data:text/html,y)", "<p><a>x</a></p>"),
        ("![a cat](https://example.org/cat.png)", "<p>[a cat]</p>"),
        ("![a cat](attachment:cat.png)", "<p>[a cat]</p>"),
        ("<img src=x onerror=y>", ""),
        ("&#x202e;a&rlm;b&nbsp;&lt;", "<p>ab &lt;</p>"),
        ("<p>&#x202e;a&#8238;&rlm;b&amp;lt;</p>", "<p>ab&amp;lt;</p>"),
        ("$a < b$", "<p>$a &lt; b$</p>"),
    ],
)
def test_markdown(source: str, html: str):
    drawn = str(markdown_html(source)).strip()
    assert drawn.replace('<a rel="noopener noreferrer nofollow">', "<a>") == html


def test_markdown_that_is_too_long_is_shown_as_it_is():
    source = "# <b>" + "x" * LONGEST_MARKDOWN
    assert markdown_html(source) == f"<pre># &lt;b&gt;{'x' * LONGEST_MARKDOWN}</pre>"


def test_code_is_coloured_and_escaped():
    first, second = highlighted('def f():\n    return "<b>"')
    assert first.startswith('<span class="k">def</span>')
    assert "&lt;b&gt;" in second


@pytest.mark.parametrize(
    "source", ["", "\n", "\n\n\nx\n\n", "'''a\nb\n'''\n", "x\n" * LONGEST_CODE]
)
def test_code_keeps_its_lines(source: str):
    assert len(highlighted(source)) == source.count("\n") + 1


@given(st.text(alphabet="ab \n\t'\"#\\(){}[]!%<>&\x0c\x85\u2028\x1b", max_size=60))
def test_any_code_keeps_its_lines(source: str):
    lines = highlighted(source)
    assert len(lines) == source.count("\n") + 1
    assert not any("\n" in line for line in lines)


@given(st.text(alphabet="ab <>/&;#x\"'`*_[]()!:\n", max_size=80))
def test_any_markdown_has_no_attribute_but_an_address(source: str):
    page = Page(str(markdown_html(source)))
    assert {(tag, name) for tag, name, _ in page.attributes} <= {("a", "rel"), ("a", "href")}
    assert page.tags["script"] + page.tags["style"] + page.tags["img"] == 0

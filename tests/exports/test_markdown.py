from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from grader.exports.markdown import render_markdown
from grader.results import CheckStatus, Report
from tests.reports.samples import ERROR, FAILED, GRADER_ERROR, HOSTILE, NOT_GRADABLE, SAMPLES

TAGS = {
    "h2", "h3", "p", "strong", "table", "thead", "tbody", "tr", "th", "td", "ul", "li",
    "pre", "code",
}  # fmt: skip
MARKUP = st.text(alphabet=st.sampled_from("`*_[]()<>!|#\\~&;:/.w@-=+ \n\tab조"), max_size=60)


def page(*reports: Report) -> str:
    """As GitHub reads it, links that come of themselves included."""
    reader = MarkdownIt("gfm-like", {"linkify": False})
    return reader.render(render_markdown(reports))


def tags(html: str) -> set[str]:
    return set(re.findall(r"<([a-z0-9]+)", html))


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("name", SAMPLES)
def test_every_report(name: str, language: str):
    assert tags(page(SAMPLES[name].model_copy(update={"language": language}))) <= TAGS


def test_a_failed_submission():
    html = page(FAILED)
    assert "<strong>✗ not passed yet</strong> · 62.5 of 100 points" in html
    cells = re.findall(r"<td>(.*?)</td>", html)
    assert cells[:5] == [
        "✓ passed", "The code runs to its end", "10/10", "finished in 41 s of 900 s", "",
    ]  # fmt: skip
    assert cells[8] == "1 unit with sigmoid (expected: 10 units with softmax)"
    assert "There are ten digits" in cells[9]
    assert "<li>`lr=` is now spelt `learning_rate=`; it was understood. (line 31)</li>" in html


def test_what_is_no_check():
    assert "ValueError: Arguments" in page(ERROR)
    assert "'(' was never closed" in page(NOT_GRADABLE)
    assert "the grader failed, not you" in page(GRADER_ERROR)


def test_nothing_of_a_student_s_is_markup_or_moves_the_cursor():
    assert all(char.isprintable() or char == "\n" for char in render_markdown([HOSTILE]))


@given(MARKUP)
def test_hostile_texts(text: str):
    check = FAILED.checks[1].model_copy(
        update={"title": text, "actual": text, "expected": text, "status": CheckStatus.FAILED}
    )
    remark = FAILED.remarks[0].model_copy(update={"text": text, "where": text})
    report = ERROR.model_copy(
        update={
            "student": text, "title": text, "message": text, "output": text, "checks": (check,),
            "remarks": (remark,),
        }
    )  # fmt: skip
    html = page(report)
    assert tags(html) <= TAGS
    assert html.count("<td>") == 5


@given(st.text(max_size=40))
def test_links_that_come_of_themselves(text: str):
    for start in ("https://", "www.", "mailto:a@"):
        line = render_markdown([FAILED.model_copy(update={"title": f"{start}x.y{text}"})])
        assert start not in line.partition("\n")[0]


def test_there_is_a_limit():
    many = [FAILED.model_copy(update={"output": "x" * 50_000})] * 2_000
    text = render_markdown(many)
    assert len(text.encode()) < 1_000_000
    assert re.search(r"… and \d+ more\n$", text)

"""A notebook with the remarks at its cells; nothing that it holds runs, loads or restyles."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.errors import NotGradableError
from grader.feedback import annotate_notebook
from grader.language import use_language
from grader.results import Remark, Verdict
from tests.reports.samples import FAILED, NOT_GRADABLE, PASSED

from .reading import Page, harmless
from .samples import (
    ATTACK,
    ATTACKS,
    NOTEBOOK,
    OF_NOTEBOOK,
    code,
    hostile_notebook,
    hostile_report,
    notebook,
    png,
    prose,
    shown,
)


def marked(html: str) -> list[str]:
    """The numbers of the lines that are marked, in the order of the page."""
    return re.findall(r"▸ (\d+)", html)


def test_notes_stand_at_their_cells():
    html = annotate_notebook(NOTEBOOK, OF_NOTEBOOK, feedback_page="c1w2_callbacks.html")
    page = harmless(html)
    assert marked(html) == ["3", "6", "7"]
    second, third = (html.index(f'id="cell-{number}"') for number in (2, 3))
    assert second < html.index("Which does it read") < third
    assert (
        third < html.index('<aside class="note stopped"') < html.index('<aside class="note remark"')
    )
    assert page.text.count("The labels are scaled by 255 as well.") == 1
    assert "#cell-3" in page.values("a", "href")
    assert "c1w2_callbacks.html" in page.values("a", "href")


def test_outputs_that_are_shown():
    page = harmless(annotate_notebook(NOTEBOOK, OF_NOTEBOOK))
    assert page.values("img", "src") == [f"data:image/png;base64,{png()}"]
    assert page.values("img", "alt") == ["picture that cell 3 printed"]
    assert "Downloading done" in page.text
    assert "ValueError: shapes differ" in page.text
    assert "bold" not in page.text
    assert "Something that is neither text nor a picture is not shown." in page.text


def test_markdown_is_drawn():
    html = annotate_notebook(NOTEBOOK, PASSED)
    assert "<h3>My solution</h3>" in html
    assert '<a rel="noopener noreferrer nofollow" href="https://example.org">the docs</a>' in html
    assert "<li>one</li>" in html
    assert "<td>1</td>" in html


def test_in_korean_the_same_places():
    with use_language("ko"):
        report = OF_NOTEBOOK.model_copy(
            update={
                "language": "ko",
                "error": None,
                "checks": (),
                "remarks": (Remark(text="여기입니다.", where="2번 셀 1번째 줄"),),
            }
        )
    html = annotate_notebook(NOTEBOOK, report)
    assert marked(html) == ["1"]
    assert "여기입니다." in html[html.index('id="cell-2"') : html.index('id="cell-3"')]


def test_a_place_that_is_not_there_is_told_above():
    remark = Remark(text="Nowhere.", where="cell 9, line 1")
    far = Remark(text="Too far down.", where="cell 1, line 99")
    html = annotate_notebook(NOTEBOOK, PASSED.model_copy(update={"remarks": (remark, far)}))
    assert marked(html) == []
    assert "Nowhere." in html
    assert "Too far down." in html


def test_what_could_not_be_graded():
    message = "x.ipynb is not Python in cell 2, line 1: '(' was never closed."
    html = annotate_notebook(NOTEBOOK, NOT_GRADABLE.model_copy(update={"message": message}))
    assert marked(html) == ["1"]
    assert "never closed" in html[html.index('id="cell-2"') :]


def test_lines_keep_their_numbers():
    odd = "\n\n# first\r\nx = 1\u2028y\n\n\x1b]0;\nz\x07\n"
    html = annotate_notebook(notebook(code(odd)), PASSED)
    harmless(html)
    numbers = re.findall(r'class="at" aria-hidden="true">(\d+)<', html)
    assert numbers == [str(n) for n in range(1, odd.replace("\r\n", "\n").count("\n") + 2)]
    (first,) = re.findall(r">(\d+)</span><span class=\"source\"><span class=\"c1\"># first", html)
    assert first == "3"


def test_a_path_is_read_as_it_is_graded(tmp_path: Path):
    folder = tmp_path / "ana"
    folder.mkdir()
    (folder / "mine.ipynb").write_bytes(NOTEBOOK)
    assert annotate_notebook(folder, PASSED) == annotate_notebook(folder / "mine.ipynb", PASSED)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "is empty"),
        (b"{", "is not a whole notebook"),
        (b"[]", "not a notebook"),
        (b'{"cells": 3}', "not a notebook"),
        (b'{"cells": [3]}', "not a notebook"),
        (b'{"cells": [{"cell_type": "code", "source": 3}]}', "not a notebook"),
        (b"[" * 100_000, "nested too deeply"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b" " * (10 * 2**20 + 1), "larger than 10 MB"),
    ],
)
def test_what_is_no_notebook_is_said_in_a_sentence(raw: bytes, words: str):
    with pytest.raises(NotGradableError, match=words):
        annotate_notebook(raw, FAILED)


def test_there_is_an_end_to_everything():
    cells = [code("x\n" * 30, *[shown(text_plain="y" * 1000)] * 15) for _ in range(450)]
    html = annotate_notebook(notebook(*cells, prose("*a" * 20_000)), PASSED)
    assert len(html) < 2_000_000
    page = Page(html)
    assert "… and 51 more" in page.text
    assert "… and 3 more" in page.text
    assert "A longer text is not shown here." in page.text


def test_a_large_or_false_picture_is_not_shown():
    false = "data:image/png;base64,xx"
    cells = code("1", shown(image_png=false), shown(image_png="A" * 4_000_000),
                 shown(image_png="PHN2Zz4="), shown(image_png=[1, 2]))  # fmt: skip
    page = harmless(annotate_notebook(notebook(cells), PASSED))
    assert page.tags["img"] == 0
    assert page.text.count("A picture is not shown here.") == 4


ANY = st.one_of(st.text(max_size=80), st.sampled_from(ATTACKS),
                st.lists(st.sampled_from(ATTACKS), max_size=3).map(" ".join))  # fmt: skip


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(ANY)
def test_no_text_gets_out_of_its_place(text: str):
    report = hostile_report(text, verdict=Verdict.NOT_GRADABLE)
    page = harmless(annotate_notebook(hostile_notebook(text), report))
    assert page.tags["img"] == 0


def test_all_attacks_at_once():
    harmless(annotate_notebook(hostile_notebook(ATTACK * 20), hostile_report(ATTACK)))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=8,
)
KEYS = ("cell_type", "source", "outputs", "metadata", "output_type", "data", "text", "traceback",
        "text/plain", "image/png")  # fmt: skip
WORDS = st.sampled_from(["code", "markdown", "stream", "error", "display_data", "x = 1"])
CELL = st.dictionaries(
    st.sampled_from(KEYS),
    WORDS | JSON | st.lists(st.dictionaries(st.sampled_from(KEYS), WORDS | JSON), max_size=3),
)


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(CELL, max_size=4), JSON)
def test_whatever_a_notebook_holds(cells: list[dict[str, Any]], metadata: object):
    raw = json.dumps({"cells": cells, "metadata": metadata}).encode()
    with suppress(NotGradableError):
        harmless(annotate_notebook(raw, FAILED))


@given(st.binary(max_size=200))
def test_any_bytes(raw: bytes):
    with pytest.raises(NotGradableError):
        annotate_notebook(raw, FAILED)

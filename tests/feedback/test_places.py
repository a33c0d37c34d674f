"""Places are found again in whatever sentence and language `SourceFacts.where` put them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.evidence import SourceFacts
from grader.feedback.places import places_in
from grader.language import LANGUAGES, use_language


@pytest.mark.parametrize("language", LANGUAGES)
@given(
    cell=st.integers(1, 999),
    line=st.integers(1, 999),
    around=st.sampled_from(["{}", "({})", "Look at {}, please.", "x {}, in solution_model"]),
)
def test_what_where_says_is_found(language: str, cell: int, line: int, around: str):
    source = SourceFacts("", notebook=True, starts=((1, cell),))
    with use_language(language):
        where = source.where(line)
    assert places_in(around.format(where)) == ((cell, line),)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_line_of_a_script_is_no_place(language: str):
    with use_language(language):
        assert places_in(SourceFacts("").where(12)) == ()


def test_several_each_once_in_order():
    text = "cell 4, line 1, then 2번 셀 3번째 줄, then cell 4, line 1 and cell 3, line 20"
    assert places_in(text) == ((4, 1), (2, 3), (3, 20))


@pytest.mark.parametrize(
    "text", ["", "subcell 3, line 4", "cell 3, line", "cell -3, line 4", "cell 1234567, line 1",
             "cell 3, line 12345678", "cell ٣, line ٤"],
)  # fmt: skip
def test_what_is_no_place(text: str):
    assert places_in(text) == ()


@given(st.text())
def test_any_text(text: str):
    assert all(len(place) == 2 for place in places_in(text))

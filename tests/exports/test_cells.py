from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.exports.cells import defused, number, written
from grader.reports.plain import plain_line

STARTS = tuple("=+-@＝＋－＠")
DANGEROUS = st.text(
    alphabet=st.sampled_from("=+-@＝＋－＠;,|\t\r\n\"' \x00\x1b\u200b\u202eaZ1.조"), max_size=30
)


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("Ana Ruiz", "Ana Ruiz"),
        ("=1+1", "'=1+1"),
        ("  =1+1", "'=1+1"),
        ("\t=1+1", "'=1+1"),
        ("\r\n@SUM(A1)", "'@SUM(A1)"),
        ("+82-10", "'+82-10"),
        ("＝1+1", "'＝1+1"),
        ('"=1+1"', '"\'=1+1"'),
        ("a;=1+1", "a;'=1+1"),
        ('a;"=1+1"', 'a;"\'=1+1"'),
        ("-5", "'-5"),
        ("+3", "'+3"),
        ("-", "'-"),
        ("5.25", "5.25"),
        ("--", "'--"),
        ("a\u202eb\x1b[31mc\x00", "abc"),
        ("Doe, Jane", "Doe, Jane"),
    ],
)
def test_a_cell(text: str, safe: str):
    assert defused(text) == safe


@given(DANGEROUS)
def test_no_cell_is_a_formula(text: str):
    safe = defused(text)
    assert safe.isprintable()
    assert not safe.lstrip(' "').startswith(STARTS)
    assert defused(safe) == safe


@given(st.text(max_size=30) | DANGEROUS)
def test_what_prints_as_it_is_takes_the_short_way_to_the_same(text: str):
    if text.isprintable():
        assert plain_line(text) == " ".join(text.split())


@given(st.lists(DANGEROUS, min_size=1, max_size=4), st.sampled_from(",;|\t"))
def test_nor_is_one_where_another_separator_is_read(cells: list[str], separator: str):
    line = written([[defused(cell) for cell in cells]])
    for piece in re.split(separator if separator != "|" else r"\|", line.rstrip("\n")):
        bare = piece.strip(' "')
        assert not bare.startswith(STARTS)


@given(st.lists(st.lists(DANGEROUS, min_size=2, max_size=4), min_size=1, max_size=4))
def test_what_is_written_is_read_again(rows: list[list[str]]):
    safe = [[defused(cell) for cell in row] for row in rows]
    assert list(csv.reader(io.StringIO(written(safe), newline=""), strict=True)) == safe


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), (0.0, "0"), (-0.001, "0"), (90, "90"), (87.456, "87.46"), (62.5, "62.5"),
     (1e6, "1000000")],
)  # fmt: skip
def test_a_number(value: float | None, text: str):
    assert number(value) == text

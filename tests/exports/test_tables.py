from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from grader.errors import UsageError
from grader.exports.tables import parse_table, read_table


def test_a_table_comes_back_as_it_was():
    content = '\ufeffA;"B;b"\n1;"two\nlines"\n3;4\n'.encode()
    table = parse_table(content, "x.csv")
    assert table.header == ("A", "B;b")
    assert table.rows == (("1", "two\nlines"), ("3", "4"))
    assert (table.delimiter, table.bom) == (";", True)
    assert table.text().encode() == content


def test_short_rows_are_filled_up_and_empty_ones_left_out():
    assert parse_table(b"a,b\r\n1\r\n\r\n1,2,3\r\n", "x").rows == (("1", ""), ("1", "2"))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "has no rows below a header"),
        (b"a,b\n", "has no rows below a header"),
        (b"a,b\n\xff\xfe,1\n", "is not in UTF-8"),
        (b'a,b\n"1,2\n', "is not a CSV file"),
        (b"a,b\n" + b"x" * 200_000, "is not a CSV file"),
        (b"a" * 32_000_001, "is larger than 32 MB"),
    ],
)
def test_what_is_no_table(content: bytes, told: str):
    with pytest.raises(UsageError, match=told):
        parse_table(content, "x.csv")


def test_a_file_that_is_not_there(tmp_path: Path):
    with pytest.raises(UsageError, match="cannot be read: No such file"):
        read_table(tmp_path / "none.csv")
    with pytest.raises(UsageError, match="cannot be read: Is a directory"):
        read_table(tmp_path)


@given(st.binary(max_size=200) | st.text(alphabet='a,;\t\n\r"\x00조', max_size=60).map(str.encode))
@example(b'a,b\n"\x00",1\n')
@example(b"a\rb\n1")
def test_hostile_bytes(content: bytes):
    try:
        table = parse_table(content, "x.csv")
    except UsageError:
        return
    assert table.rows
    assert {len(row) for row in table.rows} == {len(table.header)}
    written = io.StringIO(table.text().removeprefix("\ufeff"), newline="")
    again = [tuple(row) for row in csv.reader(written, delimiter=table.delimiter, strict=True)]
    assert again == [table.header, *table.rows]

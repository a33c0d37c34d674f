"""Which lines are shown, and what in them is marked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from grader.similar.excerpts import Piece, Row, excerpt

TEXT = "import keras\nx = 1\n\n    y = x + 1  # one more\nz = y\n" + "print(z)\n" * 5 + "end()\n"


def span(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def test_a_line_in_parts():
    rows = excerpt(TEXT, [span("y = x + 1")], [span("# one more"), span("import keras")])
    assert [row.number for row in rows] == [1, 2, 3, 4, 5, 6, 7]
    assert rows[0] == Row(1, left_out=1)
    assert rows[3].pieces == (
        Piece("    "),
        Piece("y = x + 1", stretch=1, begins=True),
        Piece("  "),
        Piece("# one more", passed_over=True),
    )
    assert rows[-1] == Row(7, left_out=5)


def test_a_stretch_over_several_lines_begins_once():
    start, end = span("x = 1")[0], span("z = y")[1]
    pieces = [
        piece for row in excerpt(TEXT, [(start, end)], [span("# one more")]) for piece in row.pieces
    ]
    assert [piece.text for piece in pieces if piece.begins] == ["x = 1"]
    assert [piece.text for piece in pieces if piece.stretch] == [
        "x = 1",
        "y = x + 1  ",
        "z = y",
    ]


def test_numbers_are_those_of_the_stretches_in_their_order():
    rows = excerpt(TEXT, [span("end()"), span("x = 1")], [])
    found = {piece.text: piece.stretch for row in rows for piece in row.pieces if piece.stretch}
    assert found == {"end()": 1, "x = 1": 2}


def test_a_long_text_and_a_long_line_are_cut():
    text = "".join(f"x{n} = 1\n" for n in range(2000))
    rows = excerpt(text, [(0, len(text))], [])
    assert len(rows) == 401
    assert rows[-1] == Row(401, left_out=1600)
    (row,) = excerpt("y" * 5000, [(0, 5000)], [])
    assert [len(piece.text) for piece in row.pieces] == [2000, 2]


def test_nothing_shared():
    assert excerpt(TEXT, [], []) == [Row(1, left_out=11)]


def test_what_moves_the_cursor_is_taken_out():
    text = "x = '\x1b[2J\u202e'\n"
    (row,) = excerpt(text, [(0, 5)], [])
    assert "".join(piece.text for piece in row.pieces).isprintable()


@given(st.text(alphabet="ab \n\t", max_size=80), st.data())
def test_nothing_is_lost(text: str, data: st.DataObject):
    edges = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    spans = list(zip(edges[::2], edges[1::2], strict=False))
    rows = excerpt(text, spans, [])
    lines = text.removesuffix("\n").split("\n")
    shown = {
        row.number: "".join(piece.text for piece in row.pieces) for row in rows if not row.left_out
    }
    assert sum(row.left_out for row in rows) + len(shown) == len(lines)
    assert all(line.split() == lines[number - 1].split() for number, line in shown.items())

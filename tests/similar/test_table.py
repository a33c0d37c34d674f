"""The ranking in a terminal and as JSON."""

from __future__ import annotations

import io
import json

import pytest
from rich.cells import cell_len
from rich.console import Console

from grader.language import use_language
from grader.similar.table import LeftOut, similar_json, similar_table
from grader.similar.values import Pair, Sample
from grader.similar.words import percent, remark

HOSTILE = "[red]Ana[/]\x1b[2J\n\u202e<b>.py"
PAIRS = (
    Pair(Sample(HOSTILE, ""), Sample("ben.py", ""), 0.9999, 0.9998, 1.0),
    Pair(Sample("c.py", "x"), Sample("d.py", "x"), 1.0, 1.0, 1.0, identical="text", too_short=True),
    Pair(Sample("e.py", "x"), Sample("f.py", "y"), 1.0, 1.0, 1.0, identical="code"),
)


def printed(pairs: tuple[Pair, ...], width: int = 100) -> str:
    file = io.StringIO()
    Console(file=file, width=width, highlight=False).print(similar_table(pairs))
    return file.getvalue()


@pytest.mark.parametrize("width", [60, 100])
def test_the_table(width: int):
    text = printed(PAIRS, width)
    assert max(cell_len(line) for line in text.split("\n")) <= width
    words = " ".join(text.split())
    for said in ("99%", "[red]Ana[/]", "identical", "too short", "not a proof", "In brackets"):
        assert said in words
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_no_pair():
    assert "No two submissions are that much alike." in printed(())


def test_in_korean():
    with use_language("ko"):
        assert "증거가 아닙니다" in printed(PAIRS)


def test_a_share_is_cut_and_never_rounded_up():
    assert [percent(share) for share in (0, 0.009, 0.699, 0.9999, 1)] == [
        "0%",
        "0%",
        "69%",
        "99%",
        "100%",
    ]


def test_what_is_said_of_a_pair():
    assert remark(PAIRS[0]) == ""
    assert remark(PAIRS[1]).startswith("The two are identical, letter for letter. Too short to say")
    assert "but for comments, names" in remark(PAIRS[2])


def test_json():
    left_out = [LeftOut(label="g.py", why="It is empty.")]
    odd = Pair(Sample("bad\udcff.py", ""), Sample("b", ""), 0.5, 0.25, 0.75)
    text = similar_json([*PAIRS, odd], exercise_id="c1w2_callbacks", compared=7, left_out=left_out)
    found = json.loads(text)
    assert (found["schema_version"], found["exercise_id"], found["compared"]) == (
        1,
        "c1w2_callbacks",
        7,
    )
    assert found["left_out"] == [{"label": "g.py", "why": "It is empty."}]
    assert found["pairs"][0]["first"] == HOSTILE
    assert found["pairs"][1] == {
        "first": "c.py", "second": "d.py", "share": 1.0, "share_first": 1.0, "share_second": 1.0,
        "identical": "text", "too_short": True,
    }  # fmt: skip
    assert found["pairs"][3]["first"] == "bad?.py"

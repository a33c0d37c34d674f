"""What Canvas and Moodle put into names, and the times of Gradescope and nbgrader."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.handins import canvas, moodle
from grader.handins.canvas import CanvasName
from grader.handins.moodle import MoodleName
from grader.handins.times import read_time


@pytest.mark.parametrize(
    ("filename", "parts"),
    [
        ("doejane_12_345_house.py", CanvasName("doejane", "12", False, "house.py")),
        ("doejane_LATE_12_345_house-1.py", CanvasName("doejane", "12", True, "house-1.py")),
        ("김민수_12_345_my_house_2.py", CanvasName("김민수", "12", False, "my_house_2.py")),
        ("group_a_12_345_x.py", CanvasName("group_a", "12", False, "x.py")),
        ("anon_x1y2z_345_house.py", CanvasName("", "anon_x1y2z", False, "house.py")),
        ("LATE_anon_x1y2z_345_house.py", CanvasName("", "anon_x1y2z", True, "house.py")),
    ],
)
def test_a_name_of_canvas(filename: str, parts: CanvasName):
    assert canvas.parse(filename) == parts


@pytest.mark.parametrize(
    "filename", ["kim_house.py", "doejane_12_text.html", "_1_2_x", "1_2_3", ""]
)
def test_a_name_that_is_not_of_canvas(filename: str):
    assert canvas.parse(filename) is None


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Jane Doe_77_assignsubmission_file_", MoodleName("Jane Doe", "77", "file", "")),
        ("Jane Doe_77_assignsubmission_file", MoodleName("Jane Doe", "77", "file", "")),
        (
            "김민수_77_assignsubmission_file_my_house.py",
            MoodleName("김민수", "77", "file", "my_house.py"),
        ),
        (
            "Jane Doe_77_assignsubmission_onlinetext_",
            MoodleName("Jane Doe", "77", "onlinetext", ""),
        ),
        ("Default group_assignsubmission_file_", MoodleName("Default group", "", "file", "")),
    ],
)
def test_a_name_of_moodle(name: str, parts: MoodleName):
    assert moodle.parse(name) == parts


@pytest.mark.parametrize(
    "name", ["Jane Doe_77", "_77_assignsubmission", "Jane_assignsubmission_", ""]
)
def test_a_name_that_is_not_of_moodle(name: str):
    assert moodle.parse(name) is None


WORD = st.text(alphabet=st.characters(whitelist_categories=["Ll", "Lo"]), min_size=1, max_size=8)
NUMBER = st.integers(0, 10**9).map(str)
FILE = st.text(min_size=1, max_size=20)


@given(name=WORD, user=NUMBER, file=NUMBER, filename=FILE, late=st.booleans())
def test_what_canvas_puts_together_comes_apart(
    name: str, user: str, file: str, filename: str, *, late: bool
):
    put = "_".join([name, *["LATE"] * late, user, file, filename])
    assert canvas.parse(put) == CanvasName(name, user, late, filename)


@given(WORD, NUMBER, FILE)
def test_what_moodle_puts_together_comes_apart(name: str, participant: str, filename: str):
    put = f"{name} {name}_{participant}_assignsubmission_file_{filename}"
    assert moodle.parse(put) == MoodleName(f"{name} {name}", participant, "file", filename)


@given(st.text(alphabet="a1_LATEanon.assignsubmission_file\n가", max_size=60))
def test_any_name_is_taken_apart_or_not(name: str):
    for parts in (canvas.parse(name), moodle.parse(name)):
        assert parts is None or name.endswith(parts.filename)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2026-04-26 17:34:00.861687000 Z", datetime(2026, 4, 26, 17, 34, 0, 861687, UTC)),
        ("2015-02-02 15:58:23.948203 UTC", datetime(2015, 2, 2, 15, 58, 23, 948203, UTC)),
        ("2026-04-26T17:34:00Z\n", datetime(2026, 4, 26, 17, 34, tzinfo=UTC)),
        ("2026-04-26 17:34", datetime(2026, 4, 26, 17, 34, tzinfo=UTC)),
        (
            "2026-04-26 17:34:00.5 +0900",
            datetime(2026, 4, 26, 17, 34, 0, 500000, timezone(timedelta(hours=9))),
        ),
    ],
)
def test_times(text: str, time: datetime):
    assert read_time(text) == time


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "2026-04-26", "2026-13-26 17:34", "2026-04-26 17:34 EST", "2026-04-26 25:00",
     "0001-01-01 00:00 +23:59", "9999-12-31 23:59 -23:59"],
)  # fmt: skip
def test_no_times(text: str):
    assert read_time(text) is None


@given(st.datetimes(timezones=st.just(UTC)).filter(lambda time: time.year > 1000))
def test_any_time_of_ruby(utc: datetime):
    assert read_time(utc.strftime("%Y-%m-%d %H:%M:%S.%f000 Z")) == utc

"""Grades on a console of a fixed width, as CSV and as JSON."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from grader.attempts import Attempt, Attention, Concern, Standing, Withdrawal
from grader.grades import Grade, Override, Student
from grader.language import use_language
from grader.reports.gradebook import GradesView, total_share
from grader.reports.gradebook_attention import AttentionView, attention_words
from grader.reports.gradebook_files import grades_csv, grades_json
from grader.reports.gradebook_student import HistoryView, StudentView, Work
from grader.reports.printing import print_view
from grader.results import Verdict

from .conftest import fixed_console, printed

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
PASSED, FAILED, NOT_GRADABLE, ERROR = Verdict
ANA, KIM, ZOE = Student("ana", "Ana Ng", "ana@x.org", {"canvas": "12"}, "B"), Student(
    "kim", "김민지"
), Student("zoe")  # fmt: skip
HOUSE, CALLS = "c1w1_house_prices", "c1w2_callbacks"
POWER = Override(75, "lee", "power cut", NOON)


def grade(
    student: Student,
    exercise_id: str,
    verdict: Verdict | None = None,
    points: float = 0,
    **facts: Any,
) -> Grade:
    known: dict[str, Any] = {"earned": points, "points": points}
    return Grade(student, exercise_id, 100, verdict, **known | facts)


GRADES = (
    grade(ANA, HOUSE, PASSED, 72.9, earned=81, taken_off=8.1, days_late=1, attempts=1, report_id=3),
    grade(ANA, CALLS, FAILED, 75, earned=40, override=POWER),
    grade(KIM, HOUSE, ERROR, attempts=0),
    grade(KIM, CALLS, NOT_GRADABLE),
    grade(ZOE, HOUSE),
    grade(ZOE, CALLS),
)
TABLE = """
Autumn
book.db

            c1w1          c1w2       total
            house_prices  callbacks
ana Ana Ng  ✓ 72.9↓       ✗ 75✎      74.3%
kim 김민지  ! ?           – 0        ?
zoe         ·             ·          0.0%
passed      1/3           0/3

  ✓ passed   ✗ failed   – not gradable   ! the grader failed
  · nothing handed in   ✎ points from a person   ↓ less for being late
"""
ATTEMPT = Attempt(
    report_id=7,
    student="ana",
    exercise_id=CALLS,
    key="k",
    verdict=FAILED,
    points=40,
    max_points=100,
    pass_points=80,
    submitted_at=NOON,
    graded_at=NOON.replace(hour=18),
    seed=1,
    wall_seconds=9,
    path="class/ana/callbacks.py",
    sha256="ab",
    language="en",
    trainings=1,
    identical_to="",
    late_by_platform=False,
    spec_digest="",
    grader_digest="",
    batch_id=None,
    standing=Standing.COUNTS,
)


def shown(view: Any, width: int = 80, **kinds: Any) -> str:
    console = fixed_console(width, **kinds)
    print_view(view, console)
    text = printed(console)
    assert all(line == line.rstrip() for line in text.split("\n"))
    assert max(cell_len(line) for line in text.split("\n")) <= max(width, 40)
    return text


def test_a_table_of_grades():
    assert shown(GradesView(GRADES, "Autumn", "book.db", {CALLS: 2})) == TABLE


def test_in_korean():
    with use_language("ko"):
        text = shown(GradesView(GRADES))
    assert "✓ 통과" in text
    assert "합계" in text


def test_where_there_is_only_ascii():
    text = shown(GradesView(GRADES), encoding="ascii")
    assert "ana Ana Ng  + 72.9v       x 75#      74.0%\n" in text
    assert "kim ???" in text
    assert "  + passed   x failed   - not gradable   ! the grader failed\n" in text
    assert text.isascii()


def test_colour_only_repeats():
    coloured = shown(GradesView(GRADES), terminal=True)
    assert "\x1b[32m✓ 72.9↓" in coloured


@pytest.mark.parametrize("width", [20, 40, 60, 80, 200])
def test_more_exercises_than_fit(width: int):
    ids = [f"c{n}w1_{'horse_or_human_augmented'[: 5 + n]}" for n in range(14)]
    grades = [grade(s, id_, PASSED, 100) for s in (ANA, KIM) for id_ in ids]
    text = shown(GradesView(grades), width)
    for id_ in ids:
        assert id_.split("_")[0] in text.split()
    assert text.count("✓ 100") == 28
    assert text.count("100.0%") == 2
    blocks = text.count("ana Ana Ng")
    assert blocks == text.count("kim 김민지")
    assert (blocks == 1) == (width == 200)


def test_one_exercise_has_no_total():
    text = shown(GradesView([grade(ANA, HOUSE, PASSED, 90)]))
    assert "total" not in text
    assert "ana Ana Ng  ✓ 90\n" in text


def test_an_empty_table():
    assert "There are no grades to show yet." in shown(GradesView((), "Autumn"))


def test_very_long_names_are_cut_in_the_table():
    long = Student("k" * 50, "이름" * 40)
    text = shown(GradesView([grade(long, HOUSE, PASSED, 90), grade(ANA, HOUSE, PASSED, 90)]))
    assert "k" * 20 in text
    assert "…  ✓ 90\n" in text


def test_weights():
    row = [grade(ANA, HOUSE, PASSED, 100), grade(ANA, CALLS, FAILED, 50)]
    assert total_share(row, {}) == 0.75
    assert total_share(row, {HOUSE: 3.0}) == 0.875
    assert total_share(row, {HOUSE: 0.0}) == 0.5
    assert total_share(row, {HOUSE: 0.0, CALLS: 0.0}) is None
    assert total_share([replace(row[0], max_points=0)], {}) is None


HOSTILE = Student("\x1b[2Jana\r\n", "=cmd|'/c calc'!A1\x9b31m\u202e")


def test_hostile_names_move_nothing():
    views = [
        GradesView([grade(HOSTILE, HOUSE, PASSED, 90)], "t\x1b[2J"),
        AttentionView([Attention(Concern.IDENTICAL, HOSTILE.key, HOUSE, 1, "\x1b]0;x\x07ben")]),
        StudentView(HOSTILE, [Work(grade(HOSTILE, HOUSE), None, ())], UTC),
        HistoryView(
            HOSTILE, CALLS, [replace(ATTEMPT, path="a\x1b[2Jb", identical_to="\x9bz")], UTC
        ),
    ]
    for view in views:
        text = shown(view)
        assert "ana" in text
        assert all(char.isprintable() or char == "\n" for char in text)


def test_a_long_title_is_folded():
    text = shown(GradesView([grade(Student("a", "a"), CALLS)], "0" * 61, summary="1" * 41), 40)
    assert "0" * 40 + "\n" + "0" * 21 + "\n" in text
    assert "1" * 40 + "\n1\n" in text


@given(st.text(max_size=60), st.text(max_size=60), st.integers(1, 120))
@example("", "0" * 39 + " 0", 1)
def test_any_name_fits(key: str, name: str, width: int):
    student = Student(key, name)
    shown(GradesView([grade(student, HOUSE, PASSED, 90), grade(student, CALLS)], name), width)


def test_nothing_that_needs_a_person():
    assert shown(AttentionView(())) == "\n"


def test_what_needs_a_person():
    concerns = [Attention(each, "ana", CALLS, 7, "ben") for each in Concern]
    assert len({attention_words(each) for each in concerns}) == len(Concern)
    text = shown(AttentionView(concerns))
    assert text.startswith(
        "\nNeeds a person\n  ! ana, c1w2_callbacks: the grader failed (report 7)"
    )
    assert "  ! ana, c1w2_callbacks: the file is the same as that of ben.\n" in text
    assert "more" not in shown(AttentionView(concerns * 4))
    assert "… and 5 more" in shown(AttentionView(concerns * 5))


def test_one_student():
    seoul = ZoneInfo("Asia/Seoul")
    late = replace(GRADES[0], report_id=3)
    other = replace(
        ATTEMPT, exercise_id=HOUSE, standing=Standing.TOO_LATE, days_late=9, identical_to="ben"
    )
    works = [
        Work(late, NOON, [replace(other, verdict=PASSED, points=81)]),
        Work(GRADES[1], None, [ATTEMPT]),
        Work(grade(ANA, "c1w3_mnist_convolutions"), None, ()),
    ]
    assert (
        shown(StudentView(ANA, works, seoul), 90)
        == """
Ana Ng (ana)
ana@x.org · section B · canvas 12 · times in Asia/Seoul

c1w1_house_prices  ✓ passed                                           72.9 of 100 points ↓
    due 2026-12-01 21:00
    1 day late: 8.1 of 81 points are taken off
    2026-12-02 03:00  ✓ passed 81 · too late to count · handed in 2026-12-01 21:00 · 9
                        days late · same file as ben · report 7 · class/ana/callbacks.py

c1w2_callbacks  ✗ failed                                                75 of 100 points ✎
    2026-12-01 21:00  ✎ 75 points from lee: power cut
    without it: 40 points
    2026-12-02 03:00  ✗ failed 40 · counts · handed in 2026-12-01 21:00 · report 7 ·
                        class/ana/callbacks.py

c1w3_mnist_convolutions  · nothing handed in                               – of 100 points

"""
    )


def test_every_standing_has_its_words():
    events = [replace(ATTEMPT, standing=each) for each in Standing]
    text = shown(HistoryView(ANA, CALLS, events, UTC), 100)
    for words in ("counts", "graded again since", "too late to count", "over the limit of attempts",
                  "costs no attempt"):  # fmt: skip
        assert text.count(words) == 1


def test_a_history():
    events = [ATTEMPT, POWER, Withdrawal("kim", "graded again", NOON)]
    text = shown(HistoryView(ANA, CALLS, events, UTC))
    assert "    2026-12-01 12:00  ✎ 75 points from lee: power cut\n" in text
    assert "    2026-12-01 12:00  – override withdrawn by kim: graded again\n" in text
    assert "nothing handed in" in shown(HistoryView(ANA, CALLS, [], UTC))
    assert "  # 75 points" in shown(HistoryView(ANA, CALLS, events, UTC), encoding="ascii")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_csv():
    first, second, broken, _, nothing, _ = rows(grades_csv(GRADES))
    assert first == {
        "student": "ana", "name": "Ana Ng", "exercise": HOUSE, "verdict": "passed",
        "points": "72.9", "max_points": "100", "earned": "81", "days_late": "1",
        "taken_off": "8.1", "override_author": "", "override_reason": "", "attempts": "1",
        "report": "3", "submitted_at": "",
    }  # fmt: skip
    assert (second["override_author"], second["override_reason"]) == ("lee", "power cut")
    assert (broken["verdict"], broken["points"]) == ("grader_error", "")
    assert (nothing["verdict"], nothing["points"]) == ("", "0")
    assert grades_csv(()).count("\n") == 1


def test_csv_is_no_program():
    (row,) = rows(grades_csv([grade(HOSTILE, HOUSE, submitted_at=NOON)]))
    assert row["name"] == "'=cmd|'/c calc'!A1"
    assert row["student"] == "ana"
    assert row["submitted_at"] == "2026-12-01T12:00:00+00:00"


@given(st.text(max_size=30), st.text(max_size=30))
def test_csv_of_any_name_is_one_line(key: str, name: str):
    text = grades_csv([grade(Student(key, name), HOUSE)])
    assert len(text.splitlines()) == 2
    (row,) = rows(text)
    assert not row["name"].startswith(("=", "+", "-", "@"))


def test_json():
    text = grades_json(GRADES, [Attention(Concern.GRADER_ERROR, "kim", HOUSE, 9)])
    content = json.loads(text)
    assert content["grades"][1]["override"] == {
        "points": 75, "author": "lee", "reason": "power cut",
        "made_at": "2026-12-01T12:00:00+00:00",
    }  # fmt: skip
    assert [each["points"] for each in content["grades"]] == [72.9, 75, None, 0, 0, 0]
    assert content["grades"][4]["verdict"] is None
    (attention,) = content["attention"]
    assert (attention["concern"], attention["report"]) == ("grader_error", 9)
    assert "김민지" in text
    hostile = grades_json([grade(HOSTILE, HOUSE)], ())
    assert "\x9b" not in hostile
    assert "\u202e" not in hostile
    assert json.loads(hostile)["grades"][0]["student"] == HOSTILE.key

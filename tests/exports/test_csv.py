from __future__ import annotations

from datetime import datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from grader.exports.csv import render_csv, render_wide_csv
from grader.exports.nbgrader import render_nbgrader
from grader.grades import Student

from .samples import ABSENT, ANA, BO, CLASS, TWO, grade, records, rows


def test_one_row_a_student_and_exercise():
    ana, bo, cho, dee, eve, fay = records(render_csv(CLASS).text)
    assert ana == {
        "student": "ana", "name": "Ana Ruiz", "email": "ana@example.org", "section": "Section A",
        "exercise": "c1w2_callbacks", "verdict": "passed", "points": "87.46", "max_points": "100",
        "earned": "87.46", "days_late": "0", "taken_off": "0", "override_points": "",
        "override_author": "", "override_reason": "", "override_made_at": "", "attempts": "1",
        "report_id": "1", "submitted_at": "2026-11-20T21:30:05+00:00",
    }  # fmt: skip
    assert (bo["earned"], bo["days_late"], bo["taken_off"], bo["points"]) == (
        "62.5", "2", "20", "42.5",
    )  # fmt: skip
    assert (cho["points"], cho["verdict"], cho["override_points"]) == (
        "75.5",
        "grader_error",
        "75.5",
    )
    assert cho["override_reason"] == "'-graded by hand"
    assert (dee["points"], dee["earned"], dee["verdict"], dee["report_id"]) == ("", "", "", "")
    assert (eve["points"], eve["verdict"], eve["section"]) == ("0", "not_gradable", "'+A")
    assert (fay["points"], fay["earned"], fay["verdict"]) == ("", "", "grader_error")


def test_the_grader_s_fault_and_what_to_look_at_are_said():
    failed, absent, unreadable = render_csv(CLASS).notes
    assert failed.endswith(
        "not the student: Fay Broken (fay) c1w2_callbacks. Grade them again, or enter points by "
        "hand."
    )
    assert "Dee Late (dee) c1w2_callbacks." in absent
    assert "could not be graded" in unreadable
    assert "(eve)" in unreadable


def test_many_names_are_cut_but_never_the_grader_s_faults():
    absent = [
        ABSENT.__class__(Student(f"s{number}"), "c1w2_callbacks", 100) for number in range(30)
    ]
    (note,) = render_csv(absent).notes
    assert note.endswith("s19 c1w2_callbacks, and 10 more.")


def test_one_row_a_student():
    assert rows(render_wide_csv(TWO).text) == [
        ["student", "name", "email", "section", "c1w2_callbacks", "c1w4_horse_or_human", "total"],
        ["ana", "Ana Ruiz", "ana@example.org", "Section A", "87.46", "100", "187.46"],
        ["bo", "Bo, Kim", "bo@example.org", "", "42.5", "", "42.5"],
        ["cho", "조은", "cho@example.org", "", "75.5", "", "75.5"],
        ["dee", "Dee Late", "dee@example.org", "", "", "10", "10"],
        ["eve", '\'=HYPERLINK("http://x";"y")', "'@eve@example.org", "'+A", "0", "", "0"],
        ["fay", "Fay Broken", "", "", "", "", ""],
    ]
    assert rows(render_wide_csv([ABSENT]).text)[1][-2:] == ["", ""]


def test_as_nbgrader_writes_it():
    due = datetime(2026, 11, 20, 23, 0, tzinfo=timezone(timedelta(hours=9)))
    text = render_nbgrader(CLASS, {"c1w2_callbacks": due}).text
    assert text.partition("\n")[0] == (
        "assignment,duedate,timestamp,student_id,last_name,first_name,email,raw_score,"
        "late_submission_penalty,score,max_score"
    )
    ana, bo, cho, dee, _, fay = rows(text)[1:]
    assert ana == [
        "c1w2_callbacks", "2026-11-20 14:00:00", "2026-11-20 21:30:05", "ana", "Ruiz", "Ana",
        "ana@example.org", "87.46", "0", "87.46", "100",
    ]  # fmt: skip
    assert bo[3:6] == ["bo", "Bo", "Kim"]
    assert bo[7:] == ["62.5", "20", "42.5", "100"]
    assert cho[4:6] == ["조은", ""]
    assert cho[7:] == ["75.5", "0", "75.5", "100"]
    assert dee[2] == ""
    assert dee[7:] == fay[7:] == ["", "", "", "100"]


@given(st.text(max_size=30), st.text(max_size=30))
def test_hostile_names(key: str, name: str):
    student = Student(key or "k", name, name, {}, name)
    one = grade(student)
    for text in (
        render_csv([one]).text, render_wide_csv([one]).text, render_nbgrader([one]).text
    ):  # fmt: skip
        _, row = rows(text)
        assert "90" in row
        assert all(cell.isprintable() for cell in row)
        assert not any(cell.startswith(("=", "@", "\t")) for cell in row)


def test_sorting_by_exercise_and_student():
    text = render_nbgrader([grade(BO), grade(ANA, exercise="c1w4_x"), grade(ANA)]).text
    assert [(row[0], row[3]) for row in rows(text)[1:]] == [
        ("c1w2_callbacks", "ana"), ("c1w2_callbacks", "bo"), ("c1w4_x", "ana"),
    ]  # fmt: skip

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import UsageError
from grader.exports.moodle import fill_moodle, render_moodle
from grader.exports.tables import parse_table
from grader.grades import Student

from .samples import ANA, CHO, CLASS, DEE, TWO, grade, records, rows

WORKSHEET = (
    'Identifier,"Full name","Email address",Status,Grade,"Maximum Grade","Grade can be changed",'
    '"Last modified (submission)","Online text","Last modified (grade)","Feedback comments"\n'
    'Participant 71,"Ana Ruiz",a@x,Submitted,,10.00,Yes,"Friday, 20 November 2026, 9:30 PM",'
    '=cmd,-,"- well\ndone; =yes"\n'
    "Participant 72,Kim Bo,b@x,Submitted,3.00,10.00,Yes,-,,-,\n"
    "Participant 73,+Cho,cho@example.org,Submitted,,10.00,Yes,-,,-,\n"
    "Participant 74,Dee Late,d@x,No submission,7.00,10.00,Yes,-,,-,\n"
)


def table(text: str = WORKSHEET):
    return parse_table(text.encode(), "worksheet.csv")


def test_the_worksheet_goes_back_with_its_grades():
    made = fill_moodle(table(), CLASS)
    header, *filled = rows(made.text)
    assert header == list(table().header)
    assert [(row[0], row[4], row[5]) for row in filled] == [
        ("Participant 71", "8.75", "10.00"),
        ("Participant 72", "4.25", "10.00"),
        ("Participant 73", "7.55", "10.00"),
        ("Participant 74", "7.00", "10.00"),
    ]
    assert any("100 points here are 10 there" in note for note in made.notes)


def test_students_words_are_defused_and_the_instructor_s_own_stay_as_they_are():
    row, _, cho, _ = records(fill_moodle(table(), CLASS).text)
    assert row["Online text"] == "'=cmd"
    assert row["Feedback comments"] == "- well\ndone; =yes"
    assert row["Last modified (grade)"] == "-"
    assert cho["Full name"] == "'+Cho"


def test_blind_marking_has_no_names():
    text = "Identifier,Status,Grade,Maximum Grade,Last modified (grade)\nParticipant 71,-,,100,-\n"
    made = fill_moodle(table(text), [grade(ANA, 77), grade(DEE, 5)])
    assert rows(made.text)[1] == ["Participant 71", "-", "77", "100", "-"]
    assert any("no row that is theirs" in note and "Dee Late (dee)" in note for note in made.notes)


def test_another_language_and_another_separator():
    text = "식별자;성명;성적\n참가자 71;x;\n참가자 99;y;\n"
    made = fill_moodle(table(text), [grade(ANA, 77.5)], "성적")
    assert made.text == "식별자;성명;성적\n참가자 71;x;77.5\n참가자 99;y;\n"
    with pytest.raises(UsageError, match="one column Grade, found 식별자"):
        fill_moodle(table(text), [grade(ANA)])


def test_a_worksheet_is_of_one_assignment():
    with pytest.raises(UsageError, match="of one assignment"):
        fill_moodle(table(), TWO)


def test_the_gradebook_s_import():
    made = render_moodle(TWO)
    assert rows(made.text) == [
        ["Full name", "ID number", "Email address", "c1w2_callbacks", "c1w4_horse_or_human"],
        ["Ana Ruiz", "S-1", "ana@example.org", "87.46", "100"],
        ["Bo, Kim", "S2", "bo@example.org", "42.5", ""],
        ["조은", "", "cho@example.org", "75.5", ""],
        ["Dee Late", "", "dee@example.org", "", "10"],
        ['\'=HYPERLINK("http://x";"y")', "", "'@eve@example.org", "0", ""],
    ]
    assert any("Fay Broken (fay)" in note for note in made.notes)


@given(st.text(max_size=20), st.emails())
def test_hostile_names(name: str, email: str):
    student = Student("k", name, email, {"moodle": "71"})
    row = records(fill_moodle(table(), [grade(student, 80), grade(CHO, 20)]).text)[0]
    assert row["Grade"] == "8"
    assert len(rows(render_moodle([grade(student, 80)]).text)) == 2

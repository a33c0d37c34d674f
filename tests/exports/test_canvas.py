from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import UsageError
from grader.exports.canvas import fill_canvas, render_canvas
from grader.exports.tables import parse_table
from grader.grades import Student

from .samples import ANA, BO, CALLBACKS, CLASS, DEE, HORSES, TWO, grade, records, rows

EXPORTED = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Notes,c1w2_callbacks (9001),Essay (9002),"
    "Callbacks final (9003),Current Score\n"
    ",,,,,,Manual Posting,,,\n"
    "    Points Possible,,,,,,50,10,100,(read only)\n"
    '"Ruiz, Ana",501,S-1,aruiz,Section A,,,7,,70\n'
    '"Kim, Bo",999,S2,bkim,Section B,,12,8,,80\n'
    '"조은",503,,cho,Section A,,EX,9,1,90\n'
    '"Late, Dee",504,S4,dee,Section A,,33,9,1,90\n'
    '"=cmd()",505,S5,@eve,Section A,,N/A,9,1,90\n'
    '"Student, Test",506,,x,Section A,,,,,\n'
)


def table(text: str = EXPORTED):
    return parse_table(text.encode(), "canvas.csv")


def test_rows_and_ids_stay_and_the_column_is_filled():
    made = fill_canvas(table(), CLASS)
    assert rows(made.text) == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "c1w2_callbacks (9001)"],
        ["", "", "", "", "", "Manual Posting"],
        ["    Points Possible", "", "", "", "", "50"],
        ["Ruiz, Ana", "501", "S-1", "aruiz", "Section A", "43.73"],
        ["Kim, Bo", "999", "S2", "bkim", "Section B", "21.25"],
        ["조은", "503", "", "cho", "Section A", "EX"],
        ["Late, Dee", "504", "S4", "dee", "Section A", "33"],
        ["'=cmd()", "505", "S5", "'@eve", "Section A", "N/A"],
        ["Student, Test", "506", "", "x", "Section A", ""],
    ]


def test_what_a_person_has_to_know_is_said():
    notes = "\n".join(fill_canvas(table(), CLASS).notes)
    assert "100 points here are 50 there" in notes
    assert "left as it is for 조은 (cho) EX" in notes
    assert "no row that is theirs and nobody else's: '" not in notes
    assert '=HYPERLINK("http://x";"y") (eve)' in notes
    assert "the grader failed and not the student: Fay Broken (fay) c1w2_callbacks" in notes
    assert "nothing was handed in: Dee Late (dee) c1w2_callbacks" in notes


def test_a_column_can_be_named_with_and_without_its_number():
    for name in ("Callbacks final (9003)", "callbacks FINAL"):
        made = fill_canvas(table(), CLASS, {CALLBACKS: name})
        cells = {row["ID"]: row["Callbacks final (9003)"] for row in records(made.text)}
        assert cells == {
            "": "100", "501": "87.46", "999": "42.5", "503": "75.5", "504": "1", "505": "1",
            "506": "",
        }  # fmt: skip


def test_several_exercises_fill_several_columns():
    made = fill_canvas(table(), TWO, {HORSES: "Essay"})
    assert rows(made.text)[0][5:] == ["c1w2_callbacks (9001)", "Essay (9002)"]
    assert {row["ID"]: row["Essay (9002)"] for row in records(made.text) if row["ID"]} == {
        "501": "10", "999": "8", "503": "9", "504": "1", "505": "9", "506": "",
    }  # fmt: skip


def test_an_exercise_without_a_column_is_said_and_none_at_all_refused():
    made = fill_canvas(table(), TWO)
    assert any("no column for c1w4_horse_or_human" in note for note in made.notes)
    with pytest.raises(UsageError, match=r"no column for .*there are: Notes, c1w2_callbacks"):
        fill_canvas(table(), [grade(ANA, exercise=HORSES)])


def test_names_in_two_columns_and_semicolons():
    text = (
        "\ufeffLastName;FirstName;ID;SIS User ID;SIS Login ID;Integration ID;Root Account;Section;"
        "c1w2_callbacks (1)\n    Points Possible;;;;;;;;100,0\nLate;Dee;9;;;;;A;\n"
    )
    made = fill_canvas(table(text), [grade(DEE, 50)])
    assert made.text.startswith("\ufeffLastName;FirstName;ID;")
    assert rows(made.text, ";")[-1] == ["Late", "Dee", "9", "", "", "", "", "A", "50"]
    assert any("by their name alone" in note and "Dee Late (dee)" in note for note in made.notes)
    assert not any("brought to that" in note for note in made.notes)


def test_two_of_one_name_are_never_guessed():
    twins = "Student,ID,SIS Login ID,Section,c1w2_callbacks (1)\nDee Late,1,,A,\nDee Late,2,,B,\n"
    made = fill_canvas(table(twins), [grade(DEE, 50)])
    assert [row[-1] for row in rows(made.text)[1:]] == ["", ""]
    assert any("Not entered" in note and "Dee Late (dee)" in note for note in made.notes)


def test_an_id_goes_before_a_name_that_somebody_took():
    text = "Student,ID,SIS Login ID,Section,c1w2_callbacks (1)\nKim Bo,501,,A,\nRuiz Ana,502,,B,\n"
    made = fill_canvas(table(text), [grade(ANA, 1), grade(BO, 2)])
    assert {row["ID"]: row["c1w2_callbacks (1)"] for row in records(made.text)} == {
        "501": "1", "502": "2",
    }  # fmt: skip


@pytest.mark.parametrize("header", ["Name,ID,Section,x", "Student,ID,x", "Identifier,Grade"])
def test_another_table_is_refused(header: str):
    with pytest.raises(UsageError, match="not a gradebook that Canvas exported"):
        fill_canvas(table(f"{header}\n1,2,3\n"), CLASS)


def test_without_a_template():
    made = render_canvas(TWO, {CALLBACKS: "Callbacks (9001)"})
    assert rows(made.text) == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Callbacks (9001)", HORSES],
        ["    Points Possible", "", "", "", "", "", "100"],
        ["Ana Ruiz", "501", "S-1", "aruiz", "Section A", "87.46", "100"],
        ["Bo, Kim", "502", "S2", "bo", "", "42.5", ""],
        ["조은", "", "", "cho", "", "75.5", ""],
        ["Dee Late", "", "", "dee", "", "", "10"],
        ['\'=HYPERLINK("http://x";"y")', "", "", "eve", "'+A", "0", ""],
    ]


@given(st.text(max_size=20), st.text(max_size=20))
def test_hostile_names(name: str, key: str):
    student = Student(key or "k", name, "a@b", {"canvas": "501"})
    filled = fill_canvas(table(), [grade(student, 80)])
    assert records(filled.text)[2]["c1w2_callbacks (9001)"] == "40"
    row = rows(render_canvas([grade(student, 80)]).text)[-1]
    assert row[-1] == "80"
    assert not row[0].startswith(("=", "@"))

"""The roster, and whom a class's files are from."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.errors import UnknownNameError, UsageError
from grader.grades import Student
from grader.handins import collect
from grader.language import use_language

from .conftest import CALLBACKS, CODE, HOUSE, KNOWN, Collecting, Lay, handed_in, lay_out, left

ROSTER = """\
Student,ID,SIS User ID,SIS Login ID,Section
    Points Possible,,,,
"Doe, Jane",11,S1,jane,A
"김, 민수",12,S2,minsu1,A
"김, 민수",13,S3,minsu2,B
"Núñez, José",14,S4,jose@uni.example,B
"""


def test_the_roster_shows_who_handed_in_nothing(lay: Lay, collecting: Collecting):
    collected = collecting(lay(["jane/house.py", "S4_house.py"]), HOUSE, ROSTER)
    assert [each.key for each in collected.students] == [
        "jane", "jose@uni.example", "minsu1", "minsu2"
    ]  # fmt: skip
    assert set(handed_in(collected)) == {("jane", HOUSE), ("jose@uni.example", HOUSE)}


def test_canvas_by_its_ids_and_by_name_without(lay: Lay, collecting: Collecting):
    files = ["doejane_11_1_house.py", "김민수_13_2_house.py", "nunezjose_99_3_house.py"]
    collected = collecting(lay(files), HOUSE, ROSTER)
    assert set(handed_in(collected)) == {
        ("jane", HOUSE), ("minsu2", HOUSE), ("jose@uni.example", HOUSE)
    }  # fmt: skip
    assert collected.not_on_roster == ()


def test_what_the_roster_lacks_comes_from_the_platform(lay: Lay, collecting: Collecting):
    files = ["Jane Doe_71_assignsubmission_file_/house.py"]
    (handin,) = collecting(lay(files), HOUSE, "login,name\njane,Jane Doe\n").handins
    assert handin.student == Student("jane", "Jane Doe", ids={"login": "jane", "moodle": "71"})


def test_namesakes_are_never_guessed(lay: Lay, collecting: Collecting):
    collected = collecting(lay(["김민수/house.py"]), HOUSE, ROSTER)
    assert collected.handins == ()
    assert left(collected)["house.py"] == (
        "김민수 may be 김, 민수 (minsu1), 김, 민수 (minsu2): name the file or folder after the id "
        "of one of them."
    )
    with use_language("ko"):
        assert "minsu2" in left(collecting(lay([]), HOUSE, ROSTER))["house.py"]


def test_moodle_tells_namesakes_apart_by_its_worksheet(lay: Lay, collecting: Collecting):
    roster = (
        "Identifier,Full name,Email address\n"
        "Participant 71,김민수,minsu1@uni.example\nParticipant 72,김민수,minsu2@uni.example\n"
    )
    collected = collecting(lay(["김민수_72_assignsubmission_file_/house.py"]), HOUSE, roster)
    assert set(handed_in(collected)) == {("minsu2@uni.example", HOUSE)}


def test_who_is_not_on_the_roster_is_graded_and_told(lay: Lay, collecting: Collecting):
    collected = collecting(lay(["mallory/house.py", "jane/house.py"]), HOUSE, ROSTER)
    assert ("mallory", HOUSE) in handed_in(collected)
    assert [each.key for each in collected.not_on_roster] == ["mallory"]
    assert len(collected.students) == 5


def test_a_stranger_who_is_called_as_somebody_else_is(lay: Lay, collecting: Collecting):
    files = ["mallory_7_1_house.py"]
    collected = collecting(lay(files), HOUSE, "login,name\nmallory_7,Jane Doe\n")
    assert [each.key for each in collected.not_on_roster] == ["mallory_7 mallory"]
    assert len({each.key for each in collected.students}) == 2


def test_two_folders_of_one_student(lay: Lay, collecting: Collecting):
    collected = collecting(lay(["Jane Doe/house.py", "S1/house.py"]), HOUSE, ROSTER)
    assert [each.path.parent.name for each in collected.handins] == ["S1"]
    assert "An earlier one of Doe, Jane" in left(collected)["house.py"]


def test_the_roster_knows_a_student_whose_name_is_an_exercise(lay: Lay, collecting: Collecting):
    folder = lay(["house.py"])
    assert "names no student" in left(collecting(folder))["house.py"]
    assert set(handed_in(collecting(folder, HOUSE, "login\nhouse\n"))) == {("house", HOUSE)}


def test_the_roster_may_lie_in_the_folder(lay: Lay, tmp_path: Path):
    folder = lay({"jane/house.py": CODE, "roster.csv": "login\njane\n", "b/roster.csv": "x"})
    collected = collect(
        folder, HOUSE, known=KNOWN, roster=folder / "roster.csv", scratch=tmp_path / "scratch"
    )
    assert set(left(collected)) == {"b"}


def test_a_roster_that_is_no_roster(lay: Lay, collecting: Collecting):
    with pytest.raises(UsageError, match="no column that names students"):
        collecting(lay(["jane/house.py"]), HOUSE, "a,b\n1,2\n")


@pytest.mark.parametrize(
    "wanted", [["jane"], ["Jane Doe"], ["S1"], ["11"], ["JANE"], ["jane", "doe jane"]]
)
def test_only_some_students(wanted: list[str], lay: Lay, collecting: Collecting):
    folder = lay(["jane/house.py", "jane/callbacks.py", "minsu1/house.py", "x/house.py", "a.txt"])
    collected = collecting(folder, None, ROSTER, wanted)
    assert set(handed_in(collected)) == {("jane", HOUSE), ("jane", CALLBACKS)}
    assert [each.key for each in collected.students] == ["jane"]
    assert collected.not_on_roster == ()
    assert set(left(collected)) == {"a.txt"}


@pytest.mark.parametrize(
    ("name", "error", "says"),
    [
        ("jnae", UnknownNameError, "no student jnae here. Did you mean jane"),
        ("zzzzz", UnknownNameError, "no student zzzzz here.$"),
        ("김민수", UsageError, r"may be 김, 민수 \(minsu1\), 김, 민수 \(minsu2\)"),
        ("\x1b[31mzzzz", UnknownNameError, "no student zzzz here"),
    ],
)
def test_a_student_that_nobody_is(
    name: str, error: type[Exception], says: str, lay: Lay, collecting: Collecting
):
    with pytest.raises(error, match=says):
        collecting(lay(["jane/house.py"]), None, ROSTER, [name])


HOSTILE = st.text(
    alphabet=st.characters(blacklist_characters="/\0", blacklist_categories=["Cs"]),
    min_size=1,
    max_size=20,
).filter(lambda name: name not in {".", ".."})


@given(st.lists(HOSTILE, min_size=1, max_size=4), st.sampled_from([None, HOUSE]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_hostile_names_are_kept_or_listed(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], exercise: str | None
):
    folder = tmp_path_factory.mktemp("class")
    lay_out(folder, ["jane/house.py", *(f"{name} x/house.py" for name in names)])
    collected = collect(folder, exercise, known=KNOWN, scratch=folder.parent / "scratch")
    seen = {each.path for each in collected.handins} | {each.path for each in collected.unmatched}
    made = {path for path in folder.iterdir() if not path.name.startswith(("~$", "._", ".nfs"))}
    assert {path.relative_to(folder).parts[0] for path in seen} == {path.name for path in made}
    assert all("\x1b" not in each.why for each in collected.unmatched)


def test_many_namesakes_are_not_all_named(lay: Lay, collecting: Collecting):
    roster = "login,name\n" + "".join(f"s{number},Jane Doe\n" for number in range(9))
    why = left(collecting(lay(["Jane Doe/house.py"]), HOUSE, roster))["house.py"]
    assert why.count("Jane Doe (s") == 5
    assert ", …:" in why

"""Rosters as platforms, Excel and people write them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from grader.errors import UsageError
from grader.grades import Student
from grader.handins.roster import read_roster
from grader.language import use_language

CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section,House (101),Final Score
,,,,,Manual Posting,
    Points Possible,,,,,100,(read only)
"Doe, Jane",1001,S1,jane,A,90,
"Kim, Minsu",1002,S2,minsu,"A and B",,
"Student, Test",1003,,4f2a,,,
"""
MOODLE = """\
Identifier,Full name,Email address,Status,Grade
Participant 77,Jane Doe,jane@uni.example,,
Participant 78,김민수,minsu@uni.example,,
"""


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


Read = Callable[[str | bytes], tuple[Student, ...]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    return lambda content: read_roster(write(tmp_path / "roster.csv", content))


def complaint(path: Path) -> str:
    with pytest.raises(UsageError) as caught:
        read_roster(path)
    return str(caught.value)


def test_canvas_writes_its_gradebook(read: Read):
    assert read(CANVAS) == (
        Student(
            "jane", "Doe, Jane", ids={"login": "jane", "sis": "S1", "canvas": "1001"}, section="A"
        ),
        Student(
            "minsu",
            "Kim, Minsu",
            ids={"login": "minsu", "sis": "S2", "canvas": "1002"},
            section="A and B",
        ),
    )


def test_moodle_writes_its_worksheet(read: Read):
    assert read(MOODLE) == (
        Student("jane@uni.example", "Jane Doe", "jane@uni.example", {"moodle": "77"}),
        Student("minsu@uni.example", "김민수", "minsu@uni.example", {"moodle": "78"}),
    )


@pytest.mark.parametrize(
    ("header", "row", "student"),
    [
        ("id", "7", Student("7", ids={"number": "7"})),
        ("Login ID;Name", "jd;Jane Doe", Student("jd", "Jane Doe", ids={"login": "jd"})),
        ("E-Mail\tName", "j@x.y\tJane", Student("j@x.y", "Jane", "j@x.y")),
        ("First Name|Last name", "Jane|Doe", Student("Jane Doe", "Jane Doe")),
        (
            "First Name,Last Name,SID,Email,Section",
            "Jane,Doe,7,j@x.y,B",
            Student("7", "Jane Doe", "j@x.y", {"number": "7"}, "B"),
        ),
        (
            "학번,이름,분반",
            "20261234,김민수,1",
            Student("20261234", "김민수", ids={"number": "20261234"}, section="1"),
        ),
        ("성,이름", "김,민수", Student("김민수", "김민수")),
        (
            "First name,Surname,Email address",
            "Jane,Doe,j@x.y",
            Student("j@x.y", "Jane Doe", "j@x.y"),
        ),
        (
            "identifier,github_username,github_id,name",
            "S7,jd,5,Jane",
            Student("S7", "Jane", ids={"github": "jd", "identifier": "S7"}),
        ),
        ("no,student number,remark", "1,7,x", Student("7", ids={"number": "7"})),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_columns_and_delimiters(read: Read, header: str, row: str, student: Student, ending: str):
    assert read(f"{header}{ending}{row}{ending}") == (student,)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
def test_encodings(read: Read, encoding: str):
    (student,) = read("학번,이름\n7,김민수\n".encode(encoding))
    assert student.name == "김민수"


def test_excel_says_its_delimiter_first(read: Read):
    assert read("sep=;\nid;name\n7;Jane\n")[0].name == "Jane"


def test_the_header_may_come_later_and_rows_may_be_short(read: Read):
    students = read("Class of 2026,,\n\nid,name,email\n7\n8,Jane\n,,\n")
    assert [(each.key, each.name) for each in students] == [("7", ""), ("8", "Jane")]


def test_a_quoted_delimiter_belongs_to_the_name(read: Read):
    assert read('name;email\n"Doe; Jane";j@x.y\n')[0].name == "Doe; Jane"


def test_a_student_in_two_sections_is_one(read: Read):
    students = read("id,name,section\n7,Jane,A\n7,Jane,B\n")
    assert [each.key for each in students] == ["7"]


@pytest.mark.parametrize("second", ["7,John", "7,jane"])
def test_two_students_with_one_key(tmp_path: Path, second: str):
    path = write(tmp_path / "r.csv", f"id,name\n7,Jane\n{second}\n")
    assert "has 7 twice, for different students" in complaint(path)


def test_namesakes_without_an_id(tmp_path: Path):
    path = write(tmp_path / "r.csv", "name,moodle id\nJane,1\nJane,2\n")
    assert "has Jane twice" in complaint(path)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "is empty"),
        ("\n \n", "is empty"),
        ("alpha,beta\n1,2\n", "no column that names students"),
        ("alpha,beta\n1,2\n", "begins with 'alpha,beta'"),
        ("id,name\n", "a header and no students"),
        ('id,name\n7,"Jane\n8,John\n', "quotes near line"),
        (b"id,name\n7,Jos\xe9\n", "not text in UTF-8"),
        (b"\xff\xfei", "not text in UTF-8"),
        (b"\x1b[31malpha\n", "begins with 'alpha'"),
    ],
)
def test_what_is_no_roster(tmp_path: Path, content: str | bytes, says: str):
    path = write(tmp_path / "r.csv", content)
    assert says in complaint(path)
    with use_language("ko"):
        assert says not in complaint(path)


def test_a_roster_that_is_not_there(tmp_path: Path):
    assert "cannot be read" in complaint(tmp_path / "none.csv")
    assert "cannot be read" in complaint(tmp_path)


def test_a_roster_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("grader.handins.roster.MAX_BYTES", 10)
    assert "larger than" in complaint(write(tmp_path / "r.csv", "id,name\n7,Jane\n"))


CELLS = st.text(alphabet='abKim7@.,;"\t|\n\r \x00é김', max_size=8)


@given(st.one_of(st.binary(max_size=200), st.lists(st.lists(CELLS, max_size=4), max_size=6)))
@example(b"id\n" + b'"' * 3)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes | list[list[str]]):
    if isinstance(content, list):
        content = "\n".join(["id,name,email", *(",".join(row) for row in content)]).encode()
    path = write(tmp_path / "r.csv", content)
    try:
        keys, said = [each.key for each in read_roster(path)], ""
    except UsageError as error:
        keys, said = [], str(error)
    assert "\n" not in said
    assert bool(keys) is not bool(said)
    assert all(key == key.strip() != "" for key in keys)
    assert len({key.casefold() for key in keys}) == len(keys)

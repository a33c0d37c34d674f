"""Whoever a name means is found, and nobody is guessed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.grades import Student
from grader.handins.people import People, shown

CLASS = People(
    (
        Student("jane", "Doe, Jane", "jane.doe@uni.example", {"canvas": "11", "sis": "S1"}),
        Student("minsu1", "김민수", "minsu@uni.example", {"canvas": "12", "number": "20261234"}),
        Student("minsu2", "김민수", "ms.kim@uni.example", {"canvas": "13", "moodle": "77"}),
        Student("jose", "José Núñez", ids={"canvas": "14", "moodle": "78", "login": "jose"}),
        Student("lee", "Lee, Ann"),
        Student("ann", "Ann Lee-Park", "lee@uni.example"),
    )
)


def keys(*found: Student) -> list[list[str]]:
    return [[each.key for each in CLASS.candidates(student)] for student in found]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("jane", ["jane"]),
        ("JANE", ["jane"]),
        ("S1", ["jane"]),
        ("jane.doe@uni.example", ["jane"]),
        ("Jane.Doe", ["jane"]),
        ("Jane Doe", ["jane"]),
        ("doe_jane", ["jane"]),
        ("doejane", ["jane"]),
        ("jose nunez", ["jose"]),
        (unicodedata.normalize("NFD", "José Núñez"), ["jose"]),
        ("jose@gmail.example", ["jose"]),
        ("20261234", ["minsu1"]),
        ("20261234_김민수", ["minsu1"]),
        ("김민수(20261234)", ["minsu1"]),
        ("20261234 Jane Doe", ["jane", "minsu1"]),
        ("김민수", ["minsu1", "minsu2"]),
        ("민수 김", ["minsu1", "minsu2"]),
        ("lee", ["lee", "ann"]),
        ("11", []),
        ("nobody", []),
        ("", []),
    ],
)
def test_what_a_folder_is_called(text: str, who: list[str]):
    assert keys(Student(text)) == [who]


def test_an_id_of_a_platform_is_of_that_platform():
    assert keys(Student("x", "nobody", ids={"canvas": "12"})) == [["minsu1"]]
    assert keys(Student("x", "nobody", ids={"gradescope": "20261234"})) == [["minsu1"]]
    assert keys(Student("x", "nobody", ids={"gradescope": "12"})) == [[]]


def test_an_id_tells_namesakes_apart_and_a_name_never_overrules_it():
    assert keys(
        Student("x", "김민수", ids={"canvas": "13"}),
        Student("x", "doejane", ids={"canvas": "13"}),
        Student("x", "Someone Else", ids={"canvas": "13"}),
    ) == [["minsu2"], ["jane", "minsu2"], ["minsu2"]]


def test_a_number_of_moodle_is_of_one_assignment():
    assert keys(
        Student("x", "김민수", ids={"moodle": "77"}),
        Student("x", "Jane Doe", ids={"moodle": "77"}),
        Student("x", "Nobody", ids={"moodle": "77"}),
        Student("Participant 78", "", ids={"moodle": "78"}),
    ) == [["minsu2"], ["jane"], [], ["jose"]]


def test_an_address_and_a_number_that_disagree():
    found = Student("x", "", "jane.doe@uni.example", {"gradescope": "20261234"})
    assert keys(found) == [["jane", "minsu1"]]
    agreeing = Student("x", "", "minsu@uni.example", {"gradescope": "20261234"})
    assert keys(agreeing) == [["minsu1"]]


def test_who_a_person_calls():
    assert [each.key for each in CLASS.called("78")] == ["jose"]
    assert [each.key for each in CLASS.called("Jane Doe")] == ["jane"]
    assert CLASS.called("zzz") == ()


def test_how_a_student_is_named():
    assert shown(CLASS.students[1]) == "김민수 (minsu1)"
    assert shown(Student("a\x1b[31mb", "c\nd")) == "c d (ab)"
    assert shown(Student("x", "x")) == "x"


@given(st.text(max_size=30), st.text(max_size=30))
def test_everybody_is_found_by_their_own_name_and_key(key: str, name: str):
    student = Student(key, name)
    people = People([student])
    if key.strip():
        assert people.called(key) == (student,)
    if any(char.isalpha() for char in name):
        assert people.candidates(Student("?", name)) == (student,)

"""Names are compared leniently, and become folders that never collide."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from grader.handins import safe_name
from grader.handins.names import fold, joined_name, name_forms, natural


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Jane Doe", "Doe, Jane"),
        ("José  Núñez", "nunez jose"),
        ("김민수", "김 민수"),
        ("김민수", "민수 김"),
        (unicodedata.normalize("NFD", "김민수"), "김민수"),
        ("Kim Min-su", "Minsu Kim"),
        ("Jane van Doe", "vandoejane"),
        ("Søren Łukasz", "soren lukasz"),
        ("Anna Maria de la Cruz", "cruz de la maria anna"),
        ("ＪＡＮＥ Doe", "jane doe"),
    ],
)
def test_the_same_name_in_another_form(first: str, second: str):
    found = {joined_name(second), *(form for form in name_forms(second) if " " in form)}
    assert found & set(name_forms(first))


@pytest.mark.parametrize(
    ("first", "second"),
    [("Jane Doe", "John Doe"), ("김민수", "김민준"), ("Jane Doe", "Jane"), ("", "...")],
)
def test_different_names_are_different(first: str, second: str):
    assert joined_name(second) not in set(name_forms(first))


def test_a_name_of_a_thousand_words_has_few_forms():
    assert len(list(name_forms("a b " * 500))) < 5


def test_numbers_sort_as_numbers():
    names = ["b10", "B2", "a", "b" + "9" * 5000]
    assert sorted(names, key=natural) == ["a", "B2", "b10", names[-1]]


@pytest.mark.parametrize("key", ["alice", "kim_min-su.2", "20261234", "김민수", "doejane_1234"])
def test_a_plain_key_stays(key: str):
    assert safe_name(key) == key


@pytest.mark.parametrize(
    ("key", "begins"),
    [
        ("Alice", "Alice-"),
        ("Kim Minsu", "Kim_Minsu-"),
        ("..", "student-"),
        (".ssh", "ssh-"),
        ("", "student-"),
        ("../../etc/passwd", "etc_passwd-"),
        ("con", "con-"),
        ("nul.txt", "nul_txt-"),
        ("a\x00b\x1b[31m", "a_b_31m-"),
        ("kim.", "kim-"),
        ("-rf", "rf-"),
        ("a" * 300, "a" * 60),
        ("alice-0123456789ab", "alice-0123456789ab-"),
        ("\udc80", "student-"),
    ],
)
def test_any_other_gets_a_digest(key: str, begins: str):
    assert safe_name(key).startswith(begins)
    assert re.search(r"-[0-9a-f]{12}\Z", safe_name(key))


AWKWARD = st.one_of(
    st.text(max_size=100),
    st.text(alphabet="aAbBiIıİſßµ.-_ 가é́", max_size=6),
    st.sampled_from(["con", "CON", "aux.c", ".", "..", "a-0123456789ab", "K", "k", "k"]),
)


@given(AWKWARD)
@example("𠀀" * 80)
@example("가" * 80)
def test_a_safe_name_is_one_folder_everywhere(key: str):
    name = safe_name(key)
    assert 0 < len(name) <= 80
    assert len(name.encode()) <= 255
    assert not name.startswith((".", "-"))
    assert not name.endswith((".", " "))
    assert all(char.isalnum() or char in "-_." for char in name)
    assert unicodedata.normalize("NFC", name) == name


@given(AWKWARD, AWKWARD)
@example("alice", "Alice")
@example("é", "e\u0301")
@example("Alice", safe_name("Alice"))
@example("ı", "i")
def test_two_students_never_share_a_folder(first: str, second: str):
    assume(first != second)
    assert fold(safe_name(first)) != fold(safe_name(second))
    assert safe_name(first).upper() != safe_name(second).upper()

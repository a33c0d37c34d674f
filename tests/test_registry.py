"""Names to values, with a suggestion for a wrong name."""

from __future__ import annotations

import pytest

from grader.errors import ExitCode, UnknownNameError
from grader.registry import Registry, closest


def fruit() -> Registry[int]:
    registry: Registry[int] = Registry("fruit")
    for number, name in enumerate(["pear", "apple", "apricot"]):
        registry.add(name, number)
    return registry


def test_names_are_found_and_sorted():
    registry = fruit()
    assert registry["apple"] == 1
    assert list(registry) == ["apple", "apricot", "pear"]
    assert len(registry) == 3
    assert "pear" in registry
    assert "plum" not in registry


def test_a_wrong_name_gets_a_suggestion():
    with pytest.raises(UnknownNameError, match=r"no fruit named 'appel'\. Did you mean apple") as e:
        fruit()["appel"]
    assert e.value.suggestions[0] == "apple"
    assert e.value.exit_code is ExitCode.USAGE


def test_a_name_like_no_other_gets_none():
    with pytest.raises(UnknownNameError) as raised:
        fruit()["xyz"]
    assert raised.value.suggestions == ()
    assert "Did you mean" not in str(raised.value)


def test_two_values_under_one_name_are_our_bug():
    registry = fruit()
    with pytest.raises(ValueError, match="two fruits named pear"):
        registry.add("pear", 9)
    assert registry["pear"] == 0


@pytest.mark.parametrize(
    ("name", "first"), [("callbacks", "c1w2_callbacks"), ("c1w2_calbacks", "c1w2_callbacks")]
)
def test_the_likeliest_comes_first(name: str, first: str):
    assert closest(name, ["c1w1_house_prices", "c1w2_callbacks"])[0] == first


def test_nothing_is_like_nothing():
    assert closest("", ["one", "two"]) == ()
    assert len(closest("a", [f"a{n}" for n in range(9)])) == 3

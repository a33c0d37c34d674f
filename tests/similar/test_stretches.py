"""What two rows of tokens have in common."""

from __future__ import annotations

from collections.abc import Container

from hypothesis import given
from hypothesis import strategies as st

from grader.similar.cleaning import Token
from grader.similar.fingerprints import LENGTH, fingerprints, hashes
from grader.similar.stretches import stretches


class Everything:
    """Every hash counts."""

    def __contains__(self, _hash: object) -> bool:
        return True


def row(letters: str) -> list[Token]:
    return [Token(letter, at, at + 1) for at, letter in enumerate(letters)]


def common(one: str, other: str, telling: Container[int] | None = None) -> list[tuple[str, str]]:
    first, second = row(one), row(other)
    found = stretches(
        (first, hashes(first)), (second, hashes(second)), telling or Everything()
    )  # fmt: skip
    assert all(each.tokens == each.first[1] - each.first[0] for each in found)
    return [(one[slice(*each.first)], other[slice(*each.second)]) for each in found]


def test_what_was_moved():
    assert common("abcdefgh-ABCDEFGHIJ", "ABCDEFGHIJ+abcdefgh") == [
        ("abcdefgh", "abcdefgh"),
        ("ABCDEFGHIJ", "ABCDEFGHIJ"),
    ]


def test_the_longest_wins_and_nothing_counts_twice():
    assert common("abcdefghij", "abcdefgh+abcdefghij") == [("abcdefghij", "abcdefghij")]
    assert common("abcdefgh-abcdefgh", "abcdefgh") == [("abcdefgh", "abcdefgh")]
    assert common("abcdefg", "abcdefg") == []


def test_it_does_not_begin_with_what_ends_another():
    assert common("x)],abcdefgh", "y)],abcdefgh") == [("abcdefgh", "abcdefgh")]


def test_what_is_not_telling_counts_only_between_what_is():
    one = "lab: 12345678 own: abcdefghijk lab: 12345678 own: nopqrstuvw lab: 12345678".replace(
        " ", ""
    )
    telling = set(hashes(row("abcdefghijk"))) | set(hashes(row("nopqrstuvw")))
    ((found, same),) = common(one, one, telling)
    assert found == same == "abcdefghijklab:12345678own:nopqrstuvw"


def test_the_same_over_and_over():
    many = "x=1;" * 5000
    ((one, other),) = common(many, many)[:1]
    assert one == other
    assert len(one) >= LENGTH


def test_hashes_and_fingerprints():
    assert len(hashes(row("abcdefghij"))) == 3
    assert hashes(row("abcdefg")) == []
    assert fingerprints([]) == frozenset()
    many = hashes(row("The quick brown fox jumps over the lazy dog, and so do I."))
    assert 0 < len(fingerprints(many)) < len(many)
    # Another process must come to the same.
    assert hashes(row("abcdefgh")) == [5_426_998_113_624_165_588]


@given(st.text("abc(", max_size=60), st.text("abc(", max_size=60))
def test_what_is_found_is_equal_and_apart(one: str, other: str):
    for first, second in common(one, other):
        assert first == second

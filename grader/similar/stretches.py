"""What two texts have in common, as stretches that stand in both: the longest first, none twice.

This is greedy string tiling (Wise 1993): unlike a diff, it finds a function that was moved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Final

from grader.similar.fingerprints import LENGTH
from grader.similar.values import Stretch

if TYPE_CHECKING:
    from grader.similar.cleaning import Token

__all__ = ["stretches"]

_MOST_PLACES: Final = 16
"""So many places of one stretch are tried: a list of a thousand numbers says nothing more."""
_MOST_STEPS: Final = 300_000
"""What was found by then is kept; two long solutions need a tenth of it."""
_NO_BEGINNING: Final = frozenset({")", "]", "}", ",", ":", "="})

_Match = tuple[int, int, int]
"""Length, place in the first, place in the second."""


def stretches(
    first: tuple[Sequence[Token], Sequence[int]],
    second: tuple[Sequence[Token], Sequence[int]],
    telling: Container[int],
) -> tuple[Stretch, ...]:
    """Return what two texts have in common, in the order of the first.

    Args:
        first: Its tokens and their hashes.
        second: The same.
        telling: The hashes that count; what most of a class has is not among them, and is part of
            a stretch only where it stands between others.
    """
    taken = bytearray(len(first[0])), bytearray(len(second[0]))
    found: list[Stretch] = []
    for length, at, there in sorted(
        _matches(first[1], second[1], telling), key=lambda match: (-match[0], match[1], match[2])
    ):
        free = [not (taken[0][at + k] or taken[1][there + k]) for k in range(length + LENGTH - 1)]
        for is_free, run in groupby(range(len(free)), free.__getitem__):
            places = list(run)
            if not is_free or len(places) < LENGTH:
                continue
            for k in places:
                taken[0][at + k] = taken[1][there + k] = 1
            while first[0][at + places[0]].text in _NO_BEGINNING and len(places) > 1:
                del places[0]
            found.append(_stretch(first[0], second[0], at + places[0], there + places[0], places))
    return tuple(sorted(found, key=lambda stretch: stretch.first))


def _stretch(
    first: Sequence[Token], second: Sequence[Token], at: int, there: int, places: Sequence[int]
) -> Stretch:
    last = len(places) - 1
    return Stretch(
        (first[at].start, first[at + last].end),
        (second[there].start, second[there + last].end),
        len(places),
    )


def _matches(
    first: Sequence[int], second: Sequence[int], telling: Container[int]
) -> Iterator[_Match]:
    """Yield each run of equal hashes from its first to its last telling one."""
    places: dict[int, list[int]] = {}
    for there, hashed in enumerate(second):
        if hashed in telling and len(places.setdefault(hashed, [])) < _MOST_PLACES:
            places[hashed].append(there)
    steps = 0
    seen = Counter[int]()
    ends: dict[int, int] = {}
    for at, hashed in enumerate(first):
        seen[hashed] += 1
        if seen[hashed] > _MOST_PLACES:
            continue
        for there in places.get(hashed, ()):
            if at < ends.get(at - there, 0):
                continue
            length, looked_at = _run(first, second, at, there, telling)
            ends[at - there] = at + length
            yield length, at, there
            steps += looked_at
            if steps > _MOST_STEPS:
                return


def _run(
    first: Sequence[int], second: Sequence[int], at: int, there: int, telling: Container[int]
) -> tuple[int, int]:
    """Return how long the two are equal up to the last hash that is telling, and at all."""
    length, step = 1, 1
    most = min(len(first) - at, len(second) - there)
    while step < most and first[at + step] == second[there + step]:
        step += 1
        if first[at + step - 1] in telling:
            length = step
    return length, step

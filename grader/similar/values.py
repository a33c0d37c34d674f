"""Values: what is compared, and what a pair has in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Pair", "Sample", "Span", "Stretch"]

Span = tuple[int, int]
"""Where a piece of a text begins and ends, in characters from 0; the end is not part of it."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The code of one submission.

    Attributes:
        label: What a person knows it by: a path, or a student's name.
        text: The whole code, its lines ending in a line feed.
    """

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of code that both have; the names, strings and numbers in it may differ.

    Attributes:
        first: Where it stands in the first text.
        second: Where it stands in the second.
        tokens: How many names, signs and values it is long.
    """

    first: Span
    second: Span
    tokens: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two submissions, and how much of their own code they have in common.

    Attributes:
        share: What they are ranked by, from 0 to 1: the mean of the next two.
        share_first: The share of the first one's own code that the second has as well.
        share_second: The share of the second one's own code that the first has as well.
        identical: "text" if they are the same letter for letter; "code" if only comments, names,
            strings, numbers or the layout differ; "" otherwise.
        too_short: Whether so little own code is left of one of them that it may well be alike by
            chance.
        shared_spans: What both have, in the order of the first text.
        passed_over_first: What was not compared of the first: comments, imports, the stub.
        passed_over_second: The same of the second.
    """

    first: Sample
    second: Sample
    share: float
    share_first: float
    share_second: float
    identical: Literal["", "code", "text"] = ""
    too_short: bool = False
    shared_spans: tuple[Stretch, ...] = ()
    passed_over_first: tuple[Span, ...] = ()
    passed_over_second: tuple[Span, ...] = ()

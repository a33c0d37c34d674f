"""Sticks with round ends, of which hands are modelled: where each lies, one or many at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.datasets.synthetic.hands_space import Space
from grader.datasets.synthetic.shapes import Pixels

__all__ = ["Stick", "from_to", "silhouette", "squared", "within"]


@dataclass(frozen=True, slots=True)
class Stick:
    """A stick, in pixels.

    Attributes:
        ends: Across, down, near.
        thick: Radius at each end.
        flat: Half the breadth, at each end, that it has in excess of its thickness.
        capped: Whether it has its round ends.
    """

    ends: tuple[Space, Space]
    thick: tuple[float, float]
    flat: tuple[float, float] = (0.0, 0.0)
    capped: bool = True

    @property
    def kind(self) -> tuple[bool, bool]:
        """Whether it is broader than thick, and whether it has round ends."""
        return self.flat != (0.0, 0.0), self.capped

    @property
    def numbers(self) -> tuple[float, ...]:
        """What `within` needs of it."""
        a, b = self.ends
        x, y = b[0] - a[0], b[1] - a[1]
        return (
            *(0.5 - a[0], 0.5 - a[1], x, y, 1.0 / max(x * x + y * y, 1e-3)),
            *(self.flat[0], self.flat[1] - self.flat[0]),
            *(self.thick[0], self.thick[1] - self.thick[0]),
        )


def within(
    columns: Pixels, lines: Pixels, numbers: Sequence[Any], kind: tuple[bool, bool]
) -> tuple[Pixels, Pixels]:
    """Return how far along a stick pixels are, and by how much they lie within, squared.

    Args:
        columns: Of the pixels, (1, width).
        lines: Of the pixels, (height, 1).
        numbers: Of a stick; or of n, each an array (n, 1, 1), and the results are (n, …).
        kind: Of the stick.
    """
    left, top, across, down, inverse, flat, flatter, thick, thicker = numbers
    x, y = columns + left, lines + top
    along = x * across + y * down
    along *= inverse
    way = along.clip(0.0, 1.0)
    off = squared(x - way * across, y - way * down)
    is_flat, capped = kind
    if is_flat:
        np.sqrt(off, out=off)
        off -= from_to(way, flat, flatter)
        off.clip(0.0, np.inf, out=off)
        off *= off
    inside = from_to(way, thick, thicker)
    inside *= inside
    inside -= off
    if not capped:
        np.copyto(inside, 0.0, where=way != along)
    return way, inside


def silhouette(sticks: Sequence[Stick], side: int) -> NDArray[np.bool_]:
    """Return where any stick is, in a small picture: of all sticks, (side, side)."""
    places = np.arange(side, dtype=np.float32)
    covered = np.zeros((side, side), np.bool_)
    for kind in product((False, True), (False, True)):
        some = [stick.numbers for stick in sticks if stick.kind == kind]
        if some:
            numbers = np.array(some, np.float32).T[..., None, None]
            _, inside = within(places[None, :], places[:, None], list(numbers), kind)
            covered |= (inside > 0.0).any(0)
    return covered


def from_to(way: Pixels, first: Any, change: Any) -> Pixels:
    """Return what changes from one end to the other, along the way from 0 to 1."""
    between = way * change
    between += first
    return between


def squared(u: Pixels, v: Pixels) -> Pixels:
    """Return the square of how long (u, v) is; both arrays are written over."""
    u *= u
    v *= v
    u += v
    return u

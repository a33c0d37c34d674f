"""Many small grey pictures at once, drawn by distances: what ten garments are cut from.

Arrays are (lines, columns, pictures), float32, so that every step runs over contiguous memory. A
garment has its own coordinates, about -1 to 1, y down. A distance is negative inside, in them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grader.datasets.synthetic.chance import Floats

__all__ = ["Cloth", "Field", "Traits", "bump", "cut", "joined", "profile", "shared"]

Field = NDArray[np.floating]
Number = float | Field


class Traits:
    """Random numbers of some pictures: one each from every call, always in the same order.

    Args:
        shares: (calls, pictures), 0 to 1.
    """

    def __init__(self, shares: Floats) -> None:
        self._shares = shares
        self._next = 0

    def share(self) -> Field:
        """Return numbers in [0, 1)."""
        self._next += 1
        return self._shares[self._next - 1].astype(np.float32)

    def between(self, low: Number, high: Number) -> Field:
        """Return numbers in [low, high)."""
        return (low + (high - low) * self.share()).astype(np.float32)

    def chance(self, share: Number) -> NDArray[np.bool_]:
        """Return True in that share of all pictures."""
        return self.share() < share

    def either(self, share: Number, yes: Number, no: Number) -> Field:
        """Return `yes` in that share of all pictures, else `no`."""
        return np.where(self.share() < share, yes, no).astype(np.float32)


def bump(field: Field) -> Field:
    """Rise from 0 to 1 while `field` does, without corners."""
    way = np.minimum(np.maximum(field, 0.0), 1.0)
    return way * way * (3.0 - 2.0 * way)


def profile(place: Field, knots: Sequence[Number], values: Sequence[Number]) -> Field:
    """Return a smooth curve through (knot, value) at `place`; level beyond its ends."""
    curve = np.zeros_like(place) + values[0]
    for k in range(len(knots) - 1):
        way = (place - knots[k]) / (knots[k + 1] - knots[k])
        curve += bump(way) * (values[k + 1] - values[k])
    return curve


def joined(*distances: Field) -> Field:
    """The union."""
    whole = distances[0]
    for each in distances[1:]:
        whole = np.minimum(whole, each)
    return whole


def shared(*distances: Field) -> Field:
    """What lies in all of them."""
    whole = distances[0]
    for each in distances[1:]:
        whole = np.maximum(whole, each)
    return whole


def cut(distance: Field, other: Field) -> Field:
    """What is left of the first without the other."""
    return np.maximum(distance, -other)


@dataclass(slots=True)
class Cloth:
    """Pictures in the making.

    Attributes:
        x, y: The garment's coordinates of each pixel.
        fold: |x|: left and right at once.
        pixels: How many pixels one unit has, (pictures,).
        cover: 0 where black shows, 1 where there is cloth.
        tone: How bright the cloth is; 1 is its colour.
    """

    x: Field
    y: Field
    fold: Field
    pixels: Field
    cover: Field
    tone: Field

    @classmethod
    def laid(cls, x: Field, y: Field, pixels: Field) -> Cloth:
        """Return empty pictures."""
        return cls(x, y, np.abs(x), pixels, np.zeros_like(x), np.ones_like(x))

    def edge(self, distance: Field, soft: float = 1.0) -> Field:
        """Return 1 inside, 0 outside, over `soft` pixels."""
        return np.minimum(np.maximum(0.5 - distance * (self.pixels / soft), 0.0), 1.0)

    def add(self, distance: Field, tone: Number = 1.0) -> None:
        """Lay a piece on top."""
        cover = self.edge(distance)
        self.tone += (tone - self.tone) * cover
        np.maximum(self.cover, cover, out=self.cover)

    def mark(self, distance: Field, tone: Number, strength: Number = 1.0) -> None:
        """Change the tone of what is there already."""
        self.tone += (tone - self.tone) * (self.edge(distance) * strength)

    def take(self, distance: Field) -> None:
        """Cut a hole."""
        self.cover *= 1.0 - self.edge(distance)

    def seam(self, distance: Field, strength: Number) -> None:
        """Darken a line of about a pixel along an edge."""
        near = np.maximum(1.0 - np.abs(distance) * (self.pixels * np.float32(0.9)), 0.0)
        self.tone *= 1.0 - near * strength

    def ellipse(self, x: Number, y: Number, across: Number, down: Number) -> Field:
        """An ellipse, upright."""
        u, v = (self.x - x) / across, (self.y - y) / down
        near = np.sqrt(u * u + v * v)
        u, v = u / across, v / down
        return near * (near - 1.0) / np.maximum(np.sqrt(u * u + v * v), 1e-4)

    def ring(self, x: Number, y: Number, across: Number, down: Number, thick: Number) -> Field:
        """A bent strap along an ellipse."""
        return np.abs(self.ellipse(x, y, across, down)) - thick

    def strip(
        self,
        a: tuple[Number, Number],
        b: tuple[Number, Number],
        thick: tuple[Number, Number],
        *,
        folded: bool = False,
        blunt: bool = True,
    ) -> Field:
        """A strip from a to b with half widths there; `folded`: on both sides alike."""
        x = self.fold if folded else self.x
        along_x, along_y = b[0] - a[0], b[1] - a[1]
        length = np.sqrt(np.maximum(along_x * along_x + along_y * along_y, np.float32(1e-6)))
        along_x, along_y = along_x / length, along_y / length
        x, y = x - a[0], self.y - a[1]
        way, off = x * along_x + y * along_y, np.abs(x * along_y - y * along_x)
        way = way / length
        inner = np.minimum(np.maximum(way, 0.0), 1.0)
        beside = off - (inner * (thick[1] - thick[0]) + thick[0])
        beyond = (np.abs(way - 0.5) - 0.5) * length
        if blunt:
            return np.maximum(beside, beyond)
        over = np.maximum(beyond, 0.0)
        return np.sqrt(off * off + over * over) - (inner * (thick[1] - thick[0]) + thick[0])

    def box(self, x: Number, y: Number, across: Number, down: Number) -> Field:
        """An upright rectangle with these half sides."""
        return np.maximum(np.abs(self.x - x) - across, np.abs(self.y - y) - down)

    def drawn(self) -> Field:
        """Return brightness, 0 to about 1.3."""
        return self.cover * self.tone

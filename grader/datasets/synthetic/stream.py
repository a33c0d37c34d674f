"""One image's chance: a stream of random numbers that is the same on every machine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np

from grader.datasets.synthetic import SplitName
from grader.datasets.synthetic.chance import Floats

__all__ = ["Stream", "split_key"]

_SPLITS: tuple[SplitName, ...] = ("train", "validation", "hidden")
# Numbers drawn from the generator at once: one image seldom needs more.
_BLOCK = 512

T = TypeVar("T")


def split_key(seed: int, split: SplitName) -> tuple[int, int, int]:
    """Return what names the streams of one split of one seed (0 ≤ seed < 2**63).

    Two words for every seed: otherwise a long seed could name another seed's stream.
    """
    return seed & 0xFFFFFFFF, seed >> 32, _SPLITS.index(split)


class Stream:
    """Random numbers under a name.

    Args:
        *key: Whole numbers ≥ 0 that name the stream, `(*split_key(seed, split), image)` as a rule.
    """

    def __init__(self, *key: int) -> None:
        self._bits = np.random.PCG64(np.random.SeedSequence(key))
        self._ready: list[float] = []

    def _drawn(self, count: int) -> Floats:
        # 53 bits fill a double's mantissa: both steps are exact.
        whole = (self._bits.random_raw(count) >> np.uint64(11)).astype(np.float64)
        return whole * np.float64(2.0**-53)

    def share(self) -> float:
        """Return a number in [0, 1)."""
        if not self._ready:
            self._ready = self._drawn(_BLOCK).tolist()
        return self._ready.pop()

    def between(self, low: float, high: float) -> float:
        """Return a number in [low, high)."""
        return low + (high - low) * self.share()

    def bell(self, middle: float = 0.0, spread: float = 1.0) -> float:
        """Return a bell-shaped number: standard deviation `spread`, never beyond 3 of them."""
        # Three uniforms have variance 3/12, so twice their sum has 1.
        return middle + spread * (self.share() + self.share() + self.share() - 1.5) * 2.0

    def chance(self, share: float) -> bool:
        """Return True in that share of all cases."""
        return self.share() < share

    def whole(self, low: int, high: int) -> int:
        """Return a whole number from low to high, both included."""
        return low + int(self.share() * (high - low + 1))

    def pick(self, choices: Sequence[T]) -> T:
        """Return one of `choices`, each as likely."""
        return choices[int(self.share() * len(choices))]

    def grid(self, *shape: int) -> Floats:
        """Return an array of numbers in [0, 1)."""
        count = 1
        for length in shape:
            count *= length
        return self._drawn(count).reshape(shape)

    def colour(self, base: tuple[float, float, float], spread: float) -> tuple[float, ...]:
        """Return a colour near `base` (0 to 255): lighter or darker, and a little off in hue."""
        light = self.between(-spread, spread)
        red, green, blue = (
            min(max(part + light + self.between(-spread, spread) * 0.35, 0.0), 255.0)
            for part in base
        )
        return red, green, blue

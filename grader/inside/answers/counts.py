"""Arrays that are as long as code written for the published set expects them to be.

The courses' code writes the number of images down: `training_images.reshape(60000, 28, 28, 1)`.
The drawn set has fewer, and the published number stands for all of them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from grader.inside.answers.ledger import Ledger

__all__ = ["answer_counts"]


def answer_counts(counts: Mapping[int, int], ledger: Ledger) -> None:
    """Let arrays that are read from an `.npz` answer to the published number of images.

    Args:
        counts: How many images a split of the published set has, and how many it has here.
        ledger: Where the lines that counted on the published number are recorded.
    """
    if not counts:
        return
    kind: Any = np.lib.npyio.NpzFile
    read = kind.__getitem__
    # Under the name by which numpy prints an array.
    counted: Any = type("array", (_Counted,), {"counts": dict(counts), "ledger": ledger})

    def __getitem__(archive: Any, key: str) -> Any:  # noqa: N807 the name that a traceback shows
        array = read(archive, key)
        return array.view(counted) if len(np.shape(array)) else array

    kind.__getitem__ = __getitem__


class _Counted(np.ndarray[Any, Any]):
    """An array that takes the published number of its rows for its own.

    Attributes:
        counts: How many images a split of the published set has, and how many it has here.
        ledger: Where the lines that count on the published number are recorded.
    """

    counts: Mapping[int, int]
    ledger: Ledger

    def __reduce__(self) -> Any:
        return self.view(np.ndarray).__reduce__()

    def reshape(self, *shape: Any, **keywords: Any) -> Any:
        wanted = tuple(shape[0]) if len(shape) == 1 and np.iterable(shape[0]) else shape
        if self._is_counted(wanted):
            self.ledger.count(wanted[0], len(self))
            wanted = (len(self), *wanted[1:])
            return super().reshape(wanted, **keywords)
        return super().reshape(*shape, **keywords)

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice) and self.ndim and self._is_a_part(place):
            place = slice(self._scaled(place.start), self._scaled(place.stop), place.step)
        elif isinstance(place, int):
            place = self._index(place)
        elif isinstance(place, tuple) and place and isinstance(place[0], int):
            place = (self._index(place[0]), *place[1:])
        return super().__getitem__(place)

    def _index(self, row: int) -> int:
        """Return a row that is here for one that only the published set has: of the same share."""
        if not self.ndim or row < len(self):
            return row
        return max(self._scaled(row + 1) - 1, 0)

    def _is_a_part(self, place: slice) -> bool:
        """Whether a slice parts the rows in two; the last of many batches may reach beyond."""
        start = place.start or 0
        return not start or (isinstance(start, int) and start > len(self))

    def _is_counted(self, wanted: tuple[Any, ...]) -> bool:
        """Whether a shape fits, but for the published number in front, or that of a part."""
        rest = wanted[1:]
        return bool(
            self.ndim
            and wanted
            and self._stands_for_all(wanted[0])
            and (-1 in rest or math.prod(rest) * len(self) == self.size)
        )

    def _stands_for_all(self, rows: Any) -> bool:
        """Whether so many rows of a published split are, here, as many as this array has."""
        if not isinstance(rows, int) or rows <= len(self):
            return False
        return any(
            rows <= published and abs(rows * here // published - len(self)) <= (rows < published)
            for published, here in self.counts.items()
        )

    def _scaled(self, bound: Any) -> Any:
        """Return the same share of the rows here; a bound that there is stays what it is."""
        if not isinstance(bound, int) or bound <= len(self):
            return bound
        published = next(
            (n for n, here in self.counts.items() if here == len(self) and bound <= n), 0
        )
        if not published:
            return bound
        self.ledger.count(published, len(self))
        return bound * len(self) // published

"""Tokens → fingerprints: the hashes of stretches of tokens, thinned out by winnowing.

Winnowing is copydetect's. Its own reader of files is not used: it takes all names, those of a
library too, for one, and its way of leaving out a stub takes what a file says twice for the stub's.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final, cast

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from grader.similar.cleaning import Token

__all__ = ["LENGTH", "fingerprints", "hashes"]

LENGTH: Final = 8
"""A fingerprint is of so many tokens. Of 4, 6, 8, 10, 12, 15 and 20 this told copies best from what
was written independently: see `grader.similar.ranking`."""
WINDOW: Final = 4
"""Of so many stretches in a row at least one is kept, so that what two have in common is never
missed where it is LENGTH + WINDOW - 1 tokens long."""


def hashes(tokens: Sequence[Token]) -> list[int]:
    """Return the hash of each stretch of `LENGTH` tokens; the same in every process."""
    from copydetect import utils  # pyright: ignore[reportMissingTypeStubs]

    # Python's own hash of a text differs from process to process; that of numbers does not.
    codes = tuple(zlib.crc32(token.text.encode("utf-8", "surrogatepass")) for token in tokens)
    hashed = cast("Callable[..., NDArray[np.int64]]", utils.hashed_kgrams)
    return hashed(codes, LENGTH).tolist()


def fingerprints(hashed: Sequence[int]) -> frozenset[int]:
    """Return the hashes that are kept of a text's, from `hashes`."""
    if not hashed:
        return frozenset()
    import numpy as np
    from copydetect import utils  # pyright: ignore[reportMissingTypeStubs]

    winnow = cast("Callable[..., tuple[NDArray[np.int64], Any]]", utils.winnow)
    return frozenset(winnow(np.array(hashed, dtype=np.int64), WINDOW)[0].tolist())

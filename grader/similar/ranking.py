"""Which submissions have so much in common that a person should look at them.

Fingerprints of each are looked up in an index of all, so that no two texts are compared unless
they have one in common; only the pairs that are returned are laid side by side.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from grader.similar.cleaning import Cleaned, clean, handed_out
from grader.similar.fingerprints import fingerprints, hashes
from grader.similar.stretches import stretches
from grader.similar.values import Pair, Sample

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["AT_LEAST", "rank"]

AT_LEAST: Final = 0.7
"""The share from which a pair is shown. Measured on the right submissions of tests/submissions of
all fourteen exercises, each exercise as one class: of 594 pairs that were written apart, 99 % have
less than 0.57 and two more than 0.7 (they hold the course's own function, filled in); of 131 copies
in which all names, strings that are no word, numbers, comments, layout and the order of functions
were changed, none has less than 0.81."""
ENOUGH: Final = 20.0
"""The weight of fingerprints from which a share says something; they are of about fifty tokens."""
_A_CLASS: Final = 6
"""From so many submissions on, what most of them have counts less."""
_TELLING: Final = 0.5
"""What counts less than this is not marked as shared."""


@dataclass(frozen=True, slots=True)
class _Side:
    """One submission, ready to be compared."""

    sample: Sample
    cleaned: Cleaned
    hashes: list[int]
    prints: frozenset[int]
    words: tuple[str, ...]


_Rated = tuple[bool, float, float, tuple[str, str], tuple[int, int], tuple[float, float]]
"""What pairs are sorted by, then where the two stand and their shares."""


def rank(
    submissions: Sequence[Sample], stub: str, *, at_least: float = AT_LEAST, most: int = 50
) -> tuple[Pair, ...]:
    """Return the pairs that are alike, the most alike first, those too short to say last.

    Args:
        submissions: Of one exercise; one without code of its own is in no pair.
        stub: What everybody was given, as Python.
        at_least: The share, from 0 to 1, below which a pair is left out.
        most: How many pairs are returned.
    """
    given = handed_out(stub)
    everybody = frozenset(hashes(clean(stub).tokens))
    sides = [_side(sample, given, everybody) for sample in submissions]
    sides = [side for side in sides if side.cleaned.tokens]
    weights = _weights([frozenset(side.hashes) - everybody for side in sides])
    totals = [sum(weights[each] for each in side.prints) for side in sides]
    pairs: list[_Rated] = []
    for (a, b), (one, other) in _shares(sides, weights, totals, at_least).items():
        share = (one + other) / 2
        weight = min(totals[a], totals[b])
        names = (sides[a].sample.label, sides[b].sample.label)
        pairs.append((weight < ENOUGH, -share, -weight, names, (a, b), (one, other)))
    telling = {each for each, weight in weights.items() if weight >= _TELLING}
    return tuple(
        _pair(sides[a], sides[b], shares, telling, too_short=short)
        for short, _, _, _, (a, b), shares in sorted(pairs)[: max(most, 0)]
    )


def _side(sample: Sample, given: frozenset[tuple[str, ...]], everybody: frozenset[int]) -> _Side:
    cleaned = clean(sample.text, given)
    hashed = hashes(cleaned.tokens)
    words = tuple(token.text for token in cleaned.tokens)
    return _Side(sample, cleaned, hashed, fingerprints(hashed) - everybody, words)


def _weights(texts: Sequence[frozenset[int]]) -> dict[int, float]:
    """Return how much each hash counts: 1, but falling to 0 from half of a class to all of it."""
    held = Counter(each for text in texts for each in text)
    if len(texts) < _A_CLASS:
        return dict.fromkeys(held, 1.0)
    return {each: min(1.0, (2 - 2 * n / len(texts)) ** 2) for each, n in held.items()}


def _shares(
    sides: Sequence[_Side],
    weights: Mapping[int, float],
    totals: Sequence[float],
    at_least: float,
) -> dict[tuple[int, int], tuple[float, float]]:
    """Return, for each pair that is alike enough, which share of either the other has as well."""
    import numpy as np

    common = _common(sides, weights)
    # Where nothing of weight is left, nothing is in common: 0 / 1.
    shares: NDArray[np.float64] = common / np.maximum(np.array([totals]).T, 1e-12)
    alike = np.argwhere(np.triu((shares + shares.T) / 2 >= max(at_least, 1e-9), k=1))
    found = {
        (int(a), int(b)): (float(shares[a, b]), float(shares[b, a])) for a, b in alike.tolist()
    }
    same: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, side in enumerate(sides):
        for other in same[side.words]:
            found[other, at] = 1.0, 1.0
        same[side.words].append(at)
    return found


def _common(sides: Sequence[_Side], weights: Mapping[int, float]) -> NDArray[np.float64]:
    """Return, for each two, the weight of the fingerprints that both have."""
    import numpy as np

    holders: dict[int, list[int]] = defaultdict(list)
    for at, side in enumerate(sides):
        for each in side.prints:
            holders[each].append(at)
    common = np.zeros((len(sides), len(sides)))
    for each, places in holders.items():
        if len(places) > 1 and weights[each]:
            common[np.ix_(places, places)] += weights[each]
    return common


def _pair(
    a: _Side, b: _Side, shares: tuple[float, float], telling: set[int], *, too_short: bool
) -> Pair:
    identical: Literal["", "code", "text"] = ""
    if a.words == b.words:
        identical = "text" if a.sample.text.strip() == b.sample.text.strip() else "code"
    return Pair(
        first=a.sample,
        second=b.sample,
        share=sum(shares) / 2,
        share_first=shares[0],
        share_second=shares[1],
        identical=identical,
        too_short=too_short,
        shared_spans=stretches((a.cleaned.tokens, a.hashes), (b.cleaned.tokens, b.hashes), telling),
        passed_over_first=a.cleaned.passed_over,
        passed_over_second=b.cleaned.passed_over,
    )

"""Places in a notebook, found again in sentences that `SourceFacts.where` had a part in."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from grader.language import LANGUAGES, say, use_language

__all__ = ["Place", "places_in"]

Place = tuple[int, int]
"""(number of the code cell, line in it), both counted from 1."""

_CELL: Final = "\ue000"
_LINE: Final = "\ue001"
_MOST: Final = 50


def places_in(text: str) -> tuple[Place, ...]:
    """Return every "cell 3, line 4" that a text names, in whichever language, in order."""
    found = {
        match.start(): (int(match["cell"]), int(match["line"]))
        for pattern in _patterns()
        for match in pattern.finditer(text)
    }
    return tuple(dict.fromkeys(found[at] for at in sorted(found)))[:_MOST]


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Return for each language what the template of a place looks like when it is filled in."""
    patterns: list[re.Pattern[str]] = []
    for language in LANGUAGES:
        with use_language(language):
            said = re.escape(say("cell {cell}, line {line}", cell=_CELL, line=_LINE))
        cell, line = r"(?P<cell>[0-9]{1,6})", r"(?P<line>[0-9]{1,6})"
        form = said.replace(_CELL, cell).replace(_LINE, line)
        patterns.append(re.compile(rf"(?<!\w){form}(?![0-9])"))
    return tuple(patterns)

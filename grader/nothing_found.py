"""Training on no images at all: where a submission looked for them in vain."""

from __future__ import annotations

from grader.elsewhere import here, is_elsewhere, not_here
from grader.evidence import SourceFacts
from grader.facts import TrainingFacts
from grader.language import say
from grader.literals import texts_spelt

__all__ = ["no_images"]


def no_images(facts: TrainingFacts, source: SourceFacts) -> str:
    """Say that the last `fit` was given no image, and which place of another machine may be why.

    Empty where it was given some.
    """
    if not facts.fits or not facts.fits[-1].empty:
        return ""
    told = say("fit was given no images at all: your code found none.")
    place = next((path for path in texts_spelt(source.text) if is_elsewhere(path)), None)
    return f"{told} {not_here(place, '', facts.data_here) if place else here(facts.data_here)}"

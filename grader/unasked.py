"""Models that were handed over and could not be asked."""

from __future__ import annotations

import re

from grader.evidence import SourceFacts
from grader.facts import TrainingFacts
from grader.language import say
from grader.translations import translate
from grader.translations.base import COLOURS
from grader.unfitted import never_fits, uncalled_fit

__all__ = ["not_loaded", "own_class", "why_not_asked"]


def own_class(name: str) -> str:
    """Say that a model contains a class of the student's own."""
    return say("your model contains {name}, a class of your own, which cannot be loaded without "
               "your file; build the model from Keras's own layers", name=name)  # fmt: skip


def why_not_asked(lacking: str, facts: TrainingFacts | None, source: SourceFacts) -> str:
    """Say why a model that was handed over could not be asked, or return "".

    Args:
        lacking: From `not_loaded`.
        facts: What the run told of itself.
        source: The submission.
    """
    untrained = facts is not None and not facts.fits
    first = never_fits(source) or uncalled_fit(source) if untrained else ""
    return f"{first} {translate(lacking.partition(': ')[2])}".strip()


def _raised_line(output: str) -> str:
    """The line of an output that says what was wrong; Keras lists its arguments below it."""
    lines = [line for line in output.splitlines() if line.strip()]
    raised = [n for n, line in enumerate(lines) if re.match(r"[\w.]*(Error|Exception): .", line)]
    if not raised:
        return (lines or [output])[-1][:500]
    first, *rest = lines[raised[-1] :]
    kind, _, said = first.partition(": ")
    # An error inside a layer is told in the next paragraph.
    inner = said.startswith("Exception encountered when calling") and rest
    return (f"{kind}: {rest[0]}" if inner else first)[:500]


def not_loaded(output: str) -> str:
    """Why the examiner could not load the exported model, from what it printed."""
    plain = COLOURS.sub("", output).strip()
    if unknown := re.search(r"Could not locate class '(\w+)'", plain):
        return own_class(unknown[1])
    told = _raised_line(plain)
    if "Lambda" in told:
        return say("your model contains a Lambda layer, whose code cannot be loaded without your "
                   "file; use a layer of Keras's own")  # fmt: skip
    return say("your model could not be loaded and asked: {error}", error=told)

"""Evidence: what the checks may look at, and where each piece of it comes from."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Mapping, Sequence, Sized
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from numpy.typing import NDArray

from grader.facts import ArrayFacts, FitFacts, ModelFacts, ProbeAnswer
from grader.results import Epoch, Provenance, RunRecord, StudentError

__all__ = [
    "FOR_CAUSES",
    "PROVENANCE",
    "Answered",
    "Evidence",
    "Fed",
    "LeftOver",
    "Probes",
    "SourceFacts",
    "TraineeRun",
]

_FEW: Final = 10
"""Times as many training images as were given to fit: then those were few."""
_SCALING_LAYERS: Final = frozenset({"Rescaling", "Normalization", "BatchNormalization"})


@dataclass(frozen=True)
class SourceFacts:
    """The submission's text, as the student wrote it."""

    text: str
    notebook: bool = False
    starts: tuple[tuple[int, int], ...] = ()
    """Of a notebook: (first line, cell number) for each code cell, in order."""

    @cached_property
    def tree(self) -> ast.Module:
        """The syntax tree; a submission whose text does not parse never gets this far."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # '\\d' in their text is a warning, and no fault
            return ast.parse(self.text)

    def where(self, line: int) -> str:
        """Return "line 12", or "cell 3, line 4" for a notebook."""
        from grader.language import say

        cell = next(((first, n) for first, n in reversed(self.starts) if line >= first), None)
        if cell is None:
            return say("line {line}", line=line)
        return say("cell {cell}, line {line}", cell=cell[1], line=line - cell[0] + 1)


@dataclass(frozen=True, slots=True)
class TraineeRun:
    """How the run of the student's code ended, as the supervisor saw it."""

    record: RunRecord
    error: StudentError | None
    limit: str = ""
    """The limit that it met, in words; empty where it met none."""
    out_of_time: bool = False
    """Whether its training was ended, or not begun, because the time for that was over."""


@dataclass(frozen=True, slots=True)
class Probes:
    """Made-up epoch logs, and what the student's callbacks made of them.

    Attributes:
        asked: For each probe its epochs; an epoch has `metric`, `loss`, `val_metric`, `val_loss`
            and `other`.
        answers: One for each probe; empty where no callback was passed to `fit`.
    """

    asked: tuple[tuple[Mapping[str, float], ...], ...]
    answers: tuple[ProbeAnswer, ...] = ()


@dataclass(frozen=True, slots=True)
class Fed:
    """What the last `fit` was fed with, and how training went.

    Attributes:
        inputs, labels: What they looked like, where that was seen.
        logs: Those of each epoch, over all calls of `fit`: some write their own loop around it.
        scales_itself: Whether the model brings pixels to a range of its own.
        factor: What its `Rescaling` multiplies them with; 1 without one.
        classes: The folders that were taken for classes, where the data told.
        model: As it was examined, where it was.
        test_images: How many images it was given, if those can only be the ones to test with.
        few: How many images it was given, and of how many, if those are few of them; or None.
    """

    inputs: ArrayFacts | None = None
    labels: ArrayFacts | None = None
    logs: tuple[Mapping[str, float], ...] = ()
    scales_itself: bool = False
    factor: float = 1.0
    classes: tuple[str, ...] = ()
    test_images: int = 0
    model: ModelFacts | None = None
    few: tuple[int, int] | None = None

    @classmethod
    def to(
        cls,
        fit: FitFacts,
        history: Sequence[Epoch],
        model: ModelFacts | None,
        labels: Mapping[str, Sized] | None = None,
    ) -> Fed:
        """Return what `fit` was fed with, how training went, and how the model takes pixels.

        Args:
            fit: The last one.
            history: All epochs.
            model: The model as it was examined.
            labels: Those of each split, as many as images.
        """
        scaling = [each for each in (model.layers if model else ()) if each.kind in _SCALING_LAYERS]
        factors = (each.settings.get("scale") for each in scaling if each.kind == "Rescaling")
        factor = next((each for each in factors if isinstance(each, float)), 1.0)
        logs = tuple(epoch.logs for epoch in history)
        train, test = (
            (len(labels[split]) for split in ("train", "validation")) if labels else (0, 0)
        )
        # A part of the training images may be as many as those to test with, if these are not few.
        tests = fit.images if fit.images == test < train / 2 else 0
        # Of several calls of fit each may have had a part.
        alone = len(history) <= len(fit.logs)
        few = (
            (fit.images, train) if alone and not tests and 0 < _FEW * fit.images <= train else None
        )
        return cls(fit.inputs, fit.labels, logs, bool(scaling), factor, fit.classes, tests,
                   model, few)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LeftOver:
    """What a file without functions leaves in its variables.

    Attributes:
        arrays: Two-dimensional ones, about as large as the picture that it worked on or half of it,
            by the names of the variables.
        kernels: 3×3 numbers each.
        weights: Single numbers.
    """

    arrays: Mapping[str, NDArray[Any]]
    kernels: tuple[NDArray[Any], ...] = ()
    weights: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """One call of a function of the student's, and what came back.

    Attributes:
        arguments: What it was called with.
        answer: What it gave back; None where it raised or gave back no numbers.
        error: The exception's type and message, or empty.
        line: The student's line that raised, or 0.
        left: Where nothing was called: what the file left, of the picture that is its argument.
    """

    arguments: tuple[Any, ...]
    answer: NDArray[Any] | None = None
    error: str = ""
    line: int = 0
    left: LeftOver | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """All evidence of one submission, by the names that checks ask for.

    Attributes:
        values: `source`, `run`, `training`, `history`, `probes`, `model`, `predictions`,
            `labels`, `questions`, `returned`, `pretrained`, `fed`; only what could be had.
            `answers`, those to all probes in a row, become each check's `probes`; `calls`, what
            came back from functions by the calls' keys, becomes each check's `returned`.
        missing: For each of the others, why it could not be had, in the reader's words.
    """

    values: Mapping[str, Any]
    missing: Mapping[str, str] = field(default_factory=dict[str, str])


PROVENANCE: Final[Mapping[str, Provenance]] = {
    "source": Provenance.PROVEN,
    "labels": Provenance.PROVEN,
    "predictions": Provenance.PROVEN,
    "questions": Provenance.PROVEN,
    "returned": Provenance.PROVEN,
    "pretrained": Provenance.PROVEN,
    "run": Provenance.MEASURED,
    "model": Provenance.MEASURED,
    "training": Provenance.REPORTED,
    "probes": Provenance.REPORTED,
    "history": Provenance.REPORTED,
    "fed": Provenance.REPORTED,
}
FOR_CAUSES: Final = frozenset({"source", "fed"})
"""Evidence that only tells why something failed, where a check has other evidence beside it."""

"""Why a model is seldom right: what its answers show, and what its `fit` was fed with."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.checks.feeding_causes import (
    ended_on_a_fall,
    labels_scaled,
    why_ended_badly,
    why_fed_wrongly,
    why_held_back,
    why_no_steps,
    why_unpaired,
)
from grader.checks.shares import Numbers, named, share_right
from grader.evidence import Fed
from grader.language import say
from grader.results import cut

__all__ = ["Low", "why_low"]

_GUESSING = 0.05  # so much better than chance is not worth telling from it
_TURNED = 0.35  # so seldom right on two classes, a model knows them by each other's name
# So often right in another order, and so much more often: it is that order it has learned.
_RENUMBERED = 0.7
_MORE_OFTEN = 0.3
_ALIKE = 0.1  # probabilities that differ by no more than this tell no image from another
_FEW_CLASSES = 5


@dataclass(frozen=True, slots=True)
class Low:
    """Why a model is seldom right.

    Attributes:
        cause: In the reader's words, or empty.
        stuck: Whether the network just never got going.
        hopeless: Whether another training would not help.
        fell: Whether it was better before its last epoch.
    """

    cause: str
    stuck: bool
    hopeless: bool
    fell: bool = False

    def near(self, *, close: bool) -> bool:
        """Whether it may have been bad luck; `close`: the threshold was only just missed."""
        return self.stuck or self.fell or (close and not self.hopeless)


def why_low(answers: Numbers, truth: NDArray[Any], fed: Fed | None) -> Low:
    """Return why `answers` are seldom `truth`.

    Args:
        answers: Shape (rows, columns).
        truth: Shape (rows,), class numbers from 0.
        fed: What the network learned from, where that was seen.
    """
    said, unscaled_labels = _why_wrong(answers, truth), not labels_scaled(fed)
    fall, unpaired = ended_on_a_fall(fed), _too_narrow(answers, truth) or why_unpaired(fed)
    return Low(
        cause=(unpaired and " ".join(dict.fromkeys((unpaired, said))).strip())
        or why_fed_wrongly(fed)
        or fall
        or why_held_back(fed, int(truth.max()) + 1)
        or f"{why_no_steps(fed)} {said}".strip()
        or why_ended_badly(fed, share_right(answers, truth)),
        stuck=unscaled_labels and _is_stuck(answers, truth),
        hopeless=bool(said) or not unscaled_labels,
        fell=bool(fall) and unscaled_labels,
    )


def _why_wrong(answers: Numbers, truth: NDArray[Any]) -> str:
    """A reason for low accuracy that the answers themselves show."""
    classes = int(truth.max()) + 1
    if np.isnan(answers).any():
        return say("The model's answers are not numbers (NaN): training diverged.")
    if narrow := _too_narrow(answers, truth):
        return narrow
    said = named(answers)
    if _is_stuck(answers, truth):
        return _same_words(said)
    share, other = share_right(answers, truth), _share_renumbered(said, truth)
    if classes == 2 and share < _TURNED:
        return say("It is wrong far more often than a guess: are the two classes numbered the "
                   "other way round?")  # fmt: skip
    if other > max(_RENUMBERED, share + _MORE_OFTEN):
        return say(
            "With its classes in another order it would be right {share:.3f} of the time: the "
            "labels follow the folders' names in the order of the alphabet.",
            share=cut(other, 3),
        )
    guessing = say("That is no better than guessing among {classes} classes.", classes=classes)
    return guessing if share < 1 / classes + _GUESSING else ""


def _too_narrow(answers: Numbers, truth: NDArray[Any]) -> str:
    classes = int(truth.max()) + 1
    if answers.shape[1] > 1 or classes <= 2 or np.isnan(answers).any():
        return ""
    return say("One number cannot name {classes} classes.", classes=classes)


def _share_renumbered(said: NDArray[Any], truth: NDArray[Any]) -> float:
    """How often `said` is right with the best of all orders of a few classes; 0 for many.

    Where a class has no images, nothing can be said of its place.
    """
    classes = len(np.unique(truth))
    if classes <= truth.max() or not 2 < classes <= _FEW_CLASSES or int(said.max()) >= classes:
        return 0.0
    table = np.zeros((classes, classes))
    np.add.at(table, (said, truth.astype(np.intp)), 1)
    orders = permutations(range(classes))
    return max(float(sum(table[a, b] for a, b in enumerate(each))) for each in orders) / len(truth)


def _is_stuck(answers: Numbers, truth: NDArray[Any]) -> bool:
    """Whether a model that could name every class says the same, or nearly so, for all images.

    That is what comes of a network that never got going, which may happen to a right one: with
    other first weights it learns.
    """
    if np.isnan(answers).any() or (answers.shape[1] == 1 and truth.max() > 1):
        return False
    low, high = np.percentile(answers, [5, 95], axis=0)
    no_better = share_right(answers, truth) < 1 / (int(truth.max()) + 1) + _GUESSING
    return len(np.unique(named(answers))) == 1 or (no_better and bool((high - low < _ALIKE).all()))


def _same_words(said: NDArray[Any]) -> str:
    if len(np.unique(said)) == 1:
        return say("The model says the same for every image.")
    return say("The model says nearly the same for every image: it found nothing in them that goes "
               "with the labels.")  # fmt: skip

"""Whether training came to its goal, and ended there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from grader.checks.answer_causes import why_low
from grader.checks.base import asks_about, check
from grader.checks.feeding_causes import why_fed_wrongly, why_one_label, why_test_images
from grader.checks.goals import goals
from grader.checks.metric_names import metric_value
from grader.checks.shares import sampling_error, share_right
from grader.evidence import Fed, SourceFacts
from grader.facts import TrainingFacts
from grader.language import say
from grader.results import Epoch, Finding, cut

__all__ = ["reaches"]

_SLACK = 0.015
"""How far the exported model may stay under the accuracy that its last epoch reported.

An epoch's accuracy is a running mean over weights that still move; measured on right solutions it
lies within 0.01 of what the finished model gets on the same images. With augmentation or dropout it
lies under that, which is right as well. Of a large set a sample is asked, so the error of sampling
is added.
"""


@check
@asks_about("train")
def reaches(
    history: Sequence[Epoch],
    training: TrainingFacts,
    source: SourceFacts,
    predictions: Mapping[str, Any],
    labels: Mapping[str, Any],
    fed: Fed | None = None,
    *,
    metric: str,
    at_least: float,
    within_epochs: int,
    where_defined: dict[str, float] | None = None,
) -> Finding:
    """Your training reaches the goal and ends there.

    Keys:
        metric: The metric that decides, as `accuracy`.
        at_least: The goal, which the model itself must reach on training images.
        within_epochs: The most epochs that it may take.
        where_defined: Goals of other forms of the task, for files that define these names.

    Example:
        {check: reaches, metric: accuracy, at_least: 0.99, within_epochs: 10, points: 15,
         hint: "How high does the accuracy climb, and when does training end?"}
    """
    seen = _Seen(history, training, predictions["train"], labels["train"], fed)
    found = [seen.held_against(goal, metric, within_epochs)
             for goal in goals(source, at_least, where_defined)]  # fmt: skip
    return next((each for each in found if each.passed), found[0])


@dataclass(frozen=True, slots=True)
class _Seen:
    """How training went, and what its model says of the images that it was trained on."""

    history: Sequence[Epoch]
    training: TrainingFacts
    predictions: Any
    labels: Any
    fed: Fed | None

    def held_against(self, goal: float, metric: str, within_epochs: int) -> Finding:
        """Say whether the goal was reached, and reached in the last epoch."""
        expected = say("{metric} {at_least:g} for the first time in the last epoch, within "
                       "{epochs} epochs",
                       metric=metric, at_least=goal, epochs=within_epochs)  # fmt: skip
        known = _known_values(self.history, metric)
        if not known:
            return _without_metric(expected, metric)
        proven = share_right(self.predictions, self.labels)
        first = next((n for n, value in enumerate(known, start=1) if value >= goal), None)
        epochs = len(known) + _went_on(self.training)
        actual = _course(known, first, proven, epochs)
        if first is None:
            stuck = why_low(self.predictions, self.labels, self.fed).stuck
            near = stuck or goal - max(known) < 0.4 * (1 - goal)
            why = _short_of(self.training, self.history, self.fed)
            return Finding(False, expected, actual, near=near, cause=why)
        if proven < goal - _SLACK - sampling_error(goal, len(self.labels)):
            unlike = say("The model you handed over is not as good as its training says.")
            why = why_one_label(self.fed) or why_test_images(self.fed) or unlike
            return Finding(False, expected, actual, cause=why)
        passed = first == epochs <= within_epochs
        return Finding(passed, expected, actual, float(passed), near=epochs == within_epochs + 1)


def _went_on(training: TrainingFacts) -> bool:
    """Whether another epoch was begun, which only the time then ended."""
    return training.last_fit is not None and bool(training.last_fit.cut_short)


def _without_metric(expected: str, metric: str) -> Finding:
    actual = say("no {metric} in the logs of your training", metric=metric)
    cause = say('Ask for it: compile(…, metrics=["{metric}"]).', metric=metric)
    return Finding(False, expected, actual, cause=cause)


def _known_values(history: Sequence[Epoch], metric: str) -> list[float]:
    values = (metric_value(epoch.logs, metric) for epoch in history)
    return [value for value in values if value is not None]


def _course(values: Sequence[float], first: int | None, proven: float, epochs: int) -> str:
    """The course of training in one phrase; the last of its epochs may have been cut short."""
    said = say(
        "{last:.4f} in epoch {epochs}, the last; the model itself {proven:.4f} on training images",
        last=cut(values[-1], 4),
        epochs=len(values),
        proven=cut(proven, 4),
    )
    if first is not None and first < epochs:
        said = say(
            "{first:.4f} in epoch {epoch} already", first=cut(values[first - 1], 4), epoch=first
        )
        said += "; " + say("training went on to epoch {epochs}", epochs=epochs)
    return said


def _short_of(training: TrainingFacts, history: Sequence[Epoch], fed: Fed | None) -> str:
    """Why training may have missed its goal, from what was seen of `fit`."""
    fit = training.last_fit
    if fit is None:
        return ""
    if cause := why_fed_wrongly(fed):
        return cause
    if fit.out_of_time:
        return say("The time was over after {epochs} epochs, before the goal.", epochs=len(history))
    if len(history) < fit.epochs_asked and not fit.capped:
        return say(
            "Training was ended in epoch {epoch}, before the goal: look at what ended it.",
            epoch=len(history),
        )
    if fed is not None and fed.model is not None and fed.model.optimizer.lower() == "sgd":
        return say("All {epochs} epochs were used up before the goal, and SGD is slow: Adam comes "
                   "further in as many.", epochs=len(history))  # fmt: skip
    return say("All {epochs} epochs were used up before the goal.", epochs=len(history))

"""Checks of what happened while the student's code ran."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from grader.checks.base import asks_about, check
from grader.checks.callback_causes import diagnose
from grader.checks.feeding_causes import unpaired, why_one_label
from grader.checks.goals import goals
from grader.checks.metric_names import metric_value
from grader.checks.shares import sampling_error, share_right
from grader.evidence import Fed, Probes, SourceFacts, TraineeRun
from grader.facts import FitFacts, ModelFacts, TrainingFacts
from grader.language import say
from grader.nothing_found import no_images
from grader.results import Finding, RunStatus
from grader.unfitted import caught, commented_fit, never_fits, unreached_fit

__all__ = ["first_epoch", "learned", "runs", "stops_at"]

_STOPS = "EarlyStopping"
_KERAS_BEGINS = "Exception encountered when calling"
_LONGEST = 200
_CREDIBLE = 0.1
"""How far a history's last accuracy may lie over the model's own before the run is not believed.

Wider than what `reaches` leaves: batch normalisation may cost a young model some percent once it is
asked.
"""


@check
def runs(run: TraineeRun) -> Finding:
    """Your code runs to its end.

    Without an exception and within the exercise's limits. Training that was ended because its time
    was over does not speak against it.

    Example:
        {check: runs, points: 10, required: true, hint: "Does it run in a fresh Python?"}
    """
    record = run.record
    expected = say("the file runs to its end")
    if run.error is not None:
        where = f" ({run.error.where})" if run.error.where else ""
        actual = f"{run.error.type}: {_first_line(run.error.message)}{where}"
        return Finding(False, expected, actual, cause=run.error.cause)
    if run.limit:
        return Finding(False, expected, run.limit)
    if record.status is not RunStatus.OK:
        actual = say("it ended early, with exit code {code}", code=record.exit_code)
        if record.signal:
            actual = say("it was ended by signal {number}", number=record.signal)
        return Finding(False, expected, actual)
    finished = say("finished in {seconds:.0f} s", seconds=record.wall_seconds)
    if run.out_of_time:
        finished += "; " + say("training was ended when its time was over")
    return Finding(True, expected, finished, 1.0)


def _first_line(message: str) -> str:
    """The line of a message that says what was wrong; the whole stands above the checks."""
    lines = [line for line in message.splitlines() if line.strip()]
    telling = [line for line in lines if not line.startswith(_KERAS_BEGINS)]
    first = (telling or lines or [""])[0].strip()
    return first if len(first) <= _LONGEST else f"{first[: _LONGEST - 1]}…"


@check
def learned(model: ModelFacts, training: TrainingFacts, source: SourceFacts) -> Finding:
    """The model you hand over is one that was trained.

    Its weights must differ from those before its first `fit`.

    Example:
        {check: learned, points: 10, required: true, hint: "Which model was given to fit?"}
    """
    expected = say("a model whose weights moved while it was trained")
    if training.exported_model is None:
        never = say("The model that counts was never given to fit.")
        why = commented_fit(source) if training.fits else never_fits(source)
        told = f"{why} {never}".strip()
        cause = unreached_fit(source) or caught(source) or told
        return Finding(False, expected, say("a model that was never trained"), cause=cause)
    fits = [fit for fit in training.fits if fit.model == training.exported_model]
    before = fits[0].weights_before if fits else ""
    still = bool(fits) and before == fits[-1].weights_after
    if still or before == model.weights_digest or not any(fit.epochs_begun for fit in fits):
        actual = say("the weights are exactly as they were before training")
        untold = not any(fit.epochs_begun for fit in fits) and caught(source)
        cause = no_images(training, source) or untold or _why_still(model, fits)
        return Finding(False, expected, actual, cause=cause)
    epochs = sum(len(fit.logs) for fit in fits)
    one = say("1 epoch of training")
    trained = one if epochs == 1 else say("{epochs} epochs of training", epochs=epochs)
    if any(fit.cut_short for fit in fits):
        trained = say("whole epochs of training: {epochs}, and part of another", epochs=epochs)
    return Finding(True, expected, trained, 1.0)


def _why_still(model: ModelFacts, fits: Sequence[FitFacts]) -> str:
    """A reason why no step could move the weights, that fit or the model itself shows."""
    if fits and not any(fit.epochs_asked or fit.epochs_begun for fit in fits):
        return say("fit was asked for 0 epochs.")
    if model.parameters and not model.trainable_parameters:
        return say("None of its layers may learn: trainable is False for all of them.")
    return unpaired(model)


@check
@asks_about("train")
def stops_at(
    probes: Probes,
    training: TrainingFacts,
    source: SourceFacts,
    predictions: Mapping[str, Any] | None = None,
    labels: Mapping[str, Any] | None = None,
    fed: Fed | None = None,
    *,
    metric: str,
    at_least: float,
    also: tuple[float, ...] = (),
    where_defined: dict[str, float] | None = None,
) -> Finding:
    """Your callback stops training at the right epoch.

    Made-up courses of training are replayed through the callback that `fit` was given, drawn anew
    for each run.

    Keys:
        metric: The metric that decides, as `accuracy`.
        at_least: The value at which training must stop.
        also: Values that count as well, as earlier forms of the task asked for them.
        where_defined: Values of other forms of the task, for files that define these names.

    Example:
        {check: stops_at, metric: accuracy, at_least: 0.99, points: 35, hint: "What do logs hold?"}
    """
    rule = say("stops after the first epoch with {metric} {at_least:g} or more",
               metric=metric, at_least=at_least)  # fmt: skip
    right = [first_epoch(probe, at_least) for probe in probes.asked]
    said = [answer.stopped_at for answer in probes.answers]
    errors = [answer.error for answer in probes.answers if answer.error]
    if doubt := _doubt(training, metric, predictions, labels):
        return Finding(False, rule, doubt, cause=why_one_label(fed))
    for bound in () if errors else (*goals(source, at_least, where_defined), *also):
        if said == [first_epoch(probe, bound) for probe in probes.asked]:
            passed = Finding(True, rule, _all_right(len(said), bound, at_least), 1.0)
            return _ended_by_another(training, metric, bound, rule) or passed
    diagnosis = diagnose(probes, right, training, source, at_least=at_least)
    return Finding(False, rule, diagnosis.actual, cause=diagnosis.cause)


def _ended_by_another(
    training: TrainingFacts, metric: str, bound: float, rule: str
) -> Finding | None:
    """Say that Keras's own callback ended training before the student's could, where it did."""
    fit = training.last_fit
    if fit is None or fit.capped or fit.out_of_time or len(fit.logs) >= fit.epochs_asked:
        return None
    reached = any((metric_value(logs, metric) or 0.0) >= bound for logs in fit.logs)
    if reached or not any(each.built_in and each.class_name == _STOPS for each in fit.callbacks):
        return None
    actual = say("right in the trial runs, but {callback} ended your training in epoch {epoch}, "
                 "before {metric} {bound:g}", callback=_STOPS, epoch=len(fit.logs), metric=metric,
                 bound=bound)  # fmt: skip
    leave = say("Leave {callback} out: the rule alone says when training ends.", callback=_STOPS)
    return Finding(False, rule, actual, cause=leave, near=True)


def _all_right(number: int, bound: float, at_least: float) -> str:
    if bound == at_least:
        return say("right in all {number} trial runs", number=number)
    return say("right in all {number} trial runs, for {bound:g}", number=number, bound=bound)


def _doubt(
    training: TrainingFacts,
    metric: str,
    predictions: Mapping[str, Any] | None,
    labels: Mapping[str, Any] | None,
) -> str:
    """Why a run's own word cannot be taken: it claims an accuracy that its model has not.

    The answers of the trial runs come from the process that ran the student's code. They count
    only from a run whose history agrees with what the exported model does.
    """
    trained = training.exported_model is not None
    epochs = training.epochs_of_exported_model() if trained else ()
    claimed = metric_value(epochs[-1].logs, metric) if epochs else None
    if predictions is None or labels is None or claimed is None:
        return ""
    proven = share_right(predictions["train"], labels["train"])
    if claimed - proven <= _CREDIBLE + sampling_error(proven, len(labels["train"])):
        return ""
    return say(
        "the run reported {metric} {claimed:.3f}, and its model gets {proven:.3f} right",
        metric=metric,
        claimed=claimed,
        proven=proven,
    )


def first_epoch(probe: Sequence[Mapping[str, float]], at_least: float) -> int | None:
    """Return the epoch, counted from 1, at which the rule stops; None where it never does."""
    reached = np.array([epoch["metric"] >= at_least for epoch in probe])
    return int(reached.argmax()) + 1 if reached.any() else None

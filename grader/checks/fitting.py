"""Checks of how `fit` was called: what it was fed with, for how long, with what beside it."""

from __future__ import annotations

import math
from typing import Annotated, Final

from pydantic import Field

from grader.checks.augmenting_code import KINDS, varying_functions, written_names
from grader.checks.base import check
from grader.evidence import SourceFacts, TraineeRun
from grader.facts import FitFacts, ModelFacts, TrainingFacts
from grader.language import say
from grader.results import Finding, RunStatus

__all__ = [
    "augments_training_data",
    "epochs_at_most",
    "leaves_validation_data_alone",
    "trains_within",
    "validates_while_training",
]

_FAR: Final = 10
"""Times: bright pictures may be twice as bright as others, and unscaled pixels are 255 times."""


def _fits_of_model(training: TrainingFacts) -> list[FitFacts]:
    own = [fit for fit in training.fits if fit.model == training.exported_model]
    return own or list(training.fits)


@check
def trains_within(run: TraineeRun, *, seconds: float) -> Finding:
    """Your code finishes in the time that the task allows.

    The time is that of the whole run on this computer. A file that does not run to its end has not
    finished, and neither has training that was ended because its time was over. A tenth over the
    limit is tried again where the exercise has more attempts.

    Keys:
        seconds: The most that it may take.

    Example:
        {check: trains_within, seconds: 300, points: 5, hint: "How many epochs does it take?"}
    """
    record = run.record
    took = record.wall_seconds
    expected = say("at most {seconds:g} s", seconds=seconds)
    if run.error is not None or run.limit or record.status is not RunStatus.OK:
        return Finding(False, expected, say("it did not run to its end"))
    if run.out_of_time:
        return Finding(False, expected, say("training was ended when its time was over"))
    right = took <= seconds
    actual = say("{seconds:.1f} s", seconds=took if right else math.ceil(took * 10) / 10)
    return Finding(right, expected, actual, float(right), near=took <= 1.1 * seconds)


@check
def epochs_at_most(training: TrainingFacts, model: ModelFacts, *, epochs: int) -> Finding:
    """Training takes no more epochs than the task allows.

    Every `fit` of the exported model counts, and so does what the grader ended at the limit of
    epochs in `limits`, or when its time was over and more epochs were asked for than are allowed.
    No training at all does not pass.

    Keys:
        epochs: The most that there may be.

    Example:
        {check: epochs_at_most, epochs: 20, points: 5, hint: "How many epochs are allowed?"}
    """
    del model  # that there is one confirms what was reported
    fits = _fits_of_model(training)
    done = sum(fit.epochs_begun for fit in fits)
    expected = say("at most {epochs} epochs", epochs=epochs)
    actual = say("{epochs} epochs", epochs=done)
    too_many = sum(fit.epochs_asked for fit in fits) > epochs
    capped = any(fit.capped or (fit.out_of_time and too_many) for fit in fits)
    if capped and done <= epochs:
        actual += "; " + say("ended there by the grader: more were asked for")
    right = 0 < done <= epochs and not capped
    return Finding(right, expected, actual, float(right))


@check
def validates_while_training(
    training: TrainingFacts, model: ModelFacts, source: SourceFacts
) -> Finding:
    """Training is watched on data of its own.

    `validation_data` and `validation_split` both count; images that the network trains on do not,
    where that can be seen: the same object, the same files or the same arrays; nor do images whose
    pixels are ten times as large, or as small, as those that it trains on.

    Example:
        {check: validates_while_training, points: 5, hint: "How do you see that it overfits?"}
    """
    del model  # that there is one confirms what was reported
    expected = say("fit is given validation data")
    fits = _fits_of_model(training)
    line = fits[-1].line if fits else 0
    watched = [fit for fit in fits if fit.validation and not fit.validation_seen]
    if watched and all(_scaled_otherwise(fit) for fit in watched):
        cause = say("The pixels of the validation images are {times:g} times those of the training "
                    "images, so val_accuracy says nothing. Scale both alike ({where}).",
                    times=float(f"{watched[-1].validation_times:.3g}"),
                    where=source.where(watched[-1].line))  # fmt: skip
        return Finding(False, expected, say("it is given some, scaled otherwise"), cause=cause)
    if watched:
        return Finding(True, expected, say("it is given some"), 1.0)
    if any(fit.validation for fit in fits):
        cause = say("validation_data are images that the network trains on, so val_accuracy says "
                    "nothing about new ones. Give fit the validation images ({where}).",
                    where=source.where(line))  # fmt: skip
        return Finding(False, expected, say("it is given the training images"), cause=cause)
    cause = say("Pass validation_data to fit ({where}).", where=source.where(line)) if line else ""
    return Finding(False, expected, say("it is given none"), cause=cause)


def _scaled_otherwise(fit: FitFacts) -> bool:
    return fit.validation_times > 0 and not 1 / _FAR < fit.validation_times < _FAR


@check
def augments_training_data(
    training: TrainingFacts,
    model: ModelFacts,
    source: SourceFacts,
    *,
    kinds: Annotated[int, Field(ge=1, le=len(KINDS))] = 1,
) -> Finding:
    """The training images are varied while the network trains.

    Kinds are flip, rotation, shift, shear, zoom and light. They may come from an
    `ImageDataGenerator`, from layers in the model or in a dataset's `map`, or from functions there.
    What is written and never reaches `fit` does not count. How well it serves, this check does not
    see: let `accuracy_under_augmentation` stand beside it.

    Keys:
        kinds: How many of them there must be; part of the points is earned for fewer.

    Example:
        {check: augments_training_data, kinds: 3, points: 20, hint: "What may change in a photo?"}
    """
    found = _kinds_found(training, model, source)
    expected = say("at least {count} of: {kinds}", count=kinds, kinds=", ".join(KINDS))
    right = len(found) >= kinds
    actual = ", ".join(found) if found else say("no augmentation was seen")
    cause = _why_none(source) if not found else ""
    return Finding(right, expected, actual, min(len(found) / kinds, 1.0), cause=cause)


def _kinds_found(training: TrainingFacts, model: ModelFacts, source: SourceFacts) -> list[str]:
    """The kinds of augmentation that reached training, in the order of `KINDS`."""
    names = {layer.kind for layer in model.layers}
    for fit in _fits_of_model(training):
        names |= set(fit.augmentation)
    if any(fit.fed_by != "arrays" for fit in _fits_of_model(training)):
        # Arrays stay the same from epoch to epoch, whatever was called on the way to them.
        names |= set(training.augmenters) | varying_functions(source.tree)
    return [kind for kind, ways in KINDS.items() if names & set(ways)]


def _why_none(source: SourceFacts) -> str:
    """Where augmentation is written and never reaches `fit`."""
    name, line = next(written_names(source.tree), ("", 0))
    if not name:
        return ""
    return say(
        "{name} ({where}) is written there, but what fit was given does not use it.",
        name=name,
        where=source.where(line),
    )


@check
def leaves_validation_data_alone(training: TrainingFacts, model: ModelFacts) -> Finding:
    """The validation images are left as they are.

    Seen where they come from an `ImageDataGenerator`, also by `subset="validation"` of one that
    augments. Many take it as advice: `remark: true` costs nothing.

    Example:
        {check: leaves_validation_data_alone, remark: true, hint: "What do you measure there?"}
    """
    del model  # that there is one confirms what was reported
    expected = say("validation images as they are")
    changed = {
        name: value
        for fit in _fits_of_model(training)
        for name, value in fit.validation_augmentation.items()
    }
    if not any(fit.validation for fit in _fits_of_model(training)):
        return Finding(True, expected, say("fit was given none"), 1.0)
    if not changed:
        return Finding(True, expected, say("they are"), 1.0)
    actual = say("the generator of the validation images varies them: {names}",
                 names=", ".join(changed))  # fmt: skip
    return Finding(False, expected, actual)

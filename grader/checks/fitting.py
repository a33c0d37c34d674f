"""Checks of how `fit` was called: what it was fed with, for how long, with what beside it."""

from __future__ import annotations

import ast
from typing import Final

from grader.checks.base import check
from grader.evidence import SourceFacts, TraineeRun
from grader.facts import FitFacts, ModelFacts, TrainingFacts
from grader.language import say
from grader.results import Finding

__all__ = [
    "augments_training_data",
    "epochs_at_most",
    "leaves_validation_data_alone",
    "trains_within",
    "validates_while_training",
]

_KINDS: Final[dict[str, tuple[str, ...]]] = {
    "flip": ("horizontal_flip", "vertical_flip", "RandomFlip", "flip", "fliplr", "flipud"),
    "rotation": ("rotation_range", "RandomRotation", "rot90", "rotate"),
    "shift": ("width_shift_range", "height_shift_range", "RandomTranslation", "RandomCrop",
              "random_crop"),
    "shear": ("shear_range", "RandomShear"),
    "zoom": ("zoom_range", "RandomZoom"),
    "light": ("brightness_range", "channel_shift_range", "RandomBrightness", "RandomContrast",
              "random_brightness", "random_contrast", "random_hue", "random_saturation"),
}  # fmt: skip
"""Kinds of augmentation, by the arguments, layers and functions that make them."""
_IMAGE_FUNCTIONS: Final = {
    "random_flip_left_right": "flip",
    "random_flip_up_down": "flip",
    "stateless_random_flip_left_right": "flip",
    "flip_left_right": "flip",
    "stateless_random_crop": "random_crop",
}


def _fits_of_model(training: TrainingFacts) -> list[FitFacts]:
    own = [fit for fit in training.fits if fit.model == training.exported_model]
    return own or list(training.fits)


@check
def trains_within(run: TraineeRun, *, seconds: float) -> Finding:
    """Your code finishes in the time that the task allows."""
    took = run.record.wall_seconds
    expected = say("at most {seconds:g} s", seconds=seconds)
    return Finding(took <= seconds, expected, say("{seconds:.0f} s", seconds=took))


@check
def epochs_at_most(training: TrainingFacts, model: ModelFacts, *, epochs: int) -> Finding:
    """Training takes no more epochs than the task allows."""
    del model  # that there is one confirms what was reported
    done = sum(len(fit.logs) for fit in _fits_of_model(training))
    expected = say("at most {epochs} epochs", epochs=epochs)
    actual = say("{epochs} epochs", epochs=done)
    capped = any(fit.capped for fit in _fits_of_model(training))
    if capped and done <= epochs:
        actual += "; " + say("ended there by the grader: more were asked for")
    right = done <= epochs and not capped
    return Finding(right, expected, actual, float(right))


@check
def validates_while_training(
    training: TrainingFacts, model: ModelFacts, source: SourceFacts
) -> Finding:
    """Training is watched on data of its own."""
    del model  # that there is one confirms what was reported
    expected = say("fit is given validation data")
    fits = _fits_of_model(training)
    if any(fit.validation for fit in fits):
        return Finding(True, expected, say("it is given some"), 1.0)
    line = fits[-1].line if fits else 0
    cause = say("Pass validation_data to fit ({where}).", where=source.where(line)) if line else ""
    return Finding(False, expected, say("it is given none"), cause=cause)


@check
def augments_training_data(
    training: TrainingFacts, model: ModelFacts, source: SourceFacts, *, kinds: int = 1
) -> Finding:
    """The training images are varied while the network trains."""
    found = _kinds_found(training, model, source)
    expected = say("at least {count} of: {kinds}", count=kinds, kinds=", ".join(_KINDS))
    right = len(found) >= kinds
    actual = ", ".join(found) if found else say("no augmentation was seen")
    cause = "" if right else _why_none(source, found)
    return Finding(right, expected, actual, min(len(found) / kinds, 1.0), cause=cause)


def _kinds_found(training: TrainingFacts, model: ModelFacts, source: SourceFacts) -> list[str]:
    """The kinds of augmentation that reached training, in the order of `_KINDS`."""
    names = {layer.kind for layer in model.layers} | set(training.augmenters)
    for fit in _fits_of_model(training):
        names |= set(fit.augmentation)
    if all(fit.fed_by != "arrays" for fit in _fits_of_model(training)):
        names |= _called(source.tree)
    return [kind for kind, ways in _KINDS.items() if names & set(ways)]


def _called(tree: ast.Module) -> set[str]:
    """Functions that vary pictures, as `tf.image.random_flip_left_right`, by their last names."""
    names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return names | {_IMAGE_FUNCTIONS[name] for name in names if name in _IMAGE_FUNCTIONS}


def _why_none(source: SourceFacts, found: list[str]) -> str:
    """Where augmentation is written and never reaches `fit`."""
    if found:
        return ""
    written = {name for ways in _KINDS.values() for name in ways}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.keyword | ast.Attribute):
            name = (node.arg or "") if isinstance(node, ast.keyword) else node.attr
            if name in written:
                return say(
                    "{name} ({where}) is written there, but what fit was given does not use it.",
                    name=name,
                    where=source.where(node.lineno),
                )
    return ""


@check
def leaves_validation_data_alone(training: TrainingFacts, model: ModelFacts) -> Finding:
    """The validation images are left as they are."""
    del model  # that there is one confirms what was reported
    expected = say("validation images as they are")
    changed = {
        name: value
        for fit in _fits_of_model(training)
        for name, value in fit.validation_augmentation.items()
    }
    if not changed:
        return Finding(True, expected, say("they are"), 1.0)
    actual = say("the generator of the validation images varies them: {names}",
                 names=", ".join(changed))  # fmt: skip
    return Finding(False, expected, actual)

"""Checks of what the exported model says to images, beyond how often it is right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel

from grader.checks.answer_causes import why_low
from grader.checks.base import Split, ask_about_images, asks_about, check
from grader.checks.shares import (
    Numbers,
    Share,
    sampling_error,
    share_right,
    training_noise,
    wilson_interval,
)
from grader.checks.variations import varied
from grader.evidence import Fed
from grader.language import say
from grader.results import Finding, cut

__all__ = [
    "accuracy_under_augmentation",
    "beats_baseline",
    "overfitting_gap",
    "per_class_accuracy",
    "probabilities",
]

_VARIED_AND_PLAIN = ("asked", "hidden")
_ROUNDING = 1e-3
_EXACT = 1e-9
"""Sums and differences of shares are off by less: 0.1 + 0.2 is a little more than 0.3."""


@ask_about_images("accuracy_under_augmentation")
def draw_variation(
    parameters: BaseModel, rng: np.random.Generator
) -> Callable[[NDArray[Any]], NDArray[Any]]:
    """Return what flips, turns and shifts the hidden images, each in its own way."""
    keys = parameters.model_dump()
    seed = int(rng.integers(2**31))

    def vary(images: NDArray[Any]) -> NDArray[Any]:
        return varied(images, np.random.default_rng(seed), degrees=keys["degrees"],
                      shift=keys["shift"], flip=keys["flip"])  # fmt: skip

    return vary


@check
@asks_about("hidden")
def accuracy_under_augmentation(
    predictions: Mapping[str, Any],
    labels: Mapping[str, Any],
    fed: Fed | None = None,
    *,
    at_least: Share,
    degrees: float = 25.0,
    shift: Share = 0.1,
    flip: bool = True,
) -> Finding:
    """Your model is right on hidden images that were flipped, turned and shifted.

    Each image is changed in its own way, drawn anew for each run. What comes in from outside of a
    picture is filled with the nearest pixel.

    Keys:
        at_least: The share that must be right.
        degrees: The most that an image is turned, to either side.
        shift: The most that it is shifted, as a share of its width and height.
        flip: Whether every other image is mirrored; not where that changes what is on it.

    Example:
        {check: accuracy_under_augmentation, at_least: 0.7, points: 15, hint: "What may change?"}
    """
    del flip
    share, plain = (share_right(predictions[name], labels["hidden"]) for name in _VARIED_AND_PLAIN)
    low, high = wilson_interval(share, len(labels["hidden"]))
    expected = say("at least {at_least:.3f}, turned by up to {degrees:g}° and shifted by up to "
                   "{shift:.0%}", at_least=at_least, degrees=degrees, shift=shift)  # fmt: skip
    actual = say("{share:.3f} (95 % interval {low:.3f}…{high:.3f}); {plain:.3f} on the images as "
                 "they are", share=cut(share, 3), low=low, high=high,
                 plain=cut(plain, 3))  # fmt: skip
    if share >= at_least:
        return Finding(True, expected, actual, 1.0, value=share)
    reason = why_low(predictions["hidden"], labels["hidden"], fed)
    close = at_least - share < training_noise(share, len(labels["hidden"]))
    near = reason.near(close=close)
    return Finding(False, expected, actual, cause=reason.cause, near=near, value=share)


@check
def per_class_accuracy(
    predictions: Mapping[str, Any],
    labels: Mapping[str, Any],
    fed: Fed | None = None,
    *,
    at_least: Share,
    classes: list[str] | None = None,
    split: Split = "hidden",
) -> Finding:
    """Your model knows every class, not only the easy ones.

    Part of the points is earned for a part of the classes, none by a model that guesses. A class
    without images is passed over.

    Keys:
        at_least: The share that must be right of each class.
        classes: What they are called, in the order of their numbers.
        split: Which images: those hidden from the student, or the public ones.

    Example:
        {check: per_class_accuracy, at_least: 0.8, points: 10, hint: "Which class is mistaken?"}
    """
    answers, truth = predictions[split], labels[split]
    shares = _class_shares(answers, truth)
    named = [f"{_class_name(each, classes)} {cut(shares[each], 3):.3f}" for each in shares]
    expected = say("at least {at_least:.3f} for each class", at_least=at_least)
    actual = ", ".join(named)
    low = [number for number, share in shares.items() if share < at_least]
    least = min(shares.values())
    if not low:
        return Finding(True, expected, actual, 1.0, value=least)
    reason = why_low(answers, truth, fed)
    close = all(
        at_least - shares[each] < sampling_error(at_least, int((truth == each).sum()))
        for each in low
    )
    part = 0.0 if reason.hopeless else 1 - len(low) / len(shares)
    near = reason.near(close=close)
    return Finding(False, expected, actual, part, cause=reason.cause, near=near, value=least)


def _class_shares(answers: Numbers, truth: NDArray[Any]) -> dict[int, float]:
    """The share that is right of each class that has images."""
    own = {number: truth == number for number in range(int(truth.max()) + 1)}
    return {
        number: share_right(answers[mask], truth[mask])
        for number, mask in own.items()
        if mask.any()
    }


def _class_name(number: int, classes: list[str] | None) -> str:
    known = classes is not None and number < len(classes)
    return classes[number] if classes and known else say("class {number}", number=number)


@check
def probabilities(predictions: Mapping[str, Any], *, split: Split = "hidden") -> Finding:
    """The model's answers are probabilities.

    Keys:
        split: Which images it was asked.

    Example:
        {check: probabilities, points: 5, hint: "What does softmax do to the numbers?"}
    """
    answers: Numbers = predictions[split]
    expected = say("numbers from 0 to 1 that add up to 1")
    if answers.shape[1] == 1:
        expected = say("numbers from 0 to 1")
    if np.isnan(answers).any():
        return Finding(False, expected, say("not numbers (NaN)"))
    low, high = float(answers.min()), float(answers.max())
    actual = say("from {low:.3g} to {high:.3g}", low=low, high=high)
    if low < -_ROUNDING or high > 1 + _ROUNDING:
        cause = say("The last layer has no softmax or sigmoid.")
        return Finding(False, expected, actual, cause=cause)
    sums = answers.sum(axis=1)
    if answers.shape[1] > 1 and np.abs(sums - 1).max() > 10 * _ROUNDING:
        actual = say("they add up to {low:.3g} to {high:.3g}", low=sums.min(), high=sums.max())
        cause = say("Sigmoid looks at each unit alone; softmax lets them add up to 1.")
        return Finding(False, expected, actual, cause=cause)
    return Finding(True, expected, actual, 1.0)


@check
@asks_about("train", "hidden")
def overfitting_gap(
    predictions: Mapping[str, Any],
    labels: Mapping[str, Any],
    fed: Fed | None = None,
    *,
    at_most: Share,
) -> Finding:
    """Your model has not learned its training images by heart.

    A model that has learned nothing does not pass.

    Keys:
        at_most: How far the accuracy on training images may lie over that on hidden ones.

    Example:
        {check: overfitting_gap, at_most: 0.12, points: 5, hint: "Are pictures the same each time?"}
    """
    train = share_right(predictions["train"], labels["train"])
    hidden = share_right(predictions["hidden"], labels["hidden"])
    gap = train - hidden
    expected = say("training accuracy at most {gap:g} over that of hidden images", gap=at_most)
    # Rounded up: what lies over the bound must not read as if it did not.
    actual = say("{train:.3f} on training images, {hidden:.3f} on hidden ones: {gap:.3f} apart",
                 train=cut(train, 3), hidden=cut(hidden, 3), gap=-cut(-gap, 3))  # fmt: skip
    reason = why_low(predictions["hidden"], labels["hidden"], fed)
    if reason.hopeless:
        return Finding(False, expected, actual, cause=reason.cause, near=reason.stuck, value=gap)
    right = gap <= at_most + _EXACT
    near = gap - at_most < sampling_error(hidden, len(labels["hidden"]))
    return Finding(right, expected, actual, float(right), near=near, value=gap)


@check
def beats_baseline(
    predictions: Mapping[str, Any],
    labels: Mapping[str, Any],
    fed: Fed | None = None,
    *,
    baseline: Share,
    margin: Share,
    split: Split = "hidden",
) -> Finding:
    """Your model does better than the simpler one.

    Keys:
        baseline: The share that the simpler model gets right, measured by the author.
        margin: How much better it must be.
        split: Which images: those hidden from the student, or the public ones.

    Example:
        {check: beats_baseline, baseline: 0.8, margin: 0.1, points: 9, hint: "What do filters do?"}
    """
    share = share_right(predictions[split], labels[split])
    expected = say("at least {margin:.3f} over the simpler model's {baseline:.3f}",
                   margin=margin, baseline=baseline)  # fmt: skip
    actual = f"{cut(share, 3):.3f}"
    if share >= baseline + margin - _EXACT:
        return Finding(True, expected, actual, 1.0, value=share)
    reason = why_low(predictions[split], labels[split], fed)
    close = baseline + margin - share < training_noise(share, len(labels[split]))
    near = reason.near(close=close)
    return Finding(False, expected, actual, cause=reason.cause, near=near, value=share)

"""Checks of what the exported model says to images, beyond how often it is right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel

from grader.checks.base import ask_about_images, check
from grader.checks.predictions import sampling_error, share_right, wilson_interval
from grader.checks.variations import varied
from grader.language import say
from grader.results import Finding, cut

__all__ = [
    "accuracy_under_augmentation",
    "beats_baseline",
    "overfitting_gap",
    "per_class_accuracy",
    "probabilities",
]

Numbers = NDArray[np.float64]
Split = Literal["hidden", "train", "validation"]
_ROUNDING = 1e-3


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
def accuracy_under_augmentation(
    predictions: Mapping[str, Any],
    labels: Mapping[str, Any],
    *,
    at_least: float,
    degrees: float = 25.0,
    shift: float = 0.1,
    flip: bool = True,
) -> Finding:
    """Your model is right on hidden images that were flipped, turned and shifted."""
    del flip
    share = share_right(predictions["asked"], labels["hidden"])
    plain = share_right(predictions["hidden"], labels["hidden"])
    low, high = wilson_interval(share, len(labels["hidden"]))
    expected = say(
        "at least {at_least:.3f}, turned by up to {degrees:g}° and shifted by up to {shift:.0%}",
        at_least=at_least,
        degrees=degrees,
        shift=shift,
    )
    actual = say(
        "{share:.3f} (95 % interval {low:.3f}…{high:.3f}); {plain:.3f} on the images as they are",
        share=cut(share, 3),
        low=low,
        high=high,
        plain=cut(plain, 3),
    )
    near = at_least - share < 3 * (high - low)
    right = share >= at_least
    return Finding(right, expected, actual, float(right), near=near, value=share)


@check
def per_class_accuracy(
    predictions: Mapping[str, Any],
    labels: Mapping[str, Any],
    *,
    at_least: float,
    classes: list[str] | None = None,
    split: Split = "hidden",
) -> Finding:
    """Your model knows every class, not only the easy ones."""
    answers, truth = predictions[split], labels[split]
    count = int(truth.max()) + 1
    names = [*(classes or [])][:count]
    names += [say("class {number}", number=number) for number in range(len(names), count)]
    named = {
        name: share_right(answers[truth == number], truth[truth == number])
        for number, name in enumerate(names)
    }
    low = [name for name, share in named.items() if share < at_least]
    actual = ", ".join(f"{name} {cut(share, 3):.3f}" for name, share in named.items())
    expected = say("at least {at_least:.3f} for each class", at_least=at_least)
    least = min(named.values())
    if not low:
        return Finding(True, expected, actual, 1.0, value=least)
    fewest = int(np.bincount(truth.astype(np.intp)).min())
    near = at_least - least < sampling_error(at_least, fewest)
    part = 1 - len(low) / len(named)
    return Finding(False, expected, actual, part, near=near, value=least)


@check
def probabilities(predictions: Mapping[str, Any], *, split: Split = "hidden") -> Finding:
    """The model's answers are probabilities."""
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
def overfitting_gap(
    predictions: Mapping[str, Any], labels: Mapping[str, Any], *, at_most: float
) -> Finding:
    """Your model has not learned its training images by heart."""
    train = share_right(predictions["train"], labels["train"])
    hidden = share_right(predictions["hidden"], labels["hidden"])
    gap = train - hidden
    expected = say("training accuracy at most {gap:.2f} over that of hidden images", gap=at_most)
    actual = say("{train:.3f} on training images, {hidden:.3f} on hidden ones: {gap:.3f} apart",
                 train=cut(train, 3), hidden=cut(hidden, 3), gap=gap)  # fmt: skip
    near = gap - at_most < sampling_error(hidden, len(labels["hidden"]))
    right = gap <= at_most
    return Finding(right, expected, actual, float(right), near=near, value=gap)


@check
def beats_baseline(
    predictions: Mapping[str, Any],
    labels: Mapping[str, Any],
    *,
    baseline: float,
    margin: float,
    split: Split = "hidden",
) -> Finding:
    """Your model does better than the simpler one."""
    share = share_right(predictions[split], labels[split])
    expected = say("at least {margin:.3f} over the simpler model's {baseline:.3f}",
                   margin=margin, baseline=baseline)  # fmt: skip
    actual = f"{cut(share, 3):.3f}"
    right = share >= baseline + margin
    near = baseline + margin - share < sampling_error(share, len(labels[split]))
    return Finding(right, expected, actual, float(right), near=near, value=share)

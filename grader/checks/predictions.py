"""Checks of what the exported model says: computed here, from its predictions and our labels."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, Field

from grader.checks.base import Split, ask_model, asks_about, check
from grader.checks.feeding_causes import labels_scaled, why_ended_badly, why_fed_wrongly
from grader.evidence import Fed
from grader.language import say
from grader.results import Finding, cut

__all__ = [
    "Low",
    "Share",
    "accuracy",
    "follows_line",
    "predicts",
    "sampling_error",
    "share_right",
    "why_low",
    "wilson_interval",
]

Numbers = NDArray[np.float64]
Share = Annotated[float, Field(ge=0, le=1)]
"""A part of all images, as exercises give it."""
_Z_95 = 1.959964  # the normal distribution's 97.5 % point
_Z_99 = 2.575829  # its 99.5 % point
_GUESSING = 0.05  # so much better than chance is not worth telling from it
_TURNED = 0.35  # so seldom right on two classes, a model knows them by each other's name
_DRAWN = 24


def share_right(answers: Numbers, labels: NDArray[Any]) -> float:
    """Return the share of `labels` that the answers name.

    Several columns are read by argmax, one column by the threshold 0.5.

    Args:
        answers: Shape (rows, columns).
        labels: Shape (rows,), class numbers from 0.
    """
    named = answers[:, 0] > 0.5 if answers.shape[1] == 1 else answers.argmax(axis=1)
    said = np.where(np.isnan(answers).any(axis=1), -1, named)
    return float((said == labels).mean())


def sampling_error(share: float, count: int) -> float:
    """Return how far a share seen in `count` draws may lie from the true one, in 99 % of cases.

    A share of 1 still errs: it is taken for 0.99 here.
    """
    likely = min(max(share, 0.01), 0.99)
    return _Z_99 * math.sqrt(likely * (1 - likely) / count)


def wilson_interval(share: float, count: int) -> tuple[float, float]:
    """Return the 95 % interval of a share seen in `count` draws (Wilson, JASA 1927)."""
    spread = _Z_95**2 / count
    centre = (share + spread / 2) / (1 + spread)
    half = _Z_95 / (1 + spread) * math.sqrt(share * (1 - share) / count + spread / (4 * count))
    return centre - half, centre + half


@check
def accuracy(
    predictions: Mapping[str, Any],
    labels: Mapping[str, Any],
    fed: Fed | None = None,
    *,
    at_least: Share,
    partial_from: Share | None = None,
    split: Split = "hidden",
) -> Finding:
    """Your model is right often enough on images it never saw.

    Several numbers for an image are read by the largest, one number by the threshold 0.5. A failure
    inside the noise is trained again where the exercise has more attempts.

    Keys:
        at_least: The share that earns all points.
        partial_from: The share from which on a part is earned; without it there is none.
        split: Which images: those hidden from the student, or the public ones.

    Example:
        {check: accuracy, at_least: {embedded: 0.85, real: 0.75}, partial_from: 0.6, points: 30,
         hidden: true, hint: "Does the validation accuracy still rise when training ends?"}
    """
    answers, truth = predictions[split], labels[split]
    share = share_right(answers, truth)
    low, high = wilson_interval(share, len(truth))
    expected = say("at least {at_least:.3f}", at_least=at_least)
    actual = say(
        "{share:.3f} (95 % interval {low:.3f}…{high:.3f})", share=cut(share, 3), low=low, high=high
    )
    if share >= at_least:
        return Finding(True, expected, actual, 1.0, value=share)
    part = 0.0
    if partial_from is not None and partial_from < share:
        part = (share - partial_from) / (at_least - partial_from)
    reason = why_low(answers, truth, fed)
    near = reason.near(close=at_least - share < 3 * (high - low))
    return Finding(False, expected, actual, part, cause=reason.cause, near=near, value=share)


@dataclass(frozen=True, slots=True)
class Low:
    """Why a model is seldom right.

    Attributes:
        cause: In the reader's words, or empty.
        stuck: Whether the network just never got going.
        hopeless: Whether another training would not help.
    """

    cause: str
    stuck: bool
    hopeless: bool

    def near(self, *, close: bool) -> bool:
        """Whether it may have been bad luck; `close`: the threshold was only just missed."""
        return self.stuck or (close and not self.hopeless)


def why_low(answers: Numbers, truth: NDArray[Any], fed: Fed | None) -> Low:
    """Return why `answers` are seldom `truth`.

    Args:
        answers: Shape (rows, columns).
        truth: Shape (rows,), class numbers from 0.
        fed: What the network learned from, where that was seen.
    """
    said, unscaled_labels = why_wrong(answers, truth), not labels_scaled(fed)
    return Low(
        cause=why_fed_wrongly(fed) or said or why_ended_badly(fed, share_right(answers, truth)),
        stuck=unscaled_labels and is_stuck(answers, truth),
        hopeless=bool(said) or not unscaled_labels,
    )


def why_wrong(answers: Numbers, truth: NDArray[Any]) -> str:
    """A reason for low accuracy that the answers themselves show."""
    classes = int(truth.max()) + 1
    if np.isnan(answers).any():
        return say("The model's answers are not numbers (NaN): training diverged.")
    if answers.shape[1] == 1 and classes > 2:
        return say("One number cannot name {classes} classes.", classes=classes)
    said = answers.argmax(axis=1) if answers.shape[1] > 1 else answers[:, 0] > 0.5
    if len(np.unique(said)) == 1:
        return say("The model says the same for every image.")
    if classes == 2 and share_right(answers, truth) < _TURNED:
        return say("It is wrong far more often than a guess: are the two classes numbered the "
                   "other way round?")  # fmt: skip
    if share_right(answers, truth) < 1 / classes + _GUESSING:
        return say("That is no better than guessing among {classes} classes.", classes=classes)
    return ""


def is_stuck(answers: Numbers, truth: NDArray[Any]) -> bool:
    """Whether a model that could name every class names one for all images.

    That is what comes of a network that never got going, which may happen to a right one: with
    other first weights it learns.
    """
    if np.isnan(answers).any() or (answers.shape[1] == 1 and truth.max() > 1):
        return False
    said = answers.argmax(axis=1) if answers.shape[1] > 1 else answers[:, 0] > 0.5
    return len(np.unique(said)) == 1


@ask_model("predicts")
def draw_predicts(parameters: BaseModel, rng: np.random.Generator) -> Numbers:
    """Return the inputs that the exercise names."""
    del rng
    return np.array(parameters.model_dump()["at"], dtype=np.float64)


@check
@asks_about()
def predicts(
    predictions: Mapping[str, Any],
    *,
    at: list[float],
    expected: list[float],
    tolerance: float,
) -> Finding:
    """Your model predicts what the task says.

    Keys:
        at: The inputs, one number each.
        expected: The right output for each of them.
        tolerance: How far each may lie from it.

    Example:
        {check: predicts, at: [7], expected: [4.0], tolerance: 0.5, points: 20, hint: "Which unit?"}
    """
    said = predictions["asked"][:, 0]
    wanted = _pairs(at, np.array(expected)) + say(", each ± {tolerance:g}", tolerance=tolerance)
    wide = predictions["asked"].shape[1] != 1
    worst = float("inf") if wide else float(np.max(np.abs(said - np.array(expected))))
    right = worst <= tolerance  # false for NaN
    near = tolerance < worst <= 2 * tolerance
    cause = "" if right else _why_off(said, np.array(expected))
    return Finding(right, wanted, _pairs(at, said), float(right), cause=cause, near=near)


def _pairs(at: list[float], values: Numbers) -> str:
    return ", ".join(
        say("{value:.3f} at {where:g}", value=value, where=where)
        for where, value in zip(at, values, strict=True)
    )


def _why_off(said: Numbers, wanted: Numbers) -> str:
    ratios = said / wanted
    if np.isnan(said).any():
        return say("The model's answers are not numbers (NaN): training diverged.")
    if np.allclose(ratios, ratios[0], rtol=0.05):
        for factor in (10.0, 100.0, 1000.0, 100_000.0):
            if abs(ratios[0] / factor - 1) < 0.2:
                return say("Every answer is {factor:g} times too large: look at the unit of the "
                           "prices.", factor=factor)  # fmt: skip
    if np.ptp(said) < 0.01 * np.ptp(wanted):
        return say("The model says the same for every input.")
    return ""


@ask_model("follows_line")
def draw_follows_line(parameters: BaseModel, rng: np.random.Generator) -> Numbers:
    """Draw inputs inside and outside of what the model was trained on, fresh for each run."""
    keys = parameters.model_dump()
    ranges: list[tuple[float, float]] = [keys["inside"], keys["outside"]]
    return np.concatenate([rng.uniform(low, high, _DRAWN // 2) for low, high in ranges])


@check
@asks_about()
def follows_line(
    predictions: Mapping[str, Any],
    questions: Mapping[str, Any],
    *,
    slope: float,
    intercept: float,
    inside: tuple[float, float],
    outside: tuple[float, float],
    tolerance: float,
) -> Finding:
    """Your model found the rule behind the numbers.

    Inputs are drawn anew for each run, half of them from each range. For a part of them up to half
    of the points is earned.

    Keys:
        slope: How much the output grows with the input.
        intercept: The output at 0.
        inside: The range of inputs that the model was trained on, lowest and highest.
        outside: A range beyond.
        tolerance: How far each answer may lie from the line.

    Example:
        {check: follows_line, slope: 0.5, intercept: 0.5, inside: [1, 6], outside: [6, 10],
         tolerance: 0.25, points: 25, hint: "Is that one straight line?"}
    """
    wanted = intercept + slope * questions["asked"]
    off = np.abs(predictions["asked"][:, 0] - wanted)
    expected = say("within {tolerance:g} for inputs from {low:g} to {high:g}", tolerance=tolerance,
                   low=min(*inside, *outside), high=max(*inside, *outside))  # fmt: skip
    wide = predictions["asked"].shape[1] != 1
    worst = float("inf") if wide or np.isnan(off).any() else float(off.max())
    actual = say("at most {worst:.3f} off", worst=worst)
    if worst <= tolerance:
        return Finding(True, expected, actual, 1.0)
    share = 0.0 if wide else 0.5 * float((off <= tolerance).mean())
    near = tolerance < worst <= 2 * tolerance
    return Finding(False, expected, actual, share, cause=_where_off(off, tolerance), near=near)


def _where_off(off: Numbers, tolerance: float) -> str:
    seen = bool((off[: _DRAWN // 2] <= tolerance).all())
    return say("It is right where it was trained and wrong beyond.") if seen else ""

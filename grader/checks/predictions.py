"""Checks of what the exported model says: computed here, from its predictions and our labels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from pydantic import BaseModel

from grader.checks.answer_causes import why_low
from grader.checks.base import Split, ask_model, asks_about, check
from grader.checks.line_causes import why_off
from grader.checks.shares import Numbers, Share, share_right, training_noise, wilson_interval
from grader.evidence import Fed
from grader.language import say
from grader.results import Finding, cut

__all__ = ["accuracy", "follows_line", "predicts"]

_DRAWN = 24


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
    near = reason.near(close=at_least - share < training_noise(share, len(truth)))
    return Finding(False, expected, actual, part, cause=reason.cause, near=near, value=share)


@ask_model("predicts")
def draw_predicts(parameters: BaseModel, rng: np.random.Generator) -> Numbers:
    """Return the inputs that the exercise names."""
    del rng
    return np.array(parameters.model_dump()["at"], dtype=np.float64)


@check
@asks_about()
def predicts(
    predictions: Mapping[str, Any],
    fed: Fed | None = None,
    *,
    at: list[float],
    expected: list[float],
    tolerance: float,
    line: tuple[float, float] | None = None,
) -> Finding:
    """Your model predicts what the task says.

    Keys:
        at: The inputs, one number each.
        expected: The right output for each of them.
        tolerance: How far each may lie from it.
        line: Slope and intercept of the rule behind, where it is a straight line: the report then
            names the first training example that contradicts it.

    Example:
        {check: predicts, at: [7], expected: [4.0], tolerance: 0.5, points: 20, hint: "Which unit?"}
    """
    said = predictions["asked"][:, 0]
    wanted = _pairs(at, np.array(expected)) + say(", each ± {tolerance:g}", tolerance=tolerance)
    wide = predictions["asked"].shape[1] != 1
    worst = float("inf") if wide else float(np.max(np.abs(said - np.array(expected))))
    right = worst <= tolerance  # false for NaN
    near = tolerance < worst <= 2 * tolerance
    cause = "" if right or wide else why_off(said, np.array(expected), fed, line)
    return Finding(right, wanted, _pairs(at, said), float(right), cause=cause, near=near)


def _pairs(at: list[float], values: Numbers) -> str:
    return ", ".join(
        say("{value:.3f} at {where:g}", value=value, where=where)
        for where, value in zip(at, values, strict=True)
    )


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

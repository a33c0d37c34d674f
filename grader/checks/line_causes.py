"""Why a model of a few numbers predicts wrong ones: its examples, or too short a training."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from grader.checks.shares import Numbers
from grader.evidence import Fed
from grader.language import say

__all__ = ["why_off"]

_CLOSE_TO_ZERO = 1e-3  # a loss under it is no reason to train on
_FEWEST = 3  # epochs whose losses tell a direction, and examples that tell a unit
_OTHER_UNIT = 1.5
_BOUNDED = frozenset({"hard_sigmoid", "sigmoid", "softmax", "softsign", "tanh"})
_STEADILY, _CLEARLY = 0.999, 0.9


def why_off(said: Numbers, wanted: Numbers, fed: Fed | None, line: Sequence[float] | None) -> str:
    """Return why a model says what it does, or "".

    Args:
        said: What it predicts.
        wanted: What it should.
        fed: What it learned from, where that was seen.
        line: Slope and intercept of the task's rule, if that is a straight line.
    """
    if wrong := _wrong_example(fed, line) or _wrong_end(fed):
        return wrong
    if np.isnan(said).any():
        return say("The model's answers are not numbers (NaN): training diverged.")
    ratios = said / wanted
    if np.allclose(ratios, ratios[0], rtol=0.05):
        for factor in (10.0, 100.0, 1000.0, 100_000.0):
            if abs(ratios[0] / factor - 1) < 0.2:
                return say("Every answer is {factor:g} times too large: look at the unit of the "
                           "prices.", factor=factor)  # fmt: skip
    if np.ptp(said) < 0.01 * np.ptp(wanted):
        return say("The model says the same for every input.")
    return _ended_too_soon(fed)


def _wrong_end(fed: Fed | None) -> str:
    """What the last layer gives that no amount can be: several numbers, or none beyond 1."""
    layers = fed.model.layers if fed is not None and fed.model is not None else ()
    last = layers[-1] if layers else None
    if last is None:
        return ""
    if (last.units or 1) > 1:
        return say("The last layer gives {units} numbers for each example, and one is asked for: "
                   "Dense(units=1).", units=last.units)  # fmt: skip
    if last.activation in _BOUNDED:
        return say("{activation} in the last layer gives no number over 1: an amount needs a layer "
                   "without activation.", activation=last.activation)  # fmt: skip
    return ""


def _wrong_example(fed: Fed | None, line: Sequence[float] | None) -> str:
    """The first example in the training data that the rule contradicts."""
    if fed is None or line is None or fed.inputs is None or fed.labels is None:
        return ""
    x, y = np.array(fed.inputs.values), np.array(fed.labels.values)
    if not len(x) or len(x) != len(y):
        return ""
    slope, intercept = line
    if _is_a_power_of_ten(_unit(x, slope * y + intercept)):
        return say("fit was given the two the other way round: x is what is known, y what is to be "
                   "predicted.")  # fmt: skip
    rule = slope * x + intercept
    if (unit := _unit(y, rule)) > _OTHER_UNIT:
        return say("Every price in fit is {factor:g} times too large: look at their unit.",
                   factor=unit)  # fmt: skip
    wrong = ~np.isclose(y, rule, atol=0.05 * slope)
    if not wrong.any():
        return ""
    first = int(np.argmax(wrong))
    return say("fit was given {y:g} for {x:g}; by the task's rule it is {rule:g}.",
               y=float(y[first]), x=float(x[first]), rule=float(rule[first]))  # fmt: skip


def _is_a_power_of_ten(unit: float) -> bool:
    """Whether numbers differ by their unit alone, as thousands do from single ones."""
    exponent = round(float(np.log10(unit))) if unit > 0 else -1
    return exponent >= 0 and bool(np.isclose(unit, 10.0**exponent, rtol=0.02))


def _unit(given: Numbers, due: Numbers) -> float:
    """How many times as large all numbers are as they should be; 0 where they are not alike.

    The same example over and over tells no unit.
    """
    if len(np.unique(due)) < _FEWEST or not due.all():
        return 0.0
    ratios = given / due
    return float(np.median(ratios)) if np.allclose(ratios, np.median(ratios), rtol=0.02) else 0.0


def _ended_too_soon(fed: Fed | None) -> str:
    """Whether the loss still fell when training ended."""
    losses = [log["loss"] for log in (fed.logs if fed else ()) if "loss" in log]
    if not losses or losses[-1] < _CLOSE_TO_ZERO or not _is_falling(losses):
        return ""
    return say("The loss was still falling when training ended ({loss:.2g} in epoch {epoch}): more "
               "epochs bring it to zero.", loss=losses[-1], epoch=len(losses))  # fmt: skip


def _is_falling(losses: Sequence[float]) -> bool:
    """Whether the last fifth falls in each epoch, or lies well under the fifth before.

    Small batches make a loss go up and down that leads nowhere any more.
    """
    if len(losses) < _FEWEST:
        return True
    fifth = max(len(losses) // 5, _FEWEST)
    last, before = np.array(losses[-fifth:]), np.array(losses[-2 * fifth : -fifth])
    steadily = bool((np.diff(last) < 0).all()) and last[-1] < _STEADILY * last[0]
    return steadily or (len(before) > 0 and bool(last.mean() < _CLEARLY * before.mean()))

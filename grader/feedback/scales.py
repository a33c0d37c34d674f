"""The scale beside a chart: where its floor and ceiling lie, and the round numbers between."""

from __future__ import annotations

import math
from collections.abc import Sequence

from grader.reports.curve import axis_number

__all__ = ["limits", "ticks"]


def limits(heights: Sequence[float], *, share: bool, linear: bool) -> tuple[float, float]:
    """Return the heights of the floor and the ceiling.

    Args:
        heights: All that are drawn.
        share: Whether they are shares: none is above 1 then, and the ceiling is not either.
        linear: Whether the floor may be 0, and both lie at a tick.
    """
    low, high = min(heights), max(heights)
    if high - low < max(abs(high), 1) * 1e-9:
        margin = max(abs(high) * 0.1, 0.05)
        low, high = low - margin, high + margin
    if not linear:
        return low, high
    if 0 <= low < 0.4 * high and not share:
        low = 0.0
    step = _step(low, high)
    ceiling = math.ceil(high / step - 1e-9) * step
    limit = 1.0 if share and high <= 1 else ceiling
    return math.floor(low / step + 1e-9) * step, min(ceiling, limit)


def _step(low: float, high: float) -> float:
    """Return the round distance at which four or so ticks lie between `low` and `high`."""
    rough = (high - low) / 4
    unit = 10.0 ** math.floor(math.log10(rough))
    return next(unit * many for many in (1, 2, 5, 10) if unit * many >= rough * 0.999)


def ticks(low: float, high: float, *, log: bool) -> list[tuple[float, str]]:
    """Return three to six round heights between `low` and `high`, each with its text."""
    if log:
        powers = range(math.ceil(low - 1e-9), math.floor(high + 1e-9) + 1)
        if len(powers) < 2:
            return [(at, axis_number(10**at)) for at in (low, high)]
        step = math.ceil(len(powers) / 6)
        return [(power, f"{10.0**power:g}") for power in powers[::step]]
    step = _step(low, high)
    places = range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)
    digits = max(0, -math.floor(math.log10(step) + 1e-9))
    return [(at * step, _tick(at * step, digits)) for at in places]


def _tick(value: float, digits: int) -> str:
    return f"{value:.{digits}f}" if digits <= 4 and abs(value) < 1e5 else f"{value:.3g}"

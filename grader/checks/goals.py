"""Which values of a metric are the goal: a task that has several forms has several."""

from __future__ import annotations

from collections.abc import Mapping

from grader.checks.library_names import names_defined
from grader.evidence import SourceFacts

__all__ = ["goals"]


def goals(
    source: SourceFacts, at_least: float, where_defined: Mapping[str, float] | None
) -> tuple[float, ...]:
    """Return the exercise's own goal, then those of other forms of the task.

    Args:
        source: The submission.
        at_least: The exercise's own.
        where_defined: A function or class by which a file is known to follow another form of the
            task, and the goal of that.
    """
    others = where_defined or {}
    there = names_defined(source.tree) if others else set[str]()
    return (at_least, *(goal for name, goal in others.items() if name in there))

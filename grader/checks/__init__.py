"""The check vocabulary. Importing this package registers every check in it."""

from __future__ import annotations

from pydantic import BaseModel

from grader.checks import (
    architecture,
    fitting,
    frozen,
    functions,
    images,
    layers,
    model,
    predictions,
    probe_draws,
    reaching,
    source,
    training,
)
from grader.checks.base import CHECKS

__all__ = [
    "CHECKS",
    "architecture",
    "fitting",
    "frozen",
    "functions",
    "images",
    "layers",
    "model",
    "predictions",
    "probe_draws",
    "reaching",
    "schemas",
    "source",
    "training",
]


def schemas() -> dict[str, type[BaseModel]]:
    """Return, for each check, the pydantic model of its YAML keys."""
    return {name: CHECKS[name].parameters for name in CHECKS}

"""Which module of `grader.inside` runs which stage, and which libraries are worth keeping warm."""

from __future__ import annotations

from typing import Final

__all__ = ["LIBRARIES", "STAGES"]

STAGES: Final = {
    "trainee": "grader.inside.train",
    "examiner": "grader.inside.examine",
    "surveyor": "grader.inside.survey",
}

LIBRARIES: Final = {"matplotlib": "matplotlib.pyplot"}
"""Libraries that submissions often import and that are slow to load, with the module to load.

matplotlib reads every font of the host when it is loaded in a place that was not there before, as
a run's home is.
"""

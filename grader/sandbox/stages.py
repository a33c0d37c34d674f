"""Which module of `grader.inside` runs which stage."""

from __future__ import annotations

from typing import Final

__all__ = ["STAGES"]

STAGES: Final = {
    "trainee": "grader.inside.train",
    "examiner": "grader.inside.examine",
    "surveyor": "grader.inside.survey",
}

"""What an author of exercises needs: skeletons, proof that an exercise is whole, the schema."""

from __future__ import annotations

from grader.authoring.compatibility import render_compatibility, write_compatibility
from grader.authoring.expectations import Expectation
from grader.authoring.prove import Fault, check_exercises, chosen
from grader.authoring.reference import render_reference, write_reference
from grader.authoring.schema import exercise_schema
from grader.authoring.skeleton import new_exercise, write_notebooks

__all__ = [
    "Expectation",
    "Fault",
    "check_exercises",
    "chosen",
    "exercise_schema",
    "new_exercise",
    "render_compatibility",
    "render_reference",
    "write_compatibility",
    "write_notebooks",
    "write_reference",
]

"""Proving exercises by grading: what `grader author check --train` does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from grader import resources
from grader.authoring import Fault, check_exercises
from grader.errors import NotGradableError
from grader.practice import host_weights, open_sandbox, prepare_data
from grader.submission import read_submission

if TYPE_CHECKING:
    from grader.exercise import Exercise
    from grader.results import Report
    from grader.sandbox.protocol import Sandbox

__all__ = ["grader_for", "prove"]


def grader_for(sandbox: Sandbox, *, seed: int = 1) -> Callable[[Exercise, Path], Report]:
    """Return a function that grades a file for an exercise in `sandbox` and never raises."""
    from grader.pipeline import grade
    from grader.rejection import not_gradable

    def grade_file(exercise: Exercise, path: Path) -> Report:
        try:
            submission = read_submission(path, stub=exercise.folder / "stub.py")
        except NotGradableError as error:
            return not_gradable(exercise, path, str(error))
        data = prepare_data(exercise, hidden_seed=None, view=None, choice="embedded")
        weights = host_weights(submission)
        return grade(exercise, submission, sandbox, data=data, weights=weights, seed=seed)

    return grade_file


def prove(
    root: Path | None, names: Iterable[str], *, train: bool, tell: Callable[[str], None]
) -> Iterator[Fault]:
    """Yield each fault of the exercises below `root` as it is found.

    Args:
        root: The folder that holds exercises/; the grader's own where it is None.
        names: Which exercises; all if empty.
        train: Also train solutions and test submissions.
        tell: Told what is being graded.
    """
    folder = root or resources.exercises_folder().parent
    if not train:
        yield from check_exercises(folder, names)
        return
    with open_sandbox("auto") as sandbox:
        grade_file = grader_for(sandbox)

        def told(exercise: Exercise, path: Path) -> Report:
            tell(f"{exercise.id}: {path.parent.name}/{path.name}")
            return grade_file(exercise, path)

        yield from check_exercises(folder, names, grade=told)

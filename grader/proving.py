"""Proving exercises by grading: what `grader author check --train` and `calibrate` do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from grader import resources
from grader.authoring import Fault, check_exercises, chosen
from grader.errors import NotGradableError
from grader.practice import host_weights, open_sandbox, prepare_data
from grader.submission import read_submission

if TYPE_CHECKING:
    from grader.exercise import Exercise
    from grader.results import Report
    from grader.sandbox.protocol import Sandbox

__all__ = ["calibrated", "grader_for", "prove"]


def grader_for(
    sandbox: Sandbox, *, seed: int = 1, choice: str = "embedded"
) -> Callable[[Exercise, Path], Report]:
    """Return a function that grades a file for an exercise in `sandbox` and never raises.

    Args:
        sandbox: Where it is trained.
        seed: What training starts from.
        choice: The data: "embedded", "real", or the path of the real ones.
    """
    from grader.pipeline import grade
    from grader.rejection import not_gradable

    def grade_file(exercise: Exercise, path: Path) -> Report:
        try:
            submission = read_submission(path, stub=exercise.folder / "stub.py")
        except NotGradableError as error:
            return not_gradable(exercise, path, str(error))
        data = prepare_data(exercise, hidden_seed=None, view=None, choice=choice)
        # An example's verdict must not depend on what somebody fetched on this machine.
        weights = host_weights(submission, fetched=choice != "embedded")
        return grade(exercise, submission, sandbox, data=data, weights=weights, seed=seed)

    return grade_file


def prove(
    root: Path | None,
    names: Iterable[str],
    *,
    train: bool,
    only: Collection[str] = (),
    tell: Callable[[str], None],
) -> Iterator[Fault]:
    """Yield each fault of the exercises below `root` as it is found.

    Args:
        root: The folder that holds exercises/; the grader's own where it is None.
        names: Which exercises; all if empty.
        train: Also train solutions and test submissions.
        only: Train these alone, as `solution` or `wrong_*`; all if empty.
        tell: Told what is being graded, and how many there are.
    """
    folder = root or resources.exercises_folder().parent
    if not train:
        yield from check_exercises(folder, names)
        return
    with open_sandbox("auto") as sandbox:
        grade_file, begun = grader_for(sandbox), Counter[str]()

        def told(exercise: Exercise, path: Path) -> Report:
            begun[exercise.id] += 1
            examples = (folder / "tests" / "submissions" / exercise.id).glob("*/expect.yaml")
            every = ["solution", *(example.parent.name for example in examples)]
            of_them = f"{begun[exercise.id]} of {sum(chosen(name, only) for name in every)}"
            tell(f"{exercise.id}: {of_them}, {path.parent.name}/{path.name}")
            return grade_file(exercise, path)

        yield from check_exercises(folder, names, grade=told, only=only)


def calibrated(
    name: str,
    root: Path | None,
    *,
    seeds: int,
    choice: str,
    kinds: Iterable[str],
    tell: Callable[[str], None],
) -> str:
    """Train an exercise's submissions on several seeds; return the tables as Markdown.

    Args:
        name: The exercise, or an unambiguous part of its id.
        root: The folder that holds exercises/; the grader's own where it is None.
        seeds: How many: 1, 2, 3, …
        choice: The data: "embedded", "real", or the path of the real ones.
        kinds: Which submissions: solution, right, wrong.
        tell: Told what was trained.

    Raises:
        UnknownNameError: If there is no such exercise, or several.
        SpecError: If its exercise.yaml is written wrongly.
    """
    from grader.authoring.calibrate import calibrate, render_calibration
    from grader.checks import schemas
    from grader.exercise import find_exercise, read_exercise

    folder = root or resources.exercises_folder().parent
    spec = find_exercise(name, folder / "exercises") / "exercise.yaml"
    exercise = read_exercise(spec, schemas())
    with open_sandbox("auto") as sandbox:

        def grade(asked: Exercise, path: Path, seed: int) -> Report:
            return grader_for(sandbox, seed=seed, choice=choice)(asked, path)

        numbers = range(1, seeds + 1)
        found = calibrate(exercise, folder, grade, seeds=numbers, kinds=kinds, tell=tell)
    return render_calibration(exercise, found, f"{_heading(choice)} data, seeds 1 to {seeds}")


def _heading(choice: str) -> str:
    """A path stands for the real set and is of one machine; "auto" says itself what it is."""
    return choice if choice in {"embedded", "real", "auto"} else "real"

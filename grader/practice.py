"""A student's own check of one file, from its path to its report.

The fork server is started before anything heavy is imported or read: it needs seconds to load the
deep-learning library, and all that the judge does before training happens meanwhile.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from subprocess import Popen
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeGuard, cast

from grader import resources
from grader.errors import NotGradableError
from grader.exercise import exercise_ids, find_exercise, read_exercise
from grader.language import say
from grader.sandbox.abilities import host_abilities, lacking, start_probe
from grader.sandbox.boot import start_server
from grader.submission import read_submission
from grader.survey import survey

if TYPE_CHECKING:
    from grader.datasets.splits import DataSet
    from grader.exercise import Exercise, Limits
    from grader.results import Report
    from grader.sandbox.protocol import Sandbox
    from grader.submission import Submission

__all__ = [
    "Choices",
    "View",
    "check_file",
    "host_weights",
    "load_exercise",
    "next_exercise",
    "open_sandbox",
    "prepare_data",
    "read_heading",
    "shown_on",
]

_MOST_EPOCHS: Final = 10**9
"""More is no count of epochs, and a number of a thousand digits is too large for a float."""


class View(Protocol):
    """Where progress is shown while a student waits."""

    def stage(self, text: str, *, most: float = math.inf) -> None:
        """Say what begins now, and how many seconds it may take at most."""
        ...

    def fraction(self, stage: str, share: float) -> None:
        """Say which share of a stage is done."""
        ...

    def epoch(self, number: int, of: int, logs: Mapping[str, float]) -> None:
        """Say that an epoch is done."""
        ...


def load_exercise(name: str) -> Exercise:
    """Find and read the exercise that `name`, an id or a part of one, means.

    Raises:
        UnknownNameError: If there is none, or several.
        SpecError: If its exercise.yaml is written wrongly.
    """
    from grader.checks import schemas

    folder = find_exercise(name, resources.exercises_folder())
    return read_exercise(folder / "exercise.yaml", schemas())


def read_heading(name: str) -> Exercise:
    """Like `load_exercise`, but leaves the checks' own keys unread: quick, enough for a list.

    Raises:
        UnknownNameError: If there is none, or several.
        SpecError: If its exercise.yaml is written wrongly.
    """
    folder = find_exercise(name, resources.exercises_folder())
    return read_exercise(folder / "exercise.yaml", None)


def next_exercise(exercise_id: str) -> str:
    """Return the id that comes after `exercise_id`, "" after the last."""
    later = [id_ for id_ in exercise_ids(resources.exercises_folder()) if id_ > exercise_id]
    return later[0] if later else ""


def prepare_data(
    exercise: Exercise,
    *,
    hidden_seed: int | None,
    view: View | None,
    choice: str = "auto",
) -> DataSet | None:
    """Return the exercise's data set, drawn and cached on first use; None if it has none.

    Args:
        exercise: Names the data set.
        hidden_seed: Draws other hidden images than the usual ones.
        view: Shows progress.
        choice: A word; see `grader.datasets.choices.choice_of`.

    Raises:
        DataError: If the data are not there or the cache cannot be written.
    """
    if exercise.dataset is None:
        return None
    from grader.datasets.choices import choice_of
    from grader.datasets.manifest import load_manifest
    from grader.datasets.splits import default_cache_folder, prepare

    manifest = load_manifest(exercise.dataset, resources.datasets_folder())
    cache = default_cache_folder()

    def tell(share: float) -> None:
        if view is not None:
            view.fraction(say("preparing the images, once"), share)

    return prepare(
        manifest,
        cache_folder=cache,
        choice=choice_of(choice, manifest.name, cache),
        hidden_seed=hidden_seed,
        progress=tell,
    )


def host_weights(submission: Submission, *, fetched: bool = True) -> dict[str, Path]:
    """Return the pretrained weights that this host has, by the file names that Keras looks for.

    Only those of networks that the submission names: reading their manifests costs time.

    Args:
        submission: What was handed in.
        fetched: Take what somebody fetched before what rides with the grader. Without, every host
            has the same.

    Raises:
        SpecError: If a network's manifest is written wrongly.
    """
    words = submission.source.text.lower().replace("_", "")
    found: dict[str, Path] = {}
    folder = resources.datasets_folder()
    cache = resources.default_cache_folder() if fetched else None
    for path in sorted((folder / "pretrained").glob("*.yaml")):
        if path.stem.partition("_")[0] not in words:
            continue
        from grader.datasets.pretrained import find_weights, read_backbone

        backbone = read_backbone(path)
        if (weights := find_weights(backbone, cache_folder=cache, folder=folder)) is not None:
            found |= dict.fromkeys(backbone.files, weights.path)
    return found


def open_sandbox(
    device: str, server: Popen[bytes] | None = None, probe: Popen[bytes] | None = None
) -> Sandbox:
    """Open the strongest sandbox that this host allows.

    Args:
        device: "auto", "cpu" or "gpu".
        server: A fork server that was started before.
        probe: A trial of the host that was started before.
    """
    missing = lacking(host_abilities(probe))
    if sys.platform != "linux":  # forking after the library was loaded is safe on Linux only
        from grader.sandbox.unconfined import UnconfinedSandbox

        return UnconfinedSandbox(lacking=missing, device=device)
    from grader.sandbox.warm import WarmSandbox

    return WarmSandbox(confined=not missing, lacking=missing, device=device, server=server)


@dataclass(frozen=True, slots=True)
class Choices:
    """What a file is graded with, where, and on which data.

    Attributes:
        seed: What Keras, numpy and random start from.
        device: "auto", "cpu" or "gpu".
        hidden_seed: Draws other hidden images than the usual ones.
        data: Which data: see `prepare_data`.
        strict: Leaves idioms of earlier versions unanswered, whatever the exercise says.
    """

    seed: int = 1
    device: str = "auto"
    hidden_seed: int | None = None
    data: str = "auto"
    strict: bool = False


def check_file(
    name: str,
    path: Path,
    choices: Choices,
    *,
    student: str = "",
    view: View | None = None,
    warn: Callable[[str], None] | None = None,
) -> Report:
    """Grade one file of a student's and return the report, whatever the file is.

    Args:
        name: The exercise, or an unambiguous part of its id.
        path: The submission: .py, .ipynb, a folder or .zip with one of these.
        choices: How it is graded.
        student: Whose it is, for the report's head.
        view: Shows progress.
        warn: Told in one sentence what this host cannot enforce.

    Raises:
        UnknownNameError: If no exercise has that name.
        SpecError: If the exercise is written wrongly.
        DataError: If its data cannot be had.
    """
    folder = find_exercise(name, resources.exercises_folder())
    try:
        submission = read_submission(path, student=student, stub=folder / "stub.py")
    except NotGradableError as error:
        from grader.rejection import not_gradable

        return not_gradable(read_heading(folder.name), path, str(error), student=student)
    return _grade(folder.name, submission, choices, view, warn)


def _grade(
    exercise_id: str,
    submission: Submission,
    chosen: Choices,
    view: View | None,
    warn: Callable[[str], None] | None,
) -> Report:
    """Start the server and the trial of the host first; read everything else meanwhile."""
    server = start_server() if sys.platform == "linux" else None
    probe = start_probe()
    from grader.pipeline import grade

    with open_sandbox(chosen.device, server, probe) as sandbox:
        if warn and sandbox.confinement != "full":
            warn(say("This host cannot confine code fully; `grader doctor` says why. Check only "
                     "files that you trust."))  # fmt: skip
        exercise = load_exercise(exercise_id)
        if chosen.strict:
            exercise = replace(exercise, strict=True)
        data = prepare_data(exercise, hidden_seed=chosen.hidden_seed, view=view, choice=chosen.data)
        if chosen.device == "gpu":  # a missing card is not the student's fault
            survey(sandbox)
        if view is not None:
            view.stage(say("starting"))
        shown = shown_on(view, exercise.limits) if view is not None else None
        return grade(
            exercise,
            submission,
            sandbox,
            data=data,
            weights=host_weights(submission),
            seed=chosen.seed,
            progress=shown,
        )


def shown_on(view: View, limits: Limits) -> Callable[[Mapping[str, Any]], None]:
    """Turn the trainee's events, which are the student's word, into what the view shows."""
    most = limits.wall_seconds - limits.reserve_seconds
    stages = {
        "training": say("running your code"),
        "exporting": say("saving the model"),
        "examining": say("looking at the model"),
        "again": say("so near that it is trained again, with another seed"),
    }

    def show(event: Mapping[str, Any]) -> None:
        number, of, logs = event.get("epoch"), event.get("of"), event.get("logs")
        if _is_count(number) and _is_count(of) and isinstance(logs, dict):
            said = cast("dict[str, Any]", logs)
            view.epoch(number, of, {k[:40]: v for k, v in said.items() if isinstance(v, float)})
        elif isinstance(stage := event.get("stage"), str) and stage in stages:
            view.stage(stages[stage], most=most if stage == "training" else math.inf)

    return show


def _is_count(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and 0 <= value <= _MOST_EPOCHS

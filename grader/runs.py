"""One training and its examination: made, or read back where it was made before."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from grader.checks.base import EVERY_SPLIT
from grader.checks.judge import Plan, draw_plan
from grader.datasets.splits import DataSet
from grader.exercise import Exercise
from grader.kept_runs import KeptRun, KeptRuns, KeptStage
from grader.run_keys import drawn_digest, run_key
from grader.sandbox.protocol import Progress, Sandbox
from grader.stages import Examined, Trained, examine, read_examined, read_trained, train
from grader.submission import Submission

__all__ = ["Ran", "Task", "ran"]


@dataclass(frozen=True, slots=True)
class Task:
    """What stays the same from one attempt to the next.

    Attributes:
        data: None where the exercise has none.
        weights: Pretrained weights that this host has, by the file names that Keras looks for.
        progress: Called with each event of the training.
        kept: Where runs are kept and looked for; None where they are not.
        slack: How many times the exercise's time a run is given: where several share the cores.
    """

    exercise: Exercise
    submission: Submission
    sandbox: Sandbox
    data: DataSet | None
    weights: Mapping[str, Path] | None
    progress: Progress | None
    kept: KeptRuns | None = None
    slack: float = 1.0

    @property
    def timed(self) -> Exercise:
        """The exercise with the time that a run is given."""
        limits = self.exercise.limits
        seconds = limits.wall_seconds * self.slack
        return replace(self.exercise, limits=limits.model_copy(update={"wall_seconds": seconds}))

    @property
    def profile(self) -> str:
        """Which thresholds count."""
        return self.data.profile if self.data else "embedded"

    def plan(self, seed: int) -> Plan:
        """Draw what is asked; the same seed draws the same.

        Where runs are kept, all images are asked about, for pages that show the mistaken ones.
        """
        plan = draw_plan(self.exercise, self.profile, np.random.default_rng(seed))
        return plan if self.kept is None else replace(plan, splits=EVERY_SPLIT)


@dataclass(frozen=True, slots=True)
class Ran:
    """One training, examined, and what it was asked."""

    plan: Plan
    trained: Trained
    examined: Examined | None


def ran(task: Task, seed: int, rounds: int) -> Ran:
    """Train and examine with one seed; where that was done before, read what it left.

    Args:
        task: What is graded, and where.
        seed: What training starts from.
        rounds: How often an epoch goes round the images.

    Raises:
        DataError: If the data cannot be read any more, or a run cannot be kept.
        SandboxError: If the sandbox broke.
    """
    if task.kept is None:
        with tempfile.TemporaryDirectory(prefix="grader-", ignore_cleanup_errors=True) as name:
            return _run(task, task.plan(secrets.randbits(64)), seed, rounds, Path(name))
    key = run_key(
        task.exercise, task.submission, data=task.data, weights=task.weights or {}, seed=seed,
        rounds=rounds, device=task.kept.device,
    )  # fmt: skip
    return _read_back(task, task.kept, key) or _run_and_keep(task, task.kept, key, seed, rounds)


def _run(task: Task, plan: Plan, seed: int, rounds: int, folder: Path) -> Ran:
    trained = train(
        task.timed,
        task.submission,
        data=task.data,
        plan=plan,
        seed=seed,
        sandbox=task.sandbox,
        folder=folder,
        weights=task.weights,
        progress=task.progress,
        rounds=rounds,
    )
    examined = None
    if trained.model is not None:
        if task.progress:
            task.progress({"stage": "examining"})
        examined = examine(
            task.exercise, trained, data=task.data, plan=plan, sandbox=task.sandbox, folder=folder
        )
    return Ran(plan, trained, examined)


def _run_and_keep(task: Task, kept: KeptRuns, key: str, seed: int, rounds: int) -> Ran:
    plan_seed = secrets.randbits(64)
    with tempfile.TemporaryDirectory(prefix="grader-", ignore_cleanup_errors=True) as name:
        made = _run(task, task.plan(plan_seed), seed, rounds, Path(name))
        examined = made.examined
        stages = {"trainee": made.trained.left, "examiner": examined and examined.left}
        left = {stage: run for stage, run in stages.items() if run}
        record = KeptRun(
            plan_seed=plan_seed,
            drawn=drawn_digest(task.plan(plan_seed)),
            trainee=KeptStage.of(left["trainee"]),
            examiner=KeptStage.of(left["examiner"]) if "examiner" in left else None,
            rows=dict(examined.rows) if examined else {},
        )
        kept.keep(key, record, {stage: run.outbox for stage, run in left.items()})
    return made


def _read_back(task: Task, kept: KeptRuns, key: str) -> Ran | None:
    """Return what was kept, where it answers to what the exercise's checks ask today."""
    found = kept.find(key)
    if found is None:
        return None
    record, folder = found
    if record.drawn != drawn_digest(task.plan(record.plan_seed)):
        return None
    plan, limits = task.plan(record.plan_seed), task.timed.limits
    run = record.trainee.with_outbox(folder / "trainee")
    trained = read_trained(run, task.submission, limits, plan)
    examined = None
    if trained.model is not None:
        if record.examiner is None:
            return None
        run = record.examiner.with_outbox(folder / "examiner")
        examined = read_examined(run, record.rows, limits)
    return Ran(plan, trained, examined)

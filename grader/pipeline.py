"""The whole flow: submission → trainee → examiner → judge → report."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from grader import __version__
from grader.causes import nothing_to_grade
from grader.checks.judge import Judgement, judge, takes_pretrained
from grader.datasets.splits import DataSet
from grader.datasets.weight_arrays import digests_by_file
from grader.errors import GraderError
from grader.evidence import Evidence, Fed, SourceFacts
from grader.exercise import Exercise
from grader.insights import insight_of
from grader.kept_runs import KeptRuns
from grader.language import current_language, pick, say
from grader.remarks import run_remarks
from grader.results import DataUsed, Report, Verdict
from grader.runs import Task, ran
from grader.sandbox.protocol import Progress, Sandbox
from grader.stages import Examined, Trained
from grader.submission import Submission
from grader.unasked import why_not_asked
from grader.unfitted import never_fits, uncalled_fit

__all__ = ["grade"]

_SEEDS = 2**31 - 1


@dataclass(frozen=True, slots=True)
class _Attempt:
    """One training with one seed, examined and judged."""

    seed: int
    trained: Trained
    examined: Examined | None
    judgement: Judgement


def grade(
    exercise: Exercise,
    submission: Submission,
    sandbox: Sandbox,
    *,
    data: DataSet | None = None,
    weights: Mapping[str, Path] | None = None,
    seed: int = 1,
    progress: Progress | None = None,
    kept: KeptRuns | None = None,
    slack: float = 1.0,
) -> Report:
    """Train, examine and judge one submission.

    What fails by nothing but noise is trained again with the next seed, at most `exercise.attempts`
    times and while all runs together took no longer than one may; the best counts.

    Args:
        exercise: What is asked for.
        submission: What was handed in.
        sandbox: Where both stages run.
        data: The exercise's data set, prepared; None if it has none.
        weights: Pretrained weights that this host has, by Keras's file names for them.
        seed: What Keras, numpy and random start from.
        progress: Called with each event of the training.
        kept: Where runs are kept, and looked for before one is made.
        slack: How many times the exercise's time a run is given.
    """
    lent = weights if takes_pretrained(exercise) else None
    task = Task(exercise, submission, sandbox, data, lent, progress, kept, slack)
    head, started = _head(task, seed), time.monotonic()
    try:
        attempts = list(_attempts(task, seed))
    except GraderError as error:
        head |= {"message": str(error), "wall_seconds": round(time.monotonic() - started, 2)}
        return Report(**head, verdict=Verdict.GRADER_ERROR)
    head["wall_seconds"] = round(time.monotonic() - started, 2)
    best = max(attempts, key=_rank)
    head["insight"] = insight_of(best.examined, data)
    return _report(head, submission.source, best, len(attempts))


def _attempts(task: Task, seed: int) -> Iterator[_Attempt]:
    """Try until a result is clear or the time of one run is spent, with the next seed each time."""
    spent = 0.0
    for number in range(task.exercise.attempts):
        if number and task.progress:
            task.progress({"stage": "again"})
        attempt = _attempt(task, (seed + number) % _SEEDS, again=number > 0)
        yield attempt
        spent += attempt.trained.run.record.wall_seconds
        if not attempt.judgement.near or spent >= task.timed.limits.wall_seconds:
            return


def _attempt(task: Task, seed: int, *, again: bool) -> _Attempt:
    """The flow: plan, train, examine, collect the evidence, judge.

    Epochs are counted on the images that the published set has. Where there are fewer here, too few
    of them may be why a model came only near: when it is trained again, an epoch goes round as
    often as makes up for that.
    """
    made = ran(task, seed, task.data.rounds if task.data and again else 1)
    evidence = _collect(task, made.trained, made.examined)
    judgement = judge(task.exercise, task.profile, evidence, made.plan)
    return _Attempt(seed, made.trained, made.examined, judgement)


def _collect(task: Task, trained: Trained, examined: Examined | None) -> Evidence:
    """Lay out all evidence under the names that checks ask for.

    Here, and nowhere else, labels and answers meet.
    """
    values: dict[str, Any] = {"source": task.submission.source, "run": trained.run}
    lacking, data = trained.lacking, task.data
    if trained.facts is not None:
        values["training"] = trained.facts
        if not trained.facts.kept:
            values["answers"] = trained.facts.probes
        values["history"] = trained.facts.epochs_of_exported_model()
        if trained.returned:
            values["calls"] = trained.returned
    if examined is not None and examined.facts is not None:
        values["model"] = examined.facts
        values["predictions"] = examined.predictions
    elif examined is not None:
        lacking = examined.lacking
    if data is not None:
        values["labels"] = {
            "hidden": data.labels("hidden"),
            "train": data.labels("train"),
            "validation": data.labels("validation"),
        }
    if trained.facts is not None and trained.facts.last_fit is not None:
        measured = examined.facts if examined else None
        values["fed"] = Fed.to(trained.facts.last_fit, values["history"], measured,
                               values.get("labels"))  # fmt: skip
    if takes_pretrained(task.exercise):
        values["pretrained"] = digests_by_file(task.weights or {})
    names = ("training", "history", "probes", "model", "predictions", "questions", "returned")
    return Evidence(values, dict.fromkeys(names, lacking))


def _report(head: dict[str, Any], source: SourceFacts, best: _Attempt, attempts: int) -> Report:
    """Say what the best attempt came to."""
    facts, examined = best.trained.facts, best.examined
    records = [best.trained.run.record, *([examined.record] if examined else [])]
    told: dict[str, Any] = {"points": best.judgement.points, "checks": best.judgement.results}
    if best.trained.nothing_to_grade:
        told = {"message": nothing_to_grade(best.trained.lacking, facts, source)}
    elif examined is not None and examined.facts is None:
        told["message"] = why_not_asked(examined.lacking, facts, source)
    elif examined is not None and facts is not None and not facts.fits:
        told["message"] = never_fits(source) or uncalled_fit(source)
    return Report(
        **(head | {"seed": best.seed}),
        **told,
        verdict=_verdict(best),
        error=best.trained.run.error,
        remarks=(*best.judgement.remarks, *(run_remarks(facts, source) if facts else ())),
        history=facts.epochs_of_exported_model() if facts else (),
        runs=tuple(records),
        training_seconds=round(facts.seconds_training, 2) if facts else 0.0,
        attempts=attempts,
        output=best.trained.output,
        versions={"grader": __version__, **(facts.versions if facts else {})},
        hardware=_hardware(facts.device if facts else "CPU"),
    )


def _verdict(attempt: _Attempt) -> Verdict:
    if attempt.trained.nothing_to_grade:
        return Verdict.NOT_GRADABLE
    return attempt.judgement.verdict


def _rank(attempt: _Attempt) -> tuple[bool, float]:
    return attempt.judgement.verdict is Verdict.PASSED, attempt.judgement.points


def _head(task: Task, seed: int) -> dict[str, Any]:
    """What every report on this submission says, whatever comes of it."""
    exercise, submission, data = task.exercise, task.submission, task.data
    used = None
    if data is not None:
        used = DataUsed(
            name=data.name,
            profile=data.profile,
            digest=data.digest,
            hidden_digest=data.hidden_digest,
        )
    return {
        "exercise_id": exercise.id,
        "title": pick(exercise.title),
        "student": submission.student,
        "language": current_language(),
        "submission_sha256": submission.sha256,
        "submission_name": submission.name,
        "submission_path": str(submission.path),
        "max_points": exercise.max_points,
        "pass_points": exercise.pass_score * exercise.max_points,
        "data": used,
        "seed": seed,
        "started_at": datetime.now(UTC),
    }


def _hardware(device: str) -> str:
    """The accelerator's name, or the processor's with its cores."""
    if device != "CPU":
        return device
    name = platform.processor() or platform.machine()
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
        name = next(
            line.split(":", 1)[1].strip() for line in text.splitlines() if "model name" in line
        )
    except (OSError, StopIteration):
        pass
    return say("{name}, {cores} cores", name=name, cores=os.cpu_count() or 1)

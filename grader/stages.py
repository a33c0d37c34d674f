"""The two confined stages, seen from the judge: what each is given and what is read back.

The trainee gets the submission and public data; the examiner gets the model file and inputs
without labels of hidden images. Neither inbox holds anything else.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from grader.calls import lay_out_calls, lay_out_picture, read_calls
from grader.causes import ended_early, limit_words, no_model, student_error
from grader.checks.judge import Plan
from grader.errors import EvidenceError, SandboxError
from grader.evidence import Answered, TraineeRun
from grader.excuses import excused
from grader.exercise import Exercise, Limits
from grader.facts import ArrayFacts, FitFacts, ModelFacts, TrainingFacts
from grader.inboxes import lay_out_questions, lend, new_folder, offers
from grader.language import say
from grader.outbox import read_array, read_facts
from grader.results import RunRecord, RunStatus
from grader.sandbox.protocol import Order, Progress, Sandbox, SandboxRun
from grader.sandbox.stages import LIBRARIES
from grader.unasked import not_loaded

if TYPE_CHECKING:
    from grader.datasets.splits import DataSet
    from grader.submission import Submission

__all__ = ["Examined", "Trained", "examine", "read_examined", "read_trained", "train"]

MAX_MODEL_BYTES: Final = 1 << 30
_TRAINEE_PLACES: Final = {"submission": "{inbox}/submission.py", "outbox": "{outbox}"}
# A large pretrained network answers some 30 images a second on two cores. The slowest submission
# that was seen, 256 filters over 300×300 pixels, was not through after 300 s on one core.
_EXAMINER_SECONDS: Final = 1200.0
_PIXELS_HIGH: Final = 255.0
_USUAL_SCALINGS: Final = ((1 / 255, 0.0), (1.0, 0.0), (1 / 127.5, -1.0))


@dataclass(frozen=True, slots=True)
class Trained:
    """What came of running the submission.

    Attributes:
        facts: What the trainee said; None if it said nothing that can be read.
        model: The exported file, None where there is none.
        lacking: Why there are no facts or no model, in the reader's words.
        returned: What came back from the student's functions, by the calls' keys.
        left: The run as the sandbox gave it, from which all of this was read.
    """

    run: TraineeRun
    output: str
    facts: TrainingFacts | None = None
    model: Path | None = None
    lacking: str = ""
    returned: Mapping[str, Answered] = field(default_factory=dict[str, Answered])
    left: SandboxRun | None = None

    @property
    def nothing_to_grade(self) -> bool:
        """Whether the file ran to its end and neither trained nor left a model."""
        facts = self.facts
        return (
            facts is not None
            and facts.model_from == "none"
            and not facts.fits
            and not self.returned
            and self.run.error is None
            and not self.run.limit
        )


@dataclass(frozen=True, slots=True)
class Examined:
    """What came of examining the model.

    Attributes:
        lacking: Why there are no facts, in the reader's words.
        rows: How many rows the model was asked, by the names of the questions.
        left: The run as the sandbox gave it, from which all of this was read.
    """

    record: RunRecord
    facts: ModelFacts | None = None
    predictions: Mapping[str, NDArray[np.float64]] = field(default_factory=dict[str, Any])
    lacking: str = ""
    rows: Mapping[str, int] = field(default_factory=dict[str, int])
    left: SandboxRun | None = None


def train(
    exercise: Exercise,
    submission: Submission,
    *,
    data: DataSet | None,
    plan: Plan,
    seed: int,
    sandbox: Sandbox,
    folder: Path,
    weights: Mapping[str, Path] | None = None,
    progress: Progress | None = None,
    rounds: int = 1,
) -> Trained:
    """Run the submission confined and read what it left.

    Args:
        exercise: Says which entry is called, and the limits.
        submission: What is run.
        data: Of which the public part is shown; None where the exercise has none.
        plan: Its probes are replayed.
        seed: What Keras, numpy and random start from.
        sandbox: Where it runs.
        folder: A folder of ours for inbox and outbox.
        weights: Pretrained weights that this host has, by the file names that Keras looks for.
        progress: Called with each event of the training.
        rounds: How often an epoch goes round the images.

    Raises:
        DataError: If the data cannot be read or packed any more.
        SandboxError: If the sandbox broke; never for anything that the submission does.
    """
    text, limits = submission.source.text, exercise.limits
    inbox, outbox = new_folder(folder, "trainee-in"), new_folder(folder, "trainee-out")
    (inbox / "submission.py").write_text(text, encoding="utf-8")
    offered, copies = offers(data, weights or {}, text, inbox, sandbox)
    job = _TRAINEE_PLACES | offered | _asked_of_trainee(exercise, plan, seed) | {"rounds": rounds}
    job |= {"calls": lay_out_calls(inbox, plan), "picture": lay_out_picture(inbox, plan)}
    order = Order("trainee", inbox, outbox, job, limits, copies, _libraries_named(text))
    left = _run(sandbox, order, progress)
    return replace(read_trained(left, submission, limits, plan), left=left)


def _asked_of_trainee(exercise: Exercise, plan: Plan, seed: int) -> dict[str, Any]:
    parts = exercise.entry.parts
    limits = exercise.limits
    return {
        "entry": [exercise.entry.function, *exercise.entry.aliases],
        "parts": parts and parts.model_dump(),
        "seed": seed,
        "probes": [probe for probes in plan.probes.values() for probe in probes],
        "strict": exercise.strict,
        "max_epochs": limits.max_epochs,
        "train_seconds": limits.wall_seconds - limits.reserve_seconds,
        "reserve_seconds": limits.reserve_seconds,
    }


def _libraries_named(text: str) -> tuple[str, ...]:
    return tuple(name for name in LIBRARIES if name in text)


def _run(sandbox: Sandbox, order: Order, progress: Progress | None) -> SandboxRun:
    run = sandbox.run(order, progress)
    if run.record.status is RunStatus.SANDBOX_ERROR:
        raise SandboxError(f"{order.stage}: {run.message or 'ended without a word'}")
    return run


def read_trained(run: SandboxRun, submission: Submission, limits: Limits, plan: Plan) -> Trained:
    """Read what a run of the submission left, strictly: it is the student's word."""
    limit = limit_words(run.record.status, limits)
    try:
        facts = read_facts(run.outbox / "training.json", TrainingFacts)
    except EvidenceError:
        return _read_kept(run, limit or ended_early(run.record))
    error = None
    if facts.error is not None and not excused(facts):
        error = student_error(
            facts, submission.source, pretrained=plan.pretrained, trains=not plan.calls
        )
    trainee = TraineeRun(run.record, error, limit, facts.out_of_time)
    returned = read_calls(run.outbox, plan, facts)
    model = run.outbox / "model.keras"
    if not _is_model(model):
        lacking = no_model(facts, trainee)
        return Trained(trainee, run.output, facts, lacking=lacking, returned=returned)
    return Trained(trainee, run.output, facts, model, returned=returned)


def _read_kept(run: SandboxRun, told: str) -> Trained:
    """What a run laid aside before its time was over, where it met the limit of time.

    Args:
        run: One that handed over no facts in the end.
        told: Why it did not, in the reader's words.
    """
    model = run.outbox / "kept.keras"
    if run.record.status is RunStatus.TIME_LIMIT and _is_model(model):
        with suppress(EvidenceError):
            facts = read_facts(run.outbox / "kept.json", TrainingFacts)
            trainee = TraineeRun(run.record, None, told, facts.out_of_time)
            return Trained(trainee, run.output, facts, model, lacking=told)
    return Trained(TraineeRun(run.record, None, told), run.output, lacking=told)


def _is_model(path: Path) -> bool:
    """Whether it is a plain file of a size that is read."""
    plain = not path.is_symlink() and path.is_file()
    return plain and path.stat().st_size <= MAX_MODEL_BYTES


def examine(
    exercise: Exercise,
    trained: Trained,
    *,
    data: DataSet | None,
    plan: Plan,
    sandbox: Sandbox,
    folder: Path,
) -> Examined:
    """Measure the exported model and collect its predictions, confined.

    Args:
        exercise: Its limits count here, but for the time.
        trained: With a model.
        data: What the model is asked; None where the exercise has none.
        plan: Its questions are asked as well.
        sandbox: Where it runs.
        folder: A folder of ours for inbox and outbox.

    Raises:
        DataError: If the data cannot be read or decoded any more.
        SandboxError: If the sandbox broke; never for anything that the model does.
    """
    assert trained.model is not None
    assert trained.facts is not None
    inbox, outbox = new_folder(folder, "examiner-in"), new_folder(folder, "examiner-out")
    lend(trained.model, inbox / "model.keras")
    rows = lay_out_questions(inbox, data, plan, trained.model, trained.facts.last_fit)
    job = _examiner_job(trained.facts.last_fit, rows, has_data=data is not None)
    limits = exercise.limits.model_copy(update={"wall_seconds": _EXAMINER_SECONDS})
    left = _run(sandbox, Order("examiner", inbox, outbox, job, limits), None)
    return replace(read_examined(left, rows, exercise.limits), rows=rows, left=left)


def _examiner_job(
    fit: FitFacts | None, rows: Mapping[str, int], *, has_data: bool
) -> dict[str, Any]:
    """What the examiner is told; the way that `fit` was fed is the student's word, and a guess."""
    seen = fit.inputs if fit else None
    public = {
        "images": "{inbox}/public-images.npy", "labels": "{inbox}/public-labels.npy",
    }  # fmt: skip
    return {
        "model": "{inbox}/model.keras",
        "outbox": "{outbox}",
        "questions": {name: f"{{inbox}}/{name}.npy" for name in rows},
        "scalings": _scalings(seen) if has_data else [(1.0, 0.0)],
        "public": public if has_data else None,
        "input_shape": list(seen.shape) if seen and None not in seen.shape else None,
    }


def read_examined(run: SandboxRun, rows: Mapping[str, int], limits: Limits) -> Examined:
    """Read what an examination left, strictly: it was a process that had loaded their model."""
    limits = limits.model_copy(update={"wall_seconds": _EXAMINER_SECONDS})
    if limit := limit_words(run.record.status, limits):
        return Examined(
            run.record, lacking=say("your model could not be asked: {error}", error=limit)
        )
    if run.record.status is not RunStatus.OK:
        return Examined(run.record, lacking=not_loaded(run.output or run.record.status.value))
    try:
        facts = read_facts(run.outbox / "model.json", ModelFacts)
        said = {
            name: read_array(run.outbox / "predictions" / f"{name}.npy", rows=count)
            for name, count in rows.items()
        }
    except EvidenceError as error:
        return Examined(run.record, lacking=not_loaded(str(error)))
    return Examined(run.record, facts, said)


def _scalings(seen: ArrayFacts | None) -> list[tuple[float, float]]:
    """Factor and offset from pixels (0 to 255) to what `fit` was given, the likeliest first."""
    found: list[tuple[float, float]] = []
    factor = (seen.high - seen.low) / _PIXELS_HIGH if seen is not None else 0.0
    if seen is not None and 0 < factor < math.inf:
        usual = [each for each in _USUAL_SCALINGS if _alike(each, (factor, seen.low))]
        found.append(usual[0] if usual else (factor, seen.low))
    found += [each for each in _USUAL_SCALINGS if each not in found]
    return found


def _alike(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return abs(one[0] / other[0] - 1) < 0.02 and abs(one[1] - other[1]) < 0.02

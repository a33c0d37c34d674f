"""A worker: one sandbox and its fork server, in which job after job is graded.

As a process it reads lines from standard input, first a `Setup`, then jobs, and answers on standard
output. What is imported or printed by accident goes to standard error.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NoReturn

from grader.batch.jobs import Answer, Job, Setup
from grader.cards import CARD_LIMIT, limit_of_slot
from grader.closing import Closing
from grader.errors import DataError, NotGradableError, SandboxError, UsageError
from grader.language import say, use_language
from grader.practice import host_weights, load_exercise, open_sandbox, prepare_data
from grader.sandbox import syscalls
from grader.sandbox.boot import start_server
from grader.submission import read_submission

if TYPE_CHECKING:
    from grader.datasets.splits import DataSet
    from grader.exercise import Exercise
    from grader.kept_runs import KeptRuns
    from grader.results import Report
    from grader.sandbox.protocol import Sandbox

__all__ = ["Grader", "main", "take_cores"]

_MOST_EXERCISES: Final = 64

Tell = Callable[[Mapping[str, Any]], None]


class Grader(Closing):
    """Grades jobs, one at a time. A context manager: leaving it ends everything it started.

    Args:
        setup: What is the same for all jobs.
        sandbox: Where they run; the strongest that this host allows, where it is None.
        kept: Where runs are kept and looked for; the folder that `setup` says, where it is None.

    Raises:
        SandboxError: If the host cannot confine code fully and `setup` does not allow that.
    """

    def __init__(
        self, setup: Setup, sandbox: Sandbox | None = None, kept: KeptRuns | None = None
    ) -> None:
        from grader.kept_runs import KeptRuns

        if setup.threads:
            os.environ["TF_NUM_INTRAOP_THREADS"] = str(setup.threads)
        _take_card(setup)
        server = start_server() if sandbox is None and sys.platform == "linux" else None
        self._sandbox = sandbox or open_sandbox(setup.device, server)
        if self._sandbox.confinement != "full" and setup.isolation == "full":
            self._sandbox.close()
            raise SandboxError(
                say("This host cannot confine code fully ({lacking}), and a class's code is not "
                    "run so. `grader doctor` says how to mend it; --isolation unconfined runs it "
                    "all the same.", lacking=self._sandbox.confinement)
            )  # fmt: skip
        if setup.device == "gpu":  # a missing card is nobody's fault who is graded
            self._require_card()
        self._setup = setup
        self._kept = kept or KeptRuns(setup.kept, setup.device, setup.fresh)
        self._prepared = lru_cache(maxsize=_MOST_EXERCISES)(self._prepare)

    def close(self) -> None:
        """End the sandbox."""
        self._sandbox.close()

    def _require_card(self) -> None:
        from grader.survey import survey

        try:
            survey(self._sandbox)
        except UsageError as error:
            self._sandbox.close()
            raise SandboxError(str(error)) from None

    def _prepare(self, exercise_id: str) -> tuple[Exercise, DataSet | None]:
        exercise, setup = load_exercise(exercise_id), self._setup
        choice = setup.choices.get(exercise.dataset or "", setup.data)
        data = prepare_data(exercise, hidden_seed=setup.hidden_seed, view=None, choice=choice)
        return exercise, data

    def grade(self, job: Job, tell: Tell | None = None) -> Report:
        """Grade one submission, whatever it is.

        Raises:
            GraderError: If the exercise, its data or the sandbox is broken.
        """
        from grader.pipeline import grade
        from grader.rejection import not_gradable

        with use_language(self._setup.language):
            exercise, data = self._prepared(job.exercise_id)
            _require_same(data, job)
            if job.strict:
                exercise = replace(exercise, strict=True)
            try:
                stub = exercise.folder / "stub.py"
                submission = read_submission(job.path, student=job.student, stub=stub)
            except NotGradableError as error:
                return not_gradable(exercise, job.path, str(error), student=job.student)
            return grade(
                exercise,
                submission,
                self._sandbox,
                data=data,
                weights=host_weights(submission),
                seed=job.seed,
                progress=tell,
                kept=self._kept,
                slack=self._setup.slack,
            )


def _take_card(setup: Setup) -> None:
    """Say to what is started from now on which GPU it uses, and how much of it."""
    if setup.card is not None:
        os.environ["CUDA_VISIBLE_DEVICES"] = str(setup.card)
    if limit := limit_of_slot(setup.gpu_slots):
        os.environ[CARD_LIMIT] = str(limit)
        os.environ["TF_FORCE_GPU_ALLOW_GROWTH"] = "true"


def _require_same(data: DataSet | None, job: Job) -> None:
    """Refuse to grade on other images than the rest of the batch: other thresholds would count.

    Raises:
        DataError: If the data are not those that the batch began with.
    """
    if data and job.data and data.identity != job.data:
        raise DataError(
            say("The images of {name} are others here than where the batch began: {found}, not "
                "{expected}. Install the same version of the grader everywhere.",
                name=data.name, found=" ".join(data.identity), expected=" ".join(job.data))
        )  # fmt: skip


def take_cores(cores: tuple[int, ...]) -> None:
    """Keep this process, and what it starts, to some of the host's cores, where that is possible.

    TensorFlow starts as many threads as there are cores that it may use.
    """
    if cores and sys.platform == "linux":
        with suppress(OSError):
            os.sched_setaffinity(0, cores)


def main() -> None:
    """Grade what standard input says until it ends."""
    channel = os.dup(1)
    os.dup2(2, 1)
    _end_with_whoever_started_us()

    def send(answer: Answer) -> None:
        data = answer.model_dump_json(exclude_defaults=True).encode() + b"\n"
        while data:
            data = data[os.write(channel, data) :]

    setup = Setup.model_validate_json(sys.stdin.readline())
    take_cores(setup.cores)
    try:
        with Grader(setup) as grader:
            send(Answer(event="ready"))
            for line in sys.stdin:
                send(_answer(grader, Job.model_validate_json(line), send))
    except (BrokenPipeError, KeyboardInterrupt):  # nobody listens any more, or we are ended
        return
    except SandboxError as error:
        send(Answer(event="fault", fault=str(error)))


def _end_with_whoever_started_us() -> None:
    """Leave by the way that tidies up when we are told to end; be killed when the batch is."""

    def stop(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    if sys.platform == "linux":
        syscalls.prctl(syscalls.PR_SET_PDEATHSIG, signal.SIGKILL)


def _answer(grader: Grader, job: Job, send: Callable[[Answer], None]) -> Answer:
    def tell(progress: Mapping[str, Any]) -> None:
        send(Answer(event="progress", number=job.number, progress=dict(progress)))

    try:
        return Answer(event="report", number=job.number, report=grader.grade(job, tell))
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 whoever gave the job must hear of everything
        told = "".join(traceback.format_exception(error))
        return Answer(event="fault", number=job.number, fault=told)

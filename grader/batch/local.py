"""Workers on this machine: processes of our own, each with its fork server and its cores."""

from __future__ import annotations

import os
import selectors
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Self

from grader.batch.executor import Executor, Watch
from grader.batch.jobs import Answer, Job, Outcome, Setup, slack_of
from grader.batch.options import cores_of_this_process
from grader.batch.process import WorkerProcess
from grader.cards import cards
from grader.errors import SandboxError
from grader.language import say

__all__ = ["LocalExecutor", "shares_of_cores"]

_LOOK_SECONDS: Final = 1.0


class LocalExecutor(Executor):
    """Up to `slots` worker processes, all but the first started when there is work for them.

    Args:
        setup: What is the same for all jobs.
        slots: How many workers; where `setup` says how many share a GPU, so many for each.
        module: The module whose `main` a worker is.
    """

    def __init__(self, setup: Setup, slots: int, *, module: str = "grader.batch.worker") -> None:
        self._cards = max(1, len(cards())) if setup.gpu_slots else 0
        self.slots = slots = setup.gpu_slots * self._cards or slots
        share = cores_of_this_process() / slots
        self._setup = setup.model_copy(update={"slack": slack_of(share)})
        self._module = module
        self._cores = shares_of_cores(slots)
        self._workers: dict[int, WorkerProcess] = {}

    def __enter__(self) -> Self:
        """Start the first worker, which needs seconds, while the batch is still being read."""
        self._start(0)
        return self

    def _start(self, slot: int) -> WorkerProcess:
        card = slot % self._cards if self._cards > 1 else None
        setup = self._setup.model_copy(update={"cores": self._cores[slot], "card": card})
        worker = self._workers[slot] = WorkerProcess(setup, self._module)
        return worker

    def close(self) -> None:
        """End the workers; each ends its fork server, and with it the run."""
        workers, self._workers = self._workers, {}
        for worker in workers.values():
            worker.ask_to_end()
        for worker in workers.values():
            worker.end()

    def run(self, jobs: Iterable[Job], watch: Watch | None = None) -> Iterator[Outcome]:
        """Yield what became of each job. See `grader.batch.executor.Executor.run`."""
        waiting = iter(jobs)
        self._hand_out(waiting)
        while any(worker.job for worker in self._workers.values()):
            for slot, worker in self._ready():
                for answer in worker.answers():
                    yield from self._heard(slot, worker, answer, watch)
                if worker.broken and slot in self._workers:
                    yield from self._replace(slot, worker, worker.last_words())
            self._hand_out(waiting)

    def _hand_out(self, waiting: Iterator[Job]) -> None:
        """Give every worker without a job the next one."""
        for slot in range(self.slots):
            worker = self._workers.get(slot)
            if worker is not None and worker.job is not None:
                continue
            job = next(waiting, None)
            if job is None:
                return
            (worker or self._start(slot)).begin(job)

    def _ready(self) -> list[tuple[int, WorkerProcess]]:
        """Wait a moment; return the workers that said something, ended, or are silent too long."""
        with selectors.DefaultSelector() as selector:
            for slot, worker in self._workers.items():
                selector.register(worker.output, selectors.EVENT_READ, slot)
            slots = [key.data for key, _ in selector.select(timeout=_LOOK_SECONDS)]
        now = time.monotonic()
        slots += [slot for slot, worker in self._workers.items() if worker.silent_too_long(now)]
        return [(slot, self._workers[slot]) for slot in dict.fromkeys(slots)]

    def _heard(
        self, slot: int, worker: WorkerProcess, answer: Answer, watch: Watch | None
    ) -> Iterator[Outcome]:
        job = worker.job
        if answer.event == "fault" and not worker.ready:
            raise SandboxError(answer.fault)
        if answer.event == "ready":
            worker.ready = True
        elif job is None or answer.number != job.number:
            return
        elif answer.event == "progress" and watch is not None:
            watch(slot, job, answer.progress)
        elif answer.event == "report":
            worker.job = None
            yield Outcome(job, answer.report)
        elif answer.event == "fault":
            yield from self._replace(slot, worker, answer.fault)

    def _replace(self, slot: int, worker: WorkerProcess, fault: str) -> Iterator[Outcome]:
        """End a worker that failed at its job; the next job starts another one."""
        del self._workers[slot]
        worker.end()
        if not worker.ready:
            raise SandboxError(say("A worker did not start: {why}", why=fault))
        if worker.job is not None:
            yield Outcome(worker.job, fault=fault)


def shares_of_cores(slots: int) -> Sequence[tuple[int, ...]]:
    """Divide the processor cores that we may use among the slots, as evenly as they go.

    Where there are more slots than cores, or one slot, nobody is kept to any: ().
    """
    mine = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
    if slots < 2 or len(mine) < slots:
        return [()] * slots
    return [tuple(mine[slot::slots]) for slot in range(slots)]

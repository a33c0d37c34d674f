"""Workers on several machines: a Ray actor for each slot, each with a fork server of its own.

Nothing but text and bytes crosses between machines. A submission travels with its job, and what
its run left comes back with the report; what else a worker lacks it asks of an actor on the batch's
own machine. A machine that is lost costs nobody anything: its jobs are begun again elsewhere.

Ray's own documentation, "Fault tolerance" and "Resources", says how actors end and are placed.
"""

from __future__ import annotations

import os
import socket
import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from grader.batch.executor import Executor, Watch
from grader.batch.jobs import Job, Outcome, Setup, slack_of
from grader.batch.parcels import pack, unpack
from grader.batch.remote import ClusterWorker
from grader.batch.supplies import Store, choices_of, supplies_of
from grader.errors import DataError, SandboxError, UsageError
from grader.language import say
from grader.resources import default_cache_folder
from grader.results import Report

if TYPE_CHECKING:
    from grader.batch.preparing import Entry, Known

__all__ = ["RayExecutor", "cores_each"]

_MOST_LOSSES: Final = 3
_SAID: Final = (f"{SandboxError.__name__}:", f"{DataError.__name__}:")
_LOOK_SECONDS: Final = 1.0
_ANSWER_SECONDS: Final = 10.0
_ROOM_SECONDS: Final = 120.0


@dataclass(slots=True)
class _Slot:
    """An actor and what it works at."""

    actor: Any
    job: Job | None = None
    answer: Any = None


@dataclass(slots=True)
class _Work:
    """The jobs of one `run`, and how often each was lost with its machine."""

    waiting: Iterator[Job]
    lost: deque[Job] = field(default_factory=deque[Job])
    losses: dict[int, int] = field(default_factory=dict[int, int])

    def next(self) -> Job | None:
        return self.lost.popleft() if self.lost else next(self.waiting, None)


class RayExecutor(Executor):
    """Up to `slots` actors on a Ray cluster.

    Args:
        setup: What is the same for all jobs; its `kept` is a folder of this machine.
        slots: How many actors.
        address: Of the cluster; empty for one that is started on this machine.
        gpu_share: The share of a GPU that each actor takes; 0 for none.
        worker: The class that an actor is of.

    Raises:
        UsageError: If Ray is not installed, or the cluster cannot be reached.
    """

    def __init__(
        self,
        setup: Setup,
        slots: int,
        *,
        address: str = "",
        gpu_share: float = 0.0,
        worker: type = ClusterWorker,
    ) -> None:
        self._ray = _connected(address)
        self.slots = slots
        self._cores = cores_each([node["Resources"].get("CPU", 0) for node in self._nodes()], slots)
        update = {"threads": max(1, int(self._cores)), "slack": slack_of(self._cores)}
        self._setup = setup.model_copy(update=update)
        self._actor = self._ray.remote(worker).options(
            num_cpus=self._cores, num_gpus=gpu_share, max_restarts=0, max_concurrency=2
        )
        self._supplies: list[str] = []
        self._slots: dict[int, _Slot] = {}
        self._machine_lost = False
        self._home = self._at_home(Store).remote(default_cache_folder(), setup.kept)

    def _at_home(self, kind: type) -> Any:
        """Return a class of actors that are on this machine, and need no core of it."""
        strategies = import_module("ray.util.scheduling_strategies")
        here = self._ray.get_runtime_context().get_node_id()
        place = strategies.NodeAffinitySchedulingStrategy(node_id=here, soft=False)
        return self._ray.remote(kind).options(
            num_cpus=0, max_restarts=-1, scheduling_strategy=place
        )

    def _nodes(self) -> list[dict[str, Any]]:
        return [node for node in self._ray.nodes() if node["Alive"]]

    def close(self) -> None:
        """End the actors; a cluster that was not started here goes on."""
        slots, self._slots = self._slots, {}
        for slot in slots.values():
            self._end(slot.actor)

    def _end(self, actor: Any) -> None:
        with suppress(self._ray.exceptions.RayError):
            self._ray.kill(actor)

    def rest_on(self, known: Mapping[str, Known], entries: Sequence[Entry]) -> None:
        """Have each machine work with this one's data. See `Executor.rest_on`."""
        supplies = supplies_of(known.values(), entries, default_cache_folder())
        self._supplies = [each.model_dump_json() for each in supplies]
        self._setup = self._setup.model_copy(update={"choices": choices_of(known.values())})

    def run(self, jobs: Iterable[Job], watch: Watch | None = None) -> Iterator[Outcome]:
        """Yield what became of each job. See `grader.batch.executor.Executor.run`."""
        work = _Work(iter(jobs))
        self._hand_out(work)
        while True:
            busy = {slot.answer: number for number, slot in self._slots.items() if slot.job}
            if not busy and not work.lost:
                return
            done: list[Any] = []
            if busy:
                done, _ = self._ray.wait(list(busy), timeout=_LOOK_SECONDS)
            for answer in done:
                yield from self._answered(busy[answer], work)
            if watch:
                self._look(watch)
            self._hand_out(work)
            self._wait_for_room(work)

    def _hand_out(self, work: _Work) -> None:
        """Give every actor without a job the next one, the file with it; idle ones come first."""
        for number in sorted(range(self.slots), key=lambda number: number not in self._slots):
            slot = self._slots.get(number)
            if slot is not None and slot.job is not None:
                continue
            if slot is None and self._machine_lost and not self._has_room():
                continue  # an actor that nobody has room for would keep its job for ever
            job = work.next()
            if job is None:
                return
            if slot is None:
                actor = self._actor.remote(
                    self._setup.model_dump_json(), self._supplies, self._home
                )
                slot = self._slots[number] = _Slot(actor)
            slot.job = job
            slot.answer = slot.actor.grade.remote(job.model_dump_json(), pack(job.path))

    def _has_room(self) -> bool:
        return self._ray.available_resources().get("CPU", 0) >= self._cores

    def _wait_for_room(self, work: _Work) -> None:
        """Where jobs are left and nobody works, wait a while for a machine that comes back.

        Raises:
            SandboxError: If none does.
        """
        ends = time.monotonic() + _ROOM_SECONDS
        while work.lost and not self._slots:
            if time.monotonic() > ends:
                raise SandboxError(
                    say("The Ray cluster has no machine left that could go on. What was graded is "
                        "kept: start machines, and go on with --resume.")
                )  # fmt: skip
            time.sleep(_LOOK_SECONDS)
            self._hand_out(work)

    def _answered(self, number: int, work: _Work) -> Iterator[Outcome]:
        slot, errors = self._slots[number], self._ray.exceptions
        job, slot.job = slot.job, None
        assert job is not None
        try:
            report, fault, left = self._ray.get(slot.answer)
        except (errors.RayActorError, errors.ObjectLostError, errors.NodeDiedError) as error:
            del self._slots[number]
            yield from self._lost(job, str(error), work)
        except errors.RayError as error:
            self._replace(number)
            yield Outcome(job, fault=str(error))
        else:
            if left:
                unpack(left, self._setup.kept)
            if fault:
                self._replace(number)
            yield Outcome(job, Report.model_validate_json(report) if report else None, fault)

    def _replace(self, number: int) -> None:
        self._end(self._slots.pop(number).actor)

    def _lost(self, job: Job, why: str, work: _Work) -> Iterator[Outcome]:
        """Begin a job again whose machine is gone; give up where that goes on happening."""
        self._machine_lost = True
        work.losses[job.number] = work.losses.get(job.number, 0) + 1
        if any(each in why for each in _SAID):  # the actor itself says why it cannot begin
            (*_, last) = why.strip().splitlines()
            raise SandboxError(say("A worker did not start: {why}", why=last))
        if work.losses[job.number] < _MOST_LOSSES:
            work.lost.append(job)
        else:
            yield Outcome(job, fault=why)

    def _look(self, watch: Watch) -> None:
        """Ask the busy actors what the trainees said last; whoever does not answer is passed by."""
        busy = {number: slot for number, slot in self._slots.items() if slot.job}
        asked = {slot.actor.latest.remote(): number for number, slot in busy.items()}
        if not asked:
            return
        answered, _ = self._ray.wait(list(asked), num_returns=len(asked), timeout=_LOOK_SECONDS)
        for answer in answered:
            with suppress(self._ray.exceptions.RayError):
                slot = busy[asked[answer]]
                said = self._ray.get(answer)
                if said and slot.job and said.get("number") == slot.job.number:
                    watch(asked[answer], slot.job, said["progress"])


def cores_each(machines: Sequence[float], slots: int) -> float:
    """Return how many cores each slot can have, so that all of them find room.

    Args:
        machines: The cores of each machine.
        slots: How many slots there are.
    """
    for cores in range(int(max(machines, default=0)), 0, -1):
        if sum(int(each // cores) for each in machines) >= slots:
            return cores
    return round(sum(machines) / slots, 2) or 1.0


def _connected(address: str) -> Any:
    """Return Ray, connected to a cluster, or to one that was started here.

    Raises:
        UsageError: If it is not installed, or does not answer.
    """
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        ray: Any = import_module("ray")  # much of it has no types
    except ImportError:
        raise UsageError(
            say("--executor ray needs Ray: pip install 'tf-exam-grader[cluster]'.")
        ) from None
    if address.startswith("ray://"):
        raise UsageError(
            say("Start the batch on a machine of the cluster, with --address {host}:PORT: what "
                "workers lack they ask of it.",
                host=address.removeprefix("ray://").partition(":")[0])
        )  # fmt: skip
    if not ray.is_initialized():
        _require_answer(address)
        try:
            ray.init(address=address or "local", log_to_driver=False, include_dashboard=False)
        except (ConnectionError, ValueError, RuntimeError) as error:
            raise UsageError(
                say("There is no Ray cluster at {address} ({why}).", address=address or "local",
                    why=error)
            ) from None  # fmt: skip
    return ray


def _require_answer(address: str) -> None:
    """Ask whether anybody listens there: Ray itself goes on asking for minutes.

    Raises:
        UsageError: If nobody does.
    """
    host, _, port = address.rpartition(":")
    if not host or not port.isdigit():
        return  # "auto", or none: Ray knows where to look
    try:
        socket.create_connection((host, int(port)), timeout=_ANSWER_SECONDS).close()
    except (OSError, OverflowError) as error:
        raise UsageError(
            say("There is no Ray cluster at {address} ({why}).", address=address, why=error)
        ) from None

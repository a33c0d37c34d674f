"""The seam between a batch and whatever works its jobs off."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from grader.batch.jobs import Job, Outcome
from grader.closing import Closing

if TYPE_CHECKING:
    from grader.batch.preparing import Entry, Known

__all__ = ["Executor", "Watch"]

Watch = Callable[[int, Job, Mapping[str, Any]], None]
"""Told of each event of a training: the slot that works, the job, what the trainee said."""


class Executor(Closing, Protocol):
    """Works jobs off, several at a time. A context manager: leaving it ends what it started.

    Providers inherit from it for that last part.
    """

    slots: int
    """How many jobs are worked off at a time."""

    def rest_on(self, known: Mapping[str, Known], entries: Sequence[Entry]) -> None:
        """Hear what the batch rests on, before the first job; for workers who may lack it."""

    def run(self, jobs: Iterable[Job], watch: Watch | None = None) -> Iterator[Outcome]:
        """Yield what became of each job, as soon as it is known; the order is that of finishing.

        A job is taken from `jobs` only when somebody is free to begin with it. Whoever failed at a
        job is replaced, so that the next one finds a fresh worker.

        Raises:
            SandboxError: If no worker can be started at all.
        """
        ...

    def close(self) -> None:
        """End everything that was started, in the middle of a job as well."""
        ...

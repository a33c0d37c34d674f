"""The seam between the judge and whatever runs code that we do not trust."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol

from grader.closing import Closing
from grader.exercise import Limits
from grader.results import RunRecord

__all__ = ["Order", "Progress", "Sandbox", "SandboxRun", "Stage"]

Stage = Literal["trainee", "examiner", "surveyor"]
Progress = Callable[[Mapping[str, Any]], None]


@dataclass(frozen=True, slots=True)
class Order:
    """One run to be made.

    Attributes:
        stage: The trainee runs a submission, the examiner loads a model.
        inbox: A folder of the host; the stage sees it read-only.
        outbox: An empty folder of the host; the stage writes into it.
        job: What the stage is told. `{inbox}`, `{outbox}`, `{work}`, `{data}` and `{home}` in its
            texts become the paths that the stage sees. The provider adds `device`, `work` and
            `begun`: when the run began, on the machine's monotonic clock.
        copies: Files and folders of the host and where, below one of those or as an absolute path,
            the stage finds a private, writable copy of each.
        limits: What the run may use.
        libraries: Slow libraries of `grader.sandbox.stages.LIBRARIES` that the run is likely to
            import; a provider may import them once for all runs.
    """

    stage: Stage
    inbox: Path
    outbox: Path
    job: Mapping[str, Any]
    limits: Limits
    copies: tuple[tuple[Path, str], ...] = ()
    libraries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SandboxRun:
    """How a run ended and what it left.

    Attributes:
        output: The head and tail of what it printed.
        message: What broke, for a sandbox error.
    """

    record: RunRecord
    outbox: Path
    output: str = ""
    message: str = ""


class Sandbox(Closing, Protocol):
    """Runs orders, one at a time. A context manager: leaving it ends everything it started.

    Providers inherit from it for that last part.
    """

    confinement: str
    """What holds the runs: "full", or what is lacking, in words."""

    def run(self, order: Order, progress: Progress | None = None) -> SandboxRun:
        """Run `order` to its end, calling `progress` with each event on the way.

        Raises:
            SandboxError: If the sandbox itself is broken and cannot even report a run.
        """
        ...

    def close(self) -> None:
        """End everything that was started."""
        ...

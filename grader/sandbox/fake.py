"""A sandbox for tests: it runs nothing and fills the outbox with what it is told to."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from grader.results import RunRecord, RunStatus
from grader.sandbox.protocol import Order, Progress, Sandbox, SandboxRun, Stage

__all__ = ["FakeSandbox"]

Script = Callable[[Order], RunStatus | SandboxRun | None]


class FakeSandbox(Sandbox):
    """Plays scripts instead of running orders.

    Args:
        scripts: For each stage, a function that fills `order.outbox`. It may give back how the
            run ended, a status or a whole `SandboxRun`; `None` means that all went well.

    Attributes:
        orders: The orders that were given, for the test to look at.
    """

    confinement = "none: nothing is run"

    def __init__(self, scripts: Mapping[Stage, Script]) -> None:
        self._scripts = dict(scripts)
        self.orders: list[Order] = []

    def close(self) -> None:
        """Do nothing: nothing was started."""

    def run(self, order: Order, progress: Progress | None = None) -> SandboxRun:
        """Play the script of the order's stage."""
        self.orders.append(order)
        if progress is not None:
            progress({"stage": "training"})
        ended = self._scripts[order.stage](order)
        if isinstance(ended, SandboxRun):
            return ended
        record = RunRecord(stage=order.stage, status=ended or RunStatus.OK, wall_seconds=1.0)
        return SandboxRun(record, order.outbox)

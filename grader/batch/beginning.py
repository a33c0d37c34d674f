"""Workers for a batch, begun first of all: the rest is loaded and read while they load theirs."""

from __future__ import annotations

from grader.batch.executor import Executor
from grader.batch.jobs import Setup
from grader.batch.local import LocalExecutor
from grader.batch.options import Options

__all__ = ["executor_of", "setup_of"]


def setup_of(options: Options) -> Setup:
    """Return what all workers of a batch are told."""
    return Setup(
        language=options.language,
        device="gpu" if options.gpu_slots else options.device,
        gpu_slots=options.gpu_slots,
        data=options.data,
        hidden_seed=options.hidden_seed,
        kept=options.out.absolute() / "runs",
        fresh=options.fresh,
        isolation=options.isolation,
    )


def executor_of(options: Options) -> Executor:
    """Return who works the jobs of a batch off; entering it begins the first worker.

    Raises:
        UsageError: If Ray is asked for and is not there.
    """
    setup = setup_of(options)
    if options.executor == "local":
        return LocalExecutor(setup, options.workers)
    from grader.batch.cluster import RayExecutor

    share = 1 / options.gpu_slots if options.gpu_slots else 0.0
    return RayExecutor(setup, options.workers, address=options.address, gpu_share=share)

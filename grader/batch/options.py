"""What a batch is begun with; kept in the gradebook, so that a broken one can be gone on with."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from grader.errors import UsageError
from grader.language import say

__all__ = ["Options", "cores_of_this_process", "default_workers", "last_of_each", "read_options"]

_WORKER_GB: Final = 3.0
"""What a worker with its fork server and a course's network takes at most, as a rule."""


class Options(BaseModel):
    """The command line of `grader batch`.

    Attributes:
        folder: The class's folder, or a platform's .zip.
        exercise: The id; None where the files' names say it.
        out: Where everything goes: gradebook, pages, what runs left, what is known of faults.
        gradebook: A path or URL; empty for the one in `out`.
        workers: How many submissions are graded at a time.
        gpu_slots: How many share the GPU; 0 leaves the device to `device`.
        address: Of a Ray cluster; empty for one on this machine.
        limit_to: Only these students.
        pages: Write feedback pages.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    folder: Path
    exercise: str | None = None
    out: Path
    gradebook: str = ""
    roster: Path | None = None
    course: Path | None = None
    limit_to: tuple[str, ...] = ()
    workers: int = Field(default=1, ge=1, le=256)
    gpu_slots: int = Field(default=0, ge=0, le=64)
    executor: Literal["local", "ray"] = "local"
    address: str = ""
    isolation: Literal["full", "unconfined"] = "full"
    device: str = "auto"
    data: str = "auto"
    hidden_seed: int | None = None
    seed: int = 1
    strict: bool = False
    fresh: bool = False
    pages: bool = True
    language: Literal["en", "ko"] = "en"

    def from_anywhere(self) -> Options:
        """Return the same with paths that hold whatever folder one is in."""
        paths = {"folder", "out", "roster", "course"}
        given = {name: getattr(self, name) for name in paths}
        update = {name: path.absolute() for name, path in given.items() if path}
        return self.model_copy(update=update)

    @property
    def book(self) -> str:
        """The gradebook's path or URL."""
        return self.gradebook or str(self.out / "gradebook.db")


def read_options(text: str) -> Options:
    """Read what a batch was begun with.

    Raises:
        UsageError: If an earlier version of the grader wrote what this one does not know.
    """
    try:
        return Options.model_validate_json(text)
    except ValidationError:
        raise UsageError(
            say("The last batch was begun by another version of the grader. Name the folder and "
                "the exercise again: what was graded stays graded.")
        ) from None  # fmt: skip


def last_of_each(begun: Iterable[str], exercise: str | None = None) -> list[Options]:
    """Return the last batch of each folder and exercise, of everybody in it.

    Args:
        begun: What batches were begun with, the last one last.
        exercise: Only those that may hold this one, by its id or a part of it.

    Raises:
        UsageError: As of `read_options`.
    """
    found: dict[tuple[Path, str | None], Options] = {}
    for text in begun:
        options = read_options(text).model_copy(update={"limit_to": ()})
        found[options.folder, options.exercise] = options
    return [
        options
        for options in found.values()
        if not exercise or not options.exercise or exercise in options.exercise
    ]


def cores_of_this_process() -> int:
    """Return how many processor cores we may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def default_workers() -> int:
    """Return how many workers suit this host: one a core, as far as its memory goes."""
    try:
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    except (ValueError, OSError, AttributeError):
        memory = _WORKER_GB
    return max(1, min(cores_of_this_process(), int(memory / _WORKER_GB)))

"""Asking a sandbox what its runs would find inside: accelerator and versions."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from grader.errors import UsageError
from grader.exercise import Limits
from grader.language import say
from grader.sandbox.protocol import Order, Sandbox

__all__ = ["Survey", "survey"]


@dataclass(frozen=True, slots=True)
class Survey:
    """What a run found.

    Attributes:
        device: The accelerator's own name, or "CPU".
        versions: Of Python and the libraries, by name.
        seconds: From the order to the end of the run.
    """

    device: str
    versions: Mapping[str, str]
    seconds: float


def survey(sandbox: Sandbox) -> Survey:
    """Make a run, confined as any other, that says what it finds.

    Raises:
        UsageError: If it does not find the accelerator that the sandbox was told to use.
        SandboxError: If the sandbox is broken.
    """
    with tempfile.TemporaryDirectory(prefix="grader-survey-") as name:
        inbox, outbox = Path(name, "in"), Path(name, "out")
        for folder in (inbox, outbox):
            folder.mkdir(mode=0o755)
        run = sandbox.run(Order("surveyor", inbox, outbox, {"outbox": "{outbox}"}, Limits()))
        try:
            told = json.loads((outbox / "device.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            last = (run.output.strip().splitlines() or [run.message])[-1]
            sentence = say("The accelerator cannot be used: {reason}.", reason=last)
            raise UsageError(sentence) from None
    return Survey(told["device"], told["versions"], run.record.wall_seconds)

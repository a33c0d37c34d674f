"""Runs without confinement, each in a fresh process: for hosts without Linux's means.

The wall clock, the output and the exit are watched; nothing else is enforced. Only a student's
own check of a file they trust may use it, and the report says so.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Final, cast

from grader.results import RunRecord, RunStatus
from grader.sandbox.boot import start_module
from grader.sandbox.places import fill, open_places
from grader.sandbox.protocol import Order, Progress, Sandbox, SandboxRun

__all__ = ["UnconfinedSandbox"]

_KEPT_CHARACTERS: Final = 64 * 1024
_POLL_SECONDS: Final = 0.05


class UnconfinedSandbox(Sandbox):
    """Runs each order in a process of its own, with the rights of whoever runs the grader.

    Args:
        lacking: What the host cannot enforce, for the report.
        device: Which accelerator the runs may see.
    """

    def __init__(self, *, lacking: str = "", device: str = "auto") -> None:
        self.confinement = lacking or "none"
        self._device = device
        self._folder = tempfile.TemporaryDirectory(prefix="grader-run-", ignore_cleanup_errors=True)

    def close(self) -> None:
        """Remove the working folders."""
        self._folder.cleanup()

    def run(self, order: Order, progress: Progress | None = None) -> SandboxRun:
        """Make one run. See `grader.sandbox.protocol.Sandbox.run`."""
        root = Path(tempfile.mkdtemp(dir=self._folder.name))
        places = open_places(order, root)
        started = time.monotonic()
        given = {"device": self._device, "work": "{work}", "begun": started, **order.job}
        job = fill(given, places)
        process = start_module("grader.sandbox.alone", home=places["home"], errors=subprocess.PIPE)
        watch = _Watch(process, order, progress)
        watch.begin(json.dumps({"stage": order.stage, "job": job}))
        status = watch.wait_for_the_end(started + order.limits.wall_seconds)
        record = RunRecord(
            stage=order.stage,
            status=status,
            exit_code=max(process.returncode, 0),
            signal=max(-process.returncode, 0),
            wall_seconds=round(time.monotonic() - started, 3),
            confinement=self.confinement,
        )
        return SandboxRun(record, order.outbox, watch.output())


class _Watch:
    """One process with threads that read what it prints and what it says of its progress."""

    def __init__(
        self, process: subprocess.Popen[bytes], order: Order, progress: Progress | None
    ) -> None:
        self._process = process
        self._limits = order.limits
        self._progress = progress
        self._parts: list[bytes] = []
        self._printed = 0
        self._threads: list[threading.Thread] = []

    def begin(self, order: str) -> None:
        """Hand the order over and begin to read."""
        assert self._process.stdin is not None
        with suppress(OSError):
            self._process.stdin.write(order.encode() + b"\n")
            self._process.stdin.close()
        for stream, take in (
            (self._process.stdout, self._take_output),
            (self._process.stderr, self._take_event),
        ):
            thread = threading.Thread(target=_read, args=(stream, take), daemon=True)
            thread.start()
            self._threads.append(thread)

    def wait_for_the_end(self, deadline: float) -> RunStatus:
        """Wait; end the process where it meets a limit; say how it ended."""
        status = RunStatus.OK
        while self._process.poll() is None:
            if time.monotonic() > deadline:
                status = RunStatus.TIME_LIMIT
            elif self._printed > self._limits.output_kb * 1024:
                status = RunStatus.OUTPUT_LIMIT
            if status is not RunStatus.OK:
                break
            time.sleep(_POLL_SECONDS)
        self._end_group()
        self._process.wait()
        for thread in self._threads:  # one may wait on for a process that was left behind
            thread.join(timeout=1)
        if status is RunStatus.OK and self._process.returncode:
            return RunStatus.SIGNALLED if self._process.returncode < 0 else RunStatus.NONZERO_EXIT
        return status

    def _end_group(self) -> None:
        if os.name == "posix":
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        elif self._process.poll() is None:
            self._process.kill()

    def output(self) -> str:
        """Return the end of what was printed."""
        return b"".join(self._parts).decode("utf-8", "replace")[-_KEPT_CHARACTERS:]

    def _take_output(self, data: bytes) -> None:
        self._printed += len(data)
        self._parts.append(data)
        if sum(map(len, self._parts)) > 4 * _KEPT_CHARACTERS:
            self._parts = [b"".join(self._parts)[-_KEPT_CHARACTERS:]]

    def _take_event(self, data: bytes) -> None:
        with suppress(ValueError, RecursionError):
            message = json.loads(data)
            if self._progress is not None and isinstance(message, dict):
                self._progress(cast("dict[str, Any]", message))


def _read(stream: IO[bytes] | None, take: Callable[[bytes], None]) -> None:
    assert stream is not None
    with stream, suppress(ValueError, OSError):
        for line in iter(lambda: stream.readline(1 << 16), b""):
            take(line)

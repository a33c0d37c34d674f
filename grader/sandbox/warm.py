"""Warm confinement: the judge's side of the fork server.

The server imports the deep-learning library once, in a process with an almost empty environment;
each run is a fork of it that confines itself (`grader.sandbox.confine`). Starting the server
returns at once: the library loads while the judge reads the submission.
"""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from grader.errors import SandboxError
from grader.results import RunRecord, RunStatus
from grader.sandbox.boot import start_server
from grader.sandbox.confine import NOBODY
from grader.sandbox.places import CONFINED_PLACES, fill, open_places
from grader.sandbox.protocol import Order, Progress, Sandbox, SandboxRun

__all__ = ["WarmSandbox"]

_START_SECONDS: Final = 180.0
_GRACE_SECONDS: Final = 30.0


class WarmSandbox(Sandbox):
    """A fork server and the runs it makes, one at a time.

    Args:
        confined: Whether runs confine themselves; only a host that lacks the means says no.
        lacking: What the host cannot enforce, for the report.
        device: Which accelerator the runs may see.
        server: A server that was started before; a new one is started without it.
    """

    def __init__(
        self,
        *,
        confined: bool = True,
        lacking: str = "",
        device: str = "auto",
        server: subprocess.Popen[bytes] | None = None,
    ) -> None:
        self.confinement = "full" if confined else lacking or "none"
        self._confined = confined
        self._device = device
        self._folder = tempfile.TemporaryDirectory(prefix="grader-run-", ignore_cleanup_errors=True)
        self._ready = False
        self._pending = b""
        self._server = server or start_server()

    def close(self) -> None:
        """End the server; its runs end with it, for each asked the kernel to be told."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._server.pid, signal.SIGKILL)
        self._server.wait()
        for pipe in (self._server.stdin, self._server.stdout):
            if pipe:
                with suppress(OSError):
                    pipe.close()
        self._folder.cleanup()

    def run(self, order: Order, progress: Progress | None = None) -> SandboxRun:
        """Make one run. See `grader.sandbox.protocol.Sandbox.run`."""
        self._wait_until_ready()
        self._send(self._message(order))
        deadline = time.monotonic() + order.limits.wall_seconds + _GRACE_SECONDS
        for event in self._events(deadline):
            if event["event"] == "progress":
                if progress:
                    progress(event["progress"])
            elif event["event"] == "done":
                return self._finished(order, event)
        raise SandboxError("the fork server went silent in the middle of a run")

    def _finished(self, order: Order, event: dict[str, Any]) -> SandboxRun:
        record = RunRecord(
            stage=order.stage,
            status=RunStatus(event["status"]),
            exit_code=event.get("exit_code", 0),
            signal=event.get("signal", 0),
            wall_seconds=round(event.get("wall_seconds", 0.0), 3),
            cpu_seconds=round(event.get("cpu_seconds", 0.0), 3),
            peak_memory_mb=round(event.get("peak_memory_mb", 0.0), 1),
            confinement=self.confinement,
        )
        if os.geteuid() == 0 and self._confined:
            os.chown(order.outbox, 0, 0)
        return SandboxRun(record, order.outbox, event.get("output", ""), event.get("message", ""))

    def _message(self, order: Order) -> dict[str, Any]:
        """Say the order in the server's words, its places filled in."""
        root = Path(tempfile.mkdtemp(dir=self._folder.name))
        for folder in (root, order.outbox):
            folder.chmod(0o755)
        places = CONFINED_PLACES if self._confined else open_places(order, root)
        message: dict[str, Any] = {
            "stage": order.stage,
            "job": fill({"device": self._device, "work": "{work}", **order.job}, places),
            "limits": order.limits.model_dump(include=_SUPERVISED),
            "environment": {"HOME": places["home"]},
            "libraries": order.libraries,
            "outbox": str(order.outbox),
        }
        if self._confined:
            if os.geteuid() == 0:
                os.chown(order.outbox, NOBODY, NOBODY)
            message["confinement"] = self._confinement_of(order, root)
        return message

    def _confinement_of(self, order: Order, root: Path) -> dict[str, Any]:
        """What `confine.Confinement` takes."""
        limits = order.limits
        copies = [(str(source), fill(place, CONFINED_PLACES)) for source, place in order.copies]
        return {
            "root": str(root),
            "inbox": str(order.inbox),
            "outbox": str(order.outbox),
            "copies": copies,
            "memory_mb": limits.memory_mb,
            "disk_mb": limits.disk_mb,
            "processes": limits.processes,
            "cpu_seconds": int(limits.wall_seconds * (os.cpu_count() or 1)) + 60,
            "devices": self._device != "cpu",
            "masked": [str(Path(__file__).resolve().parent.parent)],
        }

    def _wait_until_ready(self) -> None:
        if self._ready:
            return
        for event in self._events(time.monotonic() + _START_SECONDS):
            if event["event"] == "ready":
                self._ready = True
                return
        raise SandboxError(
            "the fork server did not start; `grader doctor` says what this host lacks"
        )

    def _send(self, message: dict[str, Any]) -> None:
        assert self._server.stdin is not None
        try:
            self._server.stdin.write(json.dumps(message).encode() + b"\n")
            self._server.stdin.flush()
        except OSError as error:
            raise SandboxError(f"the fork server is gone: {error.strerror}") from None

    def _events(self, deadline: float) -> Iterator[dict[str, Any]]:
        """Yield the server's events until it is silent past `deadline` or gone."""
        assert self._server.stdout is not None
        with selectors.DefaultSelector() as selector:
            selector.register(self._server.stdout, selectors.EVENT_READ)
            while (left := deadline - time.monotonic()) > 0:
                while b"\n" in self._pending:
                    line, self._pending = self._pending.split(b"\n", 1)
                    yield json.loads(line)
                if not selector.select(timeout=left):
                    return
                data = os.read(self._server.stdout.fileno(), 1 << 16)
                if not data:
                    return
                self._pending += data


_SUPERVISED: Final = {"wall_seconds", "memory_mb", "disk_mb", "processes", "output_kb"}

"""Watching one run from outside: the clock, its memory, processes, output, and how it ended."""

from __future__ import annotations

import json
import os
import select
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from grader.sandbox import confine

__all__ = ["Supervision", "supervise"]

_POLL_SECONDS: Final = 0.05
_KEPT_BYTES: Final = 32 * 1024
_MAX_EVENT_BYTES: Final = 16 * 1024
_MAX_ENTRIES: Final = 1000
_EVENTS_A_SECOND: Final = 50
_PATIENCE_SECONDS: Final = 5.0
_GROWTH_KB: Final = 32 * 1024
"""How much more memory must be resident before its proportional share is read again."""
_PAGE_KB: Final = os.sysconf("SC_PAGE_SIZE") // 1024


@dataclass(slots=True)
class _Output:
    """The head and the tail of what a run printed, and how much it was."""

    head: bytearray = field(default_factory=bytearray)
    tail: bytearray = field(default_factory=bytearray)
    total: int = 0

    def add(self, data: bytes) -> None:
        self.total += len(data)
        room = _KEPT_BYTES - len(self.head)
        self.head += data[: max(room, 0)]
        self.tail = (self.tail + data[max(room, 0) :])[-_KEPT_BYTES:]

    def text(self) -> str:
        left_out = self.total - len(self.head) - len(self.tail)
        middle = f"\n… {left_out} bytes left out …\n".encode() if left_out > 0 else b""
        return (bytes(self.head) + middle + bytes(self.tail)).decode("utf-8", "replace")


@dataclass(slots=True)
class Supervision:
    """One run as its supervisor sees it.

    Attributes:
        keeper: The keeper's process id.
        output: Where everything that it prints can be read.
        events: Where the worker's progress can be read, a JSON line each.
        status: Where keeper and init say how far they are.
        go: Where the keeper waits for its users to be mapped.
        limits: wall_seconds, memory_mb, disk_mb, processes, output_kb.
        outbox: The folder of the host that the run may fill.
    """

    keeper: int
    output: int
    events: int
    status: int
    go: int
    limits: dict[str, Any]
    outbox: str
    init: int = 0
    ended: dict[str, Any] = field(default_factory=dict[str, Any])
    failed: str = ""
    crossed: str = ""
    peak_kb: int = 0
    resident_kb: int = 0
    printed: _Output = field(default_factory=_Output)
    buffers: dict[int, bytes] = field(default_factory=dict[int, bytes])
    forwarded: int = 0

    def kill(self, why: str) -> None:
        """End the whole tree.

        With process 1 of a namespace everything in it ends; without a namespace each process
        that can be found is ended by itself.
        """
        self.crossed = self.crossed or why
        root = self.init or self.keeper
        for pid in (root, *_descendants(root)):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def supervise(
    run: Supervision,
    send: Callable[[dict[str, Any]], None],
    wanted: Callable[[], bool] = lambda: True,
) -> dict[str, Any]:
    """Watch `run` until it has ended and return its closing event.

    Args:
        run: The run, its keeper just forked.
        send: Where progress is forwarded.
        wanted: Whether anybody waits for the end. Where a grader was killed, its run is ended.
    """
    started = time.monotonic()
    deadline = started + float(run.limits["wall_seconds"])
    open_ends = {run.output, run.events, run.status}
    next_look = started
    usage = None
    while usage is None:
        now = time.monotonic()
        if now > deadline and not run.crossed:
            run.kill("time_limit")
        if run.crossed and now > deadline + _PATIENCE_SECONDS:
            with suppress(ProcessLookupError):
                os.kill(run.keeper, signal.SIGKILL)
        readable, _, _ = select.select(list(open_ends), [], [], _POLL_SECONDS)
        for end in readable:
            if not _take(run, end, send, now - started):
                open_ends.discard(end)
        if now >= next_look:
            if not run.crossed and not wanted():
                run.kill("abandoned")
            _look(run)
            next_look = now + 2 * _POLL_SECONDS
        if run.status not in open_ends or not readable:
            pid, _, resources = os.wait4(run.keeper, os.WNOHANG)
            usage = resources if pid else None
    _sweep(run, open_ends, send)
    return _closing(run, time.monotonic() - started, usage)


def _take(
    run: Supervision, end: int, send: Callable[[dict[str, Any]], None], elapsed: float
) -> bool:
    """Read what is there; return whether more can come."""
    data = os.read(end, 1 << 16)
    if not data:
        return False
    if end == run.output:
        run.printed.add(data)
        if run.printed.total > int(run.limits["output_kb"]) * 1024:
            run.kill("output_limit")
        return True
    *lines, rest = (run.buffers.get(end, b"") + data).split(b"\n")
    run.buffers[end] = rest[-_MAX_EVENT_BYTES:]
    for line in lines:
        with suppress(ValueError, RecursionError):
            message = json.loads(line[:_MAX_EVENT_BYTES])
            if end == run.status:
                _advance(run, message)
            elif isinstance(message, dict) and run.forwarded < 20 + elapsed * _EVENTS_A_SECOND:
                run.forwarded += 1
                send({"event": "progress", "progress": message})
    return True


def _advance(run: Supervision, message: dict[str, Any]) -> None:
    """Follow the keeper and the init: map users, learn the init's number, hear of the end."""
    step = message.get("step")
    if step == "unshared":
        confine.write_id_maps(run.keeper)
        os.write(run.go, b"g")
    elif step == "forked":
        run.init = int(message["pid"])
        if run.crossed:
            run.kill(run.crossed)
    elif step == "ended":
        run.ended = message
    elif step == "failed":
        run.failed = str(message["message"])


def _descendants(pid: int) -> list[int]:
    """The processes below `pid`; needs CONFIG_PROC_CHILDREN, which every distribution sets."""
    found: list[int] = []
    waiting = [pid]
    while waiting and len(found) < 10_000:
        try:
            threads = [path.name for path in Path(f"/proc/{waiting[-1]}/task").iterdir()]
        except OSError:
            threads = []
        parent = waiting.pop()
        for thread in threads:
            with suppress(OSError):
                text = Path(f"/proc/{parent}/task/{thread}/children").read_text()
                children = [int(child) for child in text.split()]
                found += children
                waiting += children
    return found


def _resident_kb(pid: int) -> int:
    """What one process has in memory, with all that it shares with others; quick to read."""
    with suppress(OSError):
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE_KB
    return 0


def _memory_kb(pid: int) -> int:
    """The proportional share of memory of one process, or its private part where that is hidden."""
    for name, key in (("smaps_rollup", "Pss:"), ("status", "RssAnon:")):
        with suppress(OSError):
            for line in Path(f"/proc/{pid}/{name}").read_text().splitlines():
                if line.startswith(key):
                    return int(line.split()[1])
    return 0


def _holds_more(folder: str, most_bytes: int) -> bool:
    """Whether a folder holds more than it may, or so many entries that counting is no use."""
    size = entries = 0
    for place, folders, files in os.walk(folder):
        entries += len(folders) + len(files)
        if entries > _MAX_ENTRIES:
            return True
        for name in files:
            with suppress(OSError):
                size += os.lstat(Path(place, name)).st_size
    return size > most_bytes


def _look(run: Supervision) -> None:
    """Compare what the tree uses now with what it may."""
    if not run.init or run.crossed:
        return
    tree = _descendants(run.init)
    if len(tree) > int(run.limits["processes"]):
        run.kill("process_limit")
        return
    if _holds_more(run.outbox, int(run.limits["disk_mb"]) * 2**20):
        run.kill("disk_limit")
        return
    most_kb = int(run.limits["memory_mb"]) * 1024
    # The share, never more than what is resident, takes the kernel 50 ms for a library's thousand
    # mappings, which it holds on to meanwhile: a training that maps memory waits.
    resident = sum(_resident_kb(pid) for pid in tree)
    if resident <= min(most_kb, run.resident_kb + _GROWTH_KB):
        return
    run.resident_kb = max(run.resident_kb, resident)
    used = sum(_memory_kb(pid) for pid in tree)
    run.peak_kb = max(run.peak_kb, used)
    if used > most_kb:
        run.kill("memory_limit")


def _sweep(run: Supervision, open_ends: set[int], send: Callable[[dict[str, Any]], None]) -> None:
    """After the end: end and reap what was left behind, and read what is left in the pipes.

    Orphans come to us, the subreaper, and one run is made at a time: all children are its own.
    """
    while orphans := _descendants(os.getpid()):
        for pid in orphans:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(-1, 0)
    for end in open_ends:
        os.set_blocking(end, False)
        with suppress(BlockingIOError):
            while _take(run, end, send, 0.0):
                pass


def _closing(run: Supervision, wall_seconds: float, usage: Any) -> dict[str, Any]:
    exit_code = int(run.ended.get("exit_code", 0))
    signalled = int(run.ended.get("signal", 0))
    if run.crossed:
        status = run.crossed
    elif run.failed or not run.ended:
        status = "sandbox_error"
    elif signalled:
        status = "signalled"
    else:
        status = "nonzero_exit" if exit_code else "ok"
    return {
        "event": "done",
        "status": status,
        "message": run.failed,
        "exit_code": exit_code,
        "signal": signalled,
        "wall_seconds": wall_seconds,
        "cpu_seconds": usage.ru_utime + usage.ru_stime,
        "peak_memory_mb": max(run.peak_kb, usage.ru_maxrss) / 1024,
        "output": run.printed.text(),
    }

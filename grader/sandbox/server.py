"""The fork server: imports the deep-learning library once, touches no device, forks for each run.

It speaks JSON lines: orders come in on standard input, events go out on the descriptor that was
its standard output. It never reads a submission; the worker that it forks does, after confining
itself. See `grader.sandbox.confine` for what the three forks of a run do.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final, NoReturn

from grader.sandbox import confine, syscalls
from grader.sandbox.boot import computing
from grader.sandbox.stages import LIBRARIES, STAGES
from grader.sandbox.supervise import Supervision, supervise

__all__ = ["main"]

_ENVIRONMENT: Final = {
    "HOME": "/exam/home",
    "USER": "student",
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "MPLBACKEND": "Agg",
    "MPLCONFIGDIR": "/exam/home/.matplotlib",
    "TMPDIR": "/tmp",  # noqa: S108 the private one
    "TERM": "dumb",
    "LANG": "C.UTF-8",
    "COLUMNS": "80",
}

Send = Callable[[dict[str, Any]], None]


def main() -> None:
    """Serve until standard input ends, or until nobody hears any more.

    Then this process ends, and what it started ends with it.
    """
    channel = os.dup(1)
    os.dup2(2, 1)

    def send(event: dict[str, Any]) -> None:
        data = json.dumps(event).encode() + b"\n"
        while data:
            data = data[os.write(channel, data) :]

    stages = {name: importlib.import_module(module).main for name, module in STAGES.items()}
    if sys.platform == "linux":
        with suppress(OSError):
            # Orphans of a run come to us, so that nothing of it is left behind.
            syscalls.prctl(syscalls.PR_SET_CHILD_SUBREAPER, 1)
    gc.collect()
    gc.freeze()
    send({"event": "ready"})
    for line in sys.stdin:
        order = json.loads(line)
        for library in order.get("libraries", ()):
            with suppress(ImportError):  # then the run says so itself
                importlib.import_module(LIBRARIES[library])
        try:
            send(_serve(order, stages[order["stage"]], send))
        except BrokenPipeError:
            return
        except Exception as error:  # noqa: BLE001 the judge must hear of everything
            told = "".join(traceback.format_exception(error))
            send({"event": "done", "status": "sandbox_error", "message": told})


def _still_wanted() -> bool:
    """Whether whoever gives orders is still there: its end of our standard input is open."""
    orders = select.poll()
    orders.register(0, 0)
    return not orders.poll(0)


def _serve(order: dict[str, Any], stage: Callable[..., None], send: Send) -> dict[str, Any]:
    """Fork the keeper of one run, watch it to its end, and return the closing event."""
    output, output_end = os.pipe()
    events, events_end = os.pipe()
    status, status_end = os.pipe()
    go, go_end = os.pipe()
    mine = (output, events, status, go_end)
    order["job"]["begun"] = time.monotonic()
    keeper = os.fork()
    if keeper == 0:
        _keep(order, stage, output_end, events_end, status_end, go)
    for end in (output_end, events_end, status_end, go):
        os.close(end)
    try:
        run = Supervision(keeper, output, events, status, go_end, order["limits"], order["outbox"])
        return supervise(run, send, _still_wanted)
    finally:
        for end in mine:
            with suppress(OSError):
                os.close(end)


def _keep(
    order: dict[str, Any],
    stage: Callable[..., None],
    output: int,
    events: int,
    status: int,
    go: int,
) -> NoReturn:
    """The keeper: take namespaces, fork the init, wait for it."""
    try:
        os.setsid()
        _die_with_parent()
        _close_all_but(output, events, status, go)
        _redirect(output)
        confined = order.get("confinement")
        wanted = confine.Confinement(**confined) if confined else None
        if wanted:
            confine.take_namespaces()
            _tell(status, {"step": "unshared"})
            if os.read(go, 1) != b"g":
                os._exit(1)
        init = os.fork()
        if init == 0:
            _init(order, stage, events, status, wanted)
        _tell(status, {"step": "forked", "pid": init})
        os.close(status)
        os.waitpid(init, 0)
        os._exit(0)
    except BaseException as error:  # noqa: BLE001 nothing may return into the server's loop
        _tell(status, {"step": "failed", "message": f"keeper: {_told(error)}"})
    os._exit(1)


def _init(
    order: dict[str, Any],
    stage: Callable[..., None],
    events: int,
    status: int,
    wanted: confine.Confinement | None,
) -> NoReturn:
    """Process 1: confine itself, fork the worker, reap, and end the namespace with the worker."""
    try:
        _die_with_parent()
        if wanted:
            confine.enter_root(wanted)
            confine.lock_down(wanted)
            _die_with_parent()  # a change of user clears it
            syscalls.prctl(syscalls.PR_SET_DUMPABLE, 0)
        worker = os.fork()
        if worker == 0:
            _work(order, stage, events, status)
        os.close(events)
        while True:
            pid, code = os.waitpid(-1, 0)
            if pid == worker:
                break
        result = {"exit_code": max(os.waitstatus_to_exitcode(code), 0), "signal": code & 0x7F}
        _tell(status, {"step": "ended", **result})
        os._exit(0)
    except BaseException as error:  # noqa: BLE001 nothing may return into the server's loop
        _tell(status, {"step": "failed", "message": f"init: {_told(error)}"})
    os._exit(1)


def _work(order: dict[str, Any], stage: Callable[..., None], events: int, status: int) -> NoReturn:
    """The worker: run the stage and leave at once, without the library's slow farewell."""
    code = 1
    try:
        os.close(status)
        _die_with_parent()
        confined = order.get("confinement") is not None
        if confined:
            syscalls.prctl(syscalls.PR_SET_DUMPABLE, 1)
        environment = computing(os.environ) | _ENVIRONMENT
        os.environ.clear()
        os.environ.update(environment)
        os.environ.update(order.get("environment", {}))
        os.chdir(order["job"]["work"])
        sys.argv = ["submission.py"]
        sys.path[:] = [path for path in sys.path if path]
        stage(order["job"], events)
        code = 0
    except BaseException:  # noqa: BLE001 told through the output; the exit code says the rest
        traceback.print_exc()
    finally:
        with suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


def _tell(descriptor: int, message: dict[str, Any]) -> None:
    with suppress(OSError):
        os.write(descriptor, json.dumps(message).encode() + b"\n")


def _told(error: BaseException) -> str:
    """An exception of ours in one line, with the file that it is about."""
    return f"{type(error).__name__}: {error}"


def _die_with_parent() -> None:
    if sys.platform == "linux":
        syscalls.prctl(syscalls.PR_SET_PDEATHSIG, signal.SIGKILL)


def _close_all_but(*keep: int) -> None:
    """Close every descriptor from 3 on except `keep`: nothing of ours is inherited."""
    last = 2
    for descriptor in sorted(keep):
        os.closerange(last + 1, descriptor)
        last = descriptor
    os.closerange(last + 1, os.sysconf("SC_OPEN_MAX"))


def _redirect(output: int) -> None:
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.close(output)

"""What every sandbox promises. One suite: a provider is right when it keeps all of it.

Each promise is a function of a sandbox and an empty folder; it raises AssertionError where the
promise is not kept. `tests/sandbox/test_conformance.py` runs them on every provider and declares
which ones a provider without confinement cannot keep.
"""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from grader.exercise import Limits
from grader.results import RunStatus
from grader.sandbox.protocol import Order, Sandbox, SandboxRun

__all__ = ["PROMISES", "Promise"]

Promise = Callable[[Sandbox, Path], None]
_LIMITS: Final = {"wall_seconds": 60, "memory_mb": 1024, "disk_mb": 64, "processes": 64}
_EMPTY_JOB: Final[Mapping[str, Any]] = {
    "submission": "{inbox}/submission.py",
    "outbox": "{outbox}",
    "entry": [],
    "seed": 1,
    "probes": [],
    "calls": [],
    "max_epochs": 10,
    "train_seconds": 30.0,
    "reserve_seconds": 30.0,
    "archives": {},
}


def _run(sandbox: Sandbox, folder: Path, code: str, **limits: float) -> SandboxRun:
    """Let the trainee run `code`."""
    inbox, outbox = folder / "in", folder / "out"
    for part in (inbox, outbox):
        part.mkdir(mode=0o755)
    (inbox / "submission.py").write_text(code, encoding="utf-8")
    wanted = Limits.model_validate({**_LIMITS, **limits})
    return sandbox.run(Order("trainee", inbox, outbox, _EMPTY_JOB, wanted))


def leaves_what_the_stage_wrote(sandbox: Sandbox, folder: Path) -> None:
    """What the stage writes into its outbox lies in ours when the run has ended."""
    run = _run(sandbox, folder, "left = 1\n")
    assert run.record.status is RunStatus.OK
    facts = json.loads((run.outbox / "training.json").read_text(encoding="utf-8"))
    assert facts["error"] is None


def keeps_the_output(sandbox: Sandbox, folder: Path) -> None:
    """What was printed comes back, standard error as well."""
    run = _run(sandbox, folder, "import sys\nprint('one')\nprint('two', file=sys.stderr)\n")
    assert "one" in run.output
    assert "two" in run.output or not sandbox.confinement.startswith("full")


def tells_of_exceptions(sandbox: Sandbox, folder: Path) -> None:
    """An exception of the submission is evidence, not a broken run."""
    run = _run(sandbox, folder, "\nraise ValueError('on line two')\n")
    facts = json.loads((run.outbox / "training.json").read_text(encoding="utf-8"))
    assert facts["error"]["type"] == "ValueError"
    assert facts["error"]["frames"][-1][0] == 2


def ends_at_the_time_limit(sandbox: Sandbox, folder: Path) -> None:
    """A run that goes on for ever is ended, soon after its limit."""
    started = time.monotonic()
    run = _run(sandbox, folder, "while True: pass\n", wall_seconds=8)
    assert run.record.status is RunStatus.TIME_LIMIT
    assert time.monotonic() - started < 60


def ends_at_the_output_limit(sandbox: Sandbox, folder: Path) -> None:
    """A run that prints without end is ended."""
    run = _run(sandbox, folder, "while True: print('x' * 999)\n", output_kb=256)
    assert run.record.status is RunStatus.OUTPUT_LIMIT
    assert len(run.output) < 2**20


def tells_of_an_early_exit(sandbox: Sandbox, folder: Path) -> None:
    """The exit code of a process that ends itself comes back."""
    # Through libc: `os._exit` in a submission is taken for the end of the file.
    run = _run(sandbox, folder, "import ctypes\nctypes.CDLL(None)._exit(7)\n")
    assert run.record.status is RunStatus.NONZERO_EXIT
    assert run.record.exit_code == 7


def runs_start_afresh(sandbox: Sandbox, folder: Path) -> None:
    """Nothing of one run is seen by the next."""
    (folder / "first").mkdir()
    (folder / "second").mkdir()
    _run(
        sandbox,
        folder / "first",
        "open('left', 'w').write('x')\nimport builtins\nbuiltins.mark = 1\n",
    )
    code = (
        "import builtins, os\nassert not hasattr(builtins, 'mark') and not os.path.exists('left')\n"
    )
    run = _run(sandbox, folder / "second", code)
    facts = json.loads((run.outbox / "training.json").read_text(encoding="utf-8"))
    assert facts["error"] is None


def leaves_no_process_behind(sandbox: Sandbox, folder: Path) -> None:
    """A process that the run left in the background ends with it."""
    mark = f"grader-mark-{time.monotonic_ns()}"
    code = (
        "import os, subprocess, sys\n"
        f"subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(20)', '{mark}'],"
        " start_new_session=True)\n"
    )
    _run(sandbox, folder, code)
    time.sleep(0.5)
    commands = [_command_of(path) for path in Path("/proc").glob("[0-9]*")]
    assert not any(mark in command for command in commands)


def ended_runs_use_no_processor(sandbox: Sandbox, folder: Path) -> None:
    """After the time limit nothing of the run goes on."""
    mark = f"grader-mark-{time.monotonic_ns()}"
    code = (
        "import subprocess, sys\n"
        f"subprocess.Popen([sys.executable, '-c', 'while True: pass', '{mark}'])\n"
        "while True: pass\n"
    )
    _run(sandbox, folder, code, wall_seconds=8)
    time.sleep(0.5)
    commands = [_command_of(path) for path in Path("/proc").glob("[0-9]*")]
    assert not any(mark in command for command in commands)


def _command_of(process: Path) -> str:
    try:
        return (process / "cmdline").read_text(errors="replace")
    except OSError:
        return ""


def refuses_memory_over_the_limit(sandbox: Sandbox, folder: Path) -> None:
    """A run that takes more memory than it may is ended, or gets a MemoryError."""
    code = "import numpy\nkept = []\nwhile True: kept.append(numpy.ones(2**22))\n"
    run = _run(sandbox, folder, code, memory_mb=700)
    told = run.outbox / "training.json"
    assert run.record.status is RunStatus.MEMORY_LIMIT or "Memory" in told.read_text()


def hides_the_hosts_files(sandbox: Sandbox, folder: Path) -> None:
    """A file of the host's outside of the inbox cannot be read."""
    secret = folder / "secret.txt"
    secret.write_text("found me", encoding="utf-8")
    run = _run(sandbox, folder, f"print(open({str(secret)!r}).read())\n")
    assert "found me" not in run.output


def reaches_no_network(sandbox: Sandbox, folder: Path) -> None:
    """Not even this host's own loopback is reached."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        code = (
            f"import socket\nsocket.create_connection(('127.0.0.1', {port}), 2)\nprint('reached')\n"
        )
        run = _run(sandbox, folder, code)
    assert "reached" not in run.output


def cannot_write_to_the_runtime(sandbox: Sandbox, folder: Path) -> None:
    """The libraries that the next run will use cannot be changed."""
    code = (
        "import numpy, os\n"
        "place = os.path.join(os.path.dirname(numpy.__file__), 'grader_was_here')\n"
        "open(place, 'w').close()\n"
        "os.remove(place)\n"
        "print('wrote')\n"
    )
    run = _run(sandbox, folder, code)
    assert "wrote" not in run.output


PROMISES: Final[tuple[Promise, ...]] = (
    leaves_what_the_stage_wrote,
    keeps_the_output,
    tells_of_exceptions,
    ends_at_the_time_limit,
    ends_at_the_output_limit,
    tells_of_an_early_exit,
    runs_start_afresh,
    leaves_no_process_behind,
    ended_runs_use_no_processor,
    refuses_memory_over_the_limit,
    hides_the_hosts_files,
    reaches_no_network,
    cannot_write_to_the_runtime,
)

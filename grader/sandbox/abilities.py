"""What this host can enforce, found out by doing it in a child process."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from grader.sandbox.boot import start_module

__all__ = ["Ability", "host_abilities", "lacking", "main", "start_probe"]

_SECONDS: Final = 20


@dataclass(frozen=True, slots=True)
class Ability:
    """One thing that full confinement needs.

    Attributes:
        name: What it is, "private network".
        works: Whether the host let us do it.
        detail: What it protects, or what the host said.
    """

    name: str
    works: bool
    detail: str


def start_probe() -> subprocess.Popen[bytes]:
    """Start finding out, in a process of its own; `host_abilities` collects the answer."""
    return start_module("grader.sandbox.abilities")


def host_abilities(started: subprocess.Popen[bytes] | None = None) -> tuple[Ability, ...]:
    """Return what this host can enforce; everything, in the order in which it is needed."""
    process = started or start_probe()
    try:
        told, _ = process.communicate(timeout=_SECONDS)
        return tuple(Ability(**each) for each in json.loads(told))
    except (subprocess.TimeoutExpired, ValueError, TypeError):
        process.kill()
        process.communicate()
        return (Ability("confinement", works=False, detail="the trial of it did not finish"),)


def lacking(abilities: tuple[Ability, ...]) -> str:
    """Return what is missing for full confinement, in words; "" where nothing is."""
    missing = [ability for ability in abilities if not ability.works]
    return "; ".join(f"{ability.name}: {ability.detail}" for ability in missing)


def main() -> None:
    """Try everything in this process and print what worked, as JSON."""
    if sys.platform != "linux":
        found = [Ability("Linux", works=False, detail=f"this is {sys.platform}")]
    else:
        found = _probe_linux()
    print(json.dumps([asdict(ability) for ability in found]))


def _probe_linux() -> list[Ability]:
    from grader.sandbox import syscalls

    abi = syscalls.landlock_abi()
    landlock = "Linux 5.13 or newer with Landlock switched on is needed"
    if abi:
        landlock = f"files outside the private root are refused (ABI {abi})"
    return [
        _tried(
            "private users, files, network, processes",
            "nothing of this host is seen or reached",
            _enter_and_leave,
        ),
        Ability("Landlock", works=abi > 0, detail=landlock),
        Ability(
            "limits",
            works=Path("/proc/self/task").is_dir(),
            detail="time, memory, processes, disk and output are bounded",
        ),
    ]


def _tried(name: str, detail: str, attempt: Callable[[], str]) -> Ability:
    complaint = attempt()
    return Ability(name, works=not complaint, detail=complaint or detail)


def _enter_and_leave() -> str:
    """Confine a child of ours as a run is confined; return what the host said against it."""
    from grader.sandbox import confine

    with tempfile.TemporaryDirectory(prefix="grader-probe-") as name:
        for part in ("root", "in", "out"):
            Path(name, part).mkdir(mode=0o755)
        if os.geteuid() == 0:
            os.chown(Path(name, "out"), confine.NOBODY, confine.NOBODY)
        wanted = confine.Confinement(f"{name}/root", f"{name}/in", f"{name}/out", disk_mb=16)
        ready, ready_end = os.pipe()
        go, go_end = os.pipe()
        told, told_end = os.pipe()
        keeper = os.fork()
        if keeper == 0:
            _keep(wanted, ready_end, go, told_end)
        for end in (ready_end, go, told_end):
            os.close(end)
        if os.read(ready, 1):
            try:
                confine.write_id_maps(keeper)
                os.write(go_end, b"g")
            except OSError as error:
                os.kill(keeper, signal.SIGKILL)
                os.waitpid(keeper, 0)
                return f"users cannot be mapped: {error.strerror}"
        complaint = b""
        while data := os.read(told, 4096):
            complaint += data
        os.waitpid(keeper, 0)
        return complaint.decode(errors="replace")


def _keep(wanted: object, ready: int, go: int, told: int) -> None:
    from grader.sandbox import confine

    assert isinstance(wanted, confine.Confinement)
    try:
        confine.take_namespaces()
        os.write(ready, b"r")
        os.close(ready)
        if os.read(go, 1) != b"g":
            os._exit(1)
        child = os.fork()
        if child == 0:
            confine.enter_root(wanted)
            confine.lock_down(wanted)
            os._exit(0)
        os.waitpid(child, 0)
    except BaseException as error:  # noqa: BLE001 whatever the host says is the answer
        os.write(told, str(error).encode()[:500])
    os._exit(0)

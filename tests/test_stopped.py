"""What is left of a grading that was ended from outside: nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc"),
]

ENDLESS = """
import numpy as np
import tensorflow as tf

model = tf.keras.Sequential([tf.keras.Input((1,)), tf.keras.layers.Dense(1)])
model.compile("sgd", "mse")
model.fit(np.ones(6), np.ones(6), epochs=20000, verbose=0)
"""


def below(pid: int) -> set[int]:
    """Return the processes below one."""
    found: set[int] = set()
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, children.read_text("ascii").split()):
            found |= {child, *below(child)}
    return found


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text("ascii").rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def comes_true(is_so: Callable[[], bool], seconds: float) -> bool:
    """Wait until something is so; return whether it ever was."""
    until = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > until:
            return False
        time.sleep(0.1)
    return True


def heed_hangups() -> None:
    """Let a process be told that its window was closed, also where these tests run under nohup."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.mark.parametrize("ended_by", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_nothing_goes_on(tmp_path: Path, ended_by: signal.Signals):
    code, temporary = tmp_path / "endless.py", tmp_path / "tmp"
    code.write_text(ENDLESS, encoding="utf-8")
    temporary.mkdir()
    command = [sys.executable, "-m", "grader", "check", "c1w1_house_prices", str(code)]
    with subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"TMPDIR": str(temporary), "GRADER_LANG": "en"},
        preexec_fn=heed_hangups,  # noqa: PLW1509 one call of the kernel
    ) as grading:
        assert grading.stderr is not None
        assert any("epoch" in line for line in grading.stderr)
        started = below(grading.pid)
        assert len(started) >= 2, "a server and a trainee"
        grading.send_signal(ended_by)
        told = grading.stderr.read()
    assert comes_true(lambda: not any(map(is_running, started)), 30)
    if ended_by is not signal.SIGKILL:
        assert (grading.returncode, "Interrupted" in told) == (2, True)
        assert not list(temporary.iterdir())

"""A GPU is shared fairly, and missing it is nobody's fault who is graded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from grader.batch.jobs import Setup
from grader.batch.local import LocalExecutor
from grader.batch.worker import Grader
from grader.cards import Card, cards, limit_of_slot
from grader.errors import SandboxError
from grader.results import RunRecord, RunStatus
from grader.sandbox.fake import FakeSandbox
from grader.sandbox.protocol import Order, SandboxRun

LIMITED = """
import os
import tensorflow as tf

done = []
tf.config.get_visible_devices = lambda kind=None: ["card"]
tf.config.experimental.get_device_details = lambda card: {"device_name": "A"}
tf.config.experimental.set_memory_growth = lambda card, on: done.append(("grows", card, on))
tf.config.set_logical_device_configuration = lambda card, parts: done.append(
    (card, parts[0].memory_limit)
)
from grader.inside import device
from grader.inside.answers.devices import answer_devices

device.take_device("gpu")
answer_devices()
tf.config.experimental.set_memory_growth("card", True)
tf.config.set_logical_device_configuration("card", [tf.config.LogicalDeviceConfiguration(7)])
print(done)
"""


@pytest.fixture
def two_cards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the driver's tool tell of two cards."""
    tool = tmp_path / "nvidia-smi"
    tool.write_text("#!/bin/sh\necho '1024, 80000'\necho '0, 20000'\n", encoding="utf-8")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)


@pytest.mark.usefixtures("two_cards")
def test_a_card_is_divided(monkeypatch: pytest.MonkeyPatch):
    assert cards() == (Card(1024, 80000), Card(0, 20000))
    assert limit_of_slot(4) == 18000
    assert limit_of_slot(1) == limit_of_slot(0) == 0
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "1")
    assert limit_of_slot(4) == 4500
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "7")
    assert limit_of_slot(4) == 0


def test_without_a_card_nothing_is_divided(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert cards() == ()
    assert limit_of_slot(4) == 0


@pytest.mark.usefixtures("two_cards")
def test_workers_are_spread_over_the_cards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    given: list[Setup] = []

    def started(setup: Setup, _module: str) -> None:
        given.append(setup)

    monkeypatch.setattr("grader.batch.local.WorkerProcess", started)
    executor = LocalExecutor(Setup(kept=tmp_path, device="gpu", gpu_slots=2), 1)
    assert executor.slots == 4
    for slot in range(4):
        executor._start(slot)  # pyright: ignore[reportPrivateUsage]
    assert [setup.card for setup in given] == [0, 1, 0, 1]


def test_a_missing_card_ends_the_batch_and_fails_nobody(tmp_path: Path):
    def no_card(order: Order) -> SandboxRun:
        record = RunRecord(stage="surveyor", status=RunStatus.NONZERO_EXIT)
        return SandboxRun(record, order.outbox, "RuntimeError: this host shows none\n")

    sandbox = FakeSandbox({"surveyor": no_card})
    setup = Setup(kept=tmp_path, device="gpu", isolation="unconfined")
    with pytest.raises(SandboxError, match="this host shows none"):
        Grader(setup, sandbox)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("limit", "done"),
    [
        ("4500", [("card", 4500)]),
        ("", [("grows", "card", True), ("grows", "card", True), ("card", 7)]),
    ],
)
def test_a_run_takes_its_share_whatever_it_asks_for(limit: str, done: list[tuple[object, ...]]):
    environment = {"GRADER_CARD_MB": limit, "PYTHONPATH": ":".join(sys.path)}
    command = [sys.executable, "-c", LIMITED]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert ran.stdout.strip() == repr(done), ran.stderr[-2000:]

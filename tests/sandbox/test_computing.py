"""What is said of cards and threads reaches the code that computes, and nothing else does."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from grader.exercise import Limits
from grader.sandbox.boot import computing, server_environment
from grader.sandbox.protocol import Order
from grader.sandbox.warm import WarmSandbox

CODE = """
import json, os
import tensorflow as tf

tf.linalg.matmul(tf.ones((512, 512)), tf.ones((512, 512)))
print(json.dumps(dict(os.environ)))
print(len(os.listdir("/proc/self/task")))
"""
JOB: Mapping[str, Any] = {
    "submission": "{inbox}/submission.py",
    "outbox": "{outbox}",
    "entry": [],
    "seed": 1,
    "probes": [],
    "calls": [],
    "max_epochs": 10,
    "train_seconds": 60.0,
    "reserve_seconds": 30.0,
    "archives": {},
}


def run(folder: Path) -> tuple[dict[str, str], int]:
    """Return the environment that a submission sees, and how many threads it has."""
    inbox, outbox = folder / "in", folder / "out"
    for part in (inbox, outbox):
        part.mkdir(parents=True, mode=0o755)
    (inbox / "submission.py").write_text(CODE, encoding="utf-8")
    limits = Limits.model_validate({"wall_seconds": 120, "memory_mb": 4096, "processes": 256})
    with WarmSandbox(confined=False, lacking="none") as sandbox:
        made = sandbox.run(Order("trainee", inbox, outbox, JOB, limits))
    environment, threads = made.output.strip().splitlines()[-2:]
    return json.loads(environment), int(threads)


@pytest.mark.slow
def test_cards_and_threads_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TF_NUM_INTRAOP_THREADS", "7")
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "3")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "ours")
    monkeypatch.setenv("TF_VAR_password", "ours")
    environment, of_seven = run(tmp_path / "seven")
    assert environment["CUDA_VISIBLE_DEVICES"] == "3"
    assert "ours" not in environment.values()
    assert environment["HOME"] != str(Path.home())
    monkeypatch.setenv("TF_NUM_INTRAOP_THREADS", "1")
    _, of_one = run(tmp_path / "one")
    assert of_seven - of_one == 6


def test_only_what_says_how_to_compute_is_passed_on():
    given = {"TF_NUM_INTRAOP_THREADS": "2", "CUDA_VISIBLE_DEVICES": "0", "GRADER_CARD_MB": "9"}
    secret = dict.fromkeys(("TF_VAR_db_password", "TF_TOKEN_app", "NVIDIA_API_KEY", "HOME"), "x")
    assert computing({**given, **secret}) == given
    assert server_environment({"TF_ENABLE_ONEDNN_OPTS": "0"})["TF_ENABLE_ONEDNN_OPTS"] == "0"
    assert "TOKEN" not in server_environment({"TOKEN": "z"})

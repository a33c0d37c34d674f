"""A writer that is killed at any moment leaves a whole gradebook with exactly what it committed."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from .killed import KEYS, ROUNDS

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL here")


def killed(folder: Path, how: str) -> list[Any]:
    command = [sys.executable, "-m", "tests.gradebook.killed", str(folder), how]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in ran.stdout.splitlines()]


def is_whole(state: dict[str, Any]) -> bool:
    numbers = [number for number, _ in state["rows"]]
    return (state["whole"], state["strays"], state["texts"]) == ("ok", 0, numbers)


def test_killed_between_and_within_transactions(tmp_path: Path):
    pairs = killed(tmp_path, "statements")
    assert len(pairs) > 3 * KEYS
    committed: set[int] = set()
    for state, resumed in pairs:
        assert is_whole(state)
        assert state["rows"] == state["told"]
        committed.add(len(state["rows"]))
        assert is_whole(resumed)
        assert resumed["ended"] == 0
        assert sorted(key for _, key in resumed["rows"]) == [f"k{n}" for n in range(KEYS)]
    assert [state["ended"] for state, _ in pairs] == [-signal.SIGKILL] * (len(pairs) - 1) + [0]
    assert committed == set(range(KEYS + 1))


def test_killed_at_random_moments(tmp_path: Path):
    states = killed(tmp_path, "moments")
    assert len(states) == ROUNDS
    before: list[Any] = []
    for state in states:
        assert state["ended"] == -signal.SIGKILL
        assert is_whole(state)
        new = state["rows"][len(before) :]
        assert state["rows"][: len(before)] == before
        # The last one may have been committed and not yet told.
        assert new[: len(state["told"])] == state["told"]
        assert len(new) - len(state["told"]) in {0, 1}
        before = state["rows"]
    keys = [key for _, key in before]
    assert len(keys) == len(set(keys))
    assert len(keys) >= ROUNDS

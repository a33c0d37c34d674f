"""The supervisor reads what memory costs much to read only when there may be news."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.sandbox import supervise
from grader.sandbox.supervise import Supervision

MB = 1024


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Supervision:
    def tree(pid: int) -> list[int]:
        return [pid + 1, pid + 2]

    def kill(self: Supervision, why: str) -> None:
        self.crossed = why

    monkeypatch.setattr(supervise, "_descendants", tree)
    monkeypatch.setattr(Supervision, "kill", kill)
    limits = {"processes": 9, "disk_mb": 1, "memory_mb": 1000}
    return Supervision(1, 0, 0, 0, 0, limits, str(tmp_path), init=1)


def looked(
    run: Supervision, monkeypatch: pytest.MonkeyPatch, *, resident_mb: int, share_mb: int
) -> bool:
    """Look once at two processes; return whether their shares were read."""
    read: list[int] = []

    def resident(pid: int) -> int:
        del pid
        return resident_mb * MB

    def share(pid: int) -> int:
        read.append(pid)
        return share_mb * MB

    monkeypatch.setattr(supervise, "_resident_kb", resident)
    monkeypatch.setattr(supervise, "_memory_kb", share)
    supervise._look(run)  # pyright: ignore[reportPrivateUsage]
    return bool(read)


def test_shares_are_read_when_more_is_resident(run: Supervision, monkeypatch: pytest.MonkeyPatch):
    assert looked(run, monkeypatch, resident_mb=200, share_mb=100)
    assert not looked(run, monkeypatch, resident_mb=210, share_mb=100)
    assert not looked(run, monkeypatch, resident_mb=150, share_mb=100)
    assert looked(run, monkeypatch, resident_mb=230, share_mb=120)
    assert run.peak_kb == 240 * MB


def test_what_processes_share_is_not_counted_twice(
    run: Supervision, monkeypatch: pytest.MonkeyPatch
):
    assert looked(run, monkeypatch, resident_mb=600, share_mb=400)
    assert not run.crossed


def test_near_the_limit_every_look_reads_the_shares(
    run: Supervision, monkeypatch: pytest.MonkeyPatch
):
    assert looked(run, monkeypatch, resident_mb=600, share_mb=400)
    assert looked(run, monkeypatch, resident_mb=600, share_mb=501)
    assert run.crossed == "memory_limit"

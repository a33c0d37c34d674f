"""Hostile submissions: each gets the right verdict, the grader survives, nothing leaks."""

from __future__ import annotations

import dataclasses
import socket
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from grader.datasets.splits import default_cache_folder
from grader.exercise import Exercise
from grader.pipeline import grade
from grader.practice import load_exercise, prepare_data
from grader.results import CheckStatus, Report, RunStatus, Verdict
from grader.sandbox.protocol import Sandbox
from grader.submission import read_submission

pytestmark = pytest.mark.slow

ATTACKS = Path(__file__).parent / "attacks"
CHECKOUT = ATTACKS.parent.parent
LIMITS = {"wall_seconds": 20, "memory_mb": 1024, "disk_mb": 64, "processes": 64, "output_kb": 1024}

Attack = Callable[..., Report]


@pytest.fixture
def attack(sandbox: Sandbox, tmp_path: Path) -> Attack:
    """Return a function that grades one file of tests/attacks, `{names}` in it filled in."""

    def run(name: str, exercise: str = "house", *, fill: dict[str, Any] | None = None,
            **limits: float) -> Report:  # fmt: skip
        text = (ATTACKS / f"{name}.py").read_text(encoding="utf-8")
        path = tmp_path / f"{name}.py"
        path.write_text(text.format(**fill) if fill else text, encoding="utf-8")
        found = load_exercise(exercise)
        changed = found.limits.model_copy(update={**LIMITS, **limits})
        found = dataclasses.replace(found, limits=changed, attempts=1)
        return grade(
            found,
            read_submission(path),
            sandbox,
            data=prepare_data(found, hidden_seed=None, view=None),
        )

    return run


@pytest.fixture(autouse=True)
def _survives(sandbox: Sandbox, tmp_path: Path) -> Iterator[None]:
    """After each attack the same sandbox still runs an honest file."""
    yield
    path = tmp_path / "honest.py"
    path.write_text("print('still here')\n", encoding="utf-8")
    exercise: Exercise = load_exercise("house")
    report = grade(exercise, read_submission(path), sandbox)
    assert report.runs[0].status is RunStatus.OK
    assert "still here" in report.output


def status(report: Report) -> RunStatus:
    return report.runs[0].status


def failed_checks(report: Report) -> set[str]:
    return {check.name for check in report.checks if check.status is CheckStatus.FAILED}


@pytest.mark.parametrize(
    ("name", "limits", "ends"),
    [
        ("endless_loop", {"wall_seconds": 2}, {RunStatus.TIME_LIMIT}),
        ("prints_a_gigabyte", {}, {RunStatus.OUTPUT_LIMIT}),
        ("takes_memory", {}, {RunStatus.MEMORY_LIMIT, RunStatus.OK}),
        ("takes_memory_at_once", {}, {RunStatus.MEMORY_LIMIT, RunStatus.OK}),
        ("fills_the_disk", {}, {RunStatus.OK}),
        ("fills_the_outbox", {}, {RunStatus.DISK_LIMIT}),
        ("crowds_the_outbox", {}, {RunStatus.DISK_LIMIT}),
        ("fork_bomb", {"wall_seconds": 3}, {RunStatus.PROCESS_LIMIT, RunStatus.TIME_LIMIT}),
        ("thread_bomb", {"wall_seconds": 5}, {RunStatus.OK}),
    ],
)
def test_limits_end_a_run(
    attack: Attack, name: str, limits: dict[str, float], ends: set[RunStatus]
) -> None:
    report = attack(name, **limits)
    assert report.verdict is Verdict.FAILED
    assert status(report) in ends
    assert report.points <= 10
    if status(report) is RunStatus.OK:
        assert report.error is not None
        assert report.error.type in {"MemoryError", "OSError", "RuntimeError", "_ArrayMemoryError"}


def test_killing_everything_leaves_nothing_to_grade(attack: Attack) -> None:
    report = attack("kills_everything")
    ended = {RunStatus.OK: Verdict.NOT_GRADABLE, RunStatus.SIGNALLED: Verdict.FAILED}
    assert report.verdict is ended[status(report)]
    assert report.points == 0


def test_a_limit_is_told_in_words(attack: Attack) -> None:
    report = attack("endless_loop", wall_seconds=1)
    assert "time limit" in report.checks[0].actual
    assert all("time limit" in check.reason for check in report.checks[1:])


@pytest.mark.parametrize(
    "name",
    ["leaves_at_once", "links_in_the_outbox", "pipe_in_the_outbox", "garbage_in_the_outbox"],
)
def test_a_run_without_honest_evidence_earns_nothing(attack: Attack, name: str) -> None:
    report = attack(name)
    assert report.verdict is Verdict.FAILED
    assert report.points == 0
    assert "root:" not in report.model_dump_json()


@pytest.mark.parametrize("name", ["patches_keras", "forges_the_outbox"])
def test_claims_of_training_do_not_pass(attack: Attack, name: str) -> None:
    report = attack(name, "callbacks", memory_mb=4096, disk_mb=512)
    assert report.verdict is Verdict.FAILED
    assert {"accuracy", "reaches"} & failed_checks(report)


def test_nothing_of_the_host_is_seen(attack: Attack, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = uuid.uuid4().hex
    monkeypatch.setenv("GRADER_TEST_TOKEN", secret)
    places = {"cache": default_cache_folder(), "checkout": CHECKOUT, "home": Path.home()}
    report = attack("looks_around", "callbacks", fill={**places, "secret": secret}, disk_mb=512)
    assert "LOOKED" in report.output, report.error
    assert "FOUND" not in report.output


def test_no_socket_is_reached(attack: Attack) -> None:
    name = f"grader-{uuid.uuid4().hex}"
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket(socket.AF_UNIX) as local:
        local.bind("\0" + name)
        local.listen()
        report = attack("opens_sockets", fill={"port": server.getsockname()[1], "abstract": name})
    assert "TRIED" in report.output, report.error
    assert "REACHED" not in report.output


def test_nothing_outside_is_written(attack: Attack) -> None:
    places = {"cache": default_cache_folder(), "checkout": CHECKOUT, "home": Path.home()}
    report = attack("writes_outside", fill=places)
    assert "TRIED" in report.output, report.error
    assert "CHANGED" not in report.output
    for place in places.values():
        assert not (place / "grader-was-here").exists()


def test_no_right_is_gained(attack: Attack) -> None:
    report = attack("gains_rights")
    assert "TRIED" in report.output, report.error
    assert "GAINED" not in report.output


def test_a_process_left_behind_ends_with_the_run(attack: Attack) -> None:
    mark = uuid.uuid4().hex
    attack("leaves_a_daemon", fill={"mark": mark})
    time.sleep(0.2)
    processes = [path.name for path in Path("/proc").iterdir() if path.name.isdigit()]
    assert not any(mark in _command_of(pid) for pid in processes)


def _command_of(pid: str) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text(errors="replace")
    except OSError:
        return ""


def test_code_inside_a_model_does_not_run(attack: Attack) -> None:
    report = attack("code_in_the_model")
    assert report.verdict is Verdict.FAILED
    assert [run.stage for run in report.runs] == ["trainee", "examiner"]
    assert report.runs[1].status is not RunStatus.OK
    assert "learned" not in {c.name for c in report.checks if c.status is CheckStatus.PASSED}


def test_clearing_tmp_is_no_offence(attack: Attack) -> None:
    report = attack("removes_tmp", wall_seconds=120)
    assert report.error is None
    assert report.verdict is Verdict.PASSED

"""Workers on this machine: each job gets one outcome, whatever becomes of a worker."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from grader.batch.jobs import Job, Outcome, Setup, slack_of
from grader.batch.local import LocalExecutor, shares_of_cores
from grader.errors import SandboxError


def jobs(*names: str, most_seconds: float = 60) -> list[Job]:
    return [
        Job(number=number, exercise_id="c9w1_line", path=Path(f"{name}.py"), student=f"s{number}",
            most_seconds=most_seconds)
        for number, name in enumerate(names)
    ]  # fmt: skip


@pytest.fixture
def setup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Setup:
    monkeypatch.syspath_prepend(str(Path(__file__).parent))  # pyright: ignore[reportUnknownMemberType]
    return Setup(kept=tmp_path)


def played(setup: Setup, slots: int = 2) -> LocalExecutor:
    return LocalExecutor(setup, slots, module="played_worker")


def run(setup: Setup, work: list[Job], slots: int = 2) -> dict[int, Outcome]:
    with played(setup, slots) as executor:
        outcomes = list(executor.run(work))
    assert Counter(outcome.job.number for outcome in outcomes) == Counter(
        job.number for job in work
    )
    return {outcome.job.number: outcome for outcome in outcomes}


@pytest.mark.parametrize("slots", [1, 2, 3])
def test_every_job_gets_its_report(setup: Setup, slots: int):
    found = run(setup, jobs(*["right"] * 7), slots)
    assert [found[number].report.student for number in range(7)] == [f"s{n}" for n in range(7)]  # pyright: ignore[reportOptionalMemberAccess]
    processes = {found[number].report.output.split(",")[0] for number in range(7)}  # pyright: ignore[reportOptionalMemberAccess]
    assert 1 <= len(processes) <= slots


def test_nothing_to_do_starts_nobody(setup: Setup):
    with played(setup) as executor:
        assert list(executor.run([])) == []


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("dies", "the worker was ended by SIGKILL\nlast words"),
        ("exits", "the worker ended with exit code 7"),
        ("raises", "ZeroDivisionError: ours"),
        ("talks nonsense", "the worker was ended by SIGTERM"),
    ],
)
def test_a_fault_costs_its_own_job_only(setup: Setup, name: str, fault: str):
    found = run(setup, jobs("right", name, "right", "right"), 1)
    assert found[1].report is None
    assert fault in found[1].fault or name == "talks nonsense"
    outputs = [found[number].report.output for number in (0, 2, 3)]  # pyright: ignore[reportOptionalMemberAccess]
    assert outputs[0] != outputs[1] == outputs[2]  # a fresh worker went on


def test_a_silent_worker_is_ended(setup: Setup):
    found = run(setup, jobs("is silent", "right", most_seconds=1), 1)
    assert (found[0].report, found[1].fault) == (None, "")
    assert "silent" in found[0].fault


def test_a_report_on_another_s_work_is_not_taken(setup: Setup):
    found = run(setup, jobs("answers for another", "right"), 1)
    assert found[0].report
    assert found[0].report.student == "s0"


@pytest.mark.parametrize(
    ("data", "words"),
    [("no worker starts", "there is no library"), ("not confined", "cannot confine code")],
)
def test_where_no_worker_starts_the_batch_ends(setup: Setup, data: str, words: str):
    with (
        played(setup.model_copy(update={"data": data})) as executor,
        pytest.raises(SandboxError, match=words),
    ):
        list(executor.run(jobs("right")))


def test_jobs_are_taken_only_when_somebody_is_free(setup: Setup):
    taken: list[int] = []

    def lazily() -> Iterator[Job]:
        for job in jobs(*["takes long"] * 4):
            taken.append(job.number)
            yield job

    with played(setup, 1) as executor:
        for done, outcome in enumerate(executor.run(lazily())):
            assert outcome.report
            assert len(taken) == done + 1


def test_progress_is_told_with_the_slot_and_the_job(setup: Setup):
    seen: list[tuple[int, int, Mapping[str, Any]]] = []
    with played(setup, 1) as executor:
        list(
            executor.run(
                jobs("right"), lambda slot, job, said: seen.append((slot, job.number, said))
            )
        )
    assert seen == [(0, 0, {"epoch": 1, "of": 2, "logs": {}})]


def processes_of_ours() -> set[int]:
    mine = f"\nPPid:\t{os.getpid()}\n"
    found = set[int]()
    for path in Path("/proc").glob("[0-9]*/status"):
        try:
            text = path.read_text()
        except OSError:
            continue
        if mine in text and "\nState:\tZ" not in text:
            found.add(int(path.parent.name))
    return found


def test_leaving_in_the_middle_ends_the_workers(setup: Setup):
    before = processes_of_ours()
    begun = time.monotonic()
    with played(setup) as executor:
        next(executor.run(jobs("right", "is silent", "is silent")))
        assert processes_of_ours() - before
    assert processes_of_ours() - before == set()
    assert time.monotonic() - begun < 300  # nobody waited for the silent ones


@pytest.mark.parametrize(("cores", "slack"), [(8, 1), (2, 1), (1, 2), (0.5, 4), (0, 1)])
def test_whoever_has_fewer_cores_has_more_time(cores: float, slack: float):
    assert slack_of(cores) == slack


def test_cores_are_divided():
    mine = sorted(os.sched_getaffinity(0))
    assert shares_of_cores(1) == [()]
    assert shares_of_cores(len(mine) + 1) == [()] * (len(mine) + 1)
    if len(mine) > 1:
        shares = shares_of_cores(2)
        assert sorted(core for share in shares for core in share) == mine
        assert abs(len(shares[0]) - len(shares[1])) <= 1

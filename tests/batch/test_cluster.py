"""A batch on a Ray cluster of two nodes on this machine, one of which is lost on the way."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from grader.batch.cluster import RayExecutor, cores_each
from grader.batch.jobs import Job, Outcome, Setup
from grader.batch.preparing import Known
from grader.errors import UsageError
from grader.kept_runs import KeptRun, KeptRuns, KeptStage
from grader.results import RunRecord, RunStatus

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    from filelock import FileLock
    from ray.cluster_utils import Cluster

    lock = FileLock(tmp_path_factory.getbasetemp().parent / "ray.lock")
    with lock, pytest.MonkeyPatch.context() as patch:  # one cluster at a time is enough
        root = Path(__file__).resolve().parents[2]
        patch.setenv("PYTHONPATH", f"{root}:{Path(__file__).parent}")
        patch.setenv("PLAYED_HOME", str(tmp_path_factory.mktemp("played")))
        patch.syspath_prepend(str(Path(__file__).parent))  # pyright: ignore[reportUnknownMemberType]
        made: Any = Cluster(initialize_head=True, head_node_args={"num_cpus": 1})
        made.add_node(num_cpus=1)
        made.wait_for_nodes()
        yield made
        import_module("ray").shutdown()
        made.shutdown()


def jobs(folder: Path, *names: str) -> list[Job]:
    made: list[Job] = []
    for number, name in enumerate(names):
        path = folder / f"{name} {number}.py"
        path.write_text(f"# the code of {number}", encoding="utf-8")
        made.append(Job(number=number, exercise_id="c9w1_line", path=path, student=f"s{number}"))
    return made


def executor(cluster: Any, folder: Path, slots: int = 2) -> RayExecutor:
    from played_actor import PlayedActor

    setup = Setup(kept=folder / "runs")
    return RayExecutor(setup, slots, address=cluster.address, worker=PlayedActor)


def run(cluster: Any, folder: Path, *names: str) -> dict[int, Outcome]:
    with executor(cluster, folder) as workers:
        outcomes = list(workers.run(jobs(folder, *names)))
    assert sorted(outcome.job.number for outcome in outcomes) == list(range(len(names)))
    return {outcome.job.number: outcome for outcome in outcomes}


def test_submissions_travel_and_what_runs_left_comes_back(cluster: Any, tmp_path: Path):
    found = run(cluster, tmp_path, *["right"] * 5)
    for number, outcome in found.items():
        assert outcome.report
        assert outcome.report.output == f"# the code of {number}"
        assert (tmp_path / "runs" / "ab" / f"{number}.txt").is_file()


def test_a_fault_costs_its_own_job_only(cluster: Any, tmp_path: Path):
    found = run(cluster, tmp_path, "right", "raises", "right")
    assert found[1].fault == "ZeroDivisionError: ours"
    assert found[0].report
    assert found[2].report


def test_an_actor_that_dies_again_and_again_is_given_up(cluster: Any, tmp_path: Path):
    found = run(cluster, tmp_path, "dies", "right", "right")
    assert found[0].report is None
    assert found[0].fault
    assert found[1].report
    assert found[2].report


def test_real_images_and_earlier_runs_are_asked_of_the_batchs_own_machine(
    cluster: Any, tmp_path: Path, known: Known, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("GRADER_CACHE", str(tmp_path / "home"))
    (tmp_path / "outbox").mkdir()
    record = RunRecord(stage="trainee", status=RunStatus.OK)
    kept = KeptRun(plan_seed=1, drawn="0", trainee=KeptStage(record=record))
    KeptRuns(tmp_path / "runs").keep("abc", kept, {"trainee": tmp_path / "outbox"})
    with executor(cluster, tmp_path) as workers:
        workers.rest_on({"c9w1_line": known}, [])
        work = jobs(tmp_path, *["lists its cache"] * 3, "was run before")
        outcomes = {each.job.number: each for each in workers.run(work)}
    told = [outcomes[number].report for number in range(4)]
    assert all(told)
    names = [f"{letter}{number}.jpg" for letter in "au" for number in range(4)]
    assert [sorted(each.output.split()) for each in told[:3] if each] == [sorted(names * 2)] * 3
    assert told[3] is not None
    assert told[3].output == "found"


def test_a_cluster_is_not_served_from_outside(tmp_path: Path):
    with pytest.raises(UsageError, match="--address host:PORT"):
        RayExecutor(Setup(kept=tmp_path), 1, address="ray://host:10001")


def test_a_cluster_that_is_not_there_is_said_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(import_module("ray"), "is_initialized", lambda: False)
    with pytest.raises(UsageError, match=r"no Ray cluster at 127\.0\.0\.1:1"):
        RayExecutor(Setup(kept=tmp_path), 1, address="127.0.0.1:1")


def test_progress_is_told(cluster: Any, tmp_path: Path):
    seen: list[int] = []
    with executor(cluster, tmp_path, 1) as workers:
        list(
            workers.run(
                jobs(tmp_path, "takes long"), lambda slot, job, said: seen.append(job.number)
            )
        )
    assert set(seen) == {0}


def test_a_node_that_is_lost_costs_nobody_anything(cluster: Any, tmp_path: Path):
    doomed = cluster.add_node(num_cpus=1)
    cluster.wait_for_nodes()
    with executor(cluster, tmp_path, 3) as workers:
        outcomes: list[Outcome] = []
        for outcome in workers.run(jobs(tmp_path, *["takes long"] * 8)):
            outcomes.append(outcome)
            if len(outcomes) == 1:
                cluster.remove_node(doomed, allow_graceful=False)
    assert sorted(outcome.job.number for outcome in outcomes) == list(range(8))
    assert [outcome.fault for outcome in outcomes] == [""] * 8


@pytest.mark.parametrize(
    ("machines", "slots", "cores"),
    [
        ([1, 1], 2, 1),
        ([1, 1], 1, 1),
        ([8, 8, 8], 4, 4),
        ([8, 8, 8], 3, 8),
        ([16, 2], 2, 8),
        ([2], 4, 0.5),
        ([], 2, 1),
    ],
)
def test_cores_are_divided_so_that_all_find_room(machines: list[float], slots: int, cores: float):
    assert cores_each(machines, slots) == cores

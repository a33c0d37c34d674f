"""What a worker on another machine lacks comes from the batch's own, once, whole, or not at all."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from grader.batch.jobs import Job, Setup
from grader.batch.parcels import pack, unpack
from grader.batch.preparing import Entry, Known
from grader.batch.remote import ClusterWorker
from grader.batch.supplies import BroughtRuns, Store, Supply, bring, choices_of, supplies_of
from grader.batch.worker import Grader
from grader.datasets.choices import choice_of
from grader.datasets.contents import Contents, FileFacts, contents_of
from grader.datasets.manifest import Manifest
from grader.datasets.splits import DataSet, prepare
from grader.errors import DataError
from grader.exercise import Exercise
from grader.grades import Handin, Student
from grader.kept_runs import KeptRun, KeptRuns, KeptStage
from grader.rejection import not_gradable
from grader.results import Report, RunRecord, RunStatus
from grader.sandbox.fake import FakeSandbox
from grader.submission import Submission

KEPT = KeptRun(
    plan_seed=1,
    drawn="0",
    trainee=KeptStage(record=RunRecord(stage="trainee", status=RunStatus.OK, wall_seconds=1.0)),
)


class Counted(Store):
    """A store that remembers what it was asked."""

    def __init__(self, cache: Path, kept: Path) -> None:
        super().__init__(cache, kept)
        self.asked: list[Any] = []

    def part(self, place: str, names: Sequence[str]) -> bytes:
        self.asked.append(tuple(names))
        return super().part(place, names)

    def run(self, key: str) -> bytes:
        self.asked.append(key)
        return super().run(key)


@pytest.fixture
def store(tmp_path: Path) -> Counted:
    return Counted(tmp_path / "home", tmp_path / "runs")


def given(answer: object, *_: object, **__: object) -> object:
    """Answer whatever is asked."""
    return answer


def supplied(known: Known, tmp_path: Path, entries: Sequence[Entry] = ()) -> list[Supply]:
    return list(supplies_of([known], entries, tmp_path / "home"))


def test_real_images_are_brought_once_and_are_the_same(
    stripes_manifest: Manifest, known: Known, store: Counted, tmp_path: Path
):
    (supply,) = supplied(known, tmp_path)
    away = tmp_path / "away"
    folder = bring(supply, away, store)
    assert contents_of(folder) == supply.contents
    (word,) = choices_of([known]).values()
    choice = choice_of(word, stripes_manifest.name, away)
    found = prepare(stripes_manifest, cache_folder=away, choice=choice)
    assert found.identity == known.data_digests
    bring(supply, away, store)
    assert len(store.asked) == 1
    # it is there for this batch: what the other machine's own checks use is not changed
    assert prepare(stripes_manifest, cache_folder=away, choice="auto").profile == "embedded"


def test_drawn_images_are_not_sent(stripes_data: DataSet, stripes_exercise: Exercise):
    known = Known(stripes_exercise, "0", stripes_data.identity, stripes_data)
    assert choices_of([known]) == {stripes_data.name: "embedded"}
    assert not list(supplies_of([known], [], stripes_data.public_folder.parents[1]))


def test_what_comes_damaged_does_not_count(known: Known, tmp_path: Path):
    (supply,) = supplied(known, tmp_path)
    changed = next(iter(supply.contents.files))
    home = tmp_path / "home" / supply.place / changed
    home.write_bytes(bytes(home.stat().st_size))
    with pytest.raises(DataError, match=home.name):
        bring(supply, tmp_path / "away", Store(tmp_path / "home", tmp_path))
    assert not (tmp_path / "away" / supply.place).exists()


def test_a_folder_travels_in_parts():
    facts = FileFacts(bytes=40 << 20, sha256="0" * 64)
    contents = Contents(files=dict.fromkeys(("a", "b", "c"), facts))
    assert list(Supply(place="x", contents=contents).parts()) == [["a"], ["b"], ["c"]]
    small = FileFacts(bytes=20 << 20, sha256="0" * 64)
    contents = Contents(files={"a": small, "b": small, "c": small, "d": small})
    assert list(Supply(place="x", contents=contents).parts()) == [["a", "b", "c"], ["d"]]


def test_a_choice_that_is_not_in_the_cache_is_said(tmp_path: Path):
    with pytest.raises(DataError, match="real-0123456789abcdef"):
        choice_of("real-0123456789abcdef", "stripes", tmp_path)


def test_fetched_weights_are_sent_where_a_submission_names_the_network(
    known: Known, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    place = "pretrained/inception_v3/weights-" + "ab" * 32
    weights = tmp_path / "home" / place / "inception_v3.h5"
    weights.parent.mkdir(parents=True)
    weights.write_bytes(b"weights")

    def of_host(submission: Submission) -> dict[str, Path]:
        return {"x.h5": weights} if "InceptionV3" in submission.source.text else {}

    monkeypatch.setattr("grader.batch.supplies.host_weights", of_host)
    names: list[set[str]] = []
    for text in ("InceptionV3()\n", "print()\n"):
        path = tmp_path / "submission.py"
        path.write_text(text, encoding="utf-8")
        job = Job(number=0, exercise_id="c1w1", path=path, student="a")
        entry = Entry(Handin(Student("a"), "c1w1", path), "k", "0", known, job=job)
        names.append({each.place for each in supplied(known, tmp_path, [entry])})
    assert names[0] - names[1] == {place}


def brought(tmp_path: Path, store: Store, *, fresh: bool = False) -> BroughtRuns:
    return BroughtRuns(tmp_path / "here", "auto", fresh, tmp_path / "brought", store)


@pytest.fixture
def key(tmp_path: Path) -> str:
    """Return the key of a run that is kept on the batch's own machine."""
    (tmp_path / "outbox").mkdir()
    (tmp_path / "outbox" / "training.json").write_text("{}", encoding="utf-8")
    KeptRuns(tmp_path / "runs").keep("abc", KEPT, {"trainee": tmp_path / "outbox"})
    return "abc"


def test_what_a_run_left_is_looked_for_at_home(key: str, store: Counted, tmp_path: Path):
    found = brought(tmp_path, store).find(key)
    assert found
    assert found[0] == KEPT
    assert (found[1] / "trainee" / "training.json").read_text(encoding="utf-8") == "{}"
    assert not (tmp_path / "here").exists()  # so it is not sent home again
    assert brought(tmp_path, store).find("another") is None
    assert brought(tmp_path, store, fresh=True).find(key) is None


def test_what_is_here_is_not_asked_for(key: str, store: Counted, tmp_path: Path):
    KeptRuns(tmp_path / "here").keep(key, KEPT, {"trainee": tmp_path / "outbox"})
    assert brought(tmp_path, store).find(key)
    assert store.asked == []


def test_a_worker_with_other_images_refuses(
    known: Known, stripes_data: DataSet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    prepared = partial(given, stripes_data)
    monkeypatch.setattr("grader.batch.worker.load_exercise", partial(given, known.exercise))
    monkeypatch.setattr("grader.batch.worker.prepare_data", prepared)
    job = Job(number=0, exercise_id="c1w1", path=tmp_path, student="a", data=known.data_digests)
    with Grader(Setup(kept=tmp_path, isolation="unconfined"), FakeSandbox({})) as grader:
        with pytest.raises(DataError, match=known.data_digests[2]):
            grader.grade(job)
        same = job.model_copy(update={"data": stripes_data.identity})
        assert grader.grade(same).verdict == "not_gradable"


def test_a_worker_of_a_cluster_fills_its_cache_first(
    known: Known, store: Counted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    seen: list[dict[str, str]] = []

    def played(setup: Setup, kept: BroughtRuns) -> None:
        seen.append(setup.choices)
        assert kept.home is store

    monkeypatch.setattr("grader.batch.remote.Grader", played)
    monkeypatch.setattr("grader.batch.remote.AskedStore", partial(given, store))
    monkeypatch.setattr("grader.batch.remote.default_cache_folder", lambda: tmp_path / "away")
    setup = Setup(kept=tmp_path, choices=choices_of([known]))
    (supply,) = supplied(known, tmp_path)
    ClusterWorker(setup.model_dump_json(), [supply.model_dump_json()], store)
    assert seen == [choices_of([known])]
    assert (tmp_path / "away" / supply.place).is_dir()


def test_what_a_run_left_on_a_cluster_is_found_at_home(
    known: Known, store: Counted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    class Played:
        def __init__(self, setup: Setup, kept: KeptRuns) -> None:
            self.setup, self.kept = setup, kept

        def grade(self, job: Job, _tell: object) -> Report:
            self.kept.keep(f"{job.number}abc", KEPT, {"trainee": job.path.parent})
            return not_gradable(known.exercise, job.path, "no code", student=job.student)

    monkeypatch.setattr("grader.batch.remote.Grader", Played)
    monkeypatch.setattr("grader.batch.remote.AskedStore", partial(given, store))
    path = tmp_path / "submission.py"
    path.write_text("1\n", encoding="utf-8")
    worker = ClusterWorker(Setup(kept=tmp_path).model_dump_json(), [], store)
    for number in range(2):
        job = Job(number=number, exercise_id="c1w1", path=path, student="a")
        report, fault, left = worker.grade(job.model_dump_json(), pack(path))
        assert not fault
        assert Report.model_validate_json(report).submission_path == str(path)
        unpack(left, tmp_path / "runs")
        assert len(list((tmp_path / "runs").glob("*/*/kept.json"))) == number + 1
    assert KeptRuns(tmp_path / "runs").find("0abc")
    assert KeptRuns(tmp_path / "runs").find("1abc")


def test_choices_reach_the_data(known: Known, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    asked: list[str] = []

    def prepared(_exercise: Exercise, *, choice: str, **_: object) -> DataSet | None:
        asked.append(choice)
        return known.data

    exercise = dataclasses.replace(known.exercise, dataset="stripes")
    monkeypatch.setattr("grader.batch.worker.load_exercise", partial(given, exercise))
    monkeypatch.setattr("grader.batch.worker.prepare_data", prepared)
    setup = Setup(kept=tmp_path, isolation="unconfined", choices={"stripes": "real-0"})
    job = Job(number=0, exercise_id="c1w1", path=tmp_path / "nothing.py", student="a")
    with Grader(setup, FakeSandbox({})) as grader:
        grader.grade(job)
    assert asked == ["real-0"]

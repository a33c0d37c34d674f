"""The judge's side of a grading: everything between the outboxes and the report, no TensorFlow."""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest

from grader.checks import schemas
from grader.checks.base import CHECKS
from grader.checks.probe_draws import draw_probes
from grader.datasets.manifest import Archive
from grader.datasets.splits import DataSet
from grader.exercise import Exercise, read_exercise
from grader.pipeline import grade
from grader.results import CheckStatus, Provenance, Report, RunRecord, RunStatus, Verdict
from grader.sandbox.fake import FakeSandbox
from grader.sandbox.protocol import Order, SandboxRun, Stage
from grader.submission import Submission, read_submission

EXERCISE = """\
format: 1
title: A line
entry: {function: solution_model}
attempts: 3
checks:
  - {check: runs, points: 10, required: true, hint: Run it.}
  - {check: output_layer, units: 1, points: 10, hint: How wide?}
  - {check: learned, points: 20, required: true, hint: Did it?}
  - {check: predicts, at: [7, 10], expected: [4, 5.5], tolerance: 0.25, points: 60, required: true,
     hint: How far off?}
"""
STOPS = """\
  - {check: stops_at, metric: accuracy, at_least: 0.99, points: 30, required: true, hint: When?}
"""
ACCURACY = """\
  - {check: accuracy, at_least: 0.9, points: 40, required: true, hidden: true, hint: Again.}
"""
TRAINING: dict[str, Any] = {
    "entry": "solution_model",
    "returned": "Sequential",
    "model_from": "returned",
    "exported_model": 0,
    "fits": [
        {
            "model": 0,
            "epochs_asked": 2,
            "logs": [{"loss": 2.0, "accuracy": 0.5}, {"loss": 1.0, "accuracy": 0.7}],
            "finished": True,
            "callbacks": [{"class_name": "Mine", "built_in": False, "passed_as": "instance"}],
            "weights_before": "before",
            "weights_after": "after",
        }
    ],
    "log_keys": ["loss", "accuracy"],
    "device": "CPU",
    "versions": {"keras": "3"},
}
MODEL: dict[str, Any] = {
    "layers": [{"kind": "Dense", "name": "d", "units": 1, "activation": "linear"}],
    "input_shape": [None, 1],
    "output_shape": [None, 1],
    "parameters": 2,
    "trainable_parameters": 2,
    "weights_digest": "after",
}
RIGHT = np.array([[4.0], [5.5]])
Script = Callable[[Order], RunStatus | SandboxRun | None]


def trainee(status: RunStatus | None = None, *, model: bool = True, **changed: Any) -> Script:
    """A run of the submission that leaves its facts and, unless told otherwise, a model."""

    def script(order: Order) -> RunStatus | None:
        facts = json.dumps(TRAINING | changed)
        (order.outbox / "training.json").write_text(facts, encoding="utf-8")
        if model:
            (order.outbox / "model.keras").write_bytes(b"a model")
        return status

    return script


def examiner(*answers: Any, **changed: Any) -> Script:
    """Examinations that leave one answer after the other."""
    waiting = list(answers) or [RIGHT]

    def script(order: Order) -> None:
        assert (order.inbox / "model.keras").read_bytes() == b"a model"
        (order.outbox / "model.json").write_text(json.dumps(MODEL | changed), encoding="utf-8")
        (order.outbox / "predictions").mkdir()
        said = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        for name in order.job["questions"]:
            answer = cast("dict[str, Any]", said)[name] if isinstance(said, dict) else said
            np.save(order.outbox / "predictions" / f"{name}.npy", answer)

    return script


@pytest.fixture
def submission(tmp_path: Path) -> Submission:
    path = tmp_path / "mine.py"
    path.write_text("def solution_model():\n    return fit(model)\n", encoding="utf-8")
    return read_submission(path, student="ada")


@pytest.fixture
def reading(tmp_path: Path) -> Submission:
    """Return a submission that reads the tiny data set by a path."""
    path = tmp_path / "reading.py"
    text = "def solution_model():\n    return fit(model, open('tiny.npz'))\n"
    path.write_text(text, encoding="utf-8")
    return read_submission(path)


@pytest.fixture
def exercise(tmp_path: Path) -> Callable[[str], Exercise]:
    """Return a function that makes the exercise with more checks."""

    def making(more: str = "") -> Exercise:
        folder = tmp_path / "c9w1_line"
        folder.mkdir()
        (folder / "exercise.yaml").write_text(EXERCISE + more, encoding="utf-8")
        return read_exercise(folder / "exercise.yaml", schemas())

    return making


@pytest.fixture
def data(tmp_path: Path) -> DataSet:
    """Return a tiny data set: 2 classes, an image says its label."""
    folders = {name: tmp_path / "data" / name for name in ("train", "validation", "hidden", "told")}
    labels = np.arange(40, dtype=np.uint8) % 2
    images = np.repeat(labels[:, None, None] * 255, 4, axis=1)
    for folder in folders.values():
        folder.mkdir(parents=True)
    for name in ("train", "validation"):
        np.save(folders[name] / "images.npy", images)
        np.save(folders[name] / "labels.npy", labels)
    np.save(folders["hidden"] / "images.npy", images)
    np.save(folders["told"] / "labels.npy", labels)
    (tmp_path / "data" / "tiny.npz").write_bytes(b"an archive")
    return DataSet(
        name="tiny",
        form="arrays",
        profile="embedded",
        digest="public",
        hidden_digest="hidden",
        classes=("no", "yes"),
        image_size=(2, 2),
        public_folder=tmp_path / "data",
        hidden_inputs=folders["hidden"] / "images.npy",
        hidden_labels=folders["told"] / "labels.npy",
        archives=(Archive(file="tiny.npz"),),
        known_paths={"tiny.npz": "tiny.npz", "/tmp/tiny.npz": "tiny.npz"},
        mirrors={},
    )


def statuses(report: Report) -> dict[str, str]:
    return {check.name: check.status.value for check in report.checks}


Make = Callable[..., Exercise]


# --- passed -----------------------------------------------------------------------------------


def test_a_right_one_passes(exercise: Make, submission: Submission):
    sandbox = FakeSandbox({"trainee": trainee(), "examiner": examiner()})
    events: list[Any] = []
    report = grade(exercise(), submission, sandbox, seed=5, progress=events.append)
    assert report.verdict is Verdict.PASSED
    assert report.points == report.max_points == 100
    assert set(statuses(report).values()) == {"passed"}
    assert (report.exercise_id, report.student, report.seed) == ("c9w1_line", "ada", 5)
    assert report.submission_sha256 == submission.sha256
    assert [epoch.logs["loss"] for epoch in report.history] == [2, 1]
    assert [run.stage for run in report.runs] == ["trainee", "examiner"]
    assert report.attempts == 1
    assert report.versions["keras"] == "3"
    assert "cores" in report.hardware
    assert {"stage": "examining"} in events
    assert Report.model_validate_json(report.model_dump_json()) == report


def test_what_each_stage_is_given(exercise: Make, reading: Submission, data: DataSet):
    answers = {name: np.eye(2)[np.arange(40) % 2] for name in ("train", "validation", "hidden")}
    sandbox = FakeSandbox(
        {"trainee": trainee(), "examiner": examiner({**answers, "asked_3": RIGHT})}
    )
    seen: dict[str, list[str]] = {}
    run = sandbox.run

    def looking(order: Order, progress: Any = None) -> SandboxRun:
        seen[order.stage] = sorted(path.name for path in order.inbox.rglob("*"))
        return run(order, progress)

    sandbox.run = looking
    report = grade(exercise(ACCURACY), reading, sandbox, data=data)
    assert report.verdict is Verdict.PASSED
    assert seen["trainee"] == ["downloads", "submission.py", "tiny.npz"]
    assert seen["examiner"] == [
        "asked_3.npy", "hidden.npy", "model.keras", "public-images.npy", "public-labels.npy",
    ]  # fmt: skip
    places = [place for _, place in sandbox.orders[0].copies]
    assert places == ["{data}/tiny.npz", "{work}/tiny.npz", "/tmp/tiny.npz"]
    job = sandbox.orders[0].job
    assert job["archives"] == {"tiny": "{data}/tiny.npz"}
    assert job["downloads"] == {"tiny.npz": "{inbox}/downloads/tiny.npz"}
    told = str([order.job for order in sandbox.orders]) + str(sandbox.orders[0].copies)
    assert "told" not in told
    assert str(data.hidden_labels) not in told
    assert report.data is not None
    assert report.data.hidden_digest == "hidden"


def test_proven_and_measured_and_reported(exercise: Make, submission: Submission):
    sandbox = FakeSandbox({"trainee": trainee(), "examiner": examiner()})
    checks = {check.name: check for check in grade(exercise(), submission, sandbox).checks}
    assert checks["predicts"].provenance == (Provenance.PROVEN,)
    assert checks["output_layer"].provenance == (Provenance.MEASURED,)
    assert checks["learned"].provenance == (Provenance.MEASURED, Provenance.REPORTED)


# --- failed -----------------------------------------------------------------------------------


def test_a_wrong_layer_costs_its_points(exercise: Make, submission: Submission):
    script = examiner(RIGHT, output_shape=[None, 2])
    report = grade(exercise(), submission, FakeSandbox({"trainee": trainee(), "examiner": script}))
    assert statuses(report)["output_layer"] == "failed"
    assert report.checks[1].hint == "How wide?"
    assert report.points == 90
    assert report.verdict is Verdict.PASSED


def test_a_required_check_decides_whatever_the_points(exercise: Make, submission: Submission):
    script = examiner(RIGHT, weights_digest="before")
    report = grade(exercise(), submission, FakeSandbox({"trainee": trainee(), "examiner": script}))
    assert report.points == 80
    assert report.verdict is Verdict.FAILED


def test_code_that_raised(exercise: Make, submission: Submission):
    error = {"type": "NameError", "message": "name 'fit' is not defined", "frames": [[2, "f"]]}
    script = trainee(model=False, model_from="none", fits=[], exported_model=None, error=error)
    report = grade(exercise(), submission, FakeSandbox({"trainee": script}))
    assert report.verdict is Verdict.FAILED
    assert report.error is not None
    assert (report.error.where, report.error.code) == ("line 2", "return fit(model)")
    assert "fit is used before" in report.error.cause
    assert statuses(report) == {
        "runs": "failed", "output_layer": "skipped", "learned": "skipped", "predicts": "skipped",
    }  # fmt: skip
    assert report.checks[1].reason == (
        "your code stopped with NameError before there was a trained model"
    )
    assert report.points == 0


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (RunStatus.TIME_LIMIT, "time limit"),
        (RunStatus.MEMORY_LIMIT, "more memory than the limit"),
        (RunStatus.PROCESS_LIMIT, "processes and threads"),
        (RunStatus.DISK_LIMIT, "wrote more than the limit"),
        (RunStatus.OUTPUT_LIMIT, "printed more than the limit"),
        (RunStatus.NONZERO_EXIT, "ended itself, with exit code 0"),
    ],
)
def test_a_run_that_met_a_limit(
    exercise: Make, submission: Submission, status: RunStatus, words: str
):
    report = grade(exercise(), submission, FakeSandbox({"trainee": lambda _: status}))
    assert report.verdict is Verdict.FAILED
    assert report.points == 0
    assert words in report.checks[0].actual
    assert all(words in check.reason for check in report.checks[1:])


def kept(status: RunStatus = RunStatus.TIME_LIMIT, **changed: Any) -> Script:
    """A run that was ended after it had laid a model aside."""

    def script(order: Order) -> RunStatus:
        facts = json.dumps(TRAINING | {"kept": True} | changed)
        (order.outbox / "kept.json").write_text(facts, encoding="utf-8")
        (order.outbox / "kept.keras").write_bytes(b"a model")
        return status

    return script


def test_what_was_laid_aside_before_the_time_limit_is_judged(
    exercise: Make, submission: Submission
):
    sandbox = FakeSandbox({"trainee": kept(), "examiner": examiner()})
    report = grade(exercise(STOPS), submission, sandbox)
    assert statuses(report) == {
        "runs": "failed", "output_layer": "passed", "learned": "passed", "predicts": "passed",
        "stops_at": "skipped",
    }  # fmt: skip
    assert "the time limit" in report.checks[0].actual
    assert "the time limit" in report.checks[4].reason
    assert "laid aside" in report.remarks[0].text
    assert len(report.history) == 2


@pytest.mark.parametrize(
    "script",
    [kept(RunStatus.MEMORY_LIMIT), kept(RunStatus.NONZERO_EXIT), kept(fits="none")],
    ids=["memory", "exit", "unreadable"],
)
def test_otherwise_it_is_not(exercise: Make, submission: Submission, script: Script):
    sandbox = FakeSandbox({"trainee": script})
    report = grade(exercise(), submission, sandbox)
    assert report.points == 0
    assert [order.stage for order in sandbox.orders] == ["trainee"]


def test_the_run_s_own_end_counts_before_what_it_laid_aside(exercise: Make, submission: Submission):
    def both(order: Order) -> RunStatus | SandboxRun | None:
        kept(device="the first")(order)
        (order.outbox / "kept.keras").write_bytes(b"another")
        return trainee(RunStatus.TIME_LIMIT)(order)

    report = grade(exercise(), submission, FakeSandbox({"trainee": both, "examiner": examiner()}))
    assert report.remarks == ()
    assert "the first" not in report.hardware


def test_training_that_was_ended_in_time_passes(exercise: Make, submission: Submission):
    error = {"type": "IndexError", "message": "list index out of range", "frames": [[2, "f"]]}
    fits = [TRAINING["fits"][0] | {"epochs_asked": 300, "out_of_time": True, "line": 2}]
    script = trainee(fits=fits, error=error)
    report = grade(exercise(), submission, FakeSandbox({"trainee": script, "examiner": examiner()}))
    assert report.verdict is Verdict.PASSED
    assert report.error is None
    assert "training was ended when its time was over" in report.checks[0].actual
    assert [remark.where for remark in report.remarks] == ["line 2", "line 2"]


@pytest.mark.parametrize(
    ("wall_seconds", "reserve"), [(4, 2), (20, 5), (300, 30), (900, 90), (7200, 120)]
)
def test_how_much_of_the_time_is_left_when_training_ends(
    exercise: Make, submission: Submission, wall_seconds: float, reserve: float
):
    found = exercise()
    limits = found.limits.model_copy(update={"wall_seconds": wall_seconds})
    sandbox = FakeSandbox({"trainee": trainee(), "examiner": examiner()})
    grade(dataclasses.replace(found, limits=limits), submission, sandbox)
    job = sandbox.orders[0].job
    assert (job["train_seconds"], job["reserve_seconds"]) == (wall_seconds - reserve, reserve)


def test_a_run_that_was_killed(exercise: Make, submission: Submission):
    def killed(order: Order) -> SandboxRun:
        record = RunRecord(stage="trainee", status=RunStatus.SIGNALLED, signal=9)
        return SandboxRun(record, order.outbox)

    report = grade(exercise(), submission, FakeSandbox({"trainee": killed}))
    assert report.verdict is Verdict.FAILED
    assert "signal 9" in report.checks[1].reason


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"export_error": "ValueError: odd"}, "the model could not be saved: ValueError: odd"),
        (
            {"export_error": "NotImplementedError: \nObject Mine was created by passing\nx"},
            (
                "your model contains Mine, a class of your own, which cannot be loaded without "
                "your file; build the model from Keras's own layers"
            ),
        ),
        ({}, "solution_model() gave back Sequential, and no model was given to fit"),
        ({"entry": ""}, "your file leaves no model"),
    ],
)
def test_a_fit_but_no_model(
    exercise: Make, submission: Submission, changed: dict[str, Any], words: str
):
    report = grade(
        exercise(), submission, FakeSandbox({"trainee": trainee(model=False, **changed)})
    )
    assert report.verdict is Verdict.FAILED
    assert statuses(report)["runs"] == "passed"
    assert report.checks[1].reason == words


def test_a_model_that_cannot_be_loaded(exercise: Make, submission: Submission):
    def broken(order: Order) -> SandboxRun:
        record = RunRecord(stage="examiner", status=RunStatus.NONZERO_EXIT, exit_code=1)
        return SandboxRun(record, order.outbox, output="Trace\nValueError: unsafe\n")

    sandbox = FakeSandbox({"trainee": trainee(), "examiner": broken})
    report = grade(exercise(), submission, sandbox)
    assert report.verdict is Verdict.FAILED
    assert "could not be loaded and asked: ValueError: unsafe" in report.checks[1].reason
    assert statuses(report)["runs"] == "passed"


# --- not gradable -----------------------------------------------------------------------------


def test_nothing_trained_and_no_model(exercise: Make, submission: Submission):
    script = trainee(model=False, model_from="none", fits=[], exported_model=None)
    report = grade(exercise(), submission, FakeSandbox({"trainee": script}))
    assert report.verdict is Verdict.NOT_GRADABLE
    assert report.message.startswith("There is no model to grade: solution_model() gave back")
    assert report.checks == ()


# --- the grader's own faults ------------------------------------------------------------------


@pytest.mark.parametrize("stage", ["trainee", "examiner"])
def test_a_broken_sandbox_costs_nobody_points(exercise: Make, submission: Submission, stage: Stage):
    def broken(order: Order) -> SandboxRun:
        record = RunRecord(stage=order.stage, status=RunStatus.SANDBOX_ERROR)
        return SandboxRun(record, order.outbox, message="no namespaces")

    scripts: dict[Stage, Script] = {"trainee": trainee(), "examiner": examiner()}
    scripts[stage] = broken
    sandbox = FakeSandbox(scripts)
    report = grade(exercise(), submission, sandbox)
    assert report.verdict is Verdict.GRADER_ERROR
    assert report.message == f"{stage}: no namespaces"
    assert report.checks == ()
    assert report.wall_seconds >= 0


def test_a_check_that_raises(
    exercise: Make, submission: Submission, monkeypatch: pytest.MonkeyPatch
):
    found = exercise()

    def raising(*_evidence: Any, **_keys: Any) -> Any:
        raise ZeroDivisionError("our bug")

    broken = dataclasses.replace(CHECKS["learned"], function=raising)
    monkeypatch.setitem(vars(CHECKS)["_entries"], "learned", broken)
    sandbox = FakeSandbox({"trainee": trainee(), "examiner": examiner()})
    report = grade(found, submission, sandbox)
    assert report.verdict is Verdict.GRADER_ERROR
    assert report.checks[2].status is CheckStatus.ERROR
    assert report.checks[2].reason == "ZeroDivisionError: our bug"
    assert statuses(report)["predicts"] == "passed"


# --- hostile outboxes -------------------------------------------------------------------------


def folder_for_facts(order: Order) -> None:
    (order.outbox / "training.json").mkdir()


def pipe_for_facts(order: Order) -> None:
    os.mkfifo(order.outbox / "training.json")


def garbage_for_facts(order: Order) -> None:
    (order.outbox / "training.json").write_bytes(b'{"entry": "\xff')


def nothing(_order: Order) -> None:
    return None


@pytest.mark.parametrize("script", [folder_for_facts, pipe_for_facts, garbage_for_facts, nothing])
def test_facts_that_cannot_be_read_are_the_student_s_loss(
    exercise: Make, submission: Submission, script: Script
):
    report = grade(exercise(), submission, FakeSandbox({"trainee": script}))
    assert report.verdict is Verdict.FAILED
    assert report.points == 0
    assert "before it handed over a model" in report.checks[0].actual


@pytest.mark.parametrize(
    "answers",
    [np.zeros((3, 1)), np.zeros((2, 0)), np.array(["a", "b"]), np.zeros(2, "M8[s]")],
    ids=["rows", "columns", "text", "dates"],
)
def test_answers_that_are_none(exercise: Make, submission: Submission, answers: Any):
    sandbox = FakeSandbox({"trainee": trainee(), "examiner": examiner(answers)})
    report = grade(exercise(), submission, sandbox)
    assert report.verdict is Verdict.FAILED
    assert statuses(report)["predicts"] == "skipped"
    assert "expected 2 rows of numbers" in report.checks[3].reason


def test_a_link_for_a_model(exercise: Make, submission: Submission, tmp_path: Path):
    (tmp_path / "secret").write_text("secret", encoding="utf-8")

    def linking(order: Order) -> None:
        trainee(model=False)(order)
        (order.outbox / "model.keras").symlink_to(tmp_path / "secret")

    sandbox = FakeSandbox({"trainee": linking})
    report = grade(exercise(), submission, sandbox)
    assert report.verdict is Verdict.FAILED
    assert [order.stage for order in sandbox.orders] == ["trainee"]


@pytest.mark.parametrize(
    "answers",
    [
        [{"stopped_at": 1}],
        [{"stopped_at": 999}] * 16,
        [{"stopped_at": 0}] * 16,
        [{"stopped_at": -1}] * 16,
        [{"stopped_at": 1}] * 40,
    ],
    ids=["too few", "beyond", "zero", "before", "too many"],
)
def test_forged_answers_to_probes_are_no_fault_of_ours(
    exercise: Make, submission: Submission, answers: list[Any]
):
    sandbox = FakeSandbox({"trainee": trainee(probes=answers), "examiner": examiner()})
    report = grade(exercise(STOPS), submission, sandbox)
    assert report.verdict is Verdict.FAILED
    assert report.checks[4].status in {CheckStatus.SKIPPED, CheckStatus.FAILED}
    assert report.checks[4].points == 0


def test_odd_ranges_of_inputs(exercise: Make, submission: Submission, data: DataSet):
    answers = {name: np.eye(2)[np.arange(40) % 2] for name in ("train", "validation", "hidden")}
    found = exercise(ACCURACY)
    for low, high in ((0, 5e-324), (0, 1e999), (-1e308, 1e308), (float("nan"), 1), (1, 1)):
        seen = {"shape": [2, 2], "dtype": "f", "low": low, "high": high}
        fits = [TRAINING["fits"][0] | {"inputs": seen}]
        script = examiner({**answers, "asked_3": RIGHT})
        sandbox = FakeSandbox({"trainee": trainee(fits=fits), "examiner": script})
        assert grade(found, submission, sandbox, data=data).verdict is Verdict.PASSED
        scalings = sandbox.orders[1].job["scalings"]
        assert (1 / 255, 0.0) in scalings
        assert np.isfinite(scalings).all()


# --- probes -----------------------------------------------------------------------------------


def test_probes_are_replayed_and_drawn_afresh(exercise: Make, submission: Submission):
    asked: list[Any] = []

    def honest(order: Order) -> None:
        probes = order.job["probes"]
        asked.append(probes)
        stops = [
            next((n for n, epoch in enumerate(probe, 1) if epoch["metric"] > 0.99), None)
            for probe in probes
        ]
        trainee(probes=[{"stopped_at": stop} for stop in stops])(order)

    found = exercise(STOPS)
    for _ in range(2):
        sandbox = FakeSandbox({"trainee": honest, "examiner": examiner()})
        assert grade(found, submission, sandbox).verdict is Verdict.PASSED
    assert asked[0] != asked[1]
    parameters = CHECKS["stops_at"].parameters(metric="accuracy", at_least=0.99)
    assert len(asked[0]) == len(draw_probes(parameters, np.random.default_rng()))


# --- attempts ---------------------------------------------------------------------------------


def test_a_near_miss_is_trained_again_and_the_best_counts(exercise: Make, submission: Submission):
    sandbox = FakeSandbox({"trainee": trainee(), "examiner": examiner(RIGHT + 0.3, RIGHT)})
    report = grade(exercise(), submission, sandbox, seed=7)
    assert report.verdict is Verdict.PASSED
    assert (report.attempts, report.seed) == (2, 8)
    assert [order.job["seed"] for order in sandbox.orders if order.stage == "trainee"] == [7, 8]


def test_epochs_go_round_as_many_images_as_published_when_trained_again(
    exercise: Make, data: DataSet, reading: Submission, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(DataSet, "rounds", 4)
    sandbox = FakeSandbox({"trainee": trainee(), "examiner": examiner(RIGHT + 0.3)})
    assert grade(exercise(), reading, sandbox, data=data).attempts == 3
    rounds = [each.job["rounds"] for each in sandbox.orders if each.stage == "trainee"]
    assert rounds == [1, 4, 4]


def test_attempts_end(exercise: Make, submission: Submission):
    sandbox = FakeSandbox({"trainee": trainee(), "examiner": examiner(RIGHT + 0.3)})
    report = grade(exercise(), submission, sandbox, seed=2**31 - 2)
    assert (report.verdict, report.attempts) == (Verdict.FAILED, 3)
    seeds = [order.job["seed"] for order in sandbox.orders if order.stage == "trainee"]
    assert seeds == [2**31 - 2, 0, 1]
    assert report.points == 40


@pytest.mark.parametrize(("wall_seconds", "attempts"), [(0.5, 1), (1.5, 2), (20, 3)])
def test_attempts_end_when_the_time_of_one_run_is_spent(
    exercise: Make, submission: Submission, wall_seconds: float, attempts: int
):
    sandbox = FakeSandbox({"trainee": trainee(), "examiner": examiner(RIGHT + 0.3)})
    found = exercise()
    limits = found.limits.model_copy(update={"wall_seconds": wall_seconds})
    found = dataclasses.replace(found, limits=limits)
    assert grade(found, submission, sandbox).attempts == attempts


def test_a_clear_miss_is_not_trained_again(exercise: Make, submission: Submission):
    sandbox = FakeSandbox({"trainee": trainee(), "examiner": examiner(RIGHT * 100)})
    assert grade(exercise(), submission, sandbox).attempts == 1


WIDTH = "  - {check: output_layer, units: 2, points: 10, hint: How many?}\n"


@pytest.mark.parametrize(("more", "attempts"), [("", 2), ("required: true, ", 1)])
def test_a_near_miss_beside_a_clear_one_is_trained_again_only_if_it_could_pass(
    exercise: Make, submission: Submission, more: str, attempts: int
):
    script = examiner(RIGHT + 0.3, RIGHT)
    sandbox = FakeSandbox({"trainee": trainee(), "examiner": script})
    asked = exercise(WIDTH.replace("hint", f"{more}hint"))
    assert grade(asked, submission, sandbox).attempts == attempts

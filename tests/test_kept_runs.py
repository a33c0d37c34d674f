"""What runs left is judged anew where only the judging changed, and made anew where they did."""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grader.checks import schemas
from grader.exercise import Exercise, read_exercise
from grader.kept_runs import KeptRuns
from grader.language import use_language
from grader.pipeline import grade
from grader.results import Report, RunStatus, Verdict
from grader.run_keys import code_digest, drawn_digest
from grader.runs import Task
from grader.sandbox.fake import FakeSandbox
from grader.sandbox.protocol import Order
from grader.submission import Submission, read_submission

SPEC = """\
format: 1
title: A line
attempts: 3
pass_score: 0.8
limits: {wall_seconds: 60}
checks:
  - {check: runs, points: 10, required: true, hint: Run it.}
  - {check: stops_at, metric: accuracy, at_least: 0.99, points: 10, hint: When does it stop?}
  - {check: predicts, at: [7, 10], expected: [4, 5.5], tolerance: 0.25, points: 80, required: true,
     hint: How far off?}
"""
TRAINING: dict[str, Any] = {
    "entry": "solution_model",
    "returned": "Sequential",
    "model_from": "returned",
    "exported_model": 0,
    "fits": [
        {
            "model": 0,
            "epochs_asked": 1,
            "logs": [{"loss": 2.0}],
            "finished": True,
            "weights_before": "before",
            "weights_after": "after",
        }
    ],
}
MODEL: dict[str, Any] = {
    "layers": [{"kind": "Dense", "name": "dense", "units": 1, "activation": "linear"}],
    "input_shape": [None, 1],
    "output_shape": [None, 1],
    "parameters": 2,
    "trainable_parameters": 2,
    "weights_digest": "after",
}
ANSWER = np.array([[4.0], [5.5]])
Specified = Callable[[str], Exercise]


def trainee(order: Order) -> RunStatus | None:
    (order.outbox / "training.json").write_text(json.dumps(TRAINING), encoding="utf-8")
    (order.outbox / "model.keras").write_bytes(b"a model")
    return None


def examiner(order: Order) -> None:
    (order.outbox / "model.json").write_text(json.dumps(MODEL), encoding="utf-8")
    (order.outbox / "predictions").mkdir()
    for name in order.job["questions"]:
        np.save(order.outbox / "predictions" / f"{name}.npy", ANSWER)


@pytest.fixture
def submission(tmp_path: Path) -> Submission:
    path = tmp_path / "mine.py"
    path.write_text("def solution_model():\n    return fit(model)\n", encoding="utf-8")
    return read_submission(path, student="ada")


@pytest.fixture
def exercise(tmp_path: Path) -> Specified:
    def making(spec: str) -> Exercise:
        folder = tmp_path / "c9w1_line"
        folder.mkdir(exist_ok=True)
        (folder / "exercise.yaml").write_text(spec, encoding="utf-8")
        return read_exercise(folder / "exercise.yaml", schemas())

    return making


@pytest.fixture
def kept(tmp_path: Path) -> KeptRuns:
    return KeptRuns(tmp_path / "kept")


def graded(
    exercise: Exercise,
    submission: Submission,
    kept: KeptRuns,
    script: Callable[[Order], RunStatus | None] = trainee,
    **more: Any,
) -> tuple[Report, list[str]]:
    """Return the report and which stages were run for it."""
    sandbox = FakeSandbox({"trainee": script, "examiner": examiner})
    report = grade(exercise, submission, sandbox, kept=kept, **more)
    return report, [order.stage for order in sandbox.orders]


BOTH = ["trainee", "examiner"]


def test_the_same_is_not_run_twice(exercise: Specified, submission: Submission, kept: KeptRuns):
    first, stages = graded(exercise(SPEC), submission, kept)
    again, none = graded(exercise(SPEC), submission, kept)
    assert (first.verdict, stages, none) == (Verdict.PASSED, BOTH, [])
    differs = {"started_at", "wall_seconds"}
    assert first.model_dump(exclude=differs) == again.model_dump(exclude=differs)


@pytest.mark.parametrize(
    ("old", "new", "verdict", "points"),
    [
        ("points: 80", "points: 40", Verdict.PASSED, 50),
        ("pass_score: 0.8", "pass_score: 1.0", Verdict.FAILED, 90),
        ("tolerance: 0.25", "tolerance: 0.5", Verdict.PASSED, 90),
        ("expected: [4, 5.5]", "expected: [5, 5.5]", Verdict.FAILED, 10),
        ("How far off?", "Look again.", Verdict.PASSED, 90),
        ("A line", "A straight line", Verdict.PASSED, 90),
    ],
)
def test_another_judgement_needs_no_training(
    exercise: Specified, submission: Submission, kept: KeptRuns, old: str, new: str,
    verdict: Verdict, points: float,
):  # fmt: skip
    one_attempt = SPEC.replace("attempts: 3", "attempts: 1")
    graded(exercise(one_attempt), submission, kept)
    report, stages = graded(exercise(one_attempt.replace(old, new)), submission, kept)
    assert (report.verdict, report.points, stages) == (verdict, points, [])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("wall_seconds: 60", "wall_seconds: 90"),
        ("attempts: 3", "attempts: 3\nentry: {function: other}"),
        ("attempts: 3", "attempts: 3\nstrict: true"),
        ("at: [7, 10]", "at: [8, 10]"),
        ("at_least: 0.99", "at_least: 0.95"),  # other probes
        ("  - {check: runs", "  - {check: learned, points: 1, hint: How?}\n  - {check: runs"),
    ],
)
def test_another_run_is_made(
    exercise: Specified, submission: Submission, kept: KeptRuns, old: str, new: str
):
    graded(exercise(SPEC), submission, kept)
    _, stages = graded(exercise(SPEC.replace(old, new)), submission, kept)
    assert stages == BOTH


def test_what_else_a_run_depends_on(exercise: Specified, submission: Submission, kept: KeptRuns):
    graded(exercise(SPEC), submission, kept)
    other = dataclasses.replace(submission, sha256="0" * 64)
    assert graded(exercise(SPEC), other, kept)[1] == BOTH
    assert graded(exercise(SPEC), submission, kept, seed=2)[1] == BOTH
    on_gpu = dataclasses.replace(kept, device="gpu")
    assert graded(exercise(SPEC), submission, on_gpu)[1] == BOTH
    fresh = dataclasses.replace(kept, fresh=True)
    assert graded(exercise(SPEC), submission, fresh)[1] == BOTH
    assert graded(exercise(SPEC), submission, kept)[1] == []


def test_the_code_that_runs_with_a_submission_counts(monkeypatch: pytest.MonkeyPatch):
    before = code_digest()
    assert before == code_digest()
    code_digest.cache_clear()
    monkeypatch.setattr("grader.run_keys.version", str.upper)
    assert code_digest() != before
    code_digest.cache_clear()


def test_what_is_drawn_has_a_digest(exercise: Specified, submission: Submission):
    task = Task(exercise(SPEC), submission, FakeSandbox({}), None, None, None)
    assert drawn_digest(task.plan(1)) == drawn_digest(task.plan(1))
    assert drawn_digest(task.plan(1)) != drawn_digest(task.plan(2))


def test_more_time_is_another_limit_and_the_same_run(
    exercise: Specified, submission: Submission, kept: KeptRuns
):
    seconds: list[tuple[float, float]] = []

    def timed(order: Order) -> RunStatus | None:
        seconds.append((order.limits.wall_seconds, order.job["train_seconds"]))
        return trainee(order)

    graded(exercise(SPEC), submission, kept, timed, slack=2.0)
    assert seconds == [(120, 108)]
    assert graded(exercise(SPEC), submission, kept)[1] == []


def test_a_near_miss_is_read_back_whole(
    exercise: Specified, submission: Submission, kept: KeptRuns
):
    near = SPEC.replace("[4, 5.5]", "[4.3, 5.5]")
    first, stages = graded(exercise(near), submission, kept)
    assert (first.attempts, stages) == (3, BOTH * 3)
    again, none = graded(exercise(near), submission, kept)
    assert (again.attempts, again.points, none) == (3, first.points, [])


def raises(order: Order) -> None:
    told: dict[str, Any] = TRAINING | {
        "exported_model": None,
        "fits": [],
        "model_from": "none",
        "error": {"type": "NameError", "message": "name 'x' is not defined", "frames": [[2, "f"]]},
    }
    (order.outbox / "training.json").write_text(json.dumps(told), encoding="utf-8")


def test_a_cause_is_told_in_the_reader_s_language(
    exercise: Specified, submission: Submission, kept: KeptRuns
):
    english, _ = graded(exercise(SPEC), submission, kept, raises)
    with use_language("ko"):
        korean, stages = graded(exercise(SPEC), submission, kept, raises)
    assert stages == []
    assert english.error
    assert korean.error
    assert (english.error.where, korean.error.where) == ("line 2", "2번째 줄")


def linked(order: Order) -> None:
    trainee(order)
    outside = order.outbox.parent / "outside.json"
    outside.write_text("secret", encoding="utf-8")
    (order.outbox / "model.keras").unlink()
    (order.outbox / "model.keras").symlink_to(outside)
    (order.outbox / "returned-0-0.npy").symlink_to(outside)
    os.mkfifo(order.outbox / "returned-0-1.npy")
    (order.outbox / "else.txt").write_text("not read, not kept", encoding="utf-8")


def test_links_and_what_nobody_reads_are_not_kept(
    exercise: Specified, submission: Submission, kept: KeptRuns
):
    first, _ = graded(exercise(SPEC), submission, kept, linked)
    assert {path.name for path in kept.folder.rglob("*") if path.is_file()} == {
        "kept.json",
        "training.json",
    }
    again, stages = graded(exercise(SPEC), submission, kept, linked)
    assert (again.verdict, again.checks, stages) == (first.verdict, first.checks, [])


def killed(order: Order) -> RunStatus:
    del order
    return RunStatus.SIGNALLED


def test_what_somebody_else_ended_is_run_again(
    exercise: Specified, submission: Submission, kept: KeptRuns
):
    graded(exercise(SPEC), submission, kept, killed)
    report, stages = graded(exercise(SPEC), submission, kept)
    assert (report.verdict, stages) == (Verdict.PASSED, BOTH)


@pytest.mark.parametrize("text", ["", "{}", '{"format": 2}', "\x00"])
def test_what_cannot_be_read_back_is_run_again(
    exercise: Specified, submission: Submission, kept: KeptRuns, text: str
):
    graded(exercise(SPEC), submission, kept)
    (path,) = kept.folder.rglob("kept.json")
    path.write_text(text, encoding="utf-8")
    assert graded(exercise(SPEC), submission, kept)[1] == BOTH
    assert graded(exercise(SPEC), submission, kept)[1] == []


def test_a_folder_that_cannot_be_written_is_said(
    exercise: Specified, submission: Submission, tmp_path: Path
):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    report, _ = graded(exercise(SPEC), submission, KeptRuns(tmp_path / "file"))
    assert report.verdict is Verdict.GRADER_ERROR
    assert "cannot be written" in report.message

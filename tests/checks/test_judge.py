"""Points never rest on a run's own word alone; remarks cost none; each check gets its own draw."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grader.checks import schemas
from grader.checks.judge import Judgement, draw_plan, judge
from grader.checks.references import REFERENCES
from grader.checks.training import first_epoch
from grader.evidence import Answered, Evidence, SourceFacts, TraineeRun
from grader.exercise import Exercise, read_exercise
from grader.facts import ProbeAnswer, TrainingFacts
from grader.language import use_language
from grader.results import CheckStatus, RunRecord, RunStatus, Verdict

SPEC = """
format: 1
title: Stop in time
checks:
  - {check: stops_at, metric: accuracy, at_least: 0.99, points: 30, hint: When?}
"""


@pytest.fixture
def exercise(tmp_path: Path) -> Exercise:
    path = tmp_path / "exercise.yaml"
    path.write_text(SPEC, encoding="utf-8")
    return read_exercise(path, schemas())


@pytest.mark.parametrize("at_least", [0.99, 0.95])
def test_right_answers_without_a_model_earn_nothing_and_wrong_ones_are_told(
    exercise: Exercise, at_least: float
) -> None:
    plan = draw_plan(exercise, "embedded", np.random.default_rng(1))
    stops = [first_epoch(probe, at_least) for probe in plan.probes[0]]
    training = TrainingFacts(entry="", returned="NoneType", model_from="none", exported_model=None)
    answers = [ProbeAnswer(stopped_at=stop) for stop in stops]
    values = {"source": SourceFacts("x = 1"), "training": training, "answers": answers}
    (result,) = judge(
        exercise, "embedded", Evidence(values, {"predictions": "no model"}), plan
    ).results
    assert result.points == 0
    if at_least == 0.99:
        assert result.status is CheckStatus.SKIPPED
        assert "right in all" in result.reason
        assert "no model" in result.reason
    else:
        assert result.status is CheckStatus.FAILED
        assert "0.95" in result.hint


# --- remarks ----------------------------------------------------------------------------------

REMARKED = """
format: 1
title: Remarks
checks:
  - {check: runs, points: 10, hint: Why?}
  - {check: todo_done, remark: true, hint: {en: Is it done?, ko: 끝났나요?}}
  - {check: overfitting_gap, at_most: 0.1, remark: true, hint: Why?}
"""


def read(tmp_path: Path, text: str) -> Exercise:
    path = tmp_path / "exercise.yaml"
    path.write_text(text, encoding="utf-8")
    return read_exercise(path, schemas())


def judged(exercise: Exercise, text: str = "x = 1", **values: Any) -> Judgement:
    record = RunRecord(stage="trainee", status=RunStatus.OK, wall_seconds=1)
    known = {"source": SourceFacts(text), "run": TraineeRun(record, None)}
    plan = draw_plan(exercise, "embedded", np.random.default_rng(1))
    return judge(exercise, "embedded", Evidence(known | values, {"predictions": "none"}), plan)


def test_a_remark_is_said_and_costs_nothing(tmp_path: Path) -> None:
    found = judged(read(tmp_path, REMARKED), "# TODO\nx = None")
    assert [result.name for result in found.results] == ["runs"]
    assert (found.points, found.verdict) == (10, Verdict.PASSED)
    assert [remark.text for remark in found.remarks] == ["Still open: line 1. Is it done?"]


def test_a_remark_in_korean(tmp_path: Path) -> None:
    with use_language("ko"):
        (remark,) = judged(read(tmp_path, REMARKED), "# TODO\nx = None").remarks
    assert remark.text == "아직 비어 있음: 1번째 줄. 끝났나요?"


def test_a_remark_that_has_nothing_to_say_is_not_there(tmp_path: Path) -> None:
    found = judged(read(tmp_path, REMARKED))
    assert (found.remarks, len(found.results)) == ((), 1)


def test_a_remark_s_cause_takes_the_hint_s_place(tmp_path: Path) -> None:
    said, labels = np.full((50, 2), np.nan), np.arange(50) % 2
    found = judged(
        read(tmp_path, REMARKED),
        predictions=dict.fromkeys(("train", "hidden"), said),
        labels=dict.fromkeys(("train", "hidden"), labels),
    )
    (remark,) = found.remarks
    assert remark.text.endswith(
        "apart. The model's answers are not numbers (NaN): training diverged."
    )


def test_a_remark_that_breaks_is_not_hidden(tmp_path: Path) -> None:
    found = judged(read(tmp_path, REMARKED), predictions={}, labels={})
    assert [result.status for result in found.results] == [CheckStatus.PASSED, CheckStatus.ERROR]
    assert (found.results[1].name, found.verdict) == ("overfitting_gap", Verdict.GRADER_ERROR)


def test_a_failed_remark_makes_nothing_near(tmp_path: Path) -> None:
    found = judged(read(tmp_path, REMARKED), "# TODO\nx = None")
    assert not found.near


# --- what is worth another training ---------------------------------------------------------------

CLOSE = """
format: 1
title: Close
pass_score: 0.8
checks:
  - {check: runs, points: 60, hint: Why?}
  - {check: defines, names: [f], points: POINTS, REQUIRED hint: Why?}
  - {check: accuracy, at_least: 0.8, required: true, points: 20, hint: Why?}
"""


@pytest.mark.parametrize(
    ("points", "required", "right", "near"),
    [
        (10, "", 0.78, True),  # ten points are lost for good; the others would do
        (30, "", 0.78, False),  # the others would not
        (10, "required: true,", 0.78, False),
        (10, "", 0.5, False),
        (10, "", 0.85, False),  # nothing to repeat: it passes
    ],
)
def test_what_would_pass_but_for_the_noise_is_near(
    tmp_path: Path, points: int, required: str, right: float, *, near: bool
) -> None:
    exercise = read(tmp_path, CLOSE.replace("POINTS", str(points)).replace("REQUIRED", required))
    labels = np.arange(400) % 2
    wrong = np.arange(400) < 400 * (1 - right)
    said = np.where(wrong, 1 - labels, labels).astype(np.float64)[:, None]
    found = judged(exercise, predictions={"hidden": said}, labels={"hidden": labels})
    assert found.near is near


# --- what is drawn for one check alone ----------------------------------------------------------

DRAWN = """
format: 1
title: Drawn
checks:
  - {check: returns_close, function: double, cases: [{arguments: [1], returns: 2}], hint: Why?}
  - {check: predicts, at: [7], expected: [4.0], tolerance: 0.1, points: 10, hint: Why?}
  - {check: accuracy_under_augmentation, at_least: {embedded: 0.9, real: 0.1}, shift: 0.5,
     points: 10, hint: Why?}
  - {check: returns_close, function: f, aliases: [g], reference: convolution, points: 10,
     hint: Why?}
  - {check: accuracy_under_augmentation, at_least: 0.9, degrees: 0, shift: 0, flip: false,
     points: 10, hint: Why?}
  - {check: stops_at, metric: accuracy, at_least: 0.9, points: 10, hint: Why?}
"""
IMAGES = np.random.default_rng(0).integers(0, 256, (40, 6, 6, 3)).astype(np.uint8)


def test_a_plan_holds_what_each_check_wants(tmp_path: Path) -> None:
    exercise = read(tmp_path, DRAWN)
    plan = draw_plan(exercise, "embedded", np.random.default_rng(1))
    assert (set(plan.probes), set(plan.questions)) == ({5}, {1})
    assert (set(plan.variations), set(plan.calls)) == ({2, 4}, {0, 3})
    assert not np.array_equal(plan.variations[2](IMAGES), IMAGES)
    assert np.array_equal(plan.variations[4](IMAGES), IMAGES)
    keyed = plan.keyed_calls
    assert list(keyed) == ["0-0", *(f"3-{number}" for number in range(8))]
    assert keyed["3-0"].names == ("f", "g")
    other = draw_plan(exercise, "embedded", np.random.default_rng(2)).keyed_calls
    assert not np.array_equal(keyed["3-1"].arguments[0], other["3-1"].arguments[0])


def test_each_check_is_given_its_own_answers(tmp_path: Path) -> None:
    exercise = read(tmp_path, DRAWN)
    plan = draw_plan(exercise, "embedded", np.random.default_rng(1))
    answer = REFERENCES["convolution"].answers[0]
    calls = {
        key: Answered(call.arguments, answer(*call.arguments) if key[0] == "3" else np.array(2.0))
        for key, call in plan.keyed_calls.items()
    }
    labels = np.arange(40) % 2
    right = np.eye(2)[labels]
    said = {"hidden": right, "asked_1": np.array([[4.05]]), "asked_2": right, "asked_4": 1 - right}
    values = {
        "source": SourceFacts("x = 1"),
        "calls": calls,
        "predictions": said,
        "labels": {"hidden": labels},
    }
    found = judge(exercise, "embedded", Evidence(values, {"probes": "no callback"}), plan)
    passed, failed = CheckStatus.PASSED, CheckStatus.FAILED
    statuses = [result.status for result in found.results]
    assert statuses == [passed, passed, passed, passed, failed, CheckStatus.SKIPPED]
    assert found.results[4].actual.startswith("0.000 ")
    assert said.keys() == {"hidden", "asked_1", "asked_2", "asked_4"}


def test_what_could_not_be_had_is_skipped_with_its_reason(tmp_path: Path) -> None:
    exercise = read(tmp_path, DRAWN)
    plan = draw_plan(exercise, "embedded", np.random.default_rng(1))
    names: tuple[str, ...] = ("returned", "predictions", "probes")
    missing: dict[str, str] = dict.fromkeys(names, "your code raised an error")
    evidence = Evidence({"source": SourceFacts("x = 1"), "labels": {}}, missing)
    results = judge(exercise, "embedded", evidence, plan).results
    assert {result.status for result in results} == {CheckStatus.SKIPPED}
    assert {result.reason for result in results} == {"your code raised an error"}


@pytest.mark.parametrize(
    ("asked", "splits"),
    [
        ("check: accuracy, at_least: 0.9", {"hidden"}),
        ("check: accuracy, at_least: 0.9, split: validation", {"validation"}),
        ("check: accuracy_under_augmentation, at_least: 0.9", {"hidden"}),
        ("check: overfitting_gap, at_most: 0.1", {"hidden", "train"}),
        ("check: probabilities", {"hidden"}),
        ("check: stops_at, metric: accuracy, at_least: 0.9", {"train"}),
        ("check: reaches, metric: accuracy, at_least: 0.9, within_epochs: 3", {"train"}),
        ("check: predicts, at: [7], expected: [4.0], tolerance: 0.5", set[str]()),
        ("check: learned", set[str]()),
    ],
)
def test_the_model_is_asked_about_no_more_images_than_checks_want(
    tmp_path: Path, asked: str, splits: set[str]
) -> None:
    text = f"format: 1\ntitle: T\nchecks:\n  - {{{asked}, points: 10, hint: Why?}}\n"
    plan = draw_plan(read(tmp_path, text), "embedded", np.random.default_rng(1))
    assert set(plan.splits) == splits

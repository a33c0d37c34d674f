"""Points never rest on a run's own word alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from grader.checks import schemas
from grader.checks.judge import draw_plan, judge
from grader.checks.training import first_epoch
from grader.evidence import Evidence, SourceFacts
from grader.exercise import Exercise, read_exercise
from grader.facts import ProbeAnswer, TrainingFacts
from grader.results import CheckStatus

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

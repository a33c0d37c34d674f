"""Submissions that run out of time are judged on what their training had reached."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.exercise import Exercise
from grader.practice import load_exercise
from grader.results import CheckStatus, Report, RunStatus, Verdict

pytestmark = pytest.mark.slow

# So near to the line that a single step of training is enough.
NEARLY = """\
import time
import numpy as np
import keras

def solution_model():
    x = np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0])
    y = np.array([1.0, 1.5, 2.0, 2.5, 3.0, 3.5])
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    model.compile(optimizer=keras.optimizers.SGD(0.001), loss="mean_squared_error")
    model.set_weights([np.array([[0.5]]), np.array([0.49])])
"""
ENDLESS = """\
    model.fit(x, y, epochs=20_000, callbacks=[Goes()])
"""
NEVER_ENOUGH = """
class Goes(keras.callbacks.Callback):
    def on_train_batch_end(self, batch, logs=None):
        self.model.stop_training = False

    def on_epoch_end(self, epoch, logs=None):
        self.model.stop_training = False
"""
Graded = Callable[..., Report]


@pytest.fixture
def graded(grade_file: Callable[[Exercise, Path], Report], tmp_path: Path) -> Graded:
    """Return a function that grades the text of a file within a few seconds."""

    def grading(text: str, *, wall_seconds: float) -> Report:
        path = tmp_path / "mine.py"
        path.write_text(text, encoding="utf-8")
        found = load_exercise("house")
        limits = found.limits.model_copy(update={"wall_seconds": wall_seconds})
        return grade_file(dataclasses.replace(found, limits=limits, attempts=1), path)

    return grading


def lost(report: Report) -> set[str]:
    return {check.name for check in report.checks if check.status is not CheckStatus.PASSED}


def test_endless_epochs_are_ended_and_what_they_reached_passes(graded: Graded):
    report = graded(NEARLY + ENDLESS + "    return model\n" + NEVER_ENOUGH, wall_seconds=16)
    assert report.verdict is Verdict.PASSED
    assert report.runs[0].status is RunStatus.OK
    assert "training was ended when its time was over" in report.checks[0].actual
    (remark,) = report.remarks
    epochs = len(report.history)
    assert epochs > 0
    assert remark.text.startswith(f"The time was over after {epochs} of 20000 epochs")
    assert remark.text.endswith("The model is judged as it was then.")
    assert remark.where == "line 11"


def test_code_that_never_comes_back_after_training_is_judged_but_does_not_run(graded: Graded):
    hangs = """\
    while True:
        try:
            model.fit(x, y, epochs=20_000)
        except BaseException:
            pass
        finally:
            time.sleep(0.01)
"""
    report = graded(NEARLY + hangs, wall_seconds=16)
    assert report.runs[0].status is RunStatus.TIME_LIMIT
    assert lost(report) == {"runs"}
    assert "16 s, the time limit" in report.checks[0].actual
    assert any("laid aside" in remark.text for remark in report.remarks)


def test_a_model_that_was_trained_in_time_survives_a_sleep_without_end(graded: Graded):
    report = graded(
        NEARLY + "    model.fit(x, y, epochs=2)\n    time.sleep(10_000)\n", wall_seconds=16
    )
    assert report.runs[0].status is RunStatus.TIME_LIMIT
    assert lost(report) == {"runs"}
    assert len(report.history) == 2
    (remark,) = report.remarks
    assert remark.text.endswith("the model as it was laid aside shortly before.")


def test_without_a_fit_that_ended_nothing_is_judged(graded: Graded):
    report = graded(NEARLY + "    time.sleep(10_000)\n", wall_seconds=4)
    assert report.verdict is Verdict.FAILED
    assert report.points == 0
    assert all("4 s, the time limit" in check.reason for check in report.checks[1:])
    assert report.remarks == ()

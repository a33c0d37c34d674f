"""Checks of what happened while the student's code ran, on made evidence."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from grader.checks import CHECKS
from grader.evidence import Fed, SourceFacts, TraineeRun
from grader.facts import ArrayFacts, FitFacts, LayerFacts, ModelFacts, TrainingFacts
from grader.results import Epoch, Finding, RunRecord, RunStatus, StudentError

LABELS = np.arange(1000) % 10
ONE_SOFTMAX = LayerFacts(kind="Dense", name="dense", units=1, activation="softmax")


def run(status: RunStatus = RunStatus.OK, **more: Any) -> Finding:
    record = RunRecord(
        stage="trainee",
        status=status,
        wall_seconds=12,
        signal=more.pop("signal", 0),
        exit_code=more.pop("exit_code", 0),
    )
    check = CHECKS["runs"]
    trainee = TraineeRun(
        record, more.get("error"), more.get("limit", ""), more.get("out_of_time", False)
    )
    return check({"run": trainee}, check.parameters())


def test_it_ran():
    assert run() == Finding(True, "the file runs to its end", "finished in 12 s", 1.0)


def test_training_that_was_ended_in_time_ran():
    finding = run(out_of_time=True)
    assert finding.passed
    assert finding.actual == "finished in 12 s; training was ended when its time was over"


def test_it_raised():
    error = StudentError(type="NameError", message="x", where="line 4", cause="because")
    finding = run(error=error)
    assert not finding.passed
    assert finding.actual == "NameError: x (line 4)"
    assert finding.cause == "because"


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("Exception encountered when calling A.call().\n\nToo small.\n\nReceived: x", "Too small."),
        (
            "Exception encountered when calling A.call().",
            "Exception encountered when calling A.call().",
        ),
        ("a" * 300, "a" * 199 + "…"),
        ("", ""),
    ],
)
def test_of_a_long_message_the_check_shows_a_line(message: str, told: str):
    ended = run(error=StudentError(type="ValueError", message=message)).actual
    assert ended.startswith(f"ValueError: {told}")
    assert "\n" not in ended


@pytest.mark.parametrize(
    ("status", "more", "actual"),
    [
        (RunStatus.TIME_LIMIT, {"limit": "it took too long"}, "it took too long"),
        (RunStatus.NONZERO_EXIT, {"exit_code": 7}, "it ended early, with exit code 7"),
        (RunStatus.SIGNALLED, {"signal": 9}, "it was ended by signal 9"),
    ],
)
def test_it_ended_early(status: RunStatus, more: dict[str, Any], actual: str):
    assert run(status, **more) == Finding(False, "the file runs to its end", actual)


def model(digest: str = "after") -> ModelFacts:
    return ModelFacts(
        layers=(),
        input_shape=(None, 1),
        output_shape=(None, 1),
        parameters=2,
        trainable_parameters=2,
        weights_digest=digest,
    )


def training(*values: float, metric: str = "accuracy", **more: Any) -> TrainingFacts:
    exported = more.pop("exported_model", 0)
    keys: dict[str, Any] = {
        "model": 0,
        "epochs_asked": 10,
        "logs": tuple({metric: value, "loss": 1 - value} for value in values),
        "finished": True,
        "weights_before": "before",
        "weights_after": "after",
    }
    return TrainingFacts(
        entry="",
        returned="",
        model_from="fit",
        exported_model=exported,
        fits=(FitFacts(**(keys | more)),),
    )


def learned(facts: TrainingFacts, digest: str = "after") -> Finding:
    check = CHECKS["learned"]
    about = {"model": model(digest), "training": facts, "source": SourceFacts("")}
    return check(about, check.parameters())


def test_it_learned():
    finding = learned(training(0.5, 0.6))
    assert finding.passed
    assert finding.actual == "2 epochs of training"


@pytest.mark.parametrize("values", [(), (0.5,)])
def test_part_of_an_epoch_is_training(values: tuple[float, ...]):
    finding = learned(training(*values, out_of_time=True, cut_short={"loss": 1.0}))
    assert finding.passed
    assert finding.actual == f"whole epochs of training: {len(values)}, and part of another"


@pytest.mark.parametrize(
    ("facts", "digest", "actual"),
    [
        (training(0.5), "before", "exactly as they were"),
        (training(), "after", "exactly as they were"),
        (training(0.5, weights_after="before"), "after", "exactly as they were"),
        (training(0.5, exported_model=None), "after", "never trained"),
        (training(0.5, exported_model=3), "after", "exactly as they were"),
    ],
)
def test_it_did_not_learn(facts: TrainingFacts, digest: str, actual: str):
    finding = learned(facts, digest)
    assert not finding.passed
    assert actual in finding.actual


@pytest.mark.parametrize(
    ("differs", "cause"),
    [
        ({}, ""),
        ({"trainable_parameters": 0}, "may learn"),
        ({"output_shape": (None, 1), "layers": (ONE_SOFTMAX,)}, "Softmax over one unit"),
        ({"output_shape": (None, 1), "loss": "categorical_crossentropy"}, "is always 0"),
    ],
)
def test_why_no_weight_moved(differs: dict[str, Any], cause: str):
    check = CHECKS["learned"]
    still = model("before").model_copy(update=differs)
    about = {"model": still, "training": training(0.5), "source": SourceFacts("")}
    finding = check(about, check.parameters())
    assert not finding.passed
    assert cause in finding.cause
    assert bool(finding.cause) is bool(cause)


def test_no_epoch_was_asked_for():
    check = CHECKS["learned"]
    about = {"model": model("before"), "source": SourceFacts("")}
    finding = check({**about, "training": training(epochs_asked=0)}, check.parameters())
    assert finding.cause == "fit was asked for 0 epochs."
    # 0 stands for what is no number as well, and then epochs may have been trained.
    finding = check({**about, "training": training(0.5, epochs_asked=0)}, check.parameters())
    assert finding.cause == ""


def two_fits(*digests: tuple[str, str]) -> TrainingFacts:
    (fit,) = training(0.5).fits
    fits = [
        fit.model_copy(update={"weights_before": before, "weights_after": after})
        for before, after in digests
    ]
    return training().model_copy(update={"fits": tuple(fits)})


def test_weights_that_a_second_training_brought_back_did_not_learn():
    finding = learned(two_fits(("before", "moved"), ("moved", "before")), "after")
    assert not finding.passed
    assert finding.actual == "the weights are exactly as they were before training"


def test_one_of_two_trainings_is_enough():
    finding = learned(two_fits(("before", "before"), ("before", "after")))
    assert finding.passed
    assert finding.actual == "2 epochs of training"


def test_a_model_that_was_never_given_to_fit_gets_its_cause():
    finding = learned(training(0.5, exported_model=None))
    assert finding.cause == "The model that counts was never given to fit."


def reaches(facts: TrainingFacts, share: float = 0.99, **parameters: Any) -> Finding:
    check = CHECKS["reaches"]
    answers = np.eye(10)[LABELS]
    answers[: round((1 - share) * len(LABELS))] = 0.1
    answers[:, 1] += 0.01 * (answers[:, 0] == 0.1)
    evidence = {
        "history": facts.epochs_of_exported_model(),
        "training": facts,
        "source": SourceFacts("def create_model(): ..."),
        "predictions": {"train": answers},
        "labels": {"train": LABELS},
        "fed": Fed.to(facts.fits[-1], facts.epochs_of_exported_model(), None),
    }
    keys: dict[str, Any] = {"metric": "accuracy", "at_least": 0.99, "within_epochs": 10}
    return check(evidence, check.parameters(**(keys | parameters)))


@pytest.mark.parametrize("metric", ["accuracy", "acc", "sparse_categorical_accuracy", "mine"])
def test_it_reaches_the_goal_and_ends(metric: str):
    finding = reaches(training(0.9, 0.97, 0.991, metric=metric))
    assert finding.passed
    assert finding.actual.startswith("0.9910 in epoch 3, the last;")


def test_a_file_of_another_form_of_the_task_has_another_goal():
    facts = training(0.9, 0.97, 0.982)
    assert not reaches(facts).passed
    assert not reaches(facts, where_defined={"another": 0.98}).passed
    found = reaches(facts, where_defined={"create_model": 0.98})
    assert found.passed
    assert found.expected.startswith("accuracy 0.98 for")
    low = reaches(training(0.9, 0.97), where_defined={"create_model": 0.98})
    assert low.expected.startswith("accuracy 0.99 for")


def test_it_goes_on():
    finding = reaches(training(0.9, 0.992, 0.993))
    assert not finding.passed
    assert finding.actual == "0.9920 in epoch 2 already; training went on to epoch 3"


def test_it_goes_on_into_an_epoch_that_only_the_time_ended():
    finding = reaches(training(0.9, 0.992, out_of_time=True, cut_short={"accuracy": 0.993}))
    assert not finding.passed
    assert finding.actual == "0.9920 in epoch 2 already; training went on to epoch 3"


@pytest.mark.parametrize(("best", "near"), [(0.989, True), (0.987, True), (0.98, False)])
def test_it_falls_short(best: float, *, near: bool):
    finding = reaches(training(0.9, best), share=best)
    assert (finding.passed, finding.near) == (False, near)


def test_a_network_that_never_got_going_is_near():
    assert reaches(training(0.11, 0.11), share=0).near


def test_one_epoch_too_many_is_near():
    finding = reaches(training(0.9, 0.98, 0.991), within_epochs=2)
    assert (finding.passed, finding.near) == (False, True)


def test_history_is_not_believed_without_the_model():
    finding = reaches(training(0.9, 0.995), share=0.8)
    assert not finding.passed
    assert not finding.near
    assert "not as good as its training says" in finding.cause
    assert reaches(training(0.9, 0.991), share=0.98).passed


def test_every_image_had_one_label():
    only = ArrayFacts(shape=(), dtype="int32", low=0, high=0)
    finding = reaches(training(0.9, 1.0, labels=only), share=0.5)
    assert "Every label that was seen in fit is 0" in finding.cause


def test_no_metric_was_asked_for():
    finding = reaches(training(0.1, metric="loss"))
    assert not finding.passed
    assert finding.cause == 'Ask for it: compile(…, metrics=["accuracy"]).'


def test_a_loss_that_is_not_a_number():
    assert not reaches(training(math.nan, math.nan), share=0.1).passed


@pytest.mark.parametrize(
    ("more", "cause"),
    [
        ({"inputs": ArrayFacts(shape=(28, 28), dtype="uint8", low=0, high=255)}, "up to 255"),
        ({"inputs": ArrayFacts(shape=(28,), dtype="f", low=0, high=1 / 255)}, "scaled twice"),
        ({"labels": ArrayFacts(shape=(), dtype="float64", low=0, high=9 / 255)}, "labels were sc"),
        ({"epochs_asked": 2}, "All 2 epochs were used up"),
        ({"out_of_time": True}, "The time was over after 2 epochs, before the goal."),
        ({}, "look at what ended it"),
    ],
)
def test_why_it_falls_short(more: dict[str, Any], cause: str):
    finding = reaches(training(0.8, 0.9, **more), share=0.9)
    assert cause in finding.cause
    assert bool(cause) == bool(finding.cause)


def test_epochs_of_several_fits_are_one_history():
    first = training(0.5, 0.6)
    both = first.model_copy(update={"fits": first.fits * 2})
    assert [epoch.number for epoch in both.epochs_of_exported_model()] == [1, 2, 3, 4]
    assert isinstance(both.epochs_of_exported_model()[0], Epoch)

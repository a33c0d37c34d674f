"""Checks of how `fit` was called, on made reports of it."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from grader.checks import CHECKS
from grader.evidence import SourceFacts, TraineeRun
from grader.facts import FitFacts, LayerFacts, ModelFacts, TrainingFacts
from grader.results import Finding, RunRecord, RunStatus, StudentError


def fit(epochs: int = 3, **more: Any) -> FitFacts:
    keys: dict[str, Any] = {
        "model": 0,
        "epochs_asked": epochs,
        "logs": ({"loss": 1.0},) * epochs,
        "finished": True,
        "fed_by": "dataset",
        "line": 4,
    }
    return FitFacts(**(keys | more))


def training(*fits: FitFacts, exported: int | None = 0, **more: Any) -> TrainingFacts:
    return TrainingFacts(
        entry="", returned="", model_from="fit", exported_model=exported, fits=fits, **more
    )


def model(*kinds: str) -> ModelFacts:
    return ModelFacts(
        layers=tuple(LayerFacts(kind=kind, name=kind) for kind in kinds),
        input_shape=(None, 8, 8, 3),
        output_shape=(None, 1),
        parameters=2,
        trainable_parameters=2,
        weights_digest="",
    )


def found(
    check: str, facts: TrainingFacts, text: str = "x = 1", layers: tuple[str, ...] = (), **keys: Any
) -> Finding:
    evidence = {"training": facts, "model": model(*layers), "source": SourceFacts(text)}
    return CHECKS[check](evidence, CHECKS[check].parameters(**keys))


# --- trains_within ----------------------------------------------------------------------------


def within(
    seconds: float,
    status: RunStatus = RunStatus.OK,
    *,
    error: StudentError | None = None,
    limit: str = "",
) -> Finding:
    record = RunRecord(stage="trainee", status=status, wall_seconds=seconds)
    check = CHECKS["trains_within"]
    return check({"run": TraineeRun(record, error, limit)}, check.parameters(seconds=60))


def test_in_time():
    assert within(60) == Finding(True, "at most 60 s", "60.0 s", 1.0, near=True)


@pytest.mark.parametrize(
    ("seconds", "actual", "near"), [(60.01, "60.1 s", True), (90, "90.0 s", False)]
)
def test_too_late(seconds: float, actual: str, *, near: bool):
    finding = within(seconds)
    assert (finding.passed, finding.share) == (False, 0)
    assert (finding.actual, finding.near) == (actual, near)


@pytest.mark.parametrize(
    ("status", "error", "limit"),
    [
        (RunStatus.OK, StudentError(type="NameError", message="x"), ""),
        (RunStatus.OK, None, "it wrote too much"),
        (RunStatus.TIME_LIMIT, None, ""),
        (RunStatus.SIGNALLED, None, ""),
    ],
)
def test_what_broke_is_not_quick(status: RunStatus, error: StudentError | None, limit: str):
    finding = within(1, status, error=error, limit=limit)
    assert (finding.passed, finding.actual) == (False, "it did not run to its end")


def test_training_that_was_ended_by_the_time_is_not_quick():
    record = RunRecord(stage="trainee", status=RunStatus.OK, wall_seconds=50)
    check = CHECKS["trains_within"]
    run = TraineeRun(record, None, out_of_time=True)
    finding = check({"run": run}, check.parameters(seconds=60))
    assert (finding.passed, finding.near) == (False, False)
    assert finding.actual == "training was ended when its time was over"


# --- epochs_at_most ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "passed", "actual"),
    [
        (training(fit(5)), True, "5 epochs"),
        (training(fit(3), fit(2)), True, "5 epochs"),
        (training(fit(9, model=1), fit(2)), True, "2 epochs"),
        (training(fit(3), fit(3)), False, "6 epochs"),
        (training(fit(5, capped=True)), False, "5 epochs; ended there by the grader: more"),
        (training(fit(6, capped=True)), False, "6 epochs"),
        (training(fit(4, out_of_time=True, epochs_asked=6)), False, "4 epochs; ended there by the"),
        (training(fit(4, out_of_time=True, epochs_asked=5)), True, "4 epochs"),
        (training(fit(5, out_of_time=True, cut_short={"loss": 1})), False, "6 epochs"),
        (training(fit(6), exported=None), False, "6 epochs"),
        (training(fit(0)), False, "0 epochs"),
        (training(exported=None), False, "0 epochs"),
    ],
)
def test_epochs_at_most(facts: TrainingFacts, actual: str, *, passed: bool):
    finding = found("epochs_at_most", facts, epochs=5)
    assert (finding.passed, finding.share) == (passed, float(passed))
    assert finding.actual.startswith(actual)
    assert finding.expected == "at most 5 epochs"


# --- validates_while_training -----------------------------------------------------------------


def test_it_is_validated():
    finding = found("validates_while_training", training(fit(), fit(validation=True)))
    assert finding == Finding(True, "fit is given validation data", "it is given some", 1.0)


def test_validation_on_the_training_images_is_none():
    facts = training(fit(validation=True, validation_seen=True))
    finding = found("validates_while_training", facts)
    assert (finding.passed, finding.actual) == (False, "it is given the training images")
    assert "val_accuracy says nothing" in finding.cause
    assert "line 4" in finding.cause
    facts = training(fit(validation=True, validation_seen=True), fit(validation=True))
    assert found("validates_while_training", facts).passed


@pytest.mark.parametrize("times", [255.0, 1 / 1000])
def test_validation_images_of_another_scale_tell_nothing(times: float):
    facts = training(fit(validation=True, validation_times=times))
    finding = found("validates_while_training", facts)
    assert (finding.passed, finding.actual) == (False, "it is given some, scaled otherwise")
    assert f"{times:g} times those of the training images" in finding.cause
    assert "(line 4)" in finding.cause


@pytest.mark.parametrize("times", [0.0, 0.5, 1.0, 1.2])
def test_validation_images_may_be_a_little_brighter(times: float):
    facts = training(fit(validation=True, validation_times=times))
    assert found("validates_while_training", facts).passed


@pytest.mark.parametrize(
    ("facts", "cause"),
    [
        (training(fit()), "Pass validation_data to fit (line 4)."),
        (training(fit(validation=True, model=1), fit()), "Pass validation_data to fit (line 4)."),
        (training(fit(line=0)), ""),
        (training(), ""),
    ],
)
def test_it_is_not_validated(facts: TrainingFacts, cause: str):
    finding = found("validates_while_training", facts)
    assert (finding.passed, finding.actual, finding.cause) == (False, "it is given none", cause)


# --- augments_training_data -------------------------------------------------------------------

MAPPED = """
import tensorflow as tf

def flipped(image, label):
    return tf.image.random_flip_left_right(image), label

def prepare(image, label):
    return flipped(image, label)

train = train.map(prepare)
"""
LAMBDA = "ds = ds.map(lambda x, y: (tf.image.stateless_random_flip_up_down(x, (1, 2)), y))"
NAMED = """
from tensorflow.image import random_flip_left_right as mirrored
ds = ds.map(lambda x, y: (mirrored(x), y))
"""
GENERATOR = """
import numpy as np

def batches():
    while True:
        yield np.fliplr(x), y
"""
SEQUENCE = """
class Batches(keras.utils.PyDataset):
    def __getitem__(self, number):
        return np.flip(x[number], axis=2), y[number]
"""
PREPROCESSING = """
def mirrored(image):
    return np.fliplr(image)

ImageDataGenerator(preprocessing_function=mirrored)
"""
SHOWN = """
import numpy as np

def show(image):
    plt.imshow(np.fliplr(image))

train = train.map(lambda x, y: (x / 255, y))
show(x)
"""


@pytest.mark.parametrize(
    ("facts", "text", "layers"),
    [
        (training(fit(augmentation={"horizontal_flip": 1.0, "fill_mode": "nearest"})), "", ()),
        (training(fit(), augmenters=("RandomFlip",)), "", ()),
        (training(fit(fed_by="arrays")), "", ("RandomFlip", "Dense")),
        (training(fit(fed_by="")), MAPPED, ()),
        (training(fit()), MAPPED, ()),
        (training(fit()), LAMBDA, ()),
        (training(fit()), NAMED, ()),
        (training(fit(fed_by="generator")), GENERATOR, ()),
        (training(fit(fed_by="generator")), SEQUENCE, ()),
        (training(fit(fed_by="generator")), PREPROCESSING, ()),
        (training(fit(fed_by="arrays"), fit()), MAPPED, ()),
    ],
)
def test_images_are_varied(facts: TrainingFacts, text: str, layers: tuple[str, ...]):
    finding = found("augments_training_data", facts, text, layers)
    assert finding == Finding(
        True, "at least 1 of: flip, rotation, shift, shear, zoom, light", "flip", 1.0
    )


@pytest.mark.parametrize(
    ("facts", "text", "cause"),
    [
        (training(fit()), "x = 1", ""),
        (training(fit(augmentation={})), "g = G(\n    zoom_range=0.2)", "zoom_range (line 2) is"),
        (training(fit()), "g = G(zoom_range=0, horizontal_flip=False)", ""),
        (training(fit(fed_by="arrays")), MAPPED, "random_flip_left_right (line 5) is written"),
        (training(fit(fed_by="arrays"), augmenters=("RandomFlip",)), "", ""),
        (training(fit()), SHOWN, "fliplr (line 5) is written there, but what fit was given"),
        (training(fit(model=1, augmentation={"zoom_range": "[0.8, 1.2]"}), fit()), "x = 1", ""),
        (training(), "x = 1", ""),
    ],
)
def test_images_are_not_varied(facts: TrainingFacts, text: str, cause: str):
    finding = found("augments_training_data", facts, text)
    assert (finding.passed, finding.share) == (False, 0)
    assert finding.actual == "no augmentation was seen"
    assert finding.cause.startswith(cause)
    assert bool(cause) == bool(finding.cause)


def test_too_few_kinds():
    facts = training(fit(augmentation={"rotation_range": 40.0, "horizontal_flip": 1.0}))
    finding = found("augments_training_data", facts, "zoom_range = 1", kinds=3)
    assert (finding.passed, finding.actual, finding.cause) == (False, "flip, rotation", "")
    assert finding.share == pytest.approx(2 / 3)


@pytest.mark.parametrize("kinds", [0, 7])
def test_kinds_there_cannot_be(kinds: int):
    with pytest.raises(ValidationError):
        found("augments_training_data", training(fit()), kinds=kinds)


# --- leaves_validation_data_alone -------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "actual"),
    [
        (training(fit(validation=True, augmentation={"zoom_range": "[0, 2]"})), "they are"),
        (training(fit()), "fit was given none"),
        (training(), "fit was given none"),
    ],
)
def test_validation_images_stay(facts: TrainingFacts, actual: str):
    finding = found("leaves_validation_data_alone", facts)
    assert finding == Finding(True, "validation images as they are", actual, 1.0)


def test_validation_images_are_varied():
    varied = {"horizontal_flip": 1.0, "rotation_range": 40.0}
    facts = training(fit(validation=True, validation_augmentation=varied))
    finding = found("leaves_validation_data_alone", facts)
    assert (finding.passed, finding.share) == (False, 0)
    assert finding.actual.endswith("varies them: horizontal_flip, rotation_range")

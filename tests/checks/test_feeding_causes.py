"""What was wrong with images or labels, from what `fit` was fed with."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from grader.checks.answer_causes import why_low
from grader.checks.base import CHECKS
from grader.checks.feeding_causes import (
    why_ended_badly,
    why_fed_wrongly,
    why_held_back,
    why_no_steps,
)
from grader.evidence import Fed
from grader.facts import ArrayFacts, FitFacts, LayerFacts, ModelFacts
from grader.results import Epoch, Finding, Provenance

TRUTH = np.arange(100) % 2
DENSE = LayerFacts(kind="Dense", name="d", units=1, activation="linear")
RESCALING = LayerFacts(kind="Rescaling", name="r", settings={"scale": 1 / 255})


def pixels(high: float, dtype: str = "float32") -> ArrayFacts:
    return ArrayFacts(shape=(150, 150, 3), dtype=dtype, low=0, high=high)


def labels(high: float, dtype: str = "float32") -> ArrayFacts:
    return ArrayFacts(shape=(), dtype=dtype, low=0, high=high)


def model(*layers: LayerFacts) -> ModelFacts:
    return ModelFacts(
        layers=layers,
        input_shape=(None, 150, 150, 3),
        output_shape=(None, 1),
        parameters=1,
        trainable_parameters=1,
        weights_digest="0",
        loss="sparse_categorical_crossentropy",
    )


def fed(high: float, *layers: LayerFacts, label: float = 1.0) -> Fed:
    fit = FitFacts(
        model=0,
        epochs_asked=1,
        logs=(),
        finished=True,
        inputs=pixels(high),
        labels=labels(label),
    )
    return Fed.to(fit, (), model(*layers))


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        (fed(255, DENSE), "gives a plain number"),
        (fed(255), "as they are, up to 255"),
        (fed(65025), "multiplied: up to 65025"),
        (fed(255, RESCALING), ""),
        (fed(1), ""),
        (fed(1, RESCALING), "once more by the model's Rescaling"),
        (fed(1 / 255), "scaled twice: at most 0.0039"),
        (fed(1, label=1 / 255), "labels were scaled as well"),
        (Fed(), ""),
        (Fed(classes=("train", "Validation")), "given are train, Validation: the folder"),
        (Fed(classes=("cats", "dogs")), ""),
        (Fed(test_images=2000, few=None), "2000 images that fit was given are those to test with"),
        (Fed(classes=("cats", "test")), ""),
        (Fed(few=(100, 20000)), "fit was given only 100 of the 20000 training images."),
        (Fed(inputs=pixels(0)), "All pixels are 0 in fit"),
        (Fed(inputs=pixels(1, "uint8")), "// cuts off what / keeps"),
        (Fed(inputs=pixels(1, "float64")), ""),
        (Fed(labels=labels(0, "int64")), ""),
        (Fed(labels=labels(0, "int64"), logs=({"accuracy": 0.5}, {"accuracy": 1.0})), "is 0: does"),
        (Fed(labels=labels(0, "int64"), logs=({"accuracy": 0.5},)), ""),
        (Fed(labels=labels(1), logs=({"accuracy": 1.0},)), ""),
        (None, ""),
    ],
)
def test_what_it_was_fed_with(seen: Fed | None, said: str):
    found = why_fed_wrongly(seen)
    assert said in found
    assert bool(said) == bool(found)


@pytest.mark.parametrize(
    ("course", "share", "said"),
    [
        ((), 0.5, ""),
        ((0.5,), 0.5, "single epoch"),
        ((0.5, 0.6), 0.55, "still rising when training ended: 0.500 and 0.600"),
        ((0.6, 0.603), 0.55, ""),
        ((0.7, 0.6), 0.55, ""),
        ((0.9, 0.99), 0.7, "learned them by heart"),
        ((0.9, 0.905), 0.8, ""),
        ((0.1, 0.12, 0.15, 0.18, 0.185), 0.2, "slowly: its accuracy rose from 0.100 to 0.185 in 5"),
        ((0.1, 0.12, 0.18, 0.185), 0.2, ""),
        ((0.1, 0.12, 0.19, 0.18, 0.185), 0.2, ""),
        ((0.8, 0.81, 0.82, 0.83, 0.835), 0.2, ""),
        ((0.5, 0.5, 0.501, 0.502, 0.503), 0.5, ""),
    ],
)
def test_how_training_went(course: tuple[float, ...], share: float, said: str):
    found = why_ended_badly(Fed(logs=tuple({"acc": value} for value in course)), share)
    assert said in found
    assert bool(said) == bool(found)


@pytest.mark.parametrize(
    ("images", "calls", "few"),
    [(100, 1, (100, 10_000)), (100, 2, None), (0, 1, None), (1001, 1, None)],
)
def test_few_of_the_training_images(images: int, calls: int, few: tuple[int, int] | None):
    fit = FitFacts(model=0, epochs_asked=1, logs=({"acc": 0.5},), finished=True, images=images)
    whole = [Epoch(number=n, logs={"acc": 0.5}) for n in range(1, calls + 1)]
    sizes = {"train": range(10_000), "validation": range(99)}
    given = Fed.to(fit.model_copy(update={"images": images}), whole, None, sizes)
    assert given.few == few


@pytest.mark.parametrize(
    ("hidden", "classes", "said"),
    [
        ({"units": 1, "activation": "relu"}, 10, "its units (1) are too few for 10 classes"),
        ({"units": 1, "activation": "relu"}, 2, ""),
        ({"units": 128, "activation": "softmax"}, 10, "d has softmax, and more layers follow"),
        ({"units": 128, "activation": "linear"}, 10, "No layer but the last has an activation"),
        ({"units": 128, "activation": "relu"}, 10, ""),
        ({"kind": "Conv2D", "units": None, "activation": "linear"}, 2, "relu lets them see"),
        ({"kind": "Flatten", "units": None, "activation": ""}, 2, ""),
    ],
)
def test_layers_that_hold_a_network_back(hidden: dict[str, Any], classes: int, said: str):
    last = DENSE.model_copy(update={"activation": "softmax", "units": classes})
    found = why_held_back(Fed(model=model(DENSE.model_copy(update=hidden), last)), classes)
    assert said in found
    assert bool(said) == bool(found)


@pytest.mark.parametrize(
    ("optimizer", "rate", "said"),
    [
        ("adam", 0.001, ""),
        ("adam", 1.0, "rate of 1 is very large"),
        ("SGD", 1.0, ""),
        ("adadelta", 1.0, ""),
        ("RMSprop", 1e-8, "rate of 1e-08 is very small"),
        ("adam", None, ""),
    ],
)
def test_learning_rates_that_train_nothing(optimizer: str, rate: float | None, said: str):
    built = model(DENSE).model_copy(update={"optimizer": optimizer, "learning_rate": rate})
    found = why_no_steps(Fed(model=built))
    assert said in found
    assert bool(said) == bool(found)


def test_a_loop_around_fit_is_one_training():
    one = FitFacts(model=0, epochs_asked=1, logs=({"acc": 0.5},), finished=True)
    whole = [Epoch(number=n, logs={"acc": 0.5}) for n in (1, 2, 3)]
    assert why_ended_badly(Fed.to(one, whole, None), 0.5) == ""
    assert "single epoch" in why_ended_badly(Fed.to(one, whole[:1], None), 0.5)


@pytest.mark.parametrize(
    ("layers", "more", "said"),
    [
        ((RESCALING, DENSE), {}, "gives a plain number"),
        ((DENSE.model_copy(update={"activation": "relu"}),), {}, "gives a plain number"),
        ((DENSE.model_copy(update={"units": 10}),), {}, "gives plain numbers"),
        ((DENSE,), {"from_logits": True}, ""),
        ((DENSE, RESCALING), {}, ""),
        ((DENSE,), {"loss": "mean_squared_error"}, ""),
        ((), {}, ""),
        ((DENSE.model_copy(update={"activation": "softmax"}),), {}, "always 1"),
        (
            (DENSE.model_copy(update={"activation": "sigmoid"}),),
            {"loss": "categorical_crossentropy"},
            "is always 0",
        ),
    ],
)
def test_last_layer_and_loss_that_can_teach_nothing(
    layers: tuple[LayerFacts, ...], more: dict[str, Any], said: str
):
    seen = Fed(model=model(*layers).model_copy(update=more))
    assert said in why_fed_wrongly(seen)
    assert bool(said) == bool(why_fed_wrongly(seen))


@pytest.mark.parametrize(
    ("images", "train", "test_images"), [(8, 80, 8), (80, 80, 0), (8, 16, 0), (8, 8, 0)]
)
def test_images_to_test_with(images: int, train: int, test_images: int):
    fit = FitFacts(model=0, epochs_asked=1, logs=(), finished=True, images=images)
    splits = {"train": range(train), "validation": range(8)}
    assert Fed.to(fit, (), None, splits).test_images == test_images
    assert Fed.to(fit, (), None).test_images == 0


def judged(seen: Fed | None, answers: Any, **keys: Any) -> Finding:
    check = CHECKS["accuracy"]
    evidence = {"predictions": {"hidden": answers}, "labels": {"hidden": TRUTH}}
    return check(evidence | ({"fed": seen} if seen else {}), check.parameters(at_least=0.9, **keys))


def test_accuracy_names_what_it_was_fed_with():
    answers = np.where(TRUTH == 1, 0.9, 0.1)[:, None]
    answers[:30] = 0.5
    assert "once more" in judged(fed(1, RESCALING), answers).cause
    assert judged(fed(1, RESCALING), answers).near  # a lucky network may learn all the same
    assert judged(None, answers).cause == ""


def test_no_second_training_for_scaled_labels():
    answers = np.full((100, 1), 0.01)
    assert judged(fed(1), answers).near
    scaled = judged(fed(1, label=1 / 255), answers)
    assert not scaled.near
    assert "labels were scaled" in scaled.cause


def test_a_network_that_never_got_going_is_trained_again():
    answers = 0.5 + np.random.default_rng(0).normal(0, 0.01, (100, 1))
    finding = judged(None, answers)
    assert "nearly the same for every image" in finding.cause
    assert finding.near
    answers[:, 0] = np.random.default_rng(0).uniform(0, 1, 100)
    guessed = judged(None, answers)
    assert "no better than guessing" in guessed.cause
    assert not guessed.near


@pytest.mark.parametrize(
    ("logs", "said"),
    [
        (
            [{"accuracy": 0.8, "val_accuracy": 0.766}, {"accuracy": 0.97, "val_accuracy": 0.594}],
            "val_accuracy 0.766 in epoch 1, and 0.594 in the last.",
        ),
        ([{"acc": 0.9}, {"acc": 0.95}, {"acc": 0.7}], "accuracy 0.950 in epoch 2, and 0.700"),
        ([{"accuracy": 0.9, "val_acc": 0.7}, {"accuracy": 0.95, "val_acc": 0.6}], ""),
        ([{"accuracy": 0.9}], ""),
    ],
)
def test_a_training_that_ended_on_a_fall_is_repeated(logs: list[dict[str, float]], said: str):
    answers = np.random.default_rng(0).uniform(0, 1, (100, 1))
    finding = judged(Fed(logs=tuple(logs)), answers)
    assert ("Training ended on a fall" in finding.cause) is bool(said)
    assert said in finding.cause
    assert finding.near is bool(said)


def test_scaled_labels_are_no_fall():
    falls = ({"accuracy": 0.9}, {"accuracy": 0.1})
    seen = Fed(labels=labels(1 / 255), logs=falls)
    assert not judged(seen, np.random.default_rng(0).uniform(0, 1, (100, 1))).near


def test_classes_that_are_numbered_the_other_way_round():
    finding = judged(None, np.where(TRUTH == 1, 0.1, 0.9)[:, None])
    assert "the other way round" in finding.cause
    assert not finding.near


@pytest.mark.parametrize(
    ("order", "words"),
    [((1, 0, 2), "in the order of the alphabet"), ((1, 2, 0), "of the alphabet"), ((0, 1, 2), "")],
)
def test_classes_in_another_order(order: tuple[int, ...], words: str):
    truth = np.arange(300) % 3
    said = np.array(order)[truth]
    said[:60] = 2
    found = why_low(np.eye(3)[said], truth, None)
    assert words in found.cause
    assert found.hopeless == bool(words)


def test_what_is_read_for_causes_does_not_weaken_the_proof():
    assert CHECKS["accuracy"].provenance == (Provenance.PROVEN,)

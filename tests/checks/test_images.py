"""Checks of what the model says to images, on made predictions."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from grader.checks import CHECKS
from grader.checks.base import VARIATIONS
from grader.results import Finding

LABELS = np.arange(1000) % 10


def answers(share: float, labels: np.ndarray = LABELS, classes: int = 10) -> np.ndarray:
    """Right in that share of the rows, and one class further in the others."""
    right = np.arange(len(labels)) < round(share * len(labels))
    return np.eye(classes)[np.where(right, labels, (labels + 1) % classes)]


def found(check: str, said: dict[str, np.ndarray], **keys: Any) -> Finding:
    labels = keys.pop("labels", LABELS)
    evidence = {
        "predictions": said,
        "labels": dict.fromkeys(("hidden", "train", "validation"), labels),
    }
    return CHECKS[check](evidence, CHECKS[check].parameters(**keys))


NAN = np.full((1000, 10), math.nan)
SAME = np.eye(10)[np.zeros(1000, int)]

# --- accuracy_under_augmentation --------------------------------------------------------------


@pytest.mark.parametrize("shape", [(5, 8, 8), (5, 8, 8, 1), (5, 8, 8, 3)])
def test_hidden_images_are_changed_afresh(shape: tuple[int, ...]):
    keys = CHECKS["accuracy_under_augmentation"].parameters(at_least=0.7)
    images = np.random.default_rng(0).integers(0, 256, shape).astype(np.uint8)
    vary, other = (
        VARIATIONS["accuracy_under_augmentation"](keys, np.random.default_rng(n)) for n in (1, 2)
    )
    assert vary(images).shape == images.shape
    assert np.array_equal(vary(images), vary(images))
    assert not np.array_equal(vary(images), images)
    assert not np.array_equal(vary(images), other(images))


def varied(share: float, plain: np.ndarray | None = None) -> Finding:
    said = {"asked": answers(share), "hidden": answers(0.95) if plain is None else plain}
    return found("accuracy_under_augmentation", said, at_least=0.7)


def test_right_on_varied_images():
    finding = varied(0.7)
    assert (finding.passed, finding.share, finding.value) == (True, 1, 0.7)
    assert finding.expected == "at least 0.700, turned by up to 25° and shifted by up to 10%"
    assert finding.actual == "0.700 (95 % interval 0.671…0.728); 0.950 on the images as they are"


@pytest.mark.parametrize(("share", "near"), [(0.69, True), (0.4, False)])
def test_wrong_on_varied_images(share: float, *, near: bool):
    finding = varied(share)
    assert (finding.passed, finding.share, finding.near) == (False, 0, near)
    assert finding.cause == ""


@pytest.mark.parametrize(
    ("plain", "cause"), [(NAN, "NaN"), (SAME, "the same for every image")], ids=["nan", "same"]
)
def test_a_model_that_knows_nothing(plain: np.ndarray, cause: str):
    finding = varied(0.69, plain)
    # A network that never got going is tried with other first weights.
    assert (finding.passed, finding.near) == (False, plain is SAME)
    assert cause in finding.cause


# --- per_class_accuracy -----------------------------------------------------------------------


def each_class(said: np.ndarray, labels: np.ndarray = LABELS, **keys: Any) -> Finding:
    return found("per_class_accuracy", {"hidden": said}, labels=labels, at_least=0.8, **keys)


def test_every_class_is_known():
    labels = np.arange(100) % 2
    said = np.where(labels == 1, 0.9, 0.1)[:, None]
    said[:20, 0] = 0.1
    finding = each_class(said, labels, classes=["horses", "humans", "cows"])
    assert (finding.passed, finding.share, finding.value) == (True, 1, 0.8)
    assert finding.expected == "at least 0.800 for each class"
    assert finding.actual == "horses 1.000, humans 0.800"


def test_one_class_is_not_known():
    said = answers(1)
    said[LABELS == 3] = np.eye(10)[4]
    finding = each_class(said, classes=["zero"])
    assert (finding.passed, finding.near, finding.value) == (False, False, 0)
    assert finding.share == pytest.approx(0.9)
    assert finding.actual.startswith("zero 1.000, class 1 1.000, class 2 1.000, class 3 0.000")
    assert finding.cause == ""


def test_a_class_just_under_the_bound_is_near():
    said = answers(1)
    said[np.flatnonzero(LABELS == 3)[:22]] = np.eye(10)[4]
    assert each_class(said).near


def test_a_class_without_images_is_passed_over():
    labels = np.array([0, 2] * 50)
    finding = each_class(np.eye(3)[labels], labels)
    assert finding.passed
    assert finding.actual == "class 0 1.000, class 2 1.000"
    wrong = each_class(np.eye(3)[labels - labels // 2], labels)
    assert (wrong.passed, wrong.share) == (False, 0.5)


def test_classes_that_share_a_name():
    finding = each_class(answers(1), classes=["a", "a"])
    assert finding.actual.startswith("a 1.000, a 1.000, class 2")


@pytest.mark.parametrize(
    ("said", "cause"),
    [(NAN, "NaN"), (SAME, "the same for every"), (np.zeros((1000, 1)), "One number cannot name")],
    ids=["nan", "same", "one number"],
)
def test_guessing_one_class_earns_nothing(said: np.ndarray, cause: str):
    finding = each_class(said)
    assert (finding.passed, finding.share, finding.near) == (False, 0, said is SAME)
    assert cause in finding.cause


# --- probabilities ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (np.array([[0.2, 0.8], [1.0, 0.0]]), "numbers from 0 to 1 that add up to 1"),
        (np.array([[0.2], [1.0004]]), "numbers from 0 to 1"),
        (np.full((2, 1000), 0.001, np.float32), "numbers from 0 to 1 that add up to 1"),
    ],
)
def test_they_are_probabilities(said: np.ndarray, expected: str):
    finding = found("probabilities", {"hidden": said})
    assert (finding.passed, finding.share, finding.expected) == (True, 1, expected)


@pytest.mark.parametrize(
    ("said", "actual", "cause"),
    [
        (np.array([[-3.0, 4.0]]), "from -3 to 4", "no softmax or sigmoid"),
        (np.array([[2.5], [0.1]]), "from 0.1 to 2.5", "no softmax or sigmoid"),
        (np.array([[np.inf, 0.0]]), "from 0 to inf", "no softmax or sigmoid"),
        (np.array([[0.9, 0.8], [0.1, 0.2]]), "they add up to 0.3 to 1.7", "softmax lets them"),
        (np.array([[np.nan, 0.5]]), "not numbers (NaN)", ""),
    ],
)
def test_they_are_no_probabilities(said: np.ndarray, actual: str, cause: str):
    finding = found("probabilities", {"hidden": said})
    assert (finding.passed, finding.actual) == (False, actual)
    assert cause in finding.cause
    assert bool(cause) == bool(finding.cause)


# --- overfitting_gap --------------------------------------------------------------------------


def gap(train: np.ndarray, hidden: np.ndarray, at_most: float = 0.1) -> Finding:
    return found("overfitting_gap", {"train": train, "hidden": hidden}, at_most=at_most)


@pytest.mark.parametrize(("train", "hidden"), [(0.9, 0.8), (0.8, 0.9), (0.99, 0.89)])
def test_not_by_heart(train: float, hidden: float):
    finding = gap(answers(train), answers(hidden))
    assert (finding.passed, finding.share) == (True, 1)
    assert finding.expected == "training accuracy at most 0.1 over that of hidden images"


@pytest.mark.parametrize(
    ("hidden", "near", "apart"), [(0.889, True, "0.101"), (0.6, False, "0.390")]
)
def test_by_heart(hidden: float, apart: str, *, near: bool):
    finding = gap(answers(0.99), answers(hidden))
    assert (finding.passed, finding.share, finding.near) == (False, 0, near)
    assert finding.actual == (
        f"0.990 on training images, {hidden:.3f} on hidden ones: {apart} apart"
    )
    assert finding.cause == ""


def test_a_gap_over_the_bound_does_not_read_as_if_it_were_not():
    labels = np.arange(9000) % 10
    said = {"train": answers(0.9, labels), "hidden": answers(0.7996, labels)}
    finding = found("overfitting_gap", said, at_most=0.1, labels=labels)
    assert finding.actual.endswith("0.101 apart")


@pytest.mark.parametrize(
    ("said", "cause"), [(NAN, "NaN"), (SAME, "the same for every image")], ids=["nan", "same"]
)
def test_who_learned_nothing_does_not_pass(said: np.ndarray, cause: str):
    finding = gap(said, said)
    assert (finding.passed, finding.share, finding.near) == (False, 0, said is SAME)
    assert cause in finding.cause


# --- beats_baseline ---------------------------------------------------------------------------


def beats(share: float, baseline: float = 0.7, margin: float = 0.1) -> Finding:
    said = {"validation": answers(share)}
    keys = {"baseline": baseline, "margin": margin, "split": "validation"}
    return found("beats_baseline", said, **keys)


@pytest.mark.parametrize(("share", "baseline", "margin"), [(0.8, 0.7, 0.1), (0.3, 0.1, 0.2)])
def test_it_beats_the_baseline(share: float, baseline: float, margin: float):
    finding = beats(share, baseline, margin)
    assert (finding.passed, finding.share) == (True, 1)
    assert finding.actual == f"{share:.3f}"


@pytest.mark.parametrize(("share", "near"), [(0.799, True), (0.7, True), (0.4, False)])
def test_it_does_not_beat_the_baseline(share: float, *, near: bool):
    finding = beats(share)
    assert (finding.passed, finding.share, finding.near) == (False, 0, near)
    assert finding.expected == "at least 0.100 over the simpler model's 0.700"

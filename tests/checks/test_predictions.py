"""Checks of what the model says, on made predictions."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from grader.checks import CHECKS
from grader.checks.base import QUESTIONS
from grader.checks.metric_names import metric_value
from grader.checks.shares import sampling_error, share_right, wilson_interval
from grader.results import Finding, cut

LABELS = np.arange(1000) % 10


def answers(share: float) -> np.ndarray:
    """Right in that share of the rows, and one class further in the others."""
    said = np.where(np.arange(1000) < round(share * 1000), LABELS, (LABELS + 1) % 10)
    return np.eye(10)[said]


def accuracy(said: np.ndarray, labels: np.ndarray = LABELS, **parameters: Any) -> Finding:
    check = CHECKS["accuracy"]
    keys = check.parameters(**({"at_least": 0.9} | parameters))
    return check({"predictions": {"hidden": said}, "labels": {"hidden": labels}}, keys)


def test_good_enough():
    finding = accuracy(answers(0.9))
    assert finding.passed
    assert finding.actual == "0.900 (95 % interval 0.880…0.917)"


def few_classes(share: float, classes: int, columns: int) -> Finding:
    """Right in that share of 400 images, the answers as such a model gives them."""
    labels = np.arange(400) % classes
    said = np.where(np.arange(400) < round(share * 400), labels, (labels + 1) % classes)
    sure = np.where(np.arange(400) % 3, 0.9, 0.6)
    if columns == 1:
        return accuracy(np.where(said == 1, sure, 1 - sure)[:, None], labels)
    others = ((1 - sure) / (columns - 1))[:, None]
    return accuracy(np.where(np.eye(columns)[said] == 1, sure[:, None], others), labels)


@pytest.mark.parametrize(("classes", "columns"), [(2, 1), (2, 2), (3, 3)])
def test_sigmoid_and_softmax_of_few_classes(classes: int, columns: int):
    assert few_classes(0.95, classes, columns).actual.startswith("0.950 (")
    assert few_classes(0.9, classes, columns).passed
    short = few_classes(0.7, classes, columns)
    assert not short.passed
    assert short.cause == ""
    assert few_classes(0.87, classes, columns).near
    guessing = few_classes(1 / classes, classes, columns)
    assert f"no better than guessing among {classes} classes" in guessing.cause


def test_one_unit_cannot_name_three_classes():
    assert "One number cannot name 3 classes" in few_classes(0.5, 3, 1).cause


def test_what_is_not_a_number_names_no_class():
    labels = np.array([0, 0, 1])
    assert share_right(np.array([[np.nan], [0.1], [0.9]]), labels) == pytest.approx(2 / 3)
    assert share_right(np.array([[np.nan, 0.1]] * 3), labels) == 0


def test_a_sample_errs_by_so_much():
    assert sampling_error(0.5, 10**9) == pytest.approx(0, abs=1e-3)
    assert sampling_error(0.5, 512) == pytest.approx(0.0569, abs=1e-3)
    assert sampling_error(1.0, 512) == sampling_error(0.99, 512) == pytest.approx(0.0113, abs=1e-3)
    shares = np.random.default_rng(4).binomial(512, 0.8, 4000) / 512
    inside = np.abs(shares - 0.8) <= sampling_error(0.8, 512)
    assert 0.98 < inside.mean() < 0.998


@pytest.mark.parametrize(("share", "part"), [(0.85, 0.5), (0.8, 0), (0.5, 0)])
def test_part_of_the_points(share: float, part: float):
    finding = accuracy(answers(share), partial_from=0.8)
    assert not finding.passed
    assert finding.share == pytest.approx(part)


@pytest.mark.parametrize(("share", "near"), [(0.89, True), (0.7, False)])
def test_near(share: float, *, near: bool):
    assert accuracy(answers(share)).near == near


@pytest.mark.parametrize(
    ("said", "cause"),
    [
        (np.full((1000, 10), np.nan), "not numbers (NaN)"),
        (np.zeros((1000, 1)), "One number cannot name 10 classes"),
        (np.eye(10)[np.zeros(1000, int)], "the same for every image"),
        (answers(0.1), "no better than guessing among 10 classes"),
        (answers(0.6), ""),
    ],
)
def test_why_it_is_wrong(said: np.ndarray, cause: str):
    finding = accuracy(said)
    assert not finding.passed
    assert cause in finding.cause
    assert bool(cause) == bool(finding.cause)


def test_one_column_is_read_by_a_threshold():
    labels = np.array([0, 1, 1, 0])
    assert share_right(np.array([[0.2], [0.9], [0.4], [0.5]]), labels) == 0.75
    assert share_right(np.array([[np.nan, 1.0], [0.0, 1.0]]), np.array([1, 1])) == 0.5


def test_the_interval_is_wilson_s():
    assert wilson_interval(0.5, 10) == pytest.approx((0.2366, 0.7634), abs=1e-4)
    assert wilson_interval(1.0, 10)[1] == pytest.approx(1)


def predicts(*said: float, columns: int = 1) -> Finding:
    check = CHECKS["predicts"]
    keys = check.parameters(at=[7, 10], expected=[4.0, 5.5], tolerance=0.25)
    asked = np.repeat(np.array(said)[:, None], columns, axis=1)
    return check({"predictions": {"asked": asked}}, keys)


def test_it_predicts():
    finding = predicts(4.01, 5.52)
    assert finding.passed
    assert finding.expected == "4.000 at 7, 5.500 at 10, each ± 0.25"
    assert finding.actual == "4.010 at 7, 5.520 at 10"


@pytest.mark.parametrize(
    ("said", "cause", "near"),
    [
        ((4.3, 5.9), "", True),
        ((401.8, 552.0), "100 times too large", False),
        ((400_000, 550_000), "100000 times too large", False),
        ((2.0, 2.0), "the same for every input", False),
        ((np.nan, np.nan), "not numbers (NaN)", False),
        ((np.inf, 1.0), "", False),
    ],
)
def test_it_predicts_something_else(said: tuple[float, ...], cause: str, *, near: bool):
    finding = predicts(*said)
    assert (finding.passed, finding.near, finding.share) == (False, near, 0)
    assert cause in finding.cause


def test_several_columns_are_no_price():
    assert not predicts(4.0, 5.5, columns=2).passed


def nearly(bedrooms: float) -> float:
    return 0.55 + 0.49 * bedrooms


def bends(bedrooms: float) -> float:
    return 0.5 + 0.5 * min(bedrooms, 6)


def constant(_bedrooms: float) -> float:
    return 9.0


def diverged(_bedrooms: float) -> float:
    return math.nan


def follows_line(rule: Callable[[float], float]) -> Finding:
    check = CHECKS["follows_line"]
    keys = check.parameters(
        slope=0.5, intercept=0.5, inside=[1, 6], outside=[6, 10], tolerance=0.25
    )
    asked = QUESTIONS["follows_line"](keys, np.random.default_rng(1))
    assert ((asked >= 1) & (asked <= 10)).all()
    assert (asked > 6).sum() == len(asked) / 2
    said = np.array([[rule(x)] for x in asked])
    return check({"predictions": {"asked": said}, "questions": {"asked": asked}}, keys)


def test_the_line_is_followed():
    finding = follows_line(nearly)
    assert finding.passed
    assert finding.expected == "within 0.25 for inputs from 1 to 10"


@pytest.mark.parametrize(
    ("rule", "cause", "least", "most"),
    [
        (bends, "wrong beyond", 0.25, 0.4),
        (constant, "", 0, 0),
        (diverged, "", 0, 0),
    ],
)
def test_the_line_is_left(rule: Callable[[float], float], cause: str, least: float, most: float):
    finding = follows_line(rule)
    assert not finding.passed
    assert least <= finding.share <= most
    assert cause in finding.cause


def test_questions_are_fresh_each_time():
    keys = CHECKS["follows_line"].parameters(
        slope=1, intercept=0, inside=[1, 6], outside=[6, 10], tolerance=1
    )
    draw = QUESTIONS["follows_line"]
    first, second = (draw(keys, np.random.default_rng()) for _ in range(2))
    assert not np.array_equal(first, second)


@pytest.mark.parametrize(
    ("logs", "value"),
    [
        ({"accuracy": 0.5, "loss": 1}, 0.5),
        ({"acc": 0.6, "loss": 1}, 0.6),
        ({"loss": 1, "sparse_categorical_accuracy": 0.7, "val_acc": 0.1}, 0.7),
        ({"loss": 1, "mine": 0.8, "lr": 0.1}, 0.8),
        ({"loss": 1, "mine": 0.8, "yours": 0.1}, None),
        ({"loss": 1, "val_accuracy": 0.9}, None),
        ({}, None),
    ],
)
def test_the_metric_is_found_under_any_name(logs: dict[str, float], value: float | None):
    assert metric_value(logs, "accuracy") == value


def test_what_is_under_a_threshold_does_not_read_as_if_it_had_reached_it():
    assert cut(0.98996, 4) == 0.9899
    assert cut(0.99, 4) == 0.99
    assert cut(0.29, 2) == 0.29
    assert math.isnan(cut(math.nan, 3))


def test_a_network_that_never_got_going_is_tried_again():
    truth = np.arange(100) % 2
    finding = accuracy(np.full((100, 1), 0.48), truth, at_least=0.9)
    assert (finding.passed, finding.near) == (False, True)
    assert "the same for every image" in finding.cause


@pytest.mark.parametrize("said", [np.full((100, 1), np.nan), np.full((100, 1), 0.7)])
def test_what_no_seed_mends_is_not_tried_again(said: np.ndarray):
    truth = np.arange(100) % 3
    assert not accuracy(said, truth, at_least=0.9).near

"""The learning curves: what is drawn, where, and what is left out."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.feedback.charts import (
    BOTTOM,
    HEIGHT,
    LEFT,
    RIGHT,
    TOP,
    WIDTH,
    learning_curves,
    numbers_of,
)
from grader.results import Epoch
from tests.reports.samples import HISTORY

NAN = float("nan")


def history(**logs: list[float]) -> tuple[Epoch, ...]:
    rows = zip(*logs.values(), strict=True)
    return tuple(
        Epoch(number=n, logs=dict(zip(logs, row, strict=True)))
        for n, row in enumerate(rows, start=1)
    )


def points(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"[ML]([\d.-]+) ([\d.-]+)", path)]


def test_accuracy_and_loss_of_training_and_validation():
    accuracy, loss = learning_curves(HISTORY)
    assert [accuracy.title, loss.title] == ["accuracy", "loss"]
    assert [line.label for line in accuracy.lines] == ["training 0.991", "validation 0.949"]
    assert [line.kind for line in loss.lines] == ["training", "validation"]
    assert accuracy.across == ((LEFT, "epoch 1", "start"), (WIDTH - RIGHT, "7", "end"))
    assert accuracy.up[0][1] == "0.80"
    assert accuracy.up[-1] == (TOP, "1.00")
    assert loss.up[0] == (HEIGHT - BOTTOM, "0.00")


def test_a_line_runs_from_edge_to_edge():
    (chart,) = learning_curves(history(accuracy=[0.0, 0.5, 1.0]))
    (line,) = chart.lines
    assert points(line.path) == [
        (LEFT, HEIGHT - BOTTOM),
        ((LEFT + WIDTH - RIGHT) / 2, (TOP + HEIGHT - BOTTOM) / 2),
        (WIDTH - RIGHT, TOP),
    ]


def test_what_is_no_number_leaves_a_gap_and_is_said():
    (chart,) = learning_curves(history(loss=[1.0, 0.9, NAN, 0.7, float("inf"), 0.6]))
    assert chart.lines[0].path.count("M") == 3
    assert chart.broken == "In epoch 3 it is not a number that can be drawn: nan."
    assert chart.lines[0].said == "training: from 1.000 to 0.600"


@pytest.mark.parametrize(
    "logs", [{}, {"accuracy": [0.5]}, {"accuracy": [NAN, NAN]}, {"mae": [1.0, 2.0]}]
)
def test_nothing_to_draw(logs: dict[str, list[float]]):
    assert learning_curves(history(**logs)) == ()


def test_a_loss_that_falls_far_is_drawn_by_its_logarithm():
    (chart,) = learning_curves(history(loss=[100.0, 1.0, 0.01]))
    assert chart.title == "loss, on a logarithmic scale"
    assert [text for _, text in chart.up] == ["0.01", "0.1", "1", "10", "100"]
    (_, middle, _) = points(chart.lines[0].path)
    assert middle[1] == pytest.approx((TOP + HEIGHT - BOTTOM) / 2, abs=0.1)


def test_labels_that_would_lie_on_each_other_are_moved_apart():
    (chart,) = learning_curves(history(accuracy=[0.5, 0.9], val_accuracy=[0.4, 0.9]))
    first, second = (line.label_y for line in chart.lines)
    assert abs(first - second) >= 15
    assert all(TOP <= y <= HEIGHT - BOTTOM for y in (first, second))


def test_an_accuracy_is_cut_and_not_rounded():
    (chart,) = learning_curves(history(accuracy=[0.5, 0.98996]))
    assert chart.lines[0].label == "training 0.989"


def test_a_long_history_is_thinned():
    long = history(accuracy=[n / 5000 for n in range(5000)])
    (chart,) = learning_curves(long)
    assert len(points(chart.lines[0].path)) == 240
    numbers = numbers_of(long)
    assert len(numbers.rows) == 40
    assert numbers.left_out == 4960
    assert (numbers.rows[0][0], numbers.rows[-1][0]) == ("1", "5000")


def test_the_numbers_have_a_dash_where_there_is_none():
    numbers = numbers_of(
        (Epoch(number=1, logs={"loss": 1.0}), Epoch(number=2, logs={"loss": NAN, "val_loss": 0.5}))
    )
    assert numbers.columns == ("epoch", "loss, training", "loss, validation")
    assert numbers.rows == (("1", "1.000", "–"), ("2", "nan", "0.500"))


@given(st.lists(st.floats(), min_size=2, max_size=9), st.sampled_from(["accuracy", "loss"]))
def test_every_shape_lies_inside(values: list[float], key: str):
    for chart in learning_curves(history(**{key: values})):
        assert 2 <= len(chart.up) <= 8
        assert all(TOP - 0.01 <= y <= HEIGHT - BOTTOM + 0.01 for y, _ in chart.up)
        for line in chart.lines:
            assert all(LEFT <= x <= WIDTH - RIGHT for x, _ in points(line.path))
            assert all(TOP <= y <= HEIGHT - BOTTOM for _, y in points(line.path))

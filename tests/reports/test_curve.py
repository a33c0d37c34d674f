from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from grader.reports.curve import learning_curve
from grader.results import Epoch


def history(**series: list[float]) -> tuple[Epoch, ...]:
    rows = zip(*series.values(), strict=True)
    return tuple(
        Epoch(number=number, logs=dict(zip(series, row, strict=True)))
        for number, row in enumerate(rows, start=1)
    )


def drawn(epochs: tuple[Epoch, ...], width: int = 70, *, ascii_only: bool = False) -> list[str]:
    return [line.plain for line in learning_curve(epochs, width, ascii_only=ascii_only)]


def test_a_rising_line_rises():
    lines = drawn(history(accuracy=[0.5, 0.6, 0.7, 0.8, 0.9, 1.0]), ascii_only=True)
    columns = [line.index("*") for line in lines[:6]]
    assert columns == sorted(columns, reverse=True)
    assert lines[0].startswith("1.000 |")
    assert lines[5].startswith("0.500 |*")
    assert lines[0].endswith("  accuracy 1.000")
    assert lines[6].strip("- ") == "+"


def test_without_an_accuracy_the_loss_is_drawn():
    lines = drawn(history(loss=[4.0, 3.0, 0.5]))
    assert any(line.endswith("loss 0.500") for line in lines)
    assert lines[0].startswith("4.000 │")


def test_a_loss_that_falls_far_is_drawn_on_a_logarithmic_scale():
    lines = drawn(history(loss=[100.0, 10.0, 1.0, 0.1, 0.01]), ascii_only=True)
    columns = [line.index("*") for line in lines[:6]]
    steps = [after - before for before, after in itertools.pairwise(columns[:-1])]
    assert max(steps) <= 2 * min(steps)
    assert lines[0].startswith("  100 |")
    assert lines[5].startswith("0.010 |")
    assert lines[5].endswith("  loss 0.010 (log)")


def test_a_line_that_ends_early_has_no_name_at_the_end():
    nan = math.nan
    lines = drawn(history(accuracy=[0.5, 0.6, nan], val_accuracy=[0.5, 0.6, 0.7]))
    assert [line for line in lines if "  val_accuracy 0.700" in line]
    assert not [line for line in lines if "  accuracy" in line]


def test_the_metric_may_have_its_old_name():
    lines = drawn(history(loss=[2, 1], acc=[0.1, 0.9], val_loss=[1, 1], val_acc=[0.2, 0.8]))
    assert any(line.endswith("  acc 0.900") for line in lines)
    assert any("  val_acc 0.800" in line for line in lines)


def test_names_at_the_same_height_stand_below_each_other():
    lines = drawn(history(accuracy=[0.5, 0.9], val_accuracy=[0.6, 0.9]))
    named = [index for index, line in enumerate(lines) if "accuracy" in line]
    assert len(named) == 2


@pytest.mark.parametrize(
    "epochs",
    [(), history(accuracy=[0.5]), history(lr=[0.1, 0.2]), history(accuracy=[math.nan, math.nan])],
)
def test_nothing_to_draw(epochs: tuple[Epoch, ...]):
    assert drawn(epochs) == []


def test_too_narrow():
    assert drawn(history(accuracy=[0.5, 0.9]), 30) == []


def test_a_gap_stays_a_gap():
    lines = drawn(history(accuracy=[0.5, 0.5, math.nan, 0.5, 0.5]), ascii_only=True)
    row = next(line for line in lines if "*" in line)
    assert "**" in row.partition("|")[2]
    assert "*  " in row.rstrip()


@given(
    values=st.lists(st.floats(allow_nan=True, allow_infinity=True), min_size=2, max_size=300),
    width=st.integers(10, 130),
    ascii_only=st.booleans(),
)
def test_any_history_fits(values: list[float], width: int, *, ascii_only: bool):
    lines = drawn(history(accuracy=values, val_accuracy=values), width, ascii_only=ascii_only)
    assert all(cell_len(line) <= width for line in lines)
    assert not ascii_only or all(line.isascii() for line in lines)

"""Tables of data sets, and how a transfer is shown with and without a terminal."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from grader.reports.datasets import SetRow, TransferView, megabytes, render_facts, render_sets

ROWS = [
    SetRow("mnist", "10 classes, 28×28", "drawn, 22000 images", 55_000_000),
    SetRow("rock_paper_scissors", "3 classes, 150×150", "real, 2892 images", 240_000_000),
]


def drawn(what: object, width: int) -> list[str]:
    console = Console(file=io.StringIO(), width=width, highlight=False)
    console.print(what)
    assert isinstance(console.file, io.StringIO)
    return [line.rstrip() for line in console.file.getvalue().splitlines()]


@pytest.mark.parametrize(
    ("size", "shown"), [(0, "–"), (2_030_528, "2.0 MB"), (149_574_867, "150 MB")]
)
def test_sizes(size: int, shown: str):
    assert megabytes(size) == shown


def test_the_list_fits_80_columns_and_loses_nothing_on_fewer():
    lines = drawn(render_sets(ROWS, [], "/cache"), 80)
    assert "  mnist                10 classes, 28×28   drawn, 22000 images  55.0 MB" in lines
    assert "  295 MB in /cache" in lines
    assert not any("Pretrained" in line for line in lines)
    narrow = " ".join(drawn(render_sets(ROWS, ROWS[:1], "/cache"), 50))
    for word in ("rock_paper_scissors", "22000", "240 MB", "Pretrained networks"):
        assert word in narrow


def test_facts_hang_under_their_labels():
    facts = [("name", "mnist"), ("licence", "word " * 30)]
    lines = drawn(render_facts("Digits", facts, [("To fetch:", "grader datasets fetch mnist")]), 60)
    assert lines[1] == "Digits"
    assert "  name     mnist" in lines
    assert lines[5].startswith("           word")
    assert "      grader datasets fetch mnist" in lines


def test_without_a_terminal_each_stage_is_one_line():
    console = Console(file=io.StringIO(), width=40)
    with TransferView(console) as view:
        for done in range(3):
            view.tell("a file with a long name, longer than the line.zip", done, 3)
        view.tell("copying", 1, 1)
    assert isinstance(console.file, io.StringIO)
    assert console.file.getvalue().splitlines() == [
        "a file with a long name, longer than the line.zip",
        "copying",
    ]


def test_in_a_terminal_a_bar_moves():
    console = Console(file=io.StringIO(), width=90, force_terminal=True, color_system=None)
    with TransferView(console) as view:
        view.tell("[set].zip", 0, 10_000_000)
        view.tell("[set].zip", 5_000_000, 10_000_000)
        view.tell("images", 3, 4)
    assert isinstance(console.file, io.StringIO)
    shown = console.file.getvalue()
    assert "[set].zip" in shown
    assert "5.0 / 10.0 MB" in shown
    assert "3 / 4" in shown

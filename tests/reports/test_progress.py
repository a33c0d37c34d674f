from __future__ import annotations

import io
import math

import pytest
from rich.console import Console

from grader.reports.progress import ProgressView

from .conftest import fixed_console, printed


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_plain_line_for_each_epoch_without_a_terminal():
    clock, console = Clock(), fixed_console()
    with ProgressView(console, clock=clock) as view:
        view.stage("training")
        for number in range(1, 4):
            clock.now += 8
            view.epoch(number, 10, {"accuracy": 0.9 + number / 100, "loss": 0.25, "lr": 0.1})
        view.stage("training")
        view.stage("looking at the model")
    assert printed(console) == (
        "training\n"
        "  epoch 1 of 10, accuracy 0.9100, loss 0.25\n"
        "  epoch 2 of 10, accuracy 0.9200, loss 0.25, at most 1 min 4 s left\n"
        "  epoch 3 of 10, accuracy 0.9300, loss 0.25, at most 56 s left\n"
        "looking at the model\n"
    )


def test_no_more_time_is_left_than_training_is_given():
    clock, console = Clock(), fixed_console()
    with ProgressView(console, clock=clock) as view:
        view.stage("training", most=28)
        for number in range(1, 5):
            clock.now += 8
            view.epoch(number, 10, {})
        view.stage("once more")
        for number in range(1, 3):
            clock.now += 8
            view.epoch(number, 10, {})
    told = [line.split(", ")[1:] for line in printed(console).splitlines()]
    times = [line[0] for line in told if line]
    assert times == [f"at most {time} left" for time in ("12 s", "4 s", "1 min 4 s")]


def test_a_long_training_does_not_fill_the_screen():
    clock, console = Clock(), fixed_console()
    with ProgressView(console, clock=clock) as view:
        for number in range(1, 20_001):
            clock.now += 0.01
            view.epoch(number, 20_000, {"loss": 1.0})
    lines = printed(console).splitlines()
    assert len(lines) == 41  # 200 seconds: the first epoch, every five seconds, the last one
    assert lines[-1].startswith("  epoch 20000 of 20000")


def test_one_live_line_in_a_terminal_and_nothing_left_of_it():
    clock, console = Clock(), fixed_console(100, terminal=True)
    with ProgressView(console, clock=clock) as view:
        view.stage("training")
        view.epoch(1, 10, {"accuracy": 0.5})
        clock.now = 3
        view.epoch(2, 10, {"accuracy": 0.75})
        line = view.drawn().plain
    assert line[2:].startswith("training  ━━━━━──────")
    assert line.endswith("  epoch 2 of 10, accuracy 0.7500, at most 24 s left")
    text = printed(console)
    assert "\x1b[?25h" in text
    assert text.endswith("\x1b[2K")


def test_a_share_of_a_stage():
    console = fixed_console(80, terminal=True)
    with ProgressView(console) as view:
        view.fraction("drawing digits", 0.5)
        assert view.drawn().plain.endswith("━━━━────────────  50%")
        view.fraction("drawing digits", math.nan)
        assert "%" not in view.drawn().plain


def test_a_dumb_terminal_gets_plain_lines():
    console = Console(
        file=io.StringIO(), width=80, force_terminal=True, _environ={"TERM": "dumb"}, no_color=True
    )
    with ProgressView(console) as view:
        view.epoch(1, 2, {})
    assert isinstance(console.file, io.StringIO)
    assert console.file.getvalue() == "  epoch 1 of 2\n"


def test_an_error_inside_restores_the_terminal():
    console = fixed_console(80, terminal=True)

    def interrupted() -> None:
        with ProgressView(console):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert "\x1b[?25h" in printed(console)


def test_hostile_stages_and_odd_numbers():
    console = fixed_console()
    with ProgressView(console) as view:
        view.stage("\x1b[2Jtraining\u202e")
        view.epoch(5, 0, {"accuracy": math.nan, "loss": math.inf, "\x1b[2J": 1.0})
        view.epoch(3, -1, {})
    assert "\x1b" not in printed(console)
    assert "accuracy nan, loss inf" in printed(console)


def test_everything_goes_to_stderr(capsys: pytest.CaptureFixture[str]):
    with ProgressView() as view:
        view.epoch(1, 2, {"loss": 1.0})
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "epoch 1 of 2" in captured.err

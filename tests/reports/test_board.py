"""The board of a batch, in a terminal and without one."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from grader.language import use_language
from grader.reports import memory
from grader.reports.batch import render_summary
from grader.reports.board import BatchBoard
from grader.results import Report, Verdict


def report(verdict: Verdict = Verdict.PASSED, points: float = 90) -> Report:
    return Report(
        exercise_id="c1w2_callbacks",
        title="Callbacks",
        student="",
        verdict=verdict,
        points=points,
        max_points=100,
        started_at=datetime.now(UTC),
    )


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def board(*, terminal: bool = True, clock: Clock | None = None) -> tuple[BatchBoard, io.StringIO]:
    file = io.StringIO()
    console = Console(file=file, width=100, force_terminal=terminal, color_system=None)
    return BatchBoard(console, clock=clock or Clock()), file


def drawn(made: BatchBoard) -> str:
    file = io.StringIO()
    Console(file=file, width=100).print(made.drawn())
    return file.getvalue()


def test_who_works_at_what_and_what_was_found():
    clock = Clock()
    made, _ = board(clock=clock)
    made.begin(12, 2, 2)
    made.event(0, "ada", "c1w2_callbacks", {"stage": "training"})
    made.event(1, "ben", "c1w2_callbacks", {"epoch": 3, "of": 5, "logs": {"accuracy": 0.98996}})
    clock.now = 20.0
    made.finished("cho", report())
    made.finished("dan", report(Verdict.FAILED))
    text = drawn(made)
    assert "4 of 12 graded, 2 before, about 1 min 20 s left" in text
    assert "✓ 1 passed   ✗ 1 not passed yet" in text
    assert "1  ada  c1w2_callbacks  running the code" in text
    assert "2  ben  c1w2_callbacks  epoch 3 of 5, accuracy 0.9899" in text


def test_a_slot_is_free_when_its_submission_is_finished():
    made, _ = board()
    made.begin(1, 0, 1)
    made.event(0, "ada", "c1w2_callbacks", {"stage": "examining"})
    assert "looking at the model" in drawn(made)
    made.finished("ada", report())
    text = drawn(made)
    assert "ada" not in text
    assert "waiting" in text
    assert "left" not in text


def test_what_is_done_before_it_begins():
    made, _ = board()
    with made:
        assert "reading the folder" in drawn(made)
        made.fraction("preparing the images, once", 0.5)
        assert "preparing the images, once 50%" in drawn(made)
    made, file = board(terminal=False)
    for share in (0.1, 0.2, 0.3):
        made.fraction("preparing the images, once", share)
    assert file.getvalue() == "preparing the images, once\n"


def test_nothing_to_do_is_all_done():
    made, _ = board()
    made.begin(0, 0, 1)
    assert "0 of 0 graded" in drawn(made)


@pytest.mark.parametrize(
    "said",
    [
        {"epoch": 10**5000, "of": 3, "logs": {}},
        {"epoch": -1, "of": 3, "logs": {}},
        {"epoch": 1, "of": "3", "logs": {}},
        {"epoch": 1, "of": 2, "logs": {"accuracy": float("nan")}},
        {"epoch": 1, "of": 2, "logs": {"accuracy": "\x1b[31m"}},
        {"stage": ["training"]},
        {"stage": "\x1b[2J"},
        {},
    ],
)
def test_what_a_trainee_says_cannot_spoil_it(said: dict[str, Any]):
    made, _ = board()
    made.begin(1, 0, 1)
    made.event(0, "a\x1b[2Jda\u202e", "c1w2_callbacks", said)
    text = drawn(made)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert len(text) < 500


def test_without_a_terminal_there_is_a_line_for_each():
    made, file = board(terminal=False)
    with made:
        made.begin(3, 1, 2)
        made.event(0, "ada", "c1w2_callbacks", {"epoch": 1, "of": 2, "logs": {}})
        made.finished("ada", report())
        made.finished("b\x07en", report(Verdict.NOT_GRADABLE, 0))
        made.again(1)
    assert file.getvalue().splitlines() == [
        "3 submissions, 1 of them graded before",
        "2/3  ✓ passed  90/100  ada  c1w2_callbacks",
        "3/3  – not gradable  0/100  ben  c1w2_callbacks",
        "The grader failed at 1 of them; they are tried once more.",
    ]


def test_it_is_told_in_korean():
    made, _ = board()
    with use_language("ko"):
        made.begin(2, 1, 1)
        text = drawn(made)
    assert "graded" not in text
    assert "waiting" not in text


def forget() -> None:
    looked_up: Any = getattr(memory, "_looked_up")  # noqa: B009 it is private
    looked_up.cache_clear()


def test_memory_is_said_where_it_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    card = tmp_path / "nvidia-smi"
    card.write_text("#!/bin/sh\necho '1024, 81920'\n", encoding="utf-8")
    card.chmod(0o755)
    forget()
    said = memory.memory_in_use()
    assert "GPU 0: 1.0 of 80.0 GB" in said
    card.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    forget()
    assert "GPU" not in memory.memory_in_use()
    forget()


def test_the_last_lines():
    text = render_summary(
        {Verdict.PASSED: 3, Verdict.GRADER_ERROR: 1},
        before=2,
        trained=3,
        missing=[f"s{number}\x07" for number in range(22)],
        faults=[Path("out/faults/ab12")],
        page="out/index.html",
        book="out/gradebook.db",
    ).plain
    assert "Graded 4 submissions. 2 had been graded before." in text
    assert "3 of them were run" in text
    assert "✓ 3 passed" in text
    assert "! 1 the grader failed, not you" in text
    assert "s19, … 2" in text
    assert "out/faults/ab12" in text
    assert "The class: out/index.html" in text
    assert "grader gradebook show --gradebook out/gradebook.db" in text
    assert "\x07" not in text

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from grader.errors import UnknownNameError
from grader.exercise import Exercise, read_exercise
from grader.language import use_language
from grader.reports.listing import render_exercise, render_hint, render_list

from .conftest import fixed_console, printed

SPEC = """\
format: 1
title: {en: House prices, ko: 집값}
checks:
  - {check: runs, points: 10, required: true, hint: Run it from top to bottom.}
  - {check: accuracy, points: 50, hidden: true, hint: {en: Train longer., ko: 더 오래 학습하세요.}}
  - {check: accuracy, points: 40, hint: "[bold]Scale[/bold] it."}
"""


@pytest.fixture
def exercise(tmp_path: Path) -> Exercise:
    folder = tmp_path / "c1w1_house_prices"
    folder.mkdir()
    (folder / "exercise.yaml").write_text(SPEC, encoding="utf-8")
    (folder / "README.md").write_text("# The task\n\nBuild a *model*.\n", encoding="utf-8")
    (folder / "README.ko.md").write_text("# 과제\n\n모델을 만드세요.\n", encoding="utf-8")
    return read_exercise(folder / "exercise.yaml", None)


def shown(renderable: object, width: int = 80) -> str:
    console = fixed_console(width)
    console.print(renderable)
    text = printed(console)
    assert all(cell_len(line) <= width and line == line.rstrip() for line in text.split("\n"))
    return text


def test_the_list(exercise: Exercise):
    text = shown(render_list([exercise, exercise]))
    assert "  c1w1_house_prices  House prices\n" in text
    assert "      grader show c1w1_house_prices\n" in text
    with use_language("ko"):
        assert "  c1w1_house_prices  집값\n" in shown(render_list([exercise]))


def test_an_empty_list():
    assert "Exercises" in shown(render_list([]))


def test_points_that_the_task_names_are_not_told_twice(exercise: Exercise):
    table = "| check | points |\n| --- | --- |\n| `runs` | 10 |\n| `accuracy` | 90 |\n"
    (exercise.folder / "README.md").write_text("# The task\n\n" + table, encoding="utf-8")
    text = shown(render_exercise(exercise))
    assert text.count("runs") == 1
    assert "Checks and points" not in text
    assert "grader check c1w1_house_prices solution.py" in text


def test_an_exercise(exercise: Exercise):
    text = shown(render_exercise(exercise, titles={"runs": "The code runs to its end"}))
    assert "The task" in text
    assert "Build a model." in text
    assert "Checks and points (100 in all, 80 are enough)" in text
    line = next(line for line in text.split("\n") if line.startswith("  runs  "))
    assert "The code runs to its end · required" in line
    assert line.endswith("  10")
    assert len(line) == 80
    assert "hidden" in text


def test_code_has_no_dark_box_behind_it(exercise: Exercise):
    (exercise.folder / "README.md").write_text("Call `fit`:\n\n```\nx = 1\n```\n", encoding="utf-8")
    console = fixed_console(terminal=True)
    console.print(render_exercise(exercise))
    text = printed(console)
    assert "\x1b[36mfit\x1b[0m" in text
    assert "40m" not in text
    assert "48;" not in text


def test_an_exercise_in_korean(exercise: Exercise):
    with use_language("ko"):
        assert "모델을 만드세요." in shown(render_exercise(exercise))
    (exercise.folder / "README.ko.md").unlink()
    with use_language("ko"):
        assert "Build a model." in shown(render_exercise(exercise))


def test_a_hint(exercise: Exercise):
    text = shown(render_hint(exercise, "accuracy"))
    assert "  accuracy  Train longer.\n" in text
    assert "  accuracy  [bold]Scale[/bold] it.\n" in text
    with use_language("ko"):
        assert "더 오래 학습하세요." in shown(render_hint(exercise, "accuracy"))


def test_which_hints_there_are(exercise: Exercise):
    text = shown(render_hint(exercise))
    assert text.count("  accuracy\n") == 1
    assert "grader hint c1w1_house_prices runs" in text


def test_a_hint_that_does_not_exist(exercise: Exercise):
    with pytest.raises(UnknownNameError, match="Did you mean accuracy") as caught:
        render_hint(exercise, "acuracy")
    assert caught.value.suggestions == ("accuracy",)

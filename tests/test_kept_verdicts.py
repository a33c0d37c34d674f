"""Lines of earlier gradings: what is graded again takes the place of its own alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from benchmarks import verdicts
from benchmarks.verdict_rows import Row, keep, kept_rows

NAMES = ("right_one", "right_two", "wrong_one")


def row(name: str, code: str = "before", asked: str = "as it is") -> Row:
    return Row(
        name=name, seed=1, asked=asked, code=code, foretold="passed", verdict="passed",
        attempts=1, seconds=9, measured="", unlike="",
    )  # fmt: skip


@pytest.fixture
def graded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Return the names that are graded, in order; the exercise `any` has three examples."""
    names: list[str] = []

    def submissions_of(*_: Any) -> list[tuple[str, None, str]]:
        return [(name, None, name) for name in NAMES]

    def grader_for(_sandbox: Any, **_: Any) -> Callable[[Any, str], Any]:
        return grade

    def grade(_exercise: Any, path: str) -> Any:
        names.append(path)
        return SimpleNamespace(verdict="passed")

    def digest_of(*_: Any) -> str:
        return "as it is"

    def row_of(name: str, *_: Any, code: str, **__: Any) -> Row:
        return row(name, code)

    monkeypatch.setattr(verdicts, "FOLDER", tmp_path)
    for stand_in in (submissions_of, grader_for, digest_of, row_of):
        monkeypatch.setattr(verdicts, stand_in.__name__, stand_in)
    return names


def graded_again(*, anew: bool, only: str = "") -> dict[str, str]:
    """Grade with the code "now" what has to be; return each line's code by name."""
    exercise: Any = SimpleNamespace(id="any")
    sandbox: Any = None
    verdicts.Shelf(exercise, anew, "now").grade(1, sandbox, only)
    return {name: each.code for (name, _), each in kept_rows(verdicts.FOLDER / "any.csv").items()}


def test_what_is_kept_is_not_graded_again(graded: list[str], tmp_path: Path):
    keep([row("right_one"), row("right_two", asked="otherwise")], tmp_path / "any.csv")
    assert graded_again(anew=False) == dict(zip(NAMES, ("before", "now", "now"), strict=True))
    assert graded == ["right_two", "wrong_one"]


def test_grading_some_anew_keeps_the_lines_of_all_others(graded: list[str], tmp_path: Path):
    keep([row(name) for name in NAMES], tmp_path / "any.csv")
    codes = graded_again(anew=True, only="wrong")
    assert graded == ["wrong_one"]
    assert codes == dict(zip(NAMES, ("before", "before", "now"), strict=True))
    assert graded_again(anew=True) == dict.fromkeys(NAMES, "now")
    assert graded == ["wrong_one", "right_one", "right_two"]

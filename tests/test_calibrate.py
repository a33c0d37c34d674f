"""What `grader author calibrate` trains, and what its tables say of the numbers reached."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from grader.authoring.calibrate import calibrate, render_calibration
from grader.cli import run
from grader.exercise import Exercise, read_exercise
from grader.proving import calibrated
from grader.results import CheckResult, CheckStatus, Report, Verdict
from grader.sandbox.fake import FakeSandbox

EXERCISE_ID = "c9w1_numbers"
SPEC = """\
format: 1
title: Numbers
attempts: 3
checks:
  - {check: accuracy, at_least: 0.9, required: true, hint: More.}
  - {check: runs, required: true, hint: Run it.}
"""
REACHED = {  # as accuracy, under the seeds 1, 2 and 3
    "right_plain": (0.93, 0.94, 0.95),
    "solution": (0.95, 0.97, 0.99),
    "wrong_ends": (0.98, 0.98, 0.98),
    "wrong_flat": (0.5, 0.6, 0.91),
}
EXPECTED = {
    "right_plain": "verdict: passed\n",
    "wrong_ends": "verdict: failed\nfailing: [runs]\n",
    "wrong_flat": "verdict: failed\nfailing: [accuracy]\n",
}
ALL = ("solution", "right", "wrong")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A root with one exercise and its examples; nobody reads their code."""
    spec = tmp_path / "exercises" / EXERCISE_ID / "exercise.yaml"
    spec.parent.mkdir(parents=True)
    spec.write_text(SPEC, encoding="utf-8")
    for name, expectation in EXPECTED.items():
        example = tmp_path / "tests" / "submissions" / EXERCISE_ID / name
        example.mkdir(parents=True)
        (example / "submission.py").touch()
        (example / "expect.yaml").write_text(expectation, encoding="utf-8")
    return tmp_path


@pytest.fixture
def exercise(folder: Path) -> Exercise:
    return read_exercise(folder / "exercises" / EXERCISE_ID / "exercise.yaml", None)


def name_of(path: Path) -> str:
    return "solution" if path.name == "solution.py" else path.parent.name


def graded(exercise: Exercise, path: Path, seed: int) -> Report:
    name = name_of(path)
    reached = REACHED[name][seed - 1]
    passed = {"accuracy": reached >= 0.9, "runs": name != "wrong_ends"}
    checks = tuple(
        CheckResult(
            name=check,
            title=check,
            status=CheckStatus.PASSED if good else CheckStatus.FAILED,
            points=0,
            max_points=0,
            expected=f"what {check} asks for",
            value=reached if check == "accuracy" else None,
        )
        for check, good in passed.items()
    )
    return Report(
        exercise_id=exercise.id,
        title="",
        student="",
        verdict=Verdict.PASSED if all(passed.values()) else Verdict.FAILED,
        checks=checks,
        points=7.5,
        started_at=datetime.now(UTC),
        wall_seconds=10 * seed,
    )


class Grading:
    """Grades as `graded` does, and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[Exercise, Path, int]] = []

    def __call__(self, exercise: Exercise, path: Path, seed: int) -> Report:
        self.asked.append((exercise, path, seed))
        return graded(exercise, path, seed)


def quiet(_sentence: str) -> None:
    return None


def tables(
    exercise: Exercise,
    folder: Path,
    kinds: tuple[str, ...] = ALL,
    seeds: tuple[int, ...] = (1, 2, 3),
) -> str:
    found = calibrate(exercise, folder, graded, seeds=seeds, kinds=kinds, tell=quiet)
    return render_calibration(exercise, found, "made-up data")


# --- what is trained --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kinds", "names"),
    [
        (ALL, ["solution", "right_plain", "wrong_ends", "wrong_flat"]),
        (("solution",), ["solution"]),
        (("right",), ["right_plain"]),
        (("wrong",), ["wrong_ends", "wrong_flat"]),
        (("wrong", "solution"), ["solution", "wrong_ends", "wrong_flat"]),
    ],
    ids="-".join,
)
def test_kinds_choose_and_each_is_trained_once_a_seed(
    exercise: Exercise, folder: Path, kinds: tuple[str, ...], names: list[str]
):
    grade = Grading()
    calibrate(exercise, folder, grade, seeds=(3, 1), kinds=kinds, tell=quiet)
    trained = [(name_of(path), seed) for _, path, seed in grade.asked]
    assert trained == [(name, seed) for name in names for seed in (3, 1)]


def test_files_are_where_authors_put_them(exercise: Exercise, folder: Path):
    grade = Grading()
    calibrate(exercise, folder, grade, seeds=(1,), kinds=("solution", "right"), tell=quiet)
    solution, example = (path for _, path, _ in grade.asked)
    assert solution == folder / "solutions/c9w1_numbers/solution.py"
    assert example == folder / "tests/submissions/c9w1_numbers/right_plain/submission.py"


def test_nothing_is_trained_a_second_time(exercise: Exercise, folder: Path):
    grade = Grading()
    calibrate(exercise, folder, grade, seeds=(1,), tell=quiet)
    assert (exercise.attempts, {asked.attempts for asked, _, _ in grade.asked}) == (3, {1})


def test_each_training_is_told(exercise: Exercise, folder: Path):
    told: list[str] = []
    calibrate(exercise, folder, graded, seeds=(2, 3), kinds=("wrong",), tell=told.append)
    assert told == [
        "c9w1_numbers: wrong_ends, seed 2: failed, 7.5 points",
        "c9w1_numbers: wrong_ends, seed 3: failed, 7.5 points",
        "c9w1_numbers: wrong_flat, seed 2: failed, 7.5 points",
        "c9w1_numbers: wrong_flat, seed 3: passed, 7.5 points",
    ]


# --- what the tables say ----------------------------------------------------------------------


def test_the_whole_text(exercise: Exercise, folder: Path):
    assert (
        tables(exercise, folder)
        == """\
## c9w1_numbers, made-up data

11 of 12 gradings got the verdict foretold, without a second attempt.

`accuracy`: what accuracy asks for

| submission | mean | deviation | least | most | passed |
| --- | ---: | ---: | ---: | ---: | ---: |
| solution | 0.970 | 0.020 | 0.950 | 0.990 | 3 of 3 |
| right_plain | 0.940 | 0.010 | 0.930 | 0.950 | 3 of 3 |
| wrong_flat | 0.670 | 0.214 | 0.500 | 0.910 | 1 of 3 |

Three deviations around the solution's mean: 0.910 to 1.030. Wrong submissions: 0.500 to 0.910.

Grading the solution took 10 to 30 s.
"""
    )


def test_a_wrong_one_that_passes_is_counted(exercise: Exercise, folder: Path):
    told = tables(exercise, folder, kinds=("wrong",), seeds=(3,))
    assert "1 of 2 gradings got the verdict foretold" in told
    assert "| wrong_flat | 0.910 | 0.000 | 0.910 | 0.910 | 1 of 1 |" in told
    assert "Wrong submissions: 0.910 to 0.910." in told


def test_a_solution_that_fails_is_counted(
    exercise: Exercise, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(REACHED, "solution", (0.95, 0.85, 0.95))
    told = tables(exercise, folder, kinds=("solution",))
    assert "2 of 3 gradings got the verdict foretold" in told
    assert "| solution | 0.917 | 0.058 | 0.850 | 0.950 | 2 of 3 |" in told


def test_a_single_seed_has_no_spread(exercise: Exercise, folder: Path):
    told = tables(exercise, folder, seeds=(2,))
    assert "| solution | 0.970 | 0.000 | 0.970 | 0.970 | 1 of 1 |" in told
    assert "Three deviations" not in told


def test_without_the_solution_nothing_is_said_of_it(exercise: Exercise, folder: Path):
    told = tables(exercise, folder, kinds=("wrong",))
    assert "solution's" not in told
    assert "Grading the solution" not in told


# --- the command ------------------------------------------------------------------------------


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the command asked for: the device, and seed and data of each training."""
    asked: dict[str, Any] = {"trained": []}

    def open_sandbox(device: str) -> FakeSandbox:
        asked["device"] = device
        return FakeSandbox({})

    def grader_for(
        _sandbox: FakeSandbox, *, seed: int, choice: str
    ) -> Callable[[Exercise, Path], Report]:
        def grade(exercise: Exercise, path: Path) -> Report:
            asked["trained"].append((name_of(path), seed, choice))
            return graded(exercise, path, seed)

        return grade

    monkeypatch.setattr("grader.proving.open_sandbox", open_sandbox)
    monkeypatch.setattr("grader.proving.grader_for", grader_for)
    return asked


def test_seeds_and_data_reach_each_training(seen: dict[str, Any], folder: Path):
    told = calibrated("numbers", folder, seeds=2, choice="real", kinds=["solution"], tell=quiet)
    trained = [("solution", 1, "real"), ("solution", 2, "real")]
    assert seen == {"device": "auto", "trained": trained}
    assert told.startswith("## c9w1_numbers, real data, seeds 1 to 2\n")
    assert "| solution | 0.960 | 0.014 | 0.950 | 0.970 | 2 of 2 |" in told


@pytest.mark.parametrize(
    ("choice", "heading"), [("embedded", "embedded"), ("real", "real"), ("~/rps.zip", "real")]
)
def test_the_heading_names_the_data(seen: dict[str, Any], folder: Path, choice: str, heading: str):
    told = calibrated("numbers", folder, seeds=1, choice=choice, kinds=["right"], tell=quiet)
    assert told.startswith(f"## c9w1_numbers, {heading} data, seeds 1 to 1\n")
    assert seen["trained"] == [("right_plain", 1, choice)]


def test_the_command_prints_tables_and_tells_beside_them(
    seen: dict[str, Any], folder: Path, capsys: pytest.CaptureFixture[str]
):
    typed = ["author", "calibrate", "numbers", "--root", str(folder), "--seeds", "1"]
    assert run([*typed, "--only", "right", "--only", "solution"]) == 0
    streams = capsys.readouterr()
    assert streams.out.startswith("## c9w1_numbers, embedded data, seeds 1 to 1\n")
    assert streams.err.splitlines() == [
        "c9w1_numbers: solution, seed 1: passed, 7.5 points",
        "c9w1_numbers: right_plain, seed 1: passed, 7.5 points",
    ]


def test_without_a_word_all_are_trained_on_five_seeds(
    seen: dict[str, Any], folder: Path, monkeypatch: pytest.MonkeyPatch
):
    for name in REACHED:
        monkeypatch.setitem(REACHED, name, (0.95,) * 5)
    assert run(["author", "calibrate", "numbers", "--root", str(folder)]) == 0
    names = ("solution", *EXPECTED)
    assert seen["trained"] == [(name, seed, "embedded") for name in names for seed in range(1, 6)]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("numbers --only nonsense", "'nonsense' is not one of 'solution', 'right', 'wrong'."),
        ("numbers --seeds 0", "'--seeds'"),
        ("nothing", "there is no exercise named 'nothing'."),
    ],
)
def test_what_cannot_be_asked_for(
    seen: dict[str, Any], folder: Path, capsys: pytest.CaptureFixture[str], typed: str, told: str
):
    assert run(["author", "calibrate", "--root", str(folder), *typed.split()]) == 4
    streams = capsys.readouterr()
    assert (streams.out, seen) == ("", {"trained": []})
    assert told in streams.err

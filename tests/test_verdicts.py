"""Every submission under tests/submissions/ gets the verdict, and the failing checks, expected."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from grader.authoring.prove import Expectation, beside, differences
from grader.exercise import Exercise
from grader.practice import load_exercise
from grader.results import Report, Verdict
from grader.spec_file import read_spec

HERE = Path(__file__).parent
CASES = sorted(HERE.glob("submissions/*/*/expect.yaml"))
# Those that take long and show nothing that others do not show are left to `make verdicts`.
PARAMETERS = [
    pytest.param(
        path,
        id=f"{path.parts[-3]}-{path.parts[-2]}",
        marks=() if read_spec(path, Expectation)[0].everyday else pytest.mark.catalogue,
    )
    for path in CASES
]
SOLUTIONS = sorted(HERE.parent.glob("solutions/*/solution.py"))

Grade = Callable[[Exercise, Path], Report]


@pytest.mark.slow
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("path", PARAMETERS)
def test_submission_gets_the_expected_verdict(path: Path, grade_file: Grade) -> None:
    expected, _ = read_spec(path, Expectation)
    report = grade_file(load_exercise(path.parts[-3]), beside(path))
    assert list(differences(path.parent.name, expected, report)) == []


@pytest.mark.slow
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("path", SOLUTIONS, ids=lambda path: path.parts[-2])
def test_solution_gets_all_points(path: Path, grade_file: Grade) -> None:
    report = grade_file(load_exercise(path.parts[-2]), path)
    assert report.verdict is Verdict.PASSED
    assert report.points == report.max_points
    assert report.attempts == 1


def test_each_exercise_has_enough_examples() -> None:
    for solution in SOLUTIONS:
        names = [path.parts[-2] for path in CASES if path.parts[-3] == solution.parts[-2]]
        assert sum(name.startswith("right_") for name in names) >= 6
        assert sum(name.startswith("wrong_") for name in names) >= 10

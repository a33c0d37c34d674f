"""Every submission under tests/submissions/ gets the verdict, and the failing checks, expected."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from grader.authoring.expectations import Expectation, beside, differences
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
# The solutions that take up to a minute; of the longer ones, c2w3 stands for all.
EVERYDAY = ("c1w1_", "c1w2_", "c1w3_convolution_", "c1w4_happy_", "c2w3_")
SOLUTIONS = [
    pytest.param(
        path,
        id=path.parts[-2],
        marks=() if path.parts[-2].startswith(EVERYDAY) else pytest.mark.catalogue,
    )
    for path in sorted(HERE.parent.glob("solutions/*/solution.py"))
]

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
@pytest.mark.parametrize("path", SOLUTIONS)
def test_solution_gets_all_points(path: Path, grade_file: Grade) -> None:
    report = grade_file(load_exercise(path.parts[-2]), path)
    assert report.verdict is Verdict.PASSED
    assert report.points == report.max_points
    assert report.attempts == 1

"""Where a threshold should stand: the numbers that right and wrong submissions reach, by seed.

Each submission is trained once a seed, without second attempts. For every check that holds a
number against a threshold, the table says where the solution's numbers lie, how many of their
standard deviations the threshold stands away, and how near the others come.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from grader.authoring.expectations import Expectation, beside
from grader.exercise import Exercise
from grader.results import CheckResult, Report, Verdict
from grader.spec_file import read_spec

__all__ = ["Calibration", "Row", "calibrate", "render_calibration", "submissions_of"]

Grade = Callable[[Exercise, Path, int], Report]
DEVIATIONS: Final = 3.0
"""So many standard deviations a threshold has to stand from the solution's mean."""


@dataclass(slots=True)
class Row:
    """One submission's numbers for one check, one a seed.

    Attributes:
        name: The submission's folder, or "solution".
        kind: solution, right, or wrong; wrong only where this very check is foretold to fail.
        values: What was held against the threshold.
        passed: Of each, whether it passed.
    """

    name: str
    kind: str
    values: list[float] = field(default_factory=list[float])
    passed: list[bool] = field(default_factory=list[bool])

    @property
    def mean(self) -> float:
        """The mean of all values."""
        return statistics.fmean(self.values)

    @property
    def deviation(self) -> float:
        """Their standard deviation; 0 for a single one."""
        return statistics.stdev(self.values) if len(self.values) > 1 else 0.0


@dataclass(slots=True)
class Calibration:
    """Everything that was measured for one exercise.

    Attributes:
        checks: For each check with a number, by its name and threshold: its rows.
        verdicts: For each submission, how many of its trainings got the verdict foretold.
        seconds: For each submission, how long each grading took.
    """

    checks: dict[tuple[str, str], list[Row]] = field(default_factory=dict[Any, Any])
    verdicts: dict[str, list[bool]] = field(default_factory=dict[str, list[bool]])
    seconds: dict[str, list[float]] = field(default_factory=dict[str, list[float]])


def calibrate(
    exercise: Exercise,
    root: Path,
    grade: Grade,
    *,
    seeds: Sequence[int],
    kinds: Iterable[str] = ("solution", "right", "wrong"),
    tell: Callable[[str], None],
) -> Calibration:
    """Train the solution and every example of an exercise, once a seed.

    Args:
        exercise: Its thresholds are what is looked at.
        root: The folder with `solutions/` and `tests/`.
        grade: Grades a file with a seed.
        seeds: What trainings start from.
        kinds: Which submissions are trained.
        tell: Told what is being trained.
    """
    once = replace(exercise, attempts=1)
    found = Calibration()
    for name, expected, path in submissions_of(exercise.id, root):
        kind = name if name == "solution" else name.partition("_")[0]
        if kind not in kinds:
            continue
        for seed in seeds:
            report = grade(once, path, seed)
            tell(f"{exercise.id}: {name}, seed {seed}: {report.verdict}, {report.points:g} points")
            found.verdicts.setdefault(name, []).append(report.verdict is expected.verdict)
            found.seconds.setdefault(name, []).append(report.wall_seconds)
            for check in report.checks:
                if kind != "wrong" or check.name in expected.failing:
                    _note(found, check, name, kind)
    return found


def submissions_of(exercise_id: str, root: Path) -> Iterator[tuple[str, Expectation, Path]]:
    """Yield the solution and every example: name, what is foretold, the file."""
    solution = root / "solutions" / exercise_id / "solution.py"
    yield "solution", Expectation(verdict=Verdict.PASSED), solution
    folder = root / "tests" / "submissions" / exercise_id
    for path in sorted(folder.glob("*/expect.yaml")):
        expected, _ = read_spec(path, Expectation)
        yield path.parent.name, expected, beside(path)


def _note(found: Calibration, check: CheckResult, name: str, kind: str) -> None:
    if check.value is None:
        return
    rows = found.checks.setdefault((check.name, check.expected), [])
    row = next((each for each in rows if each.name == name), None)
    if row is None:
        row = Row(name, kind)
        rows.append(row)
    row.values.append(check.value)
    row.passed.append(check.status == "passed")


def render_calibration(exercise: Exercise, found: Calibration, heading: str) -> str:
    """Return the tables as Markdown.

    Args:
        exercise: Whose.
        found: What was measured.
        heading: The profile of the data, as it stands in the heading.
    """
    lines = [f"## {exercise.id}, {heading}", ""]
    right = sum(sum(each) for each in found.verdicts.values())
    total = sum(len(each) for each in found.verdicts.values())
    told = f"{right} of {total} gradings got the verdict foretold, without a second attempt."
    lines += [told, ""]
    for (check, expected), rows in found.checks.items():
        lines += [f"`{check}`: {expected}", "", *_table(rows), "", _distance(rows), ""]
    slow = found.seconds.get("solution")
    if slow:
        lines += [f"Grading the solution took {min(slow):.0f} to {max(slow):.0f} s.", ""]
    return "\n".join(lines)


def _table(rows: Sequence[Row]) -> list[str]:
    lines = [
        "| submission | mean | deviation | least | most | passed |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    lines += [
        f"| {row.name} | {row.mean:.3f} | {row.deviation:.3f} | {min(row.values):.3f} "
        f"| {max(row.values):.3f} | {sum(row.passed)} of {len(row.passed)} |"
        for row in rows
    ]
    return lines


def _distance(rows: Sequence[Row]) -> str:
    """How far the right and the wrong ones lie apart, in one sentence."""
    solution = next((row for row in rows if row.kind == "solution"), None)
    wrong = [value for row in rows if row.kind == "wrong" for value in row.values]
    said: list[str] = []
    if solution is not None and len(solution.values) > 1:
        low = solution.mean - DEVIATIONS * solution.deviation
        high = solution.mean + DEVIATIONS * solution.deviation
        said.append(f"Three deviations around the solution's mean: {low:.3f} to {high:.3f}.")
    if wrong:
        said.append(f"Wrong submissions: {min(wrong):.3f} to {max(wrong):.3f}.")
    return " ".join(said)

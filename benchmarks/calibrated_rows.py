"""A section of calibration.md from the gradings that are kept, which costs no training.

    python -m benchmarks.calibrated_rows c2w4

Unlike `grader author calibrate`, a kept grading is of the best of all attempts: of a right example
that needed none but the first it is the same number, of a wrong one the largest that it reached.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from benchmarks.verdict_rows import Row as Kept
from benchmarks.verdicts import ROOT, Shelf
from grader.authoring.calibrate import Calibration, Row, render_calibration, submissions_of
from grader.authoring.expectations import Expectation
from grader.exercise import CheckSpec, Exercise, find_exercise
from grader.practice import load_exercise

KINDS = ("solution", "right", "wrong")


def calibration_of(
    exercise: Exercise, kept: Iterable[Kept], foretold: Mapping[str, Expectation]
) -> Calibration:
    """Return what `grader.authoring.calibrate.calibrate` would, from what is kept."""
    found = Calibration()
    asked = {spec.name: Threshold.of(spec) for spec in exercise.checks}
    for line in kept:
        kind = line.name.partition("_")[0]
        found.verdicts.setdefault(line.name, []).append(line.verdict == line.foretold)
        found.seconds.setdefault(line.name, []).append(line.seconds)
        for part in line.measured.split():
            check, _, value = part.partition("=")
            if kind == "wrong" and check not in foretold[line.name].failing:
                continue
            rows = found.checks.setdefault((check, str(asked[check])), [])
            row = next((each for each in rows if each.name == line.name), None)
            if row is None:
                row = Row(line.name, kind)
                rows.append(row)
            row.values.append(float(value))
            row.passed.append(asked[check].holds(float(value)))
    return found


@dataclass(frozen=True)
class Threshold:
    """What a check asks for on embedded data, as it stands in its exercise.yaml."""

    least: float | None
    most: float | None

    @classmethod
    def of(cls, spec: CheckSpec) -> Threshold:
        """Read it; a check without either has nothing to be held against."""
        parameters = spec.parameters["embedded"].model_dump()
        return cls(parameters.get("at_least"), parameters.get("at_most"))

    def __str__(self) -> str:
        """Say it as a report does."""
        bounds = {"at least": self.least, "at most": self.most}
        return ", ".join(f"{word} {it:.3f}" for word, it in bounds.items() if it is not None)

    def holds(self, value: float) -> bool:
        """Say whether a value passes."""
        low = self.least is None or value >= self.least
        return low and (self.most is None or value <= self.most)


def main() -> None:
    """Print the section of one exercise."""
    exercise = load_exercise(find_exercise(sys.argv[1], ROOT / "exercises").name)
    foretold = {name: expected for name, expected, _ in submissions_of(exercise.id, ROOT)}
    rows = sorted(
        Shelf(exercise, False, "").rows().values(),
        key=lambda row: (KINDS.index(row.name.partition("_")[0]), row.name),
    )
    found = calibration_of(exercise, rows, foretold)
    text = render_calibration(exercise, found, "embedded data")
    print(text.replace("without a second attempt", "each the best of its attempts"))


if __name__ == "__main__":
    main()

"""A section of calibration.md from the gradings that are kept, which costs no training.

    python -m benchmarks.calibrated_rows c2w4

Unlike `grader author calibrate`, a kept grading is of the best of all attempts: of a right example
that needed none but the first it is the same number, of a wrong one the largest that it reached.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping

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
    asked = {spec.name: threshold_of(spec) for spec in exercise.checks}
    for line in kept:
        kind = line.name.partition("_")[0]
        found.verdicts.setdefault(line.name, []).append(line.verdict == line.foretold)
        found.seconds.setdefault(line.name, []).append(line.seconds)
        for part in line.measured.split():
            check, _, value = part.partition("=")
            if kind == "wrong" and check not in foretold[line.name].failing:
                continue
            rows = found.checks.setdefault((check, asked[check]), [])
            row = next((each for each in rows if each.name == line.name), None)
            if row is None:
                row = Row(line.name, kind)
                rows.append(row)
            row.values.append(float(value))
            row.passed.append(kind != "wrong")
    return found


def threshold_of(spec: CheckSpec) -> str:
    """Return what a check asks for on embedded data, as it stands in its exercise.yaml."""
    parameters = spec.parameters["embedded"].model_dump()
    for name in ("at_least", "at_most"):
        if parameters.get(name) is not None:
            return f"{name.replace('_', ' ')} {parameters[name]:.3f}"
    return "by its own measure"


def main() -> None:
    """Print the section of one exercise."""
    exercise = load_exercise(find_exercise(sys.argv[1], ROOT / "exercises").name)
    foretold = {name: expected for name, expected, _ in submissions_of(exercise.id, ROOT)}
    rows = sorted(
        Shelf(exercise, False, "").rows().values(),
        key=lambda row: (
            ["solution", "right", "wrong"].index(row.name.partition("_")[0]),
            row.name,
        ),
    )
    found = calibration_of(exercise, rows, foretold)
    text = render_calibration(exercise, found, "embedded data")
    print(text.replace("without a second attempt", "each the best of its attempts"))


if __name__ == "__main__":
    main()

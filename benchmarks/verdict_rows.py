"""What gradings came to, a line each, kept so that hours of training can be spread over days."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from grader.authoring.expectations import Expectation, differences
from grader.exercise import Exercise
from grader.results import Report

__all__ = ["Row", "code_digest", "digest_of", "keep", "kept_rows", "row_of"]


class Row(BaseModel):
    """One grading.

    Attributes:
        name: The example, or `solution`.
        seed: What the training was seeded with.
        asked: A digest of exercise.yaml, the example and what is foretold of it.
        code: A digest of the grader's own code at that time.
        foretold: The verdict that is due.
        verdict: The verdict that was given.
        attempts: How many trainings that took.
        seconds: How long it took, all in all.
        measured: What the checks measured: `accuracy=0.912 overfitting_gap=0.03`.
        unlike: What was not as foretold, in verdict, failing checks or words; empty if nothing.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    seed: int
    asked: str
    code: str
    foretold: str
    verdict: str
    attempts: int
    seconds: int
    measured: str
    unlike: str


@cache
def code_digest(grader: Path) -> str:
    """Return a digest of all that judges: the Python and YAML below `grader`."""
    digest = sha256()
    for path in sorted(each for kind in ("*.py", "*.yaml") for each in grader.rglob(kind)):
        digest.update(path.relative_to(grader).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def digest_of(exercise: Exercise, expected: Expectation, path: Path) -> str:
    """Return a digest of the files that a grading and its comparison rest on."""
    files = sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]
    digest = sha256((exercise.folder / "exercise.yaml").read_bytes())
    digest.update(expected.model_dump_json().encode())
    for each in files:
        digest.update(each.name.encode() + b"\0" + each.read_bytes())
    return digest.hexdigest()[:12]


def row_of(
    name: str, seed: int, expected: Expectation, report: Report, *, asked: str, code: str
) -> Row:
    """Return the line of a report.

    The solution is held to its verdict alone: all of its checks are held to by the tests.
    """
    unlike = () if name == "solution" else differences(f"{name}, seed {seed}", expected, report)
    measured = (f"{each.name}={each.value:.3f}" for each in report.checks if each.value is not None)
    return Row(
        name=name,
        seed=seed,
        asked=asked,
        code=code,
        foretold=expected.verdict.value,
        verdict=report.verdict.value,
        attempts=report.attempts,
        seconds=round(report.wall_seconds),
        measured=" ".join(measured),
        unlike=" ".join(unlike),
    )


def kept_rows(file: Path) -> dict[tuple[str, int], Row]:
    """Return the lines of a file by name and seed; none where there is no file."""
    if not file.exists():
        return {}
    with file.open(encoding="utf-8", newline="") as lines:
        rows = [Row.model_validate(each) for each in csv.DictReader(lines)]
    return {(row.name, row.seed): row for row in rows}


def keep(rows: Iterable[Row], file: Path) -> None:
    """Write the lines, in order, all or none."""
    part = file.with_suffix(".part")
    with part.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(Row.model_fields), lineterminator="\n")
        writer.writeheader()
        writer.writerows(
            row.model_dump() for row in sorted(rows, key=lambda row: (row.name, row.seed))
        )
    part.replace(file)

"""How fast a large gradebook answers. Prints Markdown.

    python -m benchmarks.gradebook [TIMES] [URL]

The gradebook has 1,000 students, 14 exercises and 100,000 reports. It is filled in bulk first,
which is not measured, in a temporary file unless URL names an empty PostgreSQL database. Every time
contains opening it; the commands are processes of their own, from `python` to their end. The
processor's time stands beside the clock's, which on a busy machine says little.
"""

from __future__ import annotations

import io
import os
import platform
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any

from rich.console import Console
from sqlalchemy import insert

from grader.exercise import exercise_ids
from grader.gradebook import Gradebook, job_key, open_gradebook, read_course
from grader.gradebook.stored import pack_report
from grader.gradebook.tables import ReportRow, ReportTextRow
from grader.grades import Student
from grader.reports.gradebook import GradesView
from grader.reports.gradebook_attention import AttentionView
from grader.reports.gradebook_files import grades_csv
from grader.resources import exercises_folder
from grader.results import (
    CheckResult,
    CheckStatus,
    Epoch,
    Provenance,
    Report,
    RunRecord,
    RunStatus,
    Verdict,
)

STUDENTS, REPORTS, KEYS = 1000, 100_000, 14_000
KINDS = 300
"""Different reports that are written over and over."""

DUE = datetime(2026, 11, 30, 23, 59, tzinfo=UTC)
COURSE = """\
format: 1
title: A large course
late: {{per_day: 0.1, at_most: 0.5, grace_minutes: 15, never_after_days: 7}}
exercises:
{exercises}
"""


def made_report(rng: random.Random) -> Report:
    """Return a report with as much in it as a real one has: checks, epochs, runs, output."""
    points = rng.choice([100.0, 92.5, 81.0, 62.5, 40.0])
    checks = tuple(
        CheckResult(
            name=f"check_{n}",
            title=f"What it looks at, number {n}, in a sentence as long as they are",
            status=CheckStatus.PASSED if rng.random() < points / 100 else CheckStatus.FAILED,
            points=points / 7,
            max_points=100 / 7,
            expected=f"at least {rng.random():.4f} on images that it never saw",
            actual=f"{rng.random():.4f} of at least {rng.random():.4f} (95 % interval)",
            hint="What happens to the loss while it trains? Look at the last epochs, and think.",
            provenance=(Provenance.PROVEN,),
        )
        for n in range(7)
    )
    epochs = tuple(
        Epoch(
            number=n + 1,
            logs={name: rng.random() for name in ("accuracy", "loss", "val_accuracy", "val_loss")},
        )
        for n in range(rng.randrange(5, 30))
    )
    printed = "\n".join(f"Epoch {n}: {rng.random():.8f} {rng.random():.8f}" for n in range(100))
    runs = (RunRecord(stage="trainee", status=RunStatus.OK, wall_seconds=rng.uniform(5, 90)),)
    return Report(
        exercise_id="c1w2_callbacks",
        title="Stop when it is good enough",
        student="student",
        verdict=Verdict.PASSED if points >= 80 else Verdict.FAILED,
        points=points,
        max_points=100,
        pass_points=80,
        checks=checks,
        history=epochs,
        runs=runs,
        output=printed,
        seed=1,
        started_at=DUE,
        wall_seconds=runs[0].wall_seconds,
    )


def made_rows(ids: Sequence[str]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Yield each report's row and its text."""
    rng = random.Random(7)
    kinds = [(report, pack_report(report)) for report in (made_report(rng) for _ in range(KINDS))]
    for number in range(1, REPORTS + 1):
        student, exercise_id = f"s{number % STUDENTS:04}", ids[number // STUDENTS % len(ids)]
        report, packed = rng.choice(kinds)
        at = DUE + timedelta(hours=rng.uniform(-200, 60))
        sha256 = f"{rng.getrandbits(256):064x}"
        row: dict[str, Any] = {
            "id": number,
            "batch_id": None,
            "student": student,
            "exercise_id": exercise_id,
            "key": job_key(student, exercise_id, sha256, "spec"),
            "repeat": 0,
            "verdict": report.verdict.value,
            "points": report.points,
            "max_points": 100.0,
            "pass_points": 80.0,
            "submitted_at": at,
            "late_by_platform": False,
            "graded_at": at + timedelta(hours=1),
            "seed": 1,
            "wall_seconds": report.wall_seconds,
            "path": f"class/{student}/{exercise_id}.py",
            "sha256": sha256,
            "language": "en",
            "trainings": 1,
            "identical_to": "",
            "spec_digest": "0" * 64,
            "grader_digest": "0" * 64,
        }
        yield row, {"report_id": number, "json_zlib": packed}


def fill(book: Gradebook, ids: Sequence[str]) -> tuple[list[str], int]:
    """Write everything in one transaction; return some keys and the bytes of all texts."""
    book.add_students(
        [Student(f"s{n:04}", f"Student Number {n}") for n in range(STUDENTS)], from_roster=True
    )
    keys: list[str] = []
    size = 0
    with book.writing() as session:
        rows: list[dict[str, Any]] = []
        texts: list[dict[str, Any]] = []
        for row, text in made_rows(ids):
            rows.append(row)
            texts.append(text)
            keys.append(row["key"])
            size += len(text["json_zlib"])
            if len(rows) == 5000:
                session.execute(insert(ReportRow), rows)
                session.execute(insert(ReportTextRow), texts)
                rows.clear()
                texts.clear()
    return random.Random(8).sample(keys, KEYS), size


def machine() -> str:
    """Return the machine and the versions in one line."""
    processor = platform.machine()
    if Path("/proc/cpuinfo").is_file():
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        processor = next((x.split(":")[1].strip() for x in lines if "model name" in x), processor)
    found = ", ".join(f"{name} {version(name)}" for name in ("sqlalchemy", "pydantic", "rich"))
    return (
        f"{processor}, {os.cpu_count()} cores; Python {platform.python_version()}, {found}, "
        f"SQLite {sqlite3.sqlite_version}"
    )


def measured(what: Callable[[], object], times: int) -> str:
    """Return "median (least to most)" of the clock's and of the processor's seconds."""
    wall: list[float] = []
    processor: list[float] = []
    for _ in range(times):
        started, spent = time.perf_counter(), sum(os.times()[:4])
        what()
        wall.append(time.perf_counter() - started)
        processor.append(sum(os.times()[:4]) - spent)
    return f"{spread(wall)} | {spread(processor)}"


def spread(values: Sequence[float]) -> str:
    """Return "median (least to most)"."""
    return f"{statistics.median(values):.2f} ({min(values):.2f} to {max(values):.2f})"


def measure(url: str, course_file: Path, keys: Sequence[str], times: int) -> Iterator[str]:
    """Yield a row of the table for each thing that is measured."""
    course = read_course(course_file)

    def show() -> None:
        with open_gradebook(url, read_only=True) as book:
            found = book.overview(course=course)
        console = Console(file=io.StringIO(), width=120)
        console.print(GradesView(found.grades, course.title), AttentionView(found.attention))

    def write_csv() -> None:
        with open_gradebook(url, read_only=True) as book:
            text = grades_csv(book.grades(course=course))
        (course_file.parent / "grades.csv").write_text(text, encoding="utf-8")

    def done() -> None:
        with open_gradebook(url) as book:
            assert len(book.done(keys)) == KEYS

    def command(*arguments: str) -> None:
        called = [sys.executable, "-m", "grader", "gradebook", *arguments]
        chosen = ["--gradebook", url, "--course", str(course_file)]
        subprocess.run([*called, *chosen], check=True, capture_output=True)

    parts: dict[str, Callable[[], object]] = {
        "open, `grades()`, render `show`": show,
        "open, `grades()`, write a CSV": write_csv,
        f"open, `done()` on {KEYS:,} keys": done,
        "`grader gradebook show`": lambda: command("show"),
        "`grader gradebook show --format csv`": lambda: command("show", "--format", "csv"),
        "`grader gradebook student s0500`": lambda: command("student", "s0500"),
    }
    for name, what in parts.items():
        yield f"| {name} | {measured(what, times)} |"


def main() -> None:
    """Fill a gradebook, measure, and print the table."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    ids = exercise_ids(exercises_folder())
    with tempfile.TemporaryDirectory() as name:
        course_file = Path(name) / "course.yaml"
        dues = "\n".join(f"  {id_}: {{due: {DUE:%Y-%m-%dT%H:%M}}}" for id_ in ids)
        course_file.write_text(COURSE.format(exercises=dues), encoding="utf-8")
        url = sys.argv[2] if len(sys.argv) > 2 else str(Path(name) / "gradebook.db")
        with open_gradebook(url) as book:
            keys, size = fill(book, ids)
        print(
            f"{machine()}. {STUDENTS:,} students, {len(ids)} exercises, {REPORTS:,} reports of "
            f"{size / REPORTS / 1000:.1f} kB compressed. Median (least to most) of {times}.\n"
        )
        print("| what | s | processor, s |\n| --- | --- | --- |")
        for row in measure(url, course_file, keys, times):
            print(row, flush=True)


if __name__ == "__main__":
    main()

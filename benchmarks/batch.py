"""What a class costs: against a shell loop, per worker, on Ray, until the first training. Markdown.

    python -m benchmarks.batch [PAIRS] [--without-ray]

The class is 32 files that differ in a comment, so that none is taken for another: the same small
submission, which by hand is a script. Sides alternate in one run; ratios are taken pair by pair.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.speed import spread
from grader.results import Report

ROOT = Path(__file__).resolve().parent.parent
SUBMISSION = ROOT / "benchmarks" / "submissions" / "small_house_prices.py"
COUNT = 32
BATCH = (
    sys.executable,
    "-m",
    "grader",
    "batch",
    "class",
    "--exercise",
    "house",
    "--data",
    "embedded",
)


def lay_out(folder: Path, count: int = COUNT) -> None:
    """Write a class of files that differ in a comment."""
    text = SUBMISSION.read_text(encoding="utf-8")
    (folder / "class").mkdir()
    for number in range(count):
        path = folder / "class" / f"student{number:02}.py"
        path.write_text(f"{text}# student {number}\n", encoding="utf-8")


def batch_seconds(folder: Path, *more: str) -> float:
    """Grade the class once, everything anew, and return the wall time."""
    with tempfile.TemporaryDirectory(dir=folder) as out:
        command = [*BATCH, "--out", out, "--no-pages", *more]
        started = time.perf_counter()
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        seconds = time.perf_counter() - started
        assert done.returncode == 0, done.stderr
        assert f"{COUNT} passed" in done.stdout or "passed" in done.stdout, done.stdout
    return seconds


def loop_seconds(folder: Path) -> float:
    """Run every file by hand, one after the other, as a shell loop does."""
    started = time.perf_counter()
    for path in sorted((folder / "class").glob("*.py")):
        subprocess.run([sys.executable, str(path)], capture_output=True, check=True)
    return time.perf_counter() - started


def measure_class(pairs: int) -> list[str]:
    """Alternate the shell loop, one worker and two."""
    loops, ones, twos = list[float](), list[float](), list[float]()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lay_out(folder)
        batch_seconds(folder, "--workers", "1")  # files cached
        for _ in range(pairs):
            loops.append(loop_seconds(folder))
            ones.append(batch_seconds(folder, "--workers", "1"))
            twos.append(batch_seconds(folder, "--workers", "2"))
    rows = {"`for f in *.py; do python $f; done`": loops, "1 worker": ones, "2 workers": twos}
    minutes = {what: [60 * COUNT / each for each in seconds] for what, seconds in rows.items()}
    lines = [
        f"| {what}, submissions a minute | {spread(each, '.1f')} |"
        for what, each in minutes.items()
    ]
    for what, seconds in (("1 worker", ones), ("2 workers", twos)):
        ratios = [hand / own for hand, own in zip(loops, seconds, strict=True)]
        lines.append(
            f"| {what}, times as fast as the loop, pair by pair | {spread(ratios, '.1f')} |"
        )
    return lines


def memory_mb(root: int) -> float:
    """Return what a process and all below it hold, shared pages divided among them (PSS)."""
    parents: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(path.parent.name)] = int(path.read_text().rsplit(")", 1)[1].split()[1])
        except (OSError, ValueError, IndexError):
            continue
    tree, grown = {root}, True
    while grown:
        new = {child for child, parent in parents.items() if parent in tree} - tree
        tree, grown = tree | new, bool(new)
    total = 0
    for process in tree:
        try:
            text = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
            total += int(
                next(line for line in text.splitlines() if line.startswith("Pss:")).split()[1]
            )
        except (OSError, StopIteration):
            continue
    return total / 1024


def peak_memory(workers: int) -> float:
    """Grade the class and return the largest sum that was seen, in MB."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lay_out(folder, 8)
        command = [*BATCH, "--out", f"{name}/out", "--no-pages", "--workers", str(workers)]
        process = subprocess.Popen(
            command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, memory_mb(process.pid))
            time.sleep(0.2)
    return peak


class FirstTraining:
    """A board that remembers when the first training was begun."""

    def __init__(self) -> None:
        self.at = 0.0

    def begin(self, total: int, before: int, slots: int) -> None:
        """Say nothing."""

    def event(self, slot: int, student: str, exercise_id: str, said: Mapping[str, Any]) -> None:
        """Remember the first one."""
        del slot, student, exercise_id
        if said.get("stage") == "training" and not self.at:
            self.at = time.time()

    def finished(self, student: str, report: Report) -> None:
        """Say nothing."""

    def again(self, count: int) -> None:
        """Say nothing."""


def first_training() -> None:
    """In a process of its own: say when the first training of a class was begun."""
    from grader.batch.beginning import executor_of
    from grader.batch.options import Options

    board = FirstTraining()
    folder = Path(sys.argv[2])
    options = Options(folder=folder / "class", exercise="house", out=folder / "out", pages=False,
                      data="embedded")  # fmt: skip
    with executor_of(options) as workers:
        from grader.batch.classes import Audience, grade_class

        grade_class(options, Audience(board=board), workers)
    print(board.at)


def measure_start(times: int) -> list[str]:
    """Measure from the start of the process to the first training."""
    seconds: list[float] = []
    for _ in range(times):
        with tempfile.TemporaryDirectory() as name:
            lay_out(Path(name), 1)
            started = time.time()
            command = [sys.executable, "-m", "benchmarks.batch", "--first", name]
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
            seconds.append(float(done.stdout.split()[-1]) - started)
    return [f"| from its start to the first training, s | {spread(seconds)} |"]


def measure_ray(pairs: int) -> list[str]:
    """Compare one Ray actor with one local worker, per submission."""
    over: list[float] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lay_out(folder)
        for _ in range(pairs):
            ray = batch_seconds(folder, "--workers", "1", "--executor", "ray")
            local = batch_seconds(folder, "--workers", "1")
            over.append((ray - local) / COUNT)
    return [f"| Ray, one actor, s more a submission than one worker | {spread(over)} |"]


def main() -> None:
    """Measure all and print the table."""
    if "--first" in sys.argv:
        first_training()
        return
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    pairs = numbers[0] if numbers else 3
    lines = [*measure_class(pairs), *measure_start(max(pairs, 3))]
    one, two = peak_memory(1), peak_memory(2)
    lines.append(f"| memory with 1 worker, MB | {one:.0f} |")
    lines.append(f"| and for the second, MB | {two - one:.0f} |")
    if "--without-ray" not in sys.argv:
        lines += measure_ray(pairs)
    packages = ", ".join(f"{name} {version(name)}" for name in ("tensorflow", "keras", "ray"))
    print(f"{os.cpu_count()} cores; Python {platform.python_version()}, {packages}.")
    print(f"Median (least to most) of {pairs}.", end="\n\n")
    print("| what | figure |\n| --- | --- |", *lines, sep="\n")


if __name__ == "__main__":
    main()

"""How fast a check is, against running the same file by hand. Prints Markdown.

    python -m benchmarks.speed [PAIRS]

Every comparison alternates the two sides in one run on one machine; the ratio is taken pair by
pair. The submission is a script that reads `data/mnist.npz`, so that both sides train on the same
embedded digits; by hand it lies beside that file.
"""

from __future__ import annotations

import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

from grader.pipeline import grade
from grader.practice import load_exercise, open_sandbox, prepare_data
from grader.submission import read_submission

ROOT = Path(__file__).resolve().parent.parent
SUBMISSION = ROOT / "benchmarks/submissions/course_callbacks.py"
QUICK = {
    "grader --help": ["--help"],
    "grader list": ["list"],
    "a syntax error, rejected": ["check", "callbacks", "{broken}"],
}


def seconds(command: Sequence[str], folder: Path) -> float:
    """Return the wall time of one command, output thrown away."""
    started = time.perf_counter()
    subprocess.run(command, cwd=folder, capture_output=True, check=False)
    return time.perf_counter() - started


def spread(values: Sequence[float], form: str = ".2f") -> str:
    """Return "median (least to most)"."""
    low, high = min(values), max(values)
    return f"{statistics.median(values):{form}} ({low:{form}} to {high:{form}})"


def by_hand(folder: Path) -> tuple[Path, Path]:
    """Lay the submission beside its data; a second copy times its own loop, imports excluded."""
    data = prepare_data(load_exercise("callbacks"), hidden_seed=None, view=None)
    assert data is not None
    (folder / "data").mkdir()
    shutil.copyfile(data.public_folder / "mnist.npz", folder / "data" / "mnist.npz")
    plain, timed = folder / "submission.py", folder / "timed.py"
    text = SUBMISSION.read_text(encoding="utf-8")
    plain.write_text(text, encoding="utf-8")
    timed.write_text(
        "import time, numpy, tensorflow, keras\nstarted = time.perf_counter()\n"
        + text
        + "\nprint('LOOP', time.perf_counter() - started)\n",
        encoding="utf-8",
    )
    return plain, timed


def measure_check(folder: Path, pairs: int) -> list[str]:
    """Alternate `grader check` and `python submission.py`."""
    plain, _ = by_hand(folder)
    check = [sys.executable, "-m", "grader", "check", "callbacks", str(plain)]
    hand = [sys.executable, str(plain)]
    for command in (check, hand):  # both warm: files cached, images drawn
        seconds(command, folder)
    checks: list[float] = []
    hands: list[float] = []
    for _ in range(pairs):
        checks.append(seconds(check, folder))
        hands.append(seconds(hand, folder))
    ratios = [one / other for one, other in zip(checks, hands, strict=True)]
    return [
        f"| `grader check callbacks submission.py`, s | {spread(checks)} |",
        f"| `python submission.py`, s | {spread(hands)} |",
        f"| ratio, pair by pair | {spread(ratios)} |",
    ]


def loop_by_hand(timed: Path) -> float:
    """Return what the file's own loop takes by hand, imports excluded."""
    told = subprocess.run(
        [sys.executable, str(timed)], cwd=timed.parent, capture_output=True, text=True, check=True
    )
    line = next(line for line in told.stdout.splitlines() if line.startswith("LOOP"))
    return float(line.split()[1])


def measure_later(folder: Path, pairs: int) -> list[str]:
    """Grade the same file again and again in one process, against its bare loop."""
    _, timed = by_hand(folder)
    exercise = load_exercise("callbacks")
    data = prepare_data(exercise, hidden_seed=None, view=None)
    submission = read_submission(SUBMISSION)
    over_hand: list[float] = []
    over_fit: list[float] = []
    with open_sandbox("auto") as sandbox:
        grade(exercise, submission, sandbox, data=data)
        for _ in range(pairs):
            report = grade(exercise, submission, sandbox, data=data)
            assert report.verdict == "passed", report.message
            over_hand.append(report.wall_seconds - loop_by_hand(timed))
            over_fit.append(report.wall_seconds - report.training_seconds)
    return [
        f"| second and later: over the bare loop by hand, s | {spread(over_hand)} |",
        f"| second and later: over the time inside `fit`, s | {spread(over_fit)} |",
    ]


def measure_quick(folder: Path, runs: int = 10) -> list[str]:
    """Time the answers that need no training."""
    broken = folder / "broken.py"
    broken.write_text("def solution_model(:\n", encoding="utf-8")
    rows: list[str] = []
    for name, arguments in QUICK.items():
        filled = [argument.format(broken=broken) for argument in arguments]
        command = [str(Path(sys.executable).with_name("grader")), *filled]
        rows.append(f"| {name}, s | {spread([seconds(command, folder) for _ in range(runs)])} |")
    return rows


def machine() -> str:
    """Return the machine and the versions in one line."""
    processor = platform.machine()
    if Path("/proc/cpuinfo").is_file():
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        processor = next((x.split(":")[1].strip() for x in lines if "model name" in x), processor)
    found = ", ".join(f"{name} {version(name)}" for name in ("tensorflow", "keras", "numpy"))
    return f"{processor}, {os.cpu_count()} cores; Python {platform.python_version()}, {found}"


def main() -> None:
    """Measure everything and print the table."""
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    parts: list[Callable[[Path], list[str]]] = [
        lambda folder: measure_check(folder, pairs),
        lambda folder: measure_later(folder, pairs),
        measure_quick,
    ]
    print(f"{machine()}. Median (least to most) of {pairs} pairs.\n")
    print("| what | figure |\n| --- | --- |")
    for part in parts:
        with tempfile.TemporaryDirectory() as name:
            for row in part(Path(name)):
                print(row, flush=True)


if __name__ == "__main__":
    main()

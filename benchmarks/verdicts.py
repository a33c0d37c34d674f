"""Does every submission get its verdict? All exercises, all examples, several seeds.

    python -m benchmarks.verdicts                        writes benchmarks/verdicts.md
    python -m benchmarks.verdicts c1w4 --seeds 1 --print

Everything is graded as a student's file is: second attempts included, on embedded data.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from grader.authoring.calibrate import submissions_of
from grader.authoring.expectations import differences
from grader.exercise import exercise_ids
from grader.practice import load_exercise, open_sandbox
from grader.proving import grader_for
from grader.results import Verdict

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "benchmarks" / "verdicts.md"


@dataclass
class Outcome:
    """What grading one exercise's files came to.

    Attributes:
        matrix: (verdict foretold, verdict given) → how many.
        again: Gradings that took more than one attempt.
        wrong: What was not as foretold, a sentence each.
        solution: How long each grading of the solution took, in seconds.
    """

    matrix: Counter[tuple[Verdict, Verdict]] = field(default_factory=Counter)
    again: int = 0
    wrong: list[str] = field(default_factory=list)
    solution: list[float] = field(default_factory=list)


def graded(exercise_id: str, seeds: Iterable[int]) -> Outcome:
    """Grade the solution and every example of an exercise, once a seed."""
    exercise, found = load_exercise(exercise_id), Outcome()
    with open_sandbox("auto") as sandbox:
        for seed in seeds:
            grade = grader_for(sandbox, seed=seed)
            for name, expected, path in submissions_of(exercise_id, ROOT):
                report = grade(exercise, path)
                found.matrix[expected.verdict, report.verdict] += 1
                found.again += report.attempts > 1
                if name == "solution":
                    found.solution.append(report.wall_seconds)
                elif faults := list(differences(f"{name}, seed {seed}", expected, report)):
                    found.wrong += faults
                print(f"{exercise_id} {name} {seed} {report.verdict}", file=sys.stderr)
    return found


def rendered(outcomes: dict[str, Outcome], seeds: int) -> str:
    """Return the tables as Markdown."""
    total: Counter[tuple[Verdict, Verdict]] = Counter()
    for outcome in outcomes.values():
        total += outcome.matrix
    given = (Verdict.PASSED, Verdict.FAILED, Verdict.NOT_GRADABLE, Verdict.GRADER_ERROR)
    where = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    lines = [
        "# Verdicts\n",
        f"Written by `python -m benchmarks.verdicts` on {where}: {seeds} seeds, embedded data.\n",
        "| foretold | passed | failed | not gradable | grader error |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    lines += [
        f"| {wanted} | {' | '.join(str(total[wanted, each]) for each in given)} |"
        for wanted in given[:3]
    ]
    lines += [
        "",
        "| exercise | gradings | as foretold | trained again | grading the solution, s |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for name, outcome in outcomes.items():
        count = outcome.matrix.total()
        right = sum(n for (wanted, got), n in outcome.matrix.items() if wanted == got)
        slow = f"{min(outcome.solution):.0f} to {max(outcome.solution):.0f}"
        lines.append(f"| {name} | {count} | {right} | {outcome.again} | {slow} |")
    wrong = [f"- {name}: {each}" for name, outcome in outcomes.items() for each in outcome.wrong]
    lines += [
        "",
        "Not as foretold, in verdict, failing checks or words:\n",
        *(wrong or ["nothing"]),
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ids", nargs="*", help="parts of ids; all without one")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--print", action="store_true", help="print only")
    asked = parser.parse_args()
    chosen = [
        each
        for each in exercise_ids(ROOT / "exercises")
        if not asked.ids or any(part in each for part in asked.ids)
    ]
    outcomes = {each: graded(each, range(1, asked.seeds + 1)) for each in chosen}
    text = rendered(outcomes, asked.seeds)
    print(text)
    if not asked.print:
        TABLE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

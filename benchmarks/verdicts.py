"""Does every submission get its verdict? All exercises, all examples, several seeds.

    python -m benchmarks.verdicts                        writes benchmarks/verdicts.md
    python -m benchmarks.verdicts c1w4 --seeds 1 --print

Everything is graded as a student's file is: second attempts included, on embedded data. That takes
hours: each report is kept in a folder (`--kept`, below build/ without it), and a run that was ended
goes on where it stood. A report is taken from there as long as the file that was graded and its
exercise.yaml are the same; remove the folder after a change to what judges. `--no-more` grades
nothing and writes the table of what is kept.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from grader.authoring.calibrate import submissions_of
from grader.authoring.expectations import differences
from grader.exercise import Exercise, exercise_ids
from grader.practice import load_exercise, open_sandbox
from grader.proving import grader_for
from grader.results import Report, Verdict
from grader.sandbox.protocol import Sandbox

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


@dataclass(frozen=True)
class Shelf:
    """Reports that were made before, and the sandbox that makes those that lack.

    Attributes:
        folder: One JSON file a report.
        sandbox: Where submissions are trained; None where nothing more is graded.
    """

    folder: Path
    sandbox: Sandbox | None

    def report(self, exercise: Exercise, name: str, path: Path, seed: int) -> Report | None:
        """Return the report on a file, or None if it is not here and not to be made."""
        asked = (exercise.folder / "exercise.yaml").read_bytes() + path.read_bytes()
        digest = sha256(asked).hexdigest()[:12]
        kept = self.folder / f"{exercise.id}-{name}-{seed}-{digest}.json"
        if kept.exists():
            return Report.model_validate_json(kept.read_bytes())
        if self.sandbox is None:
            return None
        report = grader_for(self.sandbox, seed=seed)(exercise, path)
        if report.verdict is not Verdict.GRADER_ERROR:  # that is no verdict on the file: ask again
            part = kept.with_suffix(".part")
            part.write_text(report.model_dump_json(), encoding="utf-8")
            part.replace(kept)
        print(f"{exercise.id} {name} {seed} {report.verdict}", file=sys.stderr)
        return report


def tallied(exercise_id: str, seeds: Iterable[int], shelf: Shelf) -> Outcome:
    """Look at the solution and every example of an exercise, once a seed."""
    exercise, found = load_exercise(exercise_id), Outcome()
    for seed in seeds:
        for name, expected, path in submissions_of(exercise_id, ROOT):
            report = shelf.report(exercise, name, path, seed)
            if report is None:
                continue
            found.matrix[expected.verdict, report.verdict] += 1
            found.again += report.attempts > 1
            if name == "solution":
                found.solution.append(report.wall_seconds)
            else:
                found.wrong += differences(f"{name}, seed {seed}", expected, report)
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
        f"Written by `python -m benchmarks.verdicts` on {where}: embedded data,",
        f"{_seeds(seeds)}, as far as they have been graded: {total.total()} gradings.\n",
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
        if not (count := outcome.matrix.total()):
            continue
        right = sum(n for (wanted, got), n in outcome.matrix.items() if wanted == got)
        times = sorted({round(seconds) for seconds in outcome.solution})
        slow = " to ".join(str(each) for each in dict.fromkeys((*times[:1], *times[-1:])))
        lines.append(f"| {name} | {count} | {right} | {outcome.again} | {slow} |")
    wrong = [f"- {name}: {each}" for name, outcome in outcomes.items() for each in outcome.wrong]
    lines += [
        "",
        "Not as foretold, in verdict, failing checks or words:\n",
        *(wrong or ["nothing"]),
    ]
    return "\n".join(lines) + "\n"


def _seeds(count: int) -> str:
    return f"seeds 1 to {count}" if count > 1 else "seed 1"


def table_of(ids: list[str], seeds: int, shelf: Shelf) -> str:
    """Grade what lacks; return the tables."""
    numbers = range(1, seeds + 1)
    return rendered({each: tallied(each, numbers, shelf) for each in ids}, seeds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ids", nargs="*", help="parts of ids; all without one")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--kept", type=Path, default=ROOT / "build" / "verdicts")
    parser.add_argument("--no-more", action="store_true", help="grade nothing")
    parser.add_argument("--print", action="store_true", help="print only")
    asked = parser.parse_args()
    chosen = [
        each
        for each in exercise_ids(ROOT / "exercises")
        if not asked.ids or any(part in each for part in asked.ids)
    ]
    asked.kept.mkdir(parents=True, exist_ok=True)
    if asked.no_more:
        text = table_of(chosen, asked.seeds, Shelf(asked.kept, None))
    else:
        with open_sandbox("auto") as sandbox:
            text = table_of(chosen, asked.seeds, Shelf(asked.kept, sandbox))
    print(text)
    if not asked.print:
        TABLE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

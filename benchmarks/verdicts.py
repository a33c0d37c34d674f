"""Does every submission get its verdict? All exercises, all examples, several seeds.

    python -m benchmarks.verdicts                        writes benchmarks/verdicts.md
    python -m benchmarks.verdicts c1w4 --seeds 1 --print

Everything is graded as a student's file is: second attempts included, on embedded data. That takes
ten hours, so each grading is kept at once, as a line in benchmarks/verdicts/, and a run that was
ended goes on where it stood, seed by seed. A line holds as long as the file that was graded, what
is foretold of it and its exercise.yaml are the same; of the grader's own code it keeps a digest,
and `--anew` grades what an earlier state of it judged. `--no-more` grades nothing and writes the
table of what is kept. Two processes may share the work: each takes other exercises.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.verdict_rows import Row, code_digest, digest_of, keep, kept_rows, row_of
from grader.authoring.calibrate import submissions_of
from grader.exercise import Exercise, exercise_ids
from grader.practice import load_exercise, open_sandbox
from grader.proving import grader_for
from grader.results import Verdict
from grader.sandbox.protocol import Sandbox

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "benchmarks" / "verdicts.md"
FOLDER = ROOT / "benchmarks" / "verdicts"


@dataclass(frozen=True)
class Shelf:
    """The lines kept of one exercise, as far as they hold.

    Attributes:
        exercise: Whose.
        anew: Whether what an earlier state of the grader judged is graded again.
        code: The digest of the grader's code.
    """

    exercise: Exercise
    anew: bool
    code: str

    @property
    def file(self) -> Path:
        """Where the lines are."""
        return FOLDER / f"{self.exercise.id}.csv"

    def rows(self) -> dict[tuple[str, int], Row]:
        """Return the lines of examples that are as they were when they were graded."""
        now = {
            name: digest_of(self.exercise, expected, path)
            for name, expected, path in submissions_of(self.exercise.id, ROOT)
        }
        return {
            key: row for key, row in kept_rows(self.file).items() if now.get(row.name) == row.asked
        }

    def grade(self, seed: int, sandbox: Sandbox, only: str = "") -> None:
        """Grade what has no line with this seed; keep a line of each."""
        for name, expected, path in submissions_of(self.exercise.id, ROOT):
            rows = self.rows()
            known = rows.get((name, seed))
            if only not in name or (known and (known.code == self.code or not self.anew)):
                continue
            report = grader_for(sandbox, seed=seed)(self.exercise, path)
            print(f"{self.exercise.id} {name} {seed} {report.verdict}", file=sys.stderr)
            if report.verdict is Verdict.GRADER_ERROR:
                continue  # that is no verdict on the file: the next run asks again
            asked = digest_of(self.exercise, expected, path)
            row = row_of(name, seed, expected, report, asked=asked, code=self.code)
            keep((rows | {(name, seed): row}).values(), self.file)


def rendered(outcomes: dict[str, list[Row]]) -> str:
    """Return the tables as Markdown."""
    rows = [row for each in outcomes.values() for row in each]
    where = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    seeds = ", ".join(map(str, sorted({row.seed for row in rows})))
    states = len({row.code for row in rows})
    judged = "one state" if states == 1 else f"{states} states"
    wrong = [f"- {name}: {row.unlike}" for name, each in outcomes.items() for row in each
             if row.unlike]  # fmt: skip
    return "\n".join(
        [
            "# Verdicts\n",
            f"Written by `python -m benchmarks.verdicts` on {where}: embedded data,",
            f"seeds {seeds}, as far as they have been graded: {len(rows)} gradings, judged by",
            f"{judged} of the grader's code. Each is a line in [benchmarks/verdicts/](verdicts).\n",
            *_matrix(rows),
            "",
            *_exercises(outcomes),
            "",
            "Not as foretold, in verdict, failing checks or words:\n",
            *(wrong or ["nothing"]),
            "\nAgain: trained more than once, as a near miss is. Solution: grading it, all in all.",
            "",
        ]
    )


def _matrix(rows: Iterable[Row]) -> Iterator[str]:
    """What was foretold against what was given."""
    total = Counter((row.foretold, row.verdict) for row in rows)
    given = (Verdict.PASSED, Verdict.FAILED, Verdict.NOT_GRADABLE)
    yield "| foretold | passed | failed | not gradable |"
    yield "| --- | ---: | ---: | ---: |"
    for wanted in given:
        counts = " | ".join(str(total[wanted.value, each.value]) for each in given)
        yield f"| {wanted.value} | {counts} |"


def _exercises(outcomes: dict[str, list[Row]]) -> Iterator[str]:
    yield "| exercise | files | seeds | gradings | as foretold | again | solution, s |"
    yield "| --- | ---: | --- | ---: | ---: | ---: | ---: |"
    for name, rows in outcomes.items():
        if not rows:
            continue
        right = sum(row.foretold == row.verdict for row in rows)
        again = sum(row.attempts > 1 for row in rows)
        files = len({row.name for row in rows})
        counts = Counter(row.seed for row in rows)
        seeds = ", ".join(
            str(seed) if count == files else f"{seed} ({count} files)"
            for seed, count in sorted(counts.items())
        )
        times = sorted({row.seconds for row in rows if row.name == "solution"})
        slow = " to ".join(str(each) for each in dict.fromkeys((*times[:1], *times[-1:])))
        yield f"| {name} | {files} | {seeds} | {len(rows)} | {right} | {again} | {slow} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ids", nargs="*", help="parts of ids; all without one")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--only", default="", help="a part of the examples' names")
    parser.add_argument("--anew", action="store_true", help="what older code judged counts not")
    parser.add_argument("--no-more", action="store_true", help="grade nothing")
    parser.add_argument("--print", action="store_true", help="print only")
    asked = parser.parse_args()
    code = code_digest(ROOT / "grader")
    shelves = {
        each: Shelf(load_exercise(each), asked.anew, code)
        for each in exercise_ids(ROOT / "exercises")
    }
    chosen = [shelf for name, shelf in shelves.items()
              if not asked.ids or any(part in name for part in asked.ids)]  # fmt: skip
    FOLDER.mkdir(exist_ok=True)
    if not asked.no_more:
        with open_sandbox("auto") as sandbox:
            for seed in range(1, asked.seeds + 1):
                for shelf in chosen:
                    shelf.grade(seed, sandbox, asked.only)
    text = rendered({name: list(shelf.rows().values()) for name, shelf in shelves.items()})
    print(text)
    if not asked.print:
        TABLE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

"""`make demo`: grades a right and a typically wrong submission of a few quick exercises."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.rule import Rule
from rich.text import Text

from grader import resources
from grader.errors import GraderError
from grader.language import preferred_language, say, use_language
from grader.pipeline import grade
from grader.practice import load_exercise, open_sandbox, prepare_data, shown_on
from grader.reports.progress import ProgressView
from grader.reports.terminal import print_report
from grader.results import Verdict
from grader.sandbox.protocol import Sandbox
from grader.submission import read_submission

__all__ = ["main"]

TYPICAL: Final = {
    "c1w1_house_prices": "wrong_prices_in_thousands",
    "c1w2_callbacks": "wrong_reads_acc",
    "c1w2_fashion_dense": "wrong_labels_scaled",
    "c1w3_convolution_by_hand": "wrong_not_clipped",
}
"""For each exercise that is shown, the wrong submission: a mistake that many students make."""


def examples(exercise_id: str, root: Path) -> list[tuple[Path, Verdict]]:
    """Return what is graded for one exercise, with the verdict that each must get."""
    wrong = root / "tests" / "submissions" / exercise_id / TYPICAL[exercise_id] / "submission.py"
    right = resources.solutions_folder() / exercise_id / "solution.py"
    return [(right, Verdict.PASSED), (wrong, Verdict.FAILED)]


def main() -> int:
    """Grade and print; return 0 if every verdict is the one that was to be expected."""
    console = Console(highlight=False)
    root = resources.exercises_folder().parent
    wrong_verdicts = 0
    with use_language(preferred_language()), open_sandbox("auto") as sandbox:
        for exercise_id in TYPICAL:
            for path, expected in examples(exercise_id, root):
                verdict = _show(exercise_id, path, root, sandbox, console)
                wrong_verdicts += verdict is not expected
        _farewell(console, wrong_verdicts)
    return 1 if wrong_verdicts else 0


def _show(exercise_id: str, path: Path, root: Path, sandbox: Sandbox, console: Console) -> Verdict:
    """Grade one file as `grader check` does and print its report."""
    shown = path.relative_to(root)
    console.print()
    console.print(Rule(Text(f"grader check {exercise_id} {shown}"), align="left"))
    exercise = load_exercise(exercise_id)
    with ProgressView() as view:
        data = prepare_data(exercise, hidden_seed=None, view=view, choice="embedded")
        view.stage(say("starting"))
        submission = read_submission(path, stub=exercise.folder / "stub.py")
        report = grade(
            exercise, submission, sandbox, data=data, progress=shown_on(view, exercise.limits)
        )
    report = report.model_copy(update={"submission_path": str(shown)})
    print_report(report, console)
    return report.verdict


def _farewell(console: Console, wrong_verdicts: int) -> None:
    """The last lines: what to type next."""
    console.print(Rule())
    if wrong_verdicts:
        console.print(Text(say("{count} verdicts were not as expected. `grader doctor` says what "
                               "this host lacks.", count=wrong_verdicts)))  # fmt: skip
    console.print(Text(say("Now you. Type:")))
    for command, what in (
        (". .venv/bin/activate", say("once a terminal: makes `grader` known")),
        ("grader list", say("all exercises")),
        ("grader show house", say("the first task")),
        ("cp exercises/c1w1_house_prices/stub.py my_solution.py", say("what you fill in")),
        ("grader check house my_solution.py", say("train it, judge it, read why")),
    ):
        console.print(Text(f"  {command:<56}", style="bold") + Text(what), soft_wrap=True)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except GraderError as error:
        print(error, file=sys.stderr)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(2)

"""Draws docs/report.svg: the report on a real submission, just graded."""

from __future__ import annotations

import io
import re
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console

from grader.pipeline import grade
from grader.practice import load_exercise, open_sandbox, prepare_data
from grader.reports.terminal import print_report
from grader.submission import read_submission

ROOT = Path(__file__).resolve().parent.parent
EXERCISE, CASE = "c1w2_callbacks", "wrong_threshold_095"


def main() -> None:
    """Grade one wrong submission and save what the terminal shows."""
    exercise = load_exercise(EXERCISE)
    path = ROOT / "tests" / "submissions" / EXERCISE / CASE / "submission.py"
    submission = read_submission(path, student="ana", stub=exercise.folder / "stub.py")
    data = prepare_data(exercise, hidden_seed=None, view=None)
    with open_sandbox("auto") as sandbox:
        report = grade(exercise, submission, sandbox, data=data)
    report = report.model_copy(update={"submission_path": "my_solution.py"})
    console = Console(record=True, width=92, file=io.StringIO(), force_terminal=True)
    print_report(report, console)
    target = ROOT / "docs" / "report.svg"
    target.parent.mkdir(exist_ok=True)
    # rich's own template fetches fonts from the network; a monospaced one is everywhere.
    without_fonts = re.sub(r"@font-face \{\{.*?\}\}", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
    console.save_svg(
        str(target), title="grader check callbacks my_solution.py", code_format=without_fonts
    )
    print(target.relative_to(ROOT))


if __name__ == "__main__":
    main()

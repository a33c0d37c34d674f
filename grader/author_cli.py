"""The `grader author` commands: for those who write exercises."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from grader.errors import ExitCode

__all__ = ["Kind", "author"]

author = typer.Typer(no_args_is_help=True, help="Write exercises.", rich_markup_mode=None)


class Kind(StrEnum):
    """Which of an exercise's submissions are trained."""

    SOLUTION = "solution"
    RIGHT = "right"
    WRONG = "wrong"


def _tell(sentence: str) -> None:
    print(sentence, file=sys.stderr)


@author.command("new")
def author_new(
    exercise_id: Annotated[str, typer.Argument(help="c<course>w<week>_<what>")],
    root: Annotated[Path, typer.Option(help="The folder that holds exercises/.")] = Path(),
) -> int:
    """Write the skeleton of a new exercise."""
    from grader.authoring import new_exercise

    for path in new_exercise(exercise_id, root):
        print(path)
    return ExitCode.PASSED


@author.command("check")
def author_check(
    exercise: Annotated[list[str] | None, typer.Argument(help="All without a name.")] = None,
    *,
    train: Annotated[
        bool, typer.Option("--train", help="Also train: solutions pass, expectations hold.")
    ] = False,
    only: Annotated[
        list[str] | None,
        typer.Option(help="Train these alone: solution, wrong_two_units, 'right_*', …"),
    ] = None,
    root: Annotated[Path | None, typer.Option(help="The folder that holds exercises/.")] = None,
) -> int:
    """Prove that exercises are whole; one sentence for each fault."""
    from grader.proving import prove

    faults = 0
    for fault in prove(
        root, exercise or (), train=train or bool(only), only=only or (), tell=_tell
    ):
        print(f"✗ {fault.exercise_id}: {fault.sentence}")
        faults += 1
    if not faults:
        print("✓ no faults")
    return ExitCode.FAILED if faults else ExitCode.PASSED


@author.command("calibrate")
def author_calibrate(
    exercise: Annotated[str, typer.Argument(help="Its id, or a part of it.")],
    *,
    seeds: Annotated[int, typer.Option(min=1, help="Trainings of each submission.")] = 5,
    data: Annotated[str, typer.Option(help="embedded, real, or a path of the real set.")] = (
        "embedded"
    ),
    only: Annotated[
        list[Kind] | None, typer.Option(help="Train these alone; may be given several times.")
    ] = None,
    root: Annotated[Path | None, typer.Option(help="The folder that holds exercises/.")] = None,
) -> int:
    """Train solution and examples on several seeds: where should the thresholds stand?"""
    from grader.proving import calibrated

    kinds = [str(each) for each in only or Kind]
    print(calibrated(exercise, root, seeds=seeds, choice=data, kinds=kinds, tell=_tell))
    return ExitCode.PASSED


@author.command("schema")
def author_schema() -> int:
    """Print the JSON Schema of exercise.yaml, for editors."""
    import json

    from grader.authoring import exercise_schema

    print(json.dumps(exercise_schema(), indent=2, ensure_ascii=False))
    return ExitCode.PASSED


@author.command("docs")
def author_docs(
    root: Annotated[Path, typer.Option(help="The folder that holds docs/.")] = Path(),
) -> int:
    """Write docs/checks.md and docs/compatibility.md anew from the code."""
    from grader.authoring import write_compatibility, write_reference

    print(write_reference(root))
    print(write_compatibility(root))
    return ExitCode.PASSED


@author.command("notebooks")
def author_notebooks(
    exercise: Annotated[list[str] | None, typer.Argument(help="All without a name.")] = None,
    root: Annotated[Path, typer.Option(help="The folder that holds exercises/.")] = Path(),
) -> int:
    """Write stub.ipynb and solution.ipynb anew from their Python files."""
    from grader.authoring import write_notebooks

    for path in write_notebooks(root, exercise or ()):
        print(path)
    return ExitCode.PASSED

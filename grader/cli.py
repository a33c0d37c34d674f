"""The command line: arguments → one call → a renderer → an exit code.

Everything heavy is imported inside the commands, so that `grader --help` answers at once.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, Protocol, runtime_checkable

import typer

from grader import __version__
from grader.author_cli import author
from grader.class_cli import batch, regrade
from grader.datasets_cli import datasets
from grader.delivery import Format, deliver
from grader.errors import ExitCode, GraderError, UnknownNameError
from grader.export_cli import export
from grader.gradebook_cli import gradebook
from grader.language import preferred_language, say, use_language
from grader.similar_cli import similar

if TYPE_CHECKING:
    from rich.console import Console

    from grader.results import Report

__all__ = ["app", "run"]

_STOPPED_BY_CTRL_C: Final = 130
"""What typer makes of a KeyboardInterrupt, as a shell would."""

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Practise for the TensorFlow exam: train, check and understand your own solutions.",
    epilog="Begin with `grader list`, then `grader show EXERCISE`.",
)
app.add_typer(author, name="author")
app.command("batch")(batch)
app.add_typer(datasets, name="datasets")
app.add_typer(export, name="export")
app.add_typer(gradebook, name="gradebook")
gradebook.command("regrade")(regrade)
app.command("similar")(similar)


class Language(StrEnum):
    """The languages that the grader speaks."""

    EN = "en"
    KO = "ko"


class Device(StrEnum):
    """Where to train."""

    AUTO = "auto"
    CPU = "cpu"
    GPU = "gpu"


ExerciseName = Annotated[
    str, typer.Argument(metavar="EXERCISE", help="Its id, or a part of it: `callbacks`.")
]
HiddenSeed = Annotated[
    int | None, typer.Option(min=0, help="Judge on other hidden images than the usual ones.")
]
Lang = Annotated[
    Language | None, typer.Option("--lang", help="Language; otherwise from GRADER_LANG or LANG.")
]
Data = Annotated[
    str,
    typer.Option(
        metavar="embedded|real|PATH",
        help="Which images; PATH is a folder or archive of the real ones.",
        show_default="real where fetched, else embedded",
    ),
]


def _version(wanted: bool) -> None:  # noqa: FBT001 typer's way
    if wanted:
        print(f"grader {__version__}")
        raise typer.Exit


@app.callback()
def _start(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which one.")
    ] = False,
) -> None:
    del version


def _console() -> Console:
    from rich.console import Console

    return Console(highlight=False, soft_wrap=False)


def _speak(lang: Language | None) -> Any:
    return use_language(lang.value if lang else preferred_language())


@app.command()
def check(
    exercise: ExerciseName,
    file: Annotated[Path, typer.Argument(help="A .py, .ipynb, or a folder or .zip with one.")],
    *,
    form: Annotated[
        Format, typer.Option("--format", help="For the terminal, a browser or a program.")
    ] = Format.TERMINAL,
    output: Annotated[
        Path | None, typer.Option(help="Write the report there instead of printing it.")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="What training starts from.")] = 1,
    device: Annotated[Device, typer.Option(help="Where to train.")] = Device.AUTO,
    student: Annotated[str, typer.Option(help="Whose file it is, for the report.")] = "",
    hidden_seed: HiddenSeed = None,
    data: Data = "auto",
    strict: Annotated[
        bool, typer.Option("--strict", help="Only what today's TensorFlow takes as it is.")
    ] = False,
    lang: Lang = None,
) -> int:
    """Train and judge FILE as a solution of EXERCISE, and say what is right and what is not."""
    from grader.practice import Choices, check_file

    choices = Choices(seed, device.value, hidden_seed, data, strict)
    with _speak(lang):
        from grader.reports.progress import ProgressView

        try:
            with ProgressView() as view:
                report = check_file(
                    exercise, file, choices, student=student, view=view, warn=_complain
                )
        except UnknownNameError as error:
            _complain(str(error))
            return ExitCode.FAILED
        deliver(report, form, output, complain=_complain)
        return _exit_code(report)


def _exit_code(report: Report) -> ExitCode:
    from grader.results import Verdict

    codes = {Verdict.PASSED: ExitCode.PASSED, Verdict.GRADER_ERROR: ExitCode.GRADER_ERROR}
    return codes.get(report.verdict, ExitCode.FAILED)


@app.command("list")
def list_exercises(lang: Lang = None) -> int:
    """List all exercises."""
    from grader import resources
    from grader.exercise import exercise_ids
    from grader.practice import read_heading
    from grader.reports.listing import render_list

    with _speak(lang):
        ids = exercise_ids(resources.exercises_folder())
        _console().print(render_list([read_heading(id_) for id_ in ids]))
    return ExitCode.PASSED


@app.command()
def show(exercise: ExerciseName, lang: Lang = None) -> int:
    """Show the task of EXERCISE and what is graded."""
    from grader.checks.base import CHECKS
    from grader.practice import load_exercise
    from grader.reports.listing import render_exercise

    with _speak(lang):
        found = load_exercise(exercise)
        titles = {spec.name: say(CHECKS[spec.name].title) for spec in found.checks}
        _console().print(render_exercise(found, titles=titles))
    return ExitCode.PASSED


@app.command()
def hint(
    exercise: ExerciseName,
    check_name: Annotated[
        str | None,
        typer.Argument(metavar="[CHECK]", help="One check; else all are listed."),
    ] = None,
    lang: Lang = None,
) -> int:
    """Give a hint for EXERCISE, or for one CHECK of it."""
    from grader.practice import read_heading
    from grader.reports.listing import render_hint

    with _speak(lang):
        _console().print(render_hint(read_heading(exercise), check_name))
    return ExitCode.PASSED


@app.command()
def doctor(
    device: Annotated[Device, typer.Option(help="Which accelerator to look for.")] = Device.AUTO,
    lang: Lang = None,
) -> int:
    """Say what this host can enforce, which accelerator it has, and where the caches are."""
    from grader.doctor import examine_host
    from grader.reports.host import render_host

    with _speak(lang):
        found = examine_host(device.value)
        _console().print(render_host(found))
    return ExitCode.PASSED if all(each.well for each in found) else ExitCode.FAILED


def _complain(sentence: str) -> None:
    print(sentence, file=sys.stderr)


@runtime_checkable
class _Complaint(Protocol):
    """What typer raises about the command line; where the class lies depends on its version."""

    def show(self) -> None:
        """Print it to standard error."""
        ...


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit code. No traceback of ours ever gets out."""
    with use_language(preferred_language()):
        try:
            code = app(list(arguments), prog_name="grader", standalone_mode=False)
        except (KeyboardInterrupt, typer.Abort):
            code = _STOPPED_BY_CTRL_C
        except BrokenPipeError:
            sys.stderr.close()
            code = ExitCode.PASSED
        except Exception as error:  # noqa: BLE001 told in one sentence, kept whole in a file
            code = _told(error)
        if code == _STOPPED_BY_CTRL_C:
            _complain("\n" + say("Interrupted. Nothing was lost: check again when you like."))
            code = ExitCode.INTERRUPTED
        return int(code or 0)


def _told(error: Exception) -> ExitCode:
    """Say in one sentence what is wrong, and return the exit code for it."""
    if isinstance(error, GraderError):
        _complain(str(error))
        return error.exit_code
    if isinstance(error, _Complaint):
        error.show()
        return ExitCode.USAGE
    from grader.crash import keep_traceback

    kept = keep_traceback(error)
    _complain(say("The grader itself failed; that is not your fault. What happened is kept "
                  "in {path} for a bug report.", path=kept))  # fmt: skip
    return ExitCode.GRADER_ERROR

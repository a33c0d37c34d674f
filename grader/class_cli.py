"""`grader batch`: a class's folder at a time."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, cast

import typer

from grader.errors import ExitCode, UsageError
from grader.language import preferred_language, say, use_language

if TYPE_CHECKING:
    from grader.batch.classes import ClassCame
    from grader.batch.options import Options
    from grader.grades import Collected

__all__ = ["batch", "regrade"]


Folder = Annotated[Path | None, typer.Argument(help="The class's folder, or a platform's .zip.")]
Exercise = Annotated[str | None, typer.Option(metavar="EXERCISE", help="What all of it is for.")]
Every = Annotated[bool, typer.Option("--all", help="Names say which exercise it is.")]
Out = Annotated[
    Path | None, typer.Option(help="Where all goes.", show_default="the folder's name with -graded")
]
Book = Annotated[str, typer.Option(metavar="PATH|URL", help="Otherwise gradebook.db in --out.")]
Roster = Annotated[Path | None, typer.Option(help="A CSV with everybody.")]
CourseFile = Annotated[Path | None, typer.Option(help="A course.yaml: due dates, seeds.")]
LimitTo = Annotated[
    list[str] | None, typer.Option(metavar="STUDENT", help="Only these; may be repeated.")
]
Workers = Annotated[
    int | None,
    typer.Option(min=1, max=256, help="How many at a time.", show_default="by this host"),
]
Slots = Annotated[int, typer.Option(min=0, max=64, help="How many share the GPU.")]
Executor = Annotated[str, typer.Option(metavar="local|ray", help="Who works.")]
Address = Annotated[str, typer.Option(help="Of the Ray cluster.")]
Resume = Annotated[bool, typer.Option("--resume", help="Go on with what was broken off in --out.")]
Fresh = Annotated[bool, typer.Option("--fresh", help="Train anew what was graded before.")]
Isolation = Annotated[
    str, typer.Option(metavar="full|unconfined", help="How students' code is held.")
]
Device = Annotated[str, typer.Option(metavar="auto|cpu|gpu", help="Where to train.")]
Data = Annotated[str, typer.Option(metavar="embedded|real|PATH", help="Which images.")]
HiddenSeed = Annotated[
    int | None, typer.Option(min=0, help="Judge on other hidden images than the usual ones.")
]
Seed = Annotated[int, typer.Option(min=0, help="What training starts from.")]
Strict = Annotated[
    bool, typer.Option("--strict", help="Only what today's TensorFlow takes as it is.")
]
Pages = Annotated[bool, typer.Option(help="Write feedback pages.")]
Lang = Annotated[
    str | None, typer.Option(metavar="en|ko", help="Otherwise from GRADER_LANG or LANG.")
]


def batch(
    folder: Folder = None,
    *,
    exercise: Exercise = None,
    every: Every = False,
    out: Out = None,
    gradebook: Book = "",
    roster: Roster = None,
    course: CourseFile = None,
    limit_to: LimitTo = None,
    workers: Workers = None,
    gpu_slots: Slots = 0,
    executor: Executor = "local",
    address: Address = "",
    resume: Resume = False,
    fresh: Fresh = False,
    isolation: Isolation = "full",
    device: Device = "auto",
    data: Data = "auto",
    hidden_seed: HiddenSeed = None,
    seed: Seed = 1,
    strict: Strict = False,
    pages: Pages = True,
    lang: Lang = None,
) -> int:
    """Grade a whole class: every submission in FOLDER, as many at a time as this host bears."""
    asked = dict(locals())
    language = _language(asked.pop("lang"))
    with use_language(language):
        if asked.pop("resume"):
            return _go(_resumed(out, gradebook, folder, workers))
        return _go(_options(asked | {"language": language}))


def regrade(
    out: Out = None,
    gradebook: Book = "",
    *,
    exercise: Exercise = None,
    workers: Workers = None,
    fresh: Fresh = False,
    lang: Lang = None,
) -> int:
    """Grade again what an exercise that was changed since makes necessary, and nothing else.

    Where only points, thresholds or hints changed, nothing is trained. Overrides stand.
    """
    from grader.batch.options import last_of_each

    with use_language(_language(lang)):
        place = _place(out, gradebook, None)
        code = ExitCode.PASSED
        for options in last_of_each(_begun(place), exercise):
            if not options.folder.exists():
                _complain(say("{folder} is gone: what was handed in there is not graded again.",
                              folder=options.folder))  # fmt: skip
                code = ExitCode.USAGE
                continue
            changed = {"fresh": fresh} | ({"workers": workers} if workers else {})
            code = max(code, _go(options.model_copy(update=changed)))
        return code


def _options(asked: dict[str, Any]) -> Options:
    """Return the options of a batch that is begun.

    Raises:
        UsageError: If they do not fit together.
    """
    from grader.batch.options import default_workers

    if asked["folder"] is None:
        raise UsageError(say("Name the class's folder: grader batch FOLDER --exercise ID."))
    if asked.pop("every") == (asked["exercise"] is not None):
        raise UsageError(say("Say --exercise ID, for a folder of one exercise, or --all."))
    asked["out"] = asked["out"] or _beside(asked["folder"])
    asked["workers"] = asked["workers"] or default_workers()
    asked["limit_to"] = tuple(asked["limit_to"] or ())
    return _checked(asked)


def _language(lang: str | None) -> Literal["en", "ko"]:
    if lang not in {None, "en", "ko"}:
        raise UsageError(f"--lang: expected en or ko, found {lang!r}.")
    return cast("Literal['en', 'ko']", lang or preferred_language())


def _beside(folder: Path) -> Path:
    """Return where results go: beside the class's folder, never into it."""
    whole = folder.absolute()
    return whole.parent / f"{whole.stem if whole.is_file() else whole.name}-graded"


def _checked(asked: dict[str, Any]) -> Options:
    """Return the options; say which one of them takes what.

    Raises:
        UsageError: If one has a value that there is not.
    """
    from pydantic import ValidationError

    from grader.batch.options import Options

    try:
        return Options.model_validate(asked)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]).replace("_", "-") if first["loc"] else ""
        raise UsageError(f"--{name}: {first['msg']}; found {first['input']!r}.") from None


def _resumed(out: Path | None, gradebook: str, folder: Path | None, workers: int | None) -> Options:
    """Return what the batch was begun with that was broken off.

    Raises:
        UsageError: If there is none.
    """
    from grader.batch.options import read_options

    begun = _begun(_place(out, gradebook, folder))
    changed: dict[str, Any] = {"fresh": False} | ({"workers": workers} if workers else {})
    return read_options(begun[-1]).model_copy(update=changed)


def _place(out: Path | None, gradebook: str, folder: Path | None) -> str:
    """Return the gradebook that is meant.

    Raises:
        UsageError: If nothing says which.
    """
    place = out or (_beside(folder) if folder else None)
    if place is None and not gradebook:
        raise UsageError(say("Say which batch: --out FOLDER, or --gradebook PATH."))
    return gradebook or str(cast("Path", place) / "gradebook.db")


def _begun(gradebook: str) -> tuple[str, ...]:
    """Return what the batches of a gradebook were begun with, the last one last.

    Raises:
        UsageError: If there are none.
    """
    from grader.gradebook import open_gradebook

    with open_gradebook(gradebook, create=False) as book:
        found = tuple(batch.options for batch in book.batches())
    if not found:
        raise UsageError(say("Nothing was begun there. Name the class's folder and the exercise."))
    return found


def _go(options: Options) -> int:
    from grader.batch.beginning import executor_of

    try:
        with executor_of(options) as workers:
            from grader.batch.classes import Audience, grade_class
            from grader.reports.board import BatchBoard

            with BatchBoard() as board:
                came = grade_class(options, Audience(board, board, _tell), workers)
    except KeyboardInterrupt:
        _complain(say("Interrupted. What was graded is kept; go on with: grader batch --resume "
                      "--out {path}", path=options.out))  # fmt: skip
        return ExitCode.INTERRUPTED
    if not came.came.total:
        _complain(say("There is nothing to grade in {folder}.", folder=options.folder))
        return ExitCode.NOTHING_TO_GRADE
    _summary(came, options)
    return ExitCode.GRADER_ERROR if came.came.faults else ExitCode.PASSED


def _tell(collected: Collected) -> None:
    """List what could not be matched: it is never dropped."""
    for each in collected.unmatched:
        _complain(f"{each.path}: {each.why}")


def _summary(whole: ClassCame, options: Options) -> None:
    from rich.console import Console

    from grader.reports.batch import render_summary

    console, came = Console(highlight=False), whole.came
    text = render_summary(
        came.verdicts,
        before=came.before,
        trained=came.trained,
        missing=whole.missing,
        faults=came.faults,
        page=str(options.out / "index.html") if options.pages else "",
        book=options.book,
        ascii_only=console.options.ascii_only,
    )
    console.print(text, end="")


def _complain(sentence: str) -> None:
    from grader.reports.plain import plain_line

    print(plain_line(sentence), file=sys.stderr)

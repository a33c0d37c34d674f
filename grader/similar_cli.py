"""The `grader similar` command: a folder → which submissions in it are alike.

Everything heavy is imported inside the command, so that `grader --help` answers at once.
"""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from grader.errors import ExitCode, NotGradableError, UsageError
from grader.language import pick, say

if TYPE_CHECKING:
    from grader.similar.table import LeftOut
    from grader.similar.values import Pair, Sample

__all__ = ["similar"]

_CODE: Final = (".py", ".ipynb", ".zip")
_MOST_ENTRIES: Final = 20_000


class Format(StrEnum):
    """How the ranking is printed."""

    TERMINAL = "terminal"
    JSON = "json"


def similar(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="With the submissions.")],
    *,
    exercise: Annotated[
        str | None,
        typer.Option(
            metavar="EXERCISE",
            help="Whose stub is left out; without it, the stubs of all exercises are.",
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="PAGE", help="Write them side by side, as HTML.")
    ] = None,
    most: Annotated[int, typer.Option(min=1, help="So many pairs at most.")] = 50,
    at_least: Annotated[
        float, typer.Option(min=0.0, max=1.0, help="Pairs below this share are left out.")
    ] = 0.7,
    form: Annotated[Format, typer.Option("--format", help="For a person, or JSON.")] = (
        Format.TERMINAL
    ),
) -> int:
    """Rank pairs of submissions in FOLDER by how much of their own code they have in common."""
    from grader.similar.ranking import rank

    exercise_id, title, stub = _handed_out(exercise)
    with tempfile.TemporaryDirectory(prefix="grader-similar-") as scratch:
        samples, left_out = _read(sorted(_samples(folder, exercise_id, Path(scratch))))
    if len(samples) < 2:
        return _too_few(folder, len(samples), left_out)
    pairs = rank(samples, stub, at_least=at_least, most=most)
    if out is not None:
        _write(out, pairs, title, len(samples), left_out)
    if form is Format.JSON:
        from grader.similar.table import similar_json

        print(similar_json(pairs, exercise_id=exercise_id, compared=len(samples),
                           left_out=left_out))  # fmt: skip
    else:
        _print(pairs, len(samples), left_out)
    return ExitCode.PASSED


def _too_few(folder: Path, count: int, left_out: list[LeftOut]) -> ExitCode:
    for each in left_out:
        _tell(f"{each.label}: {each.why}")
    _tell(say("At least two submissions are needed; {folder} has {count} that can be read.",
              folder=folder, count=count))  # fmt: skip
    return ExitCode.NOTHING_TO_GRADE


def _handed_out(exercise: str | None) -> tuple[str, str, str]:
    """Return an exercise's id, title and stub; without one, the stubs of all."""
    from grader import resources
    from grader.exercise import exercise_ids
    from grader.practice import read_heading

    folder = resources.exercises_folder()
    if exercise is not None:
        found = read_heading(exercise)
        return found.id, pick(found.title), _stub(folder / found.id)
    return "", "", "\n".join(_stub(folder / id_) for id_ in exercise_ids(folder))


def _stub(exercise: Path) -> str:
    path = exercise / "stub.py"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _samples(folder: Path, exercise_id: str, scratch: Path) -> Iterator[tuple[str, Path]]:
    """Yield each submission with what it is called.

    Of one exercise they are found as `grader batch` finds them, and called after their students;
    otherwise all code in the folder is taken, and called by its path.

    Raises:
        UsageError: If there is no such folder, or it holds nothing usable.
    """
    if not exercise_id:
        yield from _walked(folder)
        return
    from grader import resources
    from grader.exercise import exercise_ids
    from grader.handins import collect

    known = exercise_ids(resources.exercises_folder())
    found = collect(folder, exercise_id, known=known, scratch=scratch)
    yield from ((handin.student.key, handin.path) for handin in found.handins)


def _walked(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield each submission in a folder with what it is called: its path from there.

    Links are not followed; hidden folders and those that systems leave behind are passed over.

    Raises:
        UsageError: If there is no such folder, or it holds far more than a class's submissions.
    """
    if not folder.is_dir():
        raise UsageError(say("{folder} is no folder. Name the one with the submissions.",
                             folder=folder))  # fmt: skip
    entries = 0
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith((".", "__")))
        entries += len(folders) + len(files)
        if entries > _MOST_ENTRIES:
            raise UsageError(say("{folder} holds more than {most} files. Name the one with the "
                                 "submissions.", folder=folder, most=_MOST_ENTRIES))  # fmt: skip
        for name in sorted(files):
            path = Path(parent) / name
            if name.startswith(".") or not name.lower().endswith(_CODE):
                continue
            if stat.S_ISREG(path.lstat().st_mode):
                yield path.relative_to(folder).as_posix(), path


def _read(found: list[tuple[str, Path]]) -> tuple[list[Sample], list[LeftOut]]:
    from grader.reports.plain import plain_line
    from grader.similar.reading import read_sample
    from grader.similar.table import LeftOut

    samples: list[Sample] = []
    left_out: list[LeftOut] = []
    for label, path in found:
        try:
            samples.append(read_sample(label, path))
        except NotGradableError as error:
            left_out.append(LeftOut(label=plain_line(label), why=str(error).partition("\n")[0]))
    return samples, left_out


def _write(
    out: Path, pairs: tuple[Pair, ...], title: str, compared: int, left_out: list[LeftOut]
) -> None:
    from grader.similar.page import render_similar

    page = render_similar(pairs, exercise=title, compared=compared, left_out=left_out)
    try:
        out.write_text(page, encoding="utf-8")
    except OSError as error:
        raise UsageError(say("{path} cannot be written: {why}. Name another file.",
                             path=out, why=error.strerror)) from None  # fmt: skip
    _tell(say("The page is in {path}.", path=out))


def _print(pairs: tuple[Pair, ...], compared: int, left_out: list[LeftOut]) -> None:
    from rich.console import Console

    from grader.reports.plain import plain_line
    from grader.similar.table import similar_table

    Console(highlight=False).print(similar_table(pairs), "", sep="\n")
    _tell(say("Submissions compared: {count}", count=compared))
    for each in left_out:
        _tell(plain_line(f"{each.label}: {each.why}"))


def _tell(sentence: str) -> None:
    from grader.reports.plain import plain_line

    print(plain_line(sentence), file=sys.stderr)

"""A class's folder from its files to its grades: the whole of `grader batch` on one screen."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from grader import resources
from grader.batch.beginning import setup_of
from grader.batch.executor import Executor
from grader.batch.many import Board, Came, grade_many
from grader.batch.options import Options
from grader.batch.pages import Pages
from grader.batch.preparing import Graded, know, prepare
from grader.errors import DataError, UsageError
from grader.exercise import exercise_ids, find_exercise
from grader.gradebook import Course, Gradebook, open_gradebook, read_course
from grader.grades import Collected
from grader.handins import collect
from grader.language import say
from grader.practice import View

__all__ = ["Audience", "ClassCame", "grade_class"]


@dataclass(frozen=True, slots=True)
class ClassCame:
    """What a batch came to, and what it was about.

    Attributes:
        missing: Those of the roster who handed in nothing, by key.
    """

    came: Came
    collected: Collected
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Audience:
    """Who is told of a batch, and what is made of its reports. Everything may be missing.

    Attributes:
        board: Where the batch is shown.
        view: Where the drawing of data is shown.
        tell: Told what was found in the folder, before anything is graded.
    """

    board: Board | None = None
    view: View | None = None
    tell: Callable[[Collected], None] | None = None


def grade_class(options: Options, audience: Audience, workers: Executor) -> ClassCame:
    """Grade a class's folder.

    Args:
        options: What `grader batch` was told.
        audience: Who is told of it.
        workers: Who works the jobs off, begun; see `grader.batch.beginning.executor_of`.

    Raises:
        UsageError: If the folder, the roster or an option makes no sense.
        SpecError: If an exercise or the course.yaml is written wrongly.
        DataError: If something cannot be read or written, also in the middle.
        SandboxError: If this host cannot confine code, or no worker starts.
    """
    if not options.folder.exists():
        raise UsageError(say("There is no {folder}. Name the class's folder, or the .zip of a "
                             "platform.", folder=options.folder))  # fmt: skip
    _make(options.out)
    course = read_course(options.course) if options.course else Course()
    with (
        open_gradebook(options.book) as book,
        tempfile.TemporaryDirectory(prefix="grader-class-", dir=options.out) as scratch,
    ):
        collected = _collected(options, Path(scratch))
        if audience.tell:
            audience.tell(collected)
        came = _graded(options, course, book, collected, audience, workers)
    present = {handin.student.key for handin in collected.handins}
    missing = tuple(each.key for each in collected.students if each.key not in present)
    return ClassCame(came, collected, missing)


def _collected(options: Options, scratch: Path) -> Collected:
    folder = resources.exercises_folder()
    return collect(
        options.folder,
        find_exercise(options.exercise, folder).name if options.exercise else None,
        known=exercise_ids(folder),
        roster=options.roster,
        scratch=scratch,
        limit_to=options.limit_to,
    )


def _graded(
    options: Options,
    course: Course,
    book: Gradebook,
    collected: Collected,
    audience: Audience,
    workers: Executor,
) -> Came:
    ids = {handin.exercise_id for handin in collected.handins}
    pages = Pages(book, collected, course, options) if options.pages else None
    known = know(ids, setup_of(options), audience.view)
    entries = prepare(collected.handins, known, _by_exercise(options, course))
    workers.rest_on(known, entries)
    book.add_students(collected.students, from_roster=options.roster is not None)
    batch_id = book.begin_batch(options.from_anywhere().model_dump_json())
    try:
        came = grade_many(
            entries,
            workers,
            book,
            out=options.out,
            batch_id=batch_id,
            fresh=options.fresh,
            board=audience.board,
            each=pages.write if pages else None,
        )
    finally:
        if pages:
            pages.write_class()
    book.end_batch(batch_id)
    return came


def _by_exercise(options: Options, course: Course) -> Callable[[str], Graded]:
    def graded(exercise_id: str) -> Graded:
        seed = course.rules(exercise_id).seed
        return Graded(options.seed if seed is None else seed, options.strict or course.strict)

    return graded


def _make(folder: Path) -> None:
    """Make the folder for all that is written, and try it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(bytes(1 << 20))
    except OSError as error:
        raise DataError(
            say("{path} cannot be written: {why}. Make room there, or choose another folder.",
                path=folder, why=error.strerror or error)
        ) from None  # fmt: skip

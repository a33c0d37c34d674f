"""The `grader gradebook` commands: a class's grades, one student, history, and overrides.

Everything heavy is imported inside the commands, so that `grader --help` answers at once.
"""

from __future__ import annotations

import getpass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from grader.errors import ExitCode
from grader.language import say

if TYPE_CHECKING:
    from rich.console import RenderableType

    from grader.gradebook import Course, Gradebook
    from grader.grades import Grade, Student

__all__ = ["gradebook"]

gradebook = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="The grades of a class: all of them, one student's, their history, and overrides.",
)

_DEFAULT_COURSE: Final = Path("course.yaml")

Book = Annotated[
    str,
    typer.Option(
        "--gradebook", metavar="PATH|URL", envvar="GRADER_GRADEBOOK", help="Where the grades are."
    ),
]
CourseFile = Annotated[
    Path | None,
    typer.Option(
        "--course",
        metavar="FILE",
        help="Due dates and what counts.",
        show_default="course.yaml, where there is one",
    ),
]
Key = Annotated[
    str, typer.Argument(metavar="KEY", help="A student's key or name, or a part of one.")
]
ExerciseId = Annotated[str, typer.Argument(metavar="EXERCISE", help="Its id, or a part of it.")]
Author = Annotated[
    str | None, typer.Option(metavar="NAME", help="Who decides.", show_default="your login name")
]
Reason = Annotated[str, typer.Option(metavar="TEXT", help="Why; it is kept, and students ask.")]


class Format(StrEnum):
    """How the grades are written."""

    TERMINAL = "terminal"
    CSV = "csv"
    JSON = "json"


def _open(url: str, *, read_only: bool) -> Gradebook:
    from grader.gradebook import open_gradebook

    return open_gradebook(url, create=False, read_only=read_only)


def _read_course(path: Path | None) -> Course:
    from grader.gradebook import Course, read_course

    if path is not None:
        return read_course(path)
    return read_course(_DEFAULT_COURSE) if _DEFAULT_COURSE.is_file() else Course()


def _print(*views: RenderableType) -> None:
    from rich.console import Console

    from grader.reports.printing import print_view

    console = Console(highlight=False)
    for view in views:
        print_view(view, console)


def _student(book: Gradebook, key: str) -> Student:
    from grader.gradebook.finding import find_student

    return find_student(key, book.students())


def _exercise(book: Gradebook, course: Course | None, part: str) -> str:
    from grader.exercise import exercise_ids
    from grader.gradebook.finding import find_id
    from grader.resources import exercises_folder

    known = {*book.exercises(), *exercise_ids(exercises_folder())}
    return find_id(part, known | set(course.exercises if course else ()))


@gradebook.command("show")
def gradebook_show(
    *,
    url: Book = "gradebook.db",
    course_file: CourseFile = None,
    exercise: Annotated[str | None, typer.Option(metavar="EXERCISE", help="Only this one.")] = None,
    student: Annotated[str | None, typer.Option(metavar="KEY", help="Only this one.")] = None,
    form: Annotated[
        Format, typer.Option("--format", help="For a person, or for programs.")
    ] = Format.TERMINAL,
) -> int:
    """Show what counts of every student on every exercise, and what needs a person."""
    course = _read_course(course_file)
    with _open(url, read_only=True) as book:
        chosen = None if exercise is None else [_exercise(book, course, exercise)]
        only = None if student is None else [_student(book, student).key]
        found = book.overview(course=course, exercises=chosen, students=only)
    if form is Format.TERMINAL:
        from grader.reports.gradebook import GradesView
        from grader.reports.gradebook_attention import AttentionView

        weights = {id_: rules.weight for id_, rules in course.exercises.items()}
        summary = _summary(book.shown, course, found.grades)
        view = GradesView(found.grades, course.title, summary, weights)
        _print(view, AttentionView(found.attention))
        return ExitCode.PASSED
    from grader.reports.gradebook_files import grades_csv, grades_json

    if form is Format.CSV:
        print(grades_csv(found.grades), end="")
    else:
        print(grades_json(found.grades, found.attention))
    return ExitCode.PASSED


def _summary(shown: str, course: Course, grades: tuple[Grade, ...]) -> str:
    """Say where the grades are from, how many there are, and what counts."""
    students = len({grade.student.key for grade in grades})
    exercises = len({grade.exercise_id for grade in grades})
    words = [
        shown,
        say("students: {count}", count=students),
        say("exercises: {count}", count=exercises),
        say("the best attempt counts")
        if course.count == "best"
        else say("the latest attempt counts"),
    ]
    return " · ".join(words)


@gradebook.command("student")
def gradebook_student(
    key: Key, *, url: Book = "gradebook.db", course_file: CourseFile = None
) -> int:
    """Show all of one student: what counts, what was late, what a person gave, each attempt."""
    from grader.reports.gradebook_student import StudentView, Work

    course = _read_course(course_file)
    with _open(url, read_only=True) as book:
        student = _student(book, key)
        works = [
            Work(
                grade,
                course.due(student.key, grade.exercise_id),
                book.reports_of(student.key, grade.exercise_id, course=course),
            )
            for grade in book.grades(course=course, students=[student.key])
        ]
    _print(StudentView(student, works, course.zone))
    return ExitCode.PASSED


@gradebook.command("history")
def gradebook_history(
    key: Key,
    exercise: ExerciseId,
    *,
    url: Book = "gradebook.db",
    course_file: CourseFile = None,
) -> int:
    """Show every attempt, override and withdrawal of one student on one exercise, in order."""
    from grader.reports.gradebook_student import HistoryView

    course = _read_course(course_file)
    with _open(url, read_only=True) as book:
        student, id_ = _student(book, key), _exercise(book, course, exercise)
        events = book.history(student.key, id_, course=course)
    _print(HistoryView(student, id_, events, course.zone))
    return ExitCode.PASSED


@gradebook.command("override")
def gradebook_override(
    key: Key,
    exercise: ExerciseId,
    points: Annotated[float, typer.Argument(metavar="POINTS", help="What stands from now on.")],
    *,
    reason: Reason,
    author: Author = None,
    bonus: Annotated[
        bool, typer.Option("--bonus", help="Allow more points than the exercise has.")
    ] = False,
    url: Book = "gradebook.db",
) -> int:
    """Give POINTS in place of the grader's, whatever it says now or later. All are kept."""
    with _open(url, read_only=False) as book:
        student, id_ = _student(book, key).key, _exercise(book, None, exercise)
        most = book.max_points(id_) or 0.0
        given = book.override(
            student, id_, points, author=_author(author), reason=reason, bonus=bonus
        )
    print(say("{student}, {exercise}: {points} of {most} points from {author} stand from now on.",
              student=_plain(student), exercise=_plain(id_), points=f"{given.points:g}",
              most=f"{most:g}", author=given.author))  # fmt: skip
    return ExitCode.PASSED


@gradebook.command("withdraw")
def gradebook_withdraw(
    key: Key,
    exercise: ExerciseId,
    *,
    reason: Reason,
    author: Author = None,
    url: Book = "gradebook.db",
) -> int:
    """Take an override back: the grader's own points count again."""
    with _open(url, read_only=False) as book:
        student, id_ = _student(book, key).key, _exercise(book, None, exercise)
        book.withdraw_override(student, id_, author=_author(author), reason=reason)
    print(say("{student}, {exercise}: the grader's own points count again.",
              student=_plain(student), exercise=_plain(id_)))  # fmt: skip
    return ExitCode.PASSED


def _author(name: str | None) -> str:
    """Return who decides: the login name where none was given, empty where there is none."""
    if name is not None:
        return name
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):  # a container may know nobody by its number
        return ""


def _plain(text: str) -> str:
    from grader.reports.plain import plain_line

    return plain_line(text)

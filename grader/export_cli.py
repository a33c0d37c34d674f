"""The `grader export` commands: grades and reports as the files that other systems take.

Everything heavy is imported inside the commands, so that `grader --help` answers at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from grader.errors import ExitCode, UsageError
from grader.exports.visibility import Visibility
from grader.language import say

if TYPE_CHECKING:
    from grader.grades import Grade
    from grader.results import Report

__all__ = ["export"]

export = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Write grades and reports as Gradescope, Canvas, Moodle, nbgrader and others take them.",
)

GradebookUrl = Annotated[
    str,
    typer.Option(
        "--gradebook", metavar="PATH|URL", envvar="GRADER_GRADEBOOK", help="Where the grades are."
    ),
]
Course = Annotated[
    Path | None, typer.Option("--course", metavar="FILE", help="The course.yaml: due dates.")
]
Exercises = Annotated[
    list[str] | None,
    typer.Option("--exercise", metavar="ID", help="Only this one. May stand more than once."),
]
Students = Annotated[
    list[str] | None,
    typer.Option("--student", metavar="KEY", help="Only this one. May stand more than once."),
]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="PATH", help="Write it there instead of printing it."),
]
Template = Annotated[
    Path | None,
    typer.Option("--template", metavar="FILE", help="Your own export from there, to be filled."),
]
Reports = Annotated[
    list[Path] | None,
    typer.Option("--report", metavar="FILE", help="A report in JSON, in place of a gradebook."),
]


@export.command("canvas")
def export_canvas(
    *,
    gradebook: GradebookUrl = "",
    course: Course = None,
    exercise: Exercises = None,
    template: Template = None,
    column: Annotated[
        list[str] | None,
        typer.Option(metavar="[ID=]NAME", help="The assignment's column, and whose it is."),
    ] = None,
    out: Out = None,
) -> int:
    """Write a CSV file for the import of Canvas's gradebook."""
    from grader.exports.canvas import fill_canvas, render_canvas
    from grader.exports.delivery import hand_over
    from grader.exports.source import select
    from grader.exports.tables import read_table

    table = read_table(template) if template else None
    grades = select(gradebook, course, exercise).grades
    columns = _by_exercise(column, grades)
    made = fill_canvas(table, grades, columns) if table else render_canvas(grades, columns)
    hand_over(made, out)
    return ExitCode.PASSED


def _by_exercise(columns: Sequence[str] | None, grades: Sequence[Grade]) -> dict[str, str]:
    """Return the columns that were named; without ID= it is the only exercise's."""
    from grader.exports.entries import exercise_ids

    ids = exercise_ids(grades)
    found: dict[str, str] = {}
    for each in columns or ():
        id_, _, name = each.partition("=")
        if name and id_ in ids:
            found[id_] = name
        elif len(ids) == 1:
            found[ids[0]] = each
        else:
            known = ", ".join(ids)
            raise UsageError(say("--column {column}: say whose it is, as EXERCISE=NAME, with one "
                                 "of {exercises}.", column=each, exercises=known))  # fmt: skip
    return found


@export.command("moodle")
def export_moodle(
    *,
    gradebook: GradebookUrl = "",
    course: Course = None,
    exercise: Exercises = None,
    template: Template = None,
    column: Annotated[
        str, typer.Option(metavar="NAME", help="The worksheet's column, if not Grade.")
    ] = "Grade",
    out: Out = None,
) -> int:
    """Write a CSV file for Moodle: your grading worksheet filled, or for the gradebook's import."""
    from grader.exports.delivery import hand_over
    from grader.exports.moodle import fill_moodle, render_moodle
    from grader.exports.source import select
    from grader.exports.tables import read_table

    table = read_table(template) if template else None
    grades = select(gradebook, course, exercise).grades
    hand_over(fill_moodle(table, grades, column) if table else render_moodle(grades), out)
    return ExitCode.PASSED


@export.command("csv")
def export_csv(
    *,
    gradebook: GradebookUrl = "",
    course: Course = None,
    exercise: Exercises = None,
    wide: Annotated[bool, typer.Option("--wide", help="One row a student.")] = False,
    excel: Annotated[
        bool, typer.Option("--excel", help="Begin with the mark by which Excel knows UTF-8.")
    ] = False,
    out: Out = None,
) -> int:
    """Write a plain CSV file with everything, one row a student and exercise."""
    from grader.exports.csv import render_csv, render_wide_csv
    from grader.exports.delivery import hand_over
    from grader.exports.entries import Exported
    from grader.exports.source import select

    grades = select(gradebook, course, exercise).grades
    made = render_wide_csv(grades) if wide else render_csv(grades)
    hand_over(Exported("\ufeff" + made.text, made.notes) if excel else made, out)
    return ExitCode.PASSED


@export.command("nbgrader")
def export_nbgrader(
    *,
    gradebook: GradebookUrl = "",
    course: Course = None,
    exercise: Exercises = None,
    out: Out = None,
) -> int:
    """Write a CSV file as `nbgrader export` does."""
    from grader.exports.delivery import hand_over
    from grader.exports.nbgrader import render_nbgrader
    from grader.exports.source import select

    selected = select(gradebook, course, exercise)
    hand_over(render_nbgrader(selected.grades, selected.due_dates), out)
    return ExitCode.PASSED


@export.command("junit")
def export_junit(
    *,
    report: Reports = None,
    gradebook: GradebookUrl = "",
    course: Course = None,
    exercise: Exercises = None,
    student: Students = None,
    out: Out = None,
) -> int:
    """Write JUnit XML, which GitHub and GitLab show: a suite a submission, a case a check."""
    from grader.exports.delivery import deliver
    from grader.exports.junit import render_junit

    reports = _reports(report, gradebook, course, exercise, student)
    deliver(render_junit(reports), out)
    return ExitCode.PASSED


@export.command("markdown")
def export_markdown(
    *,
    report: Reports = None,
    gradebook: GradebookUrl = "",
    course: Course = None,
    exercise: Exercises = None,
    student: Students = None,
    out: Out = None,
) -> int:
    """Write Markdown, for the summary page of a job on GitHub."""
    from grader.exports.delivery import deliver
    from grader.exports.markdown import render_markdown

    reports = _reports(report, gradebook, course, exercise, student)
    deliver(render_markdown(reports), out)
    return ExitCode.PASSED


def _reports(
    paths: Sequence[Path] | None,
    gradebook: str,
    course: Path | None,
    exercises: Sequence[str] | None,
    students: Sequence[str] | None,
) -> list[Report]:
    """Return the reports in the files that were named, otherwise those behind the grades."""
    from grader.exports.reports import read_report
    from grader.exports.source import select

    if paths:
        return [read_report(path) for path in paths]
    selected = select(gradebook, course, exercises, students)
    return [report for _, report in selected.reports()]


@export.command("gradescope")
def export_gradescope(
    *,
    report: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A report in JSON, in place of a gradebook."),
    ] = None,
    gradebook: GradebookUrl = "",
    course: Course = None,
    exercise: Exercises = None,
    student: Students = None,
    hidden_checks: Annotated[
        Visibility, typer.Option(help="When students see hidden checks.")
    ] = Visibility.AFTER_PUBLISHED,
    out: Out = None,
) -> int:
    """Write a results.json; from a gradebook one for each submission, into the folder --out."""
    from grader.exports.delivery import deliver, write_each
    from grader.exports.gradescope import render_gradescope
    from grader.exports.reports import read_report
    from grader.exports.source import select

    def render(each: Report) -> str:
        return render_gradescope(each, hidden_checks) + "\n"

    if report is not None:
        deliver(render(read_report(report)), out)
    elif out is None:
        raise UsageError(say("Name a folder with --out: there is one results.json a submission."))
    else:
        write_each(select(gradebook, course, exercise, student), render, out)
    return ExitCode.PASSED

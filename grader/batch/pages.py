"""The pages of a batch: one for each submission as soon as it is graded, and one for the class."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

import numpy as np

from grader.batch.options import Options
from grader.batch.preparing import Entry
from grader.datasets.splits import DataSet
from grader.errors import DataError, NotGradableError
from grader.feedback import (
    ClassPage,
    Images,
    annotate_notebook,
    page_path,
    render_class,
    render_feedback,
    submission_row,
    write_pages,
)
from grader.gradebook import Course, Gradebook
from grader.grades import Collected
from grader.insight import Insight
from grader.language import pick
from grader.practice import load_exercise, next_exercise
from grader.results import Report

__all__ = ["Pages", "public_images"]

_INDEX = PurePosixPath("index.html")


class Pages:
    """Writes the pages of one batch.

    Args:
        book: Where the grades are.
        collected: What the class's folder held.
        course: Its rules.
        options: What the batch was told: where pages go, in which language.
    """

    def __init__(
        self, book: Gradebook, collected: Collected, course: Course, options: Options
    ) -> None:
        self._book, self._collected, self._course = book, collected, course
        self._options = options

    def write(self, entry: Entry, report: Report) -> None:
        """Write the page of a submission, and of a notebook its cells with the remarks at them.

        Raises:
            GraderError: If they cannot be written.
        """
        student, id_ = entry.handin.student.key, report.exercise_id
        # The student has the file, and not the instructor's folders.
        report = report.model_copy(update={"submission_path": report.submission_name})
        place, beside = page_path(student, id_), page_path(student, id_, notebook=True)
        pages: dict[PurePosixPath, str] = {}
        if report.submission_name.lower().endswith(".ipynb"):
            with suppress(NotGradableError):  # then the report itself says so
                pages[beside] = annotate_notebook(
                    entry.handin.path, report, feedback_page=place.name
                )
        pages[place] = render_feedback(
            report,
            report.insight,
            images=public_images(report.insight, entry.known.data),
            next_id=next_exercise(id_),
            notebook_page=beside.name if beside in pages else "",
        )
        write_pages(self._options.out, pages)

    def write_class(self) -> None:
        """Write the page of the class, from all that its gradebook has.

        Raises:
            GraderError: If it cannot be written.
        """
        grades = self._book.grades(course=self._course)
        rows = [
            submission_row(
                self._book.report(grade.report_id),
                grade.student,
                page=self._address(grade.student.key, grade.exercise_id),
            )
            for grade in grades
            if grade.report_id is not None
        ]
        ids = dict.fromkeys(grade.exercise_id for grade in grades)
        page = ClassPage(
            title=self._course.title or self._options.folder.absolute().name,
            made_at=datetime.now(UTC),
            grades=grades,
            rows=tuple(rows),
            exercises={id_: pick(load_exercise(id_).title) for id_ in ids},
            unmatched=self._collected.unmatched,
            language=self._options.language,
        )
        write_pages(self._options.out, {_INDEX: render_class(page)})

    def _address(self, student: str, exercise_id: str) -> str:
        place = page_path(student, exercise_id)
        return str(place) if (Path(self._options.out) / place).is_file() else ""


def public_images(insight: Insight | None, data: DataSet | None) -> Images:
    """Return the public images that a page shows, by split and place; {} where they are gone."""
    if insight is None or data is None:
        return {}
    found: dict[str, list[int]] = {"train": [], "validation": []}
    for each in insight.wrong:
        found[each.split].append(each.index)
    images: Images = {}
    with suppress(DataError, OSError, IndexError, ValueError):
        images = {
            (split, index): np.array(pictures[index])
            for split in ("train", "validation")
            if found[split]
            for pictures in [np.load(data.inputs(split), mmap_mode="r", allow_pickle=False)]
            for index in found[split]
        }
    return images

"""The durable store of a course's grades: one SQLite file, or a PostgreSQL database.

    with open_gradebook("gradebook.db") as book:
        book.record(handin, report, key=key, spec_digest=spec, grader_digest=version)
        for grade in book.grades(course=read_course(Path("course.yaml"))):
            ...

Every attempt is kept; what counts is worked out anew each time from the attempts, the course's
rules and what persons overrode, so that a changed course.yaml never needs anything to be graded
again.
"""

from __future__ import annotations

from grader.gradebook.book import Gradebook, open_gradebook
from grader.gradebook.course import Course, CourseExercise, Late, read_course
from grader.gradebook.recording import job_key
from grader.gradebook.values import Batch, Overview, Recorded

__all__ = [
    "Batch",
    "Course",
    "CourseExercise",
    "Gradebook",
    "Late",
    "Overview",
    "Recorded",
    "job_key",
    "open_gradebook",
    "read_course",
]

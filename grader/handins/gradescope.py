"""An export of Gradescope ("Export Submissions").

`submission_metadata.yml`, written by Ruby, has for each folder `submission_<id>` of the export
`:submitters:`, a list with `:name:`, `:sid:` and `:email:` of everyone in the group, and
`:created_at:`, as "2026-04-26 17:34:00.861687000 Z"; beside them scores, results and history,
which are not read.

Source: the form is not documented by Gradescope; it is the one that public readers agree on, such
as otter-grader's `GradescopeParser`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from grader.grades import Student
from grader.handins.exercises import Exercises
from grader.handins.found import Place, Reading
from grader.handins.gradescope_yaml import Submitted, read_metadata
from grader.handins.listing import code_files, is_code, is_zip, look, no_code, why_nothing
from grader.handins.places import read_place
from grader.language import say

__all__ = ["read", "recognise"]

_METADATA: Final = "submission_metadata.yml"


def recognise(top: Path) -> bool:
    """Say whether the export's list is there."""
    return any(path.name == _METADATA for path in look(top).files)


def read(top: Path, exercises: Exercises, reading: Reading) -> None:
    """Read each folder for everyone who handed it in.

    Raises:
        UsageError: The list cannot be read.
    """
    seen = look(top)
    listed = {each.folder: each for each in read_metadata(top / _METADATA)}
    reading.leave_all(seen.odd)
    for path in (*seen.folders, *seen.files):
        if path.name == _METADATA:
            continue
        submitted = listed.get(path.name)
        students = _students(submitted) if submitted else ()
        if submitted is None:
            reading.leave(path, say("{file} does not list this, so nothing tells whose it is.",
                                    file=_METADATA))  # fmt: skip
        elif not students:
            reading.leave(path, say("{file} names nobody who handed this in.", file=_METADATA))
        elif path in seen.files:
            place = Place(top, students, submitted.submitted_at)
            if is_code(path.name) or is_zip(path.name):
                reading.settle(place, path, exercises.decide(path.stem), path.stem)
            else:
                reading.leave(path, no_code())
        elif next(code_files(path), None) is None:
            reading.leave(path, why_nothing(path))
        else:
            read_place(Place(path, students, submitted.submitted_at), exercises, reading)


def _students(submitted: Submitted) -> tuple[Student, ...]:
    students: list[Student] = []
    for each in submitted.submitters:
        key = each.sid or each.email or each.name
        if key:
            ids = {"gradescope": each.sid} if each.sid else {}
            students.append(Student(key, each.name, each.email, ids))
    return tuple(students)

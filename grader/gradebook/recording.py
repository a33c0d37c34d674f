"""Writing reports down, and finding out which jobs are done."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from grader.gradebook.stored import pack_report, stored_key, stored_text
from grader.gradebook.students import add_students
from grader.gradebook.tables import ReportRow, ReportTextRow
from grader.gradebook.values import Recorded
from grader.grades import Handin
from grader.results import Report, Verdict

__all__ = ["Origin", "done", "job_key", "record"]

_AT_ONCE: Final = 1000


def job_key(student: str, exercise_id: str, submission_sha256: str, digest: str) -> str:
    """Return what decides that a job has been done, as 64 hexadecimal digits.

    Args:
        student: The student's key.
        exercise_id: The exercise.
        submission_sha256: Of the submission's bytes.
        digest: Of everything else that a result rests on: spec, data, seed, options.
    """
    digested = hashlib.sha256()
    for part in (student, exercise_id, submission_sha256, digest):
        raw = part.encode("utf-8", "surrogatepass")
        digested.update(len(raw).to_bytes(8, "big") + raw)
    return digested.hexdigest()


@dataclass(frozen=True, slots=True)
class Origin:
    """How a report came about.

    Attributes:
        key: What decides that the job has been done; see `job_key`.
        spec_digest: Of the exercise's spec.
        grader_digest: Of the grader that made it.
        sha256: Of the submission's bytes; empty where the report has it, or nothing could be read.
        identical_to: The key of another student whose file is the same, or empty.
        batch_id: The batch, or None.
    """

    key: str
    spec_digest: str
    grader_digest: str
    sha256: str = ""
    identical_to: str = ""
    batch_id: int | None = None


def record(session: Session, handin: Handin, report: Report, origin: Origin, *, fresh: bool) -> int:
    """Add a report unless its job is done already, and return the number of its row.

    Raises:
        ValueError: If the report is on another exercise than the handin, or a time has no zone:
            that is our bug.
    """
    if report.exercise_id != handin.exercise_id:
        raise ValueError(f"a report on {report.exercise_id} for a handin of {handin.exercise_id}")
    if handin.submitted_at and handin.submitted_at.tzinfo is None:
        raise ValueError(f"{handin.submitted_at} has no time zone")
    student, exercise_id = stored_key(handin.student.key), stored_key(handin.exercise_id)
    key = stored_key(origin.key)
    query = (
        select(ReportRow.id, ReportRow.repeat)
        .where(
            ReportRow.student == student,
            ReportRow.exercise_id == exercise_id,
            ReportRow.key == key,
        )
        .order_by(ReportRow.repeat.desc())
        .limit(1)
    )
    before = session.execute(query).first()
    if before is not None and not fresh:
        return before[0]
    add_students(session, [handin.student], from_roster=False)
    session.flush()
    row = _row(handin, report, origin)
    row.student, row.exercise_id, row.key = student, exercise_id, key
    row.repeat = 0 if before is None else before[1] + 1
    session.add(row)
    session.flush()
    session.add(ReportTextRow(report_id=row.id, json_zlib=pack_report(report)))
    session.flush()
    return row.id


def _row(handin: Handin, report: Report, origin: Origin) -> ReportRow:
    return ReportRow(
        batch_id=origin.batch_id,
        verdict=report.verdict.value,
        points=report.points,
        max_points=report.max_points,
        pass_points=report.pass_points,
        submitted_at=handin.submitted_at,
        late_by_platform=handin.late_by_platform,
        graded_at=datetime.now(UTC),
        seed=report.seed,
        wall_seconds=report.wall_seconds,
        path=stored_text(str(handin.path)),
        sha256=stored_text(origin.sha256 or report.submission_sha256),
        language=report.language,
        trainings=report.attempts,
        identical_to=stored_text(origin.identical_to),
        spec_digest=stored_text(origin.spec_digest),
        grader_digest=stored_text(origin.grader_digest),
    )


def done(session: Session, keys: Iterable[str]) -> dict[str, Recorded]:
    """Return those of many jobs that are recorded, each with its newest report."""
    found: dict[str, Recorded] = {}
    asked = {stored_key(key): key for key in keys}
    for some in _slices(sorted(asked)):
        query = select(ReportRow.key, ReportRow.id, ReportRow.verdict).where(
            ReportRow.key.in_(some)
        )
        for key, id_, verdict in session.execute(query.order_by(ReportRow.id)):
            found[asked[key]] = Recorded(id_, Verdict(verdict))
    return found


def _slices(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(keys), _AT_ONCE):
        yield keys[start : start + _AT_ONCE]

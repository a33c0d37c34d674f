"""The gradebook: one object with everything that is written to it and read from it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from grader.attempts import Attempt, Withdrawal
from grader.gradebook import overrides, recording
from grader.gradebook import students as students_table
from grader.gradebook.course import Course
from grader.gradebook.overview import overview
from grader.gradebook.place import read_place
from grader.gradebook.reading import read_attempts, read_report, same_file
from grader.gradebook.rows import graded_exercises, max_points
from grader.gradebook.store import Store
from grader.gradebook.stored import stored_key, stored_text
from grader.gradebook.tables import BatchRow
from grader.gradebook.values import Batch, Overview, Recorded
from grader.grades import Grade, Handin, Override, Student
from grader.results import Report

__all__ = ["Gradebook", "open_gradebook"]

_TRIES = 3
_ANY_COURSE = Course()


def _at(student: str, exercise_id: str) -> tuple[str, str]:
    return stored_key(student), stored_key(exercise_id)


def open_gradebook(
    url_or_path: str | Path, *, create: bool = True, read_only: bool = False
) -> Gradebook:
    """Open a gradebook, and write to it once, so that what will not work is said at the start.

    Args:
        url_or_path: A path or `sqlite:///path` for a file, `postgresql://…` for a server.
        create: Make it where there is none.
        read_only: Only look: nothing is made or written.

    Raises:
        UsageError: If that names no gradebook, or a driver is missing.
        DataError: If it cannot be reached, read or written, is no gradebook, or is newer.
    """
    place = read_place(url_or_path)
    return Gradebook(place, create=create, read_only=read_only)


class Gradebook(Store):
    """The durable store of a course's grades; closed at the end of a `with` block.

    Everything is committed, durably, before a method returns, and is raised as a `DataError` where
    that fails: a full disk, a file that is gone, a lost server. One process writes, others read.
    Where a method takes a student, that is the student's key.
    """

    def add_students(self, students: Iterable[Student], *, from_roster: bool = False) -> None:
        """Insert or update students: what a roster says wins over what folders are named."""
        with self.writing() as session:
            students_table.add_students(session, students, from_roster=from_roster)

    def students(self) -> tuple[Student, ...]:
        """Return everybody, by key."""
        with self.reading() as session:
            return students_table.all_students(session)

    def exercises(self) -> tuple[str, ...]:
        """Return the ids of all exercises on which there are reports."""
        with self.reading() as session:
            return graded_exercises(session)

    def begin_batch(self, options: str) -> int:
        """Write down that a batch begins, with its options as JSON; return its number."""
        with self.writing() as session:
            row = BatchRow(options=options, started_at=datetime.now(UTC), ended_at=None)
            session.add(row)
            session.flush()
            return row.id

    def end_batch(self, batch_id: int) -> None:
        """Write down that a batch is through; without it, it was broken off."""
        with self.writing() as session:
            session.get_one(BatchRow, batch_id).ended_at = datetime.now(UTC)

    def last_batch(self) -> Batch | None:
        """Return the batch that was begun last, or None."""
        with self.reading() as session:
            row = session.scalars(select(BatchRow).order_by(BatchRow.id.desc()).limit(1)).first()
            return Batch(row.id, row.options, row.started_at, row.ended_at) if row else None

    def batches(self) -> tuple[Batch, ...]:
        """Return all batches, in the order in which they were begun."""
        with self.reading() as session:
            rows = session.scalars(select(BatchRow).order_by(BatchRow.id))
            return tuple(Batch(row.id, row.options, row.started_at, row.ended_at) for row in rows)

    def record(
        self,
        handin: Handin,
        report: Report,
        *,
        key: str,
        spec_digest: str,
        grader_digest: str,
        identical_to: str = "",
        sha256: str = "",
        batch_id: int | None = None,
        fresh: bool = False,
    ) -> int:
        """Keep a report and return its number; it is on the disk before this returns.

        Recording a job that is done changes nothing and returns the number of its newest report.

        Args:
            handin: Whose, what and when.
            report: The result.
            key: What decides that this job is done; see `job_key`.
            spec_digest: Of the exercise's spec.
            grader_digest: Of the grader that made the report.
            identical_to: The key of another student whose file is the same, or empty.
            sha256: Of the submission's bytes; otherwise the report's.
            batch_id: The batch that this is part of, or None.
            fresh: Keep it although the job is done: it replaces what counts of that file.

        Raises:
            DataError: If it could not be written: nothing of it is there then.
        """
        origin = recording.Origin(key, spec_digest, grader_digest, sha256, identical_to, batch_id)
        for left in reversed(range(_TRIES)):
            try:
                with self.writing() as session:
                    return recording.record(session, handin, report, origin, fresh=fresh)
            except IntegrityError:  # another process was quicker; its row is found now
                if not left:
                    raise
        raise AssertionError

    def done(self, keys: Iterable[str]) -> dict[str, Recorded]:
        """Return those of many jobs that are recorded, each with its newest report."""
        with self.reading() as session:
            return recording.done(session, keys)

    def report(self, report_id: int) -> Report:
        """Return a whole report.

        Raises:
            DataError: If there is none with that number, or it is damaged.
        """
        with self.reading() as session:
            return read_report(session, report_id)

    def reports_of(
        self, student: str, exercise_id: str, *, course: Course = _ANY_COURSE
    ) -> tuple[Attempt, ...]:
        """Return every attempt of a student on an exercise, weighed, in the order of recording."""
        with self.reading() as session:
            return read_attempts(session, *_at(student, exercise_id), course)

    def same_file(self, exercise_id: str, sha256: str) -> tuple[Attempt, ...]:
        """Return every attempt of anybody with the same bytes, in the order of recording."""
        with self.reading() as session:
            return same_file(session, stored_key(exercise_id), stored_text(sha256))

    def overview(
        self,
        *,
        course: Course = _ANY_COURSE,
        exercises: Collection[str] | None = None,
        students: Collection[str] | None = None,
    ) -> Overview:
        """Return the grades, and what a person should look at. Arguments as of `grades`."""
        with self.reading() as session:
            return overview(session, course, exercises, students)

    def grades(
        self,
        *,
        course: Course = _ANY_COURSE,
        exercises: Collection[str] | None = None,
        students: Collection[str] | None = None,
    ) -> tuple[Grade, ...]:
        """Return what counts, by student's key and then by exercise: one grade for each pair.

        Args:
            course: Its rules; the default counts the best attempt and nothing is ever late.
            exercises: Only these ids; otherwise the course's, or all that the gradebook has.
            students: Only these keys; otherwise everybody.
        """
        found = self.overview(course=course, exercises=exercises, students=students)
        return found.grades

    def max_points(self, exercise_id: str) -> float | None:
        """Return the points of an exercise, as its newest report or the grader has it."""
        with self.reading() as session:
            return max_points(session, [exercise_id]).get(exercise_id)

    def override(
        self,
        student: str,
        exercise_id: str,
        points: float,
        *,
        author: str,
        reason: str,
        bonus: bool = False,
    ) -> Override:
        """Give points in place of the grader's, whatever it says now or later.

        A later one supersedes an earlier one; all are kept.

        Args:
            student: The student's key.
            exercise_id: The exercise.
            points: From 0 to the exercise's points, or any number above with `bonus`.
            author: Who decides.
            reason: Why; must not be empty.
            bonus: Allow more points than the exercise has.

        Raises:
            UsageError: If one of these does not hold, or the student is not known.
        """
        with self.writing() as session:
            at = _at(student, exercise_id)
            students_table.require_student(session, at[0])
            most = max_points(session, [exercise_id])
            return overrides.add_override(
                session, at, points, most, author=author, reason=reason, bonus=bonus
            )

    def withdraw_override(
        self, student: str, exercise_id: str, *, author: str, reason: str
    ) -> Withdrawal:
        """Take an override back: the grader's points count again, not an earlier override's.

        Raises:
            UsageError: If none stands there, or author or reason is missing.
        """
        with self.writing() as session:
            at = _at(student, exercise_id)
            return overrides.withdraw(session, at, author=author, reason=reason)

    def override_history(self, student: str, exercise_id: str) -> tuple[Override | Withdrawal, ...]:
        """Return all points that persons gave and took back, oldest first."""
        with self.reading() as session:
            return overrides.override_rows(session, *_at(student, exercise_id))

    def history(
        self, student: str, exercise_id: str, *, course: Course = _ANY_COURSE
    ) -> tuple[Attempt | Override | Withdrawal, ...]:
        """Return every attempt, override and withdrawal, in the order in which it was recorded."""
        events = [
            *(
                (each.graded_at, each)
                for each in self.reports_of(student, exercise_id, course=course)
            ),
            *((each.made_at, each) for each in self.override_history(student, exercise_id)),
        ]
        return tuple(each for _, each in sorted(events, key=lambda event: event[0]))

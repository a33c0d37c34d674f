"""A class's submissions, graded: jobs → workers → gradebook, each kept before the next one counts.

What fails by a fault of ours is tried once more, at the end, by workers that are fresh; then it is
recorded as that, and costs nobody points.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Protocol, cast

from grader.batch.executor import Executor
from grader.batch.faults import keep_fault
from grader.batch.jobs import Job, Outcome
from grader.batch.preparing import Entry, credited, unfinished
from grader.errors import DataError
from grader.gradebook import Gradebook
from grader.language import current_language, pick, say
from grader.results import Report, Verdict
from grader.run_keys import code_digest

__all__ = ["Board", "Came", "grade_many"]

_LEAST_BYTES: Final = 1 << 20
"""What must be writable for the batch to go on: less, and nothing more of it can be kept."""


class Board(Protocol):
    """Where an instructor watches."""

    def begin(self, total: int, before: int, slots: int) -> None:
        """Say how many submissions there are, and how many of them were graded before."""
        ...

    def event(self, slot: int, student: str, exercise_id: str, said: Mapping[str, Any]) -> None:
        """Show what the trainee of a slot said: it is the student's word."""
        ...

    def finished(self, student: str, report: Report) -> None:
        """Show that a submission is graded, and its report is kept."""
        ...

    def again(self, count: int) -> None:
        """Say that so many are tried once more, for a fault of ours."""
        ...


@dataclass(slots=True)
class Came:
    """What a batch came to.

    Attributes:
        total: How many handins there were.
        before: How many of them were graded before.
        verdicts: How many of each verdict were added.
        trained: How many were given to a worker; identical ones are given once.
        faults: The folders with what is known of each fault of ours.
    """

    total: int = 0
    before: int = 0
    trained: int = 0
    verdicts: Counter[Verdict] = field(default_factory=Counter[Verdict])
    faults: list[Path] = field(default_factory=list[Path])


def grade_many(
    entries: Sequence[Entry],
    executor: Executor,
    book: Gradebook,
    *,
    out: Path,
    batch_id: int | None = None,
    fresh: bool = False,
    board: Board | None = None,
    each: Callable[[Entry, Report], None] | None = None,
) -> Came:
    """Grade what is not graded yet, and keep every report as soon as it is there.

    Args:
        entries: From `grader.batch.preparing.prepare`.
        executor: Who works the jobs off.
        book: Where reports are kept.
        out: The folder for what is known of faults.
        batch_id: The batch in the gradebook.
        fresh: Grade all, whatever was graded before.
        board: Where it is shown.
        each: Called with each report that was kept.

    Raises:
        DataError: If nothing more can be written, or the submissions are gone.
        SandboxError: If no worker can be started.
    """
    todo = list(unfinished(entries, book, fresh=fresh))
    came = Came(total=len(entries), before=len(entries) - len(todo))
    if board:
        board.begin(came.total, came.before, executor.slots)
    first: dict[tuple[object, ...], str] = {}
    for entry in entries:
        first.setdefault(entry.same_work, entry.handin.student.key)
    batch = _Batch(executor, book, out, batch_id, first, board, each, came)
    batch.grade(todo)
    return came


@dataclass(frozen=True, slots=True)
class _Batch:
    """One batch on its way; see `grade_many`."""

    executor: Executor
    book: Gradebook
    out: Path
    batch_id: int | None
    first: Mapping[tuple[object, ...], str]
    board: Board | None
    each: Callable[[Entry, Report], None] | None
    came: Came

    def grade(self, todo: Sequence[Entry]) -> None:
        for entry in todo:
            if entry.rejected:
                self._keep(entry, entry.rejected)
        groups = _same(entry for entry in todo if entry.job)
        self.came.trained = len(groups)
        failed = [outcome for outcome in self._work(groups, groups) if not outcome.report]
        if not failed:
            return
        self.executor.close()  # the next workers are fresh
        if self.board:
            self.board.again(len(failed))
        again = [outcome.job.number for outcome in failed]
        for outcome in self._work(groups, again):
            if not outcome.report:
                self._give_up(groups[outcome.job.number], outcome.fault)

    def _work(
        self, groups: Mapping[int, Sequence[Entry]], numbers: Iterable[int]
    ) -> Iterator[Outcome]:
        """Work off the first of each group; keep what came for all of it, yield every outcome."""
        jobs = (cast("Job", groups[number][0].job) for number in numbers)
        for outcome in self.executor.run(jobs, self._watch):
            group = groups[outcome.job.number]
            found = self._sound(group[0], outcome)
            if found.report:
                for entry in group:
                    self._keep(entry, credited(found.report, entry))
            yield found

    def _watch(self, slot: int, job: Job, said: Mapping[str, Any]) -> None:
        if self.board:
            self.board.event(slot, job.student, job.exercise_id, said)

    def _sound(self, entry: Entry, outcome: Outcome) -> Outcome:
        """Return the outcome; a report that says the grader is at fault counts as a fault."""
        report = outcome.report
        if report is None or report.verdict is Verdict.GRADER_ERROR:
            _ensure_room(self.out)
            broken = [each for each in report.checks if each.reason] if report else []
            said = report.message if report else outcome.fault
            return Outcome(outcome.job, fault="\n".join([said, *(each.reason for each in broken)]))
        if report.verdict is Verdict.NOT_GRADABLE and not entry.handin.path.exists():
            raise DataError(
                say("{path} is gone: it was there when the batch began. Put it back, and go on "
                    "with --resume.", path=entry.handin.path)
            )  # fmt: skip
        return outcome

    def _keep(self, entry: Entry, report: Report) -> None:
        student = entry.handin.student.key
        first = self.first[entry.same_work] if entry.job else student
        self.book.record(
            entry.handin,
            report,
            key=entry.key,
            spec_digest=entry.known.spec_digest,
            grader_digest=code_digest(),
            identical_to=first if first != student else "",
            sha256=entry.sha256,
            batch_id=self.batch_id,
            fresh=True,  # what is done was left out before
        )
        self.came.verdicts[report.verdict] += 1
        if self.each:
            self.each(entry, report)
        if self.board:
            self.board.finished(student, report)

    def _give_up(self, group: Sequence[Entry], fault: str) -> None:
        """Record a fault of ours for all whose file it met; nobody loses points by it."""
        place = keep_fault(self.out / "faults", group[0], fault)
        self.came.faults.append(place)
        for entry in group:
            self._keep(entry, _faulty(entry, fault, place))


def _same(entries: Iterable[Entry]) -> dict[int, list[Entry]]:
    """Return the entries by the number of the first whose grading would be the same."""
    groups: dict[tuple[object, ...], list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.same_work, []).append(entry)
    return {cast("Job", group[0].job).number: group for group in groups.values()}


def _faulty(entry: Entry, fault: str, place: Path) -> Report:
    exercise = entry.known.exercise
    (*_, why) = fault.strip().splitlines() or ["?"]
    message = say("The grader failed twice at this submission ({why}). What is known of it is in "
                  "{path}, for a bug report.", why=why[:300], path=place)  # fmt: skip
    return Report(
        exercise_id=exercise.id,
        title=pick(exercise.title),
        student=entry.handin.student.key,
        language=cast("Any", current_language()),
        submission_sha256=entry.sha256,
        submission_name=entry.handin.path.name,
        submission_path=str(entry.handin.path),
        verdict=Verdict.GRADER_ERROR,
        max_points=exercise.max_points,
        pass_points=exercise.pass_score * exercise.max_points,
        message=message,
        started_at=datetime.now(UTC),
    )


def _ensure_room(folder: Path) -> None:
    """Stop the batch where nothing can be written any more: then no fault is a submission's.

    Raises:
        DataError: With the reason.
    """
    for place in (folder, Path(tempfile.gettempdir())):
        try:
            with tempfile.TemporaryFile(dir=place) as file:
                file.write(bytes(_LEAST_BYTES))
                file.flush()
        except OSError as error:
            raise DataError(
                say("{path} cannot be written: {why}. Make room there, and go on with --resume.",
                    path=place, why=error.strerror or error)
            ) from None  # fmt: skip

"""What has to be done for a class: each handin read, and whether it was graded before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from grader.batch.jobs import Job, Setup
from grader.errors import NotGradableError
from grader.gradebook import Gradebook, job_key
from grader.grades import Handin
from grader.practice import View, load_exercise, prepare_data
from grader.rejection import not_gradable
from grader.results import Report, Verdict
from grader.submission import read_submission

if TYPE_CHECKING:
    from grader.datasets.splits import DataSet
    from grader.exercise import Exercise

__all__ = ["Entry", "Graded", "Known", "know", "prepare", "unfinished"]

_SLACK_SECONDS: Final = 1800.0
"""What a worker may be silent for on top of a run's own limit: an examination, and a slow disk."""


@dataclass(frozen=True, slots=True)
class Known:
    """An exercise of the batch, and what a result on it rests on.

    Attributes:
        spec_digest: Of its exercise.yaml.
        data_digests: What the data set is, `DataSet.identity`; empty without one.
        data: The data set itself.
    """

    exercise: Exercise
    spec_digest: str
    data_digests: tuple[str, ...]
    data: DataSet | None = None


@dataclass(frozen=True, slots=True)
class Graded:
    """How a submission is graded: what a course, or the command line, says for its exercise."""

    seed: int = 1
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One handin, read.

    Attributes:
        key: What decides whether it has been graded; see `grader.gradebook.job_key`.
        sha256: Of the file with the code; empty where it cannot be graded at all.
        job: For a worker; None where it cannot be graded at all.
        rejected: The report on what cannot be graded at all.
    """

    handin: Handin
    key: str
    sha256: str
    known: Known
    job: Job | None = None
    rejected: Report | None = None

    @property
    def same_work(self) -> tuple[object, ...]:
        """What two handins have in common whose grading would be the same."""
        job = self.job
        seed, strict = (job.seed, job.strict) if job else (0, False)
        return self.handin.exercise_id, self.sha256, seed, strict


def know(exercise_ids: Iterable[str], setup: Setup, view: View | None) -> dict[str, Known]:
    """Read the exercises, and draw the data that were never drawn before.

    Raises:
        SpecError: If one is written wrongly.
        DataError: If its data cannot be had.
    """
    found: dict[str, Known] = {}
    for id_ in sorted(set(exercise_ids)):
        exercise = load_exercise(id_)
        data = prepare_data(exercise, hidden_seed=setup.hidden_seed, view=view, choice=setup.data)
        spec = (exercise.folder / "exercise.yaml").read_bytes()
        identity = data.identity if data else ()
        found[id_] = Known(exercise, hashlib.sha256(spec).hexdigest(), identity, data)
    return found


def prepare(
    handins: Sequence[Handin], known: Mapping[str, Known], graded: Callable[[str], Graded]
) -> list[Entry]:
    """Read every handin; nothing of it is executed.

    Args:
        handins: Of exercises that are known.
        known: From `know`.
        graded: How an exercise's submissions are graded.
    """
    return [
        _entry(number, handin, known[handin.exercise_id], graded(handin.exercise_id))
        for number, handin in enumerate(handins)
    ]


def _entry(number: int, handin: Handin, known: Known, graded: Graded) -> Entry:
    student, id_, exercise = handin.student.key, handin.exercise_id, known.exercise
    rest = json.dumps([known.spec_digest, known.data_digests, graded.seed, graded.strict])
    try:
        stub = exercise.folder / "stub.py"
        submission = read_submission(handin.path, student=student, stub=stub)
    except NotGradableError as error:
        report = not_gradable(exercise, handin.path, str(error), student=student)
        mark = _mark_of(handin.path)
        return Entry(handin, job_key(student, id_, mark, rest), "", known, rejected=report)
    job = Job(
        number=number,
        exercise_id=id_,
        path=handin.path,
        student=student,
        seed=graded.seed,
        strict=graded.strict,
        data=known.data_digests,
        most_seconds=exercise.limits.wall_seconds + _SLACK_SECONDS,
    )
    key = job_key(student, id_, submission.sha256, rest)
    return Entry(handin, key, submission.sha256, known, job)


def _mark_of(path: Path) -> str:
    """Return what tells an ungradable file, or folder, from another state of it."""
    try:
        if path.is_dir():
            files = sorted(each for each in path.rglob("*") if each.is_file())
            return "\n".join(f"{each.relative_to(path)} {each.stat().st_size}" for each in files)
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return path.name


def unfinished(entries: Iterable[Entry], book: Gradebook, *, fresh: bool) -> Iterator[Entry]:
    """Yield what is not in the gradebook, or only as a fault of ours.

    Args:
        entries: From `prepare`.
        book: The gradebook.
        fresh: Yield everything.
    """
    every = list(entries)
    done = {} if fresh else book.done(entry.key for entry in every)
    for entry in every:
        recorded = done.get(entry.key)
        if recorded is None or recorded.verdict is Verdict.GRADER_ERROR:
            yield entry


def credited(report: Report, entry: Entry) -> Report:
    """Return the report on an identical file as one on this handin."""
    update = {"student": entry.handin.student.key, "submission_path": str(entry.handin.path)}
    return report.model_copy(update=update)

"""A class is graded whole, each submission once, and what was graded is never lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from grader.batch.executor import Executor, Watch
from grader.batch.jobs import Job, Outcome, Setup
from grader.batch.many import Came, grade_many
from grader.batch.preparing import Entry, Graded, know, prepare
from grader.errors import DataError
from grader.gradebook import Course, Gradebook, open_gradebook
from grader.grades import Handin, Student
from grader.results import CheckResult, CheckStatus, Report, Verdict

ID = "c1w3_convolution_by_hand"
Answer = Callable[[Job], Report | str]


def report(job: Job, verdict: Verdict = Verdict.PASSED, **more: Any) -> Report:
    return Report(
        exercise_id=job.exercise_id,
        title="By hand",
        student=job.student,
        submission_sha256="0" * 64,
        submission_path=str(job.path),
        verdict=verdict,
        points=100 if verdict is Verdict.PASSED else 0,
        max_points=100,
        pass_points=80,
        started_at=datetime.now(UTC),
        **more,
    )


class Played(Executor):
    """Answers jobs by a function: a report, or the words of a fault."""

    slots = 1

    def __init__(self, answer: Answer = report) -> None:
        self.answer = answer
        self.begun: list[str] = []
        self.closed = 0

    def run(self, jobs: Iterable[Job], watch: Watch | None = None) -> Iterator[Outcome]:
        for job in jobs:
            self.begun.append(job.student)
            if watch:
                watch(0, job, {"stage": "training"})
            answer = self.answer(job)
            if isinstance(answer, str):
                yield Outcome(job, fault=answer)
            else:
                yield Outcome(job, answer)

    def close(self) -> None:
        self.closed += 1


class Seen:
    """A board that remembers."""

    def __init__(self) -> None:
        self.said: list[tuple[Any, ...]] = []

    def begin(self, total: int, before: int, slots: int) -> None:
        self.said.append(("begin", total, before, slots))

    def event(self, slot: int, student: str, exercise_id: str, said: Mapping[str, Any]) -> None:
        del exercise_id, said
        self.said.append(("event", slot, student))

    def finished(self, student: str, report: Report) -> None:
        self.said.append(("finished", student, report.verdict.value))

    def again(self, count: int) -> None:
        self.said.append(("again", count))


@pytest.fixture
def handins(tmp_path: Path) -> Callable[..., list[Handin]]:
    """Return a function that writes files: a text for each student."""

    def written(**texts: str) -> list[Handin]:
        (tmp_path / "class").mkdir(exist_ok=True)
        found: list[Handin] = []
        for student, text in texts.items():
            path = tmp_path / "class" / f"{student}.py"
            path.write_text(text, encoding="utf-8")
            found.append(Handin(Student(student), ID, path))
        return found

    return written


def entries(handins: Sequence[Handin], folder: Path, seed: int = 1) -> list[Entry]:
    known = know((handin.exercise_id for handin in handins), Setup(kept=folder), None)
    return prepare(handins, known, lambda _: Graded(seed=seed))


def graded(
    handins: Sequence[Handin], folder: Path, executor: Executor | None = None, **more: Any
) -> Came:
    with open_gradebook(folder / "book.db") as book:
        work = entries(handins, folder, seed=more.pop("seed", 1))
        return grade_many(work, executor or Played(), book, out=folder, **more)


def book_of(folder: Path) -> Gradebook:
    return open_gradebook(folder / "book.db")


def verdicts(folder: Path) -> dict[str, str]:
    with book_of(folder) as book:
        grades = book.grades(course=Course())
        return {each.student.key: each.verdict.value for each in grades if each.verdict}


CODE = "def convolve(image, kernel, weight):\n    return {}\n"
Written = Callable[..., list[Handin]]


def test_every_report_is_kept(handins: Written, tmp_path: Path):
    board, executor, kept = Seen(), Played(), list[str]()
    work = handins(ada=CODE.format(1), ben=CODE.format(2))

    def each(entry: Entry, _: Report) -> None:
        kept.append(entry.handin.student.key)

    came = graded(work, tmp_path, executor, board=board, each=each)
    assert (came.total, came.before, came.trained) == (2, 0, 2)
    assert came.verdicts == {Verdict.PASSED: 2}
    assert verdicts(tmp_path) == {"ada": "passed", "ben": "passed"}
    assert kept == ["ada", "ben"]
    assert board.said[0] == ("begin", 2, 0, 1)
    assert ("event", 0, "ada") in board.said
    assert ("finished", "ben", "passed") in board.said


def test_identical_files_are_graded_once_and_credited_to_each(handins: Written, tmp_path: Path):
    executor = Played()
    work = handins(ada=CODE.format(1), ben=CODE.format(2), cho=CODE.format(1))
    came = graded(work, tmp_path, executor)
    assert executor.begun == ["ada", "ben"]
    assert came.verdicts == {Verdict.PASSED: 3}
    with book_of(tmp_path) as book:
        (attempt,) = book.reports_of("cho", ID)
        assert attempt.identical_to == "ada"
        whole = book.report(attempt.report_id)
        assert (whole.student, Path(whole.submission_path).name) == ("cho", "cho.py")
        (first,) = book.reports_of("ada", ID)
        assert first.identical_to == ""


def test_what_was_graded_is_not_graded_again(handins: Written, tmp_path: Path):
    graded(handins(ada=CODE.format(1)), tmp_path)
    executor = Played()
    came = graded(handins(ada=CODE.format(1), ben=CODE.format(2)), tmp_path, executor)
    assert (executor.begun, came.before, came.trained) == (["ben"], 1, 1)
    again = Played()
    graded(handins(ada=CODE.format(1), ben=CODE.format(2)), tmp_path, again)
    assert again.begun == []
    with book_of(tmp_path) as book:
        assert len(book.reports_of("ada", ID)) == 1


@pytest.mark.parametrize(
    ("change", "begun"),
    [({"fresh": True}, ["ada"]), ({"seed": 2}, ["ada"]), ({}, [])],
)
def test_what_else_is_graded_again(
    handins: Written, tmp_path: Path, change: dict[str, Any], begun: list[str]
):
    graded(handins(ada=CODE.format(1)), tmp_path)
    executor = Played()
    graded(handins(ada=CODE.format(1)), tmp_path, executor, **change)
    assert executor.begun == begun


def test_another_file_of_the_same_student_is_another_attempt(handins: Written, tmp_path: Path):
    graded(handins(ada=CODE.format(1)), tmp_path, Played(lambda job: report(job, Verdict.FAILED)))
    graded(handins(ada=CODE.format(2)), tmp_path)
    assert verdicts(tmp_path) == {"ada": "passed"}
    with book_of(tmp_path) as book:
        assert len(book.reports_of("ada", ID)) == 2


def test_what_cannot_be_graded_needs_no_worker(handins: Written, tmp_path: Path):
    executor = Played()
    came = graded(handins(ada="def f(:\n", ben=""), tmp_path, executor)
    assert executor.begun == []
    assert came.verdicts == {Verdict.NOT_GRADABLE: 2}
    assert graded(handins(ada="def f(:\n", ben=""), tmp_path).before == 2


def test_a_fault_is_tried_once_more_by_a_fresh_worker(handins: Written, tmp_path: Path):
    tried: list[str] = []

    def answer(job: Job) -> Report | str:
        tried.append(job.student)
        return "the worker was ended by SIGKILL" if tried.count("ada") == 1 else report(job)

    board, executor = Seen(), Played(answer)
    came = graded(handins(ada=CODE.format(1), ben=CODE.format(2)), tmp_path, executor, board=board)
    assert came.verdicts == {Verdict.PASSED: 2}
    assert came.faults == []
    assert tried.count("ada") == 2
    assert executor.closed == 1
    assert ("again", 1) in board.said or ("again", 2) in board.said


def out_of_memory(job: Job) -> str:
    del job
    return "Traceback\nMemoryError: all of it"


def broken_check(job: Job) -> Report:
    check = CheckResult(name="runs", title="", status=CheckStatus.ERROR, points=0, max_points=1,
                        reason="ZeroDivisionError: ours")  # fmt: skip
    return report(job, Verdict.GRADER_ERROR, checks=(check,))


@pytest.mark.parametrize("answer", [out_of_memory, broken_check])
def test_a_fault_that_stays_costs_nobody_points(handins: Written, tmp_path: Path, answer: Answer):
    work = handins(ada=CODE.format(1), ben=CODE.format(1))
    came = graded(work, tmp_path, Played(answer))
    assert verdicts(tmp_path) == {"ada": "grader_error", "ben": "grader_error"}
    (place,) = came.faults
    assert {path.name for path in place.iterdir()} == {
        "exercise.yaml",
        "fault.txt",
        "submission.py",
        "versions.json",
    }
    assert "Error" in (place / "fault.txt").read_text(encoding="utf-8")
    with book_of(tmp_path) as book:
        (attempt,) = book.reports_of("ben", ID)
        assert str(place) in book.report(attempt.report_id).message
    healed = Played()
    graded(work, tmp_path, healed)  # a fault of ours is not the end of it
    assert healed.begun == ["ada"]
    assert verdicts(tmp_path) == {"ada": "passed", "ben": "passed"}


class EndedError(Exception):
    pass


@pytest.mark.parametrize("after", range(4))
def test_a_batch_that_is_broken_off_ends_with_the_same_grades(
    handins: Written, tmp_path: Path, after: int
):
    names = ("ada", "ben", "cho", "dan")
    texts = {name: CODE.format(number % 3) for number, name in enumerate(names)}
    left = after

    def answer(job: Job) -> Report:
        nonlocal left
        if left == 0:
            raise EndedError
        left -= 1
        return report(job)

    with suppress(EndedError):
        graded(handins(**texts), tmp_path, Played(answer))
    executor = Played()
    came = graded(handins(**texts), tmp_path, executor)
    assert verdicts(tmp_path) == dict.fromkeys(texts, "passed")
    assert came.before + sum(came.verdicts.values()) == 4
    with book_of(tmp_path) as book:
        assert [len(book.reports_of(name, ID)) for name in texts] == [1] * 4
    assert len(executor.begun) == max(3 - after, 0)


def test_submissions_that_are_gone_end_the_batch(handins: Written, tmp_path: Path):
    work = handins(ada=CODE.format(1))

    def gone(job: Job) -> Report:
        job.path.unlink()
        return report(job, Verdict.NOT_GRADABLE)

    with pytest.raises(DataError, match="is gone"):
        graded(work, tmp_path, Played(gone))
    assert verdicts(tmp_path) == {}


def test_a_folder_that_cannot_be_written_ends_the_batch(handins: Written, tmp_path: Path):
    work = handins(ada=CODE.format(1))
    out = tmp_path / "out"
    out.mkdir()

    def vanishes(job: Job) -> str:
        del job
        out.rmdir()
        return "OSError: no space left"

    with (
        open_gradebook(tmp_path / "book.db") as book,
        pytest.raises(DataError, match="go on with --resume"),
    ):
        grade_many(entries(work, tmp_path), Played(vanishes), book, out=out)

"""Proving that an exercise is whole: every rule is one sentence that ends with its remedy.

Without `grade` nothing of the exercise is executed and all exercises take a second. With it, the
solution and every example under `tests/submissions/<id>/` are graded as a student's would be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict

from grader.checks import schemas
from grader.datasets.manifest import load_manifest
from grader.errors import GraderError, NotGradableError
from grader.exercise import Exercise, Text, exercise_ids, find_exercise, read_exercise
from grader.notebooks import notebook_from_python
from grader.results import CheckStatus, Report, Verdict
from grader.spec_file import read_spec
from grader.submission import read_submission

__all__ = ["UNFINISHED", "Expectation", "Fault", "beside", "check_exercises", "differences"]

UNFINISHED: Final = "TODO"
"""What `author new` leaves where the author has to write."""

READMES: Final = ("README.md", "README.ko.md")

Grade = Callable[[Exercise, Path], Report]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that the author of an exercise has to mend: what is wrong and the remedy."""

    exercise_id: str
    sentence: str


class Expectation(BaseModel):
    """An expect.yaml: what the report of the submission beside it says.

    Attributes:
        failing: The checks that fail, exactly these; the order does not matter.
        says: Words that a student reads somewhere in the report.
        cause: Words of the true cause, which stand in what the report says first: in the first
            check that failed, or, where none did, in the message or the first reason.
        everyday: Whether `make test` trains it; `make verdicts` trains all.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    verdict: Verdict
    failing: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    cause: tuple[str, ...] = ()
    everyday: bool = True


@dataclass(frozen=True, slots=True)
class _Files:
    """Where the files of one exercise lie below the root of all."""

    root: Path
    exercise_id: str

    @property
    def exercise(self) -> Path:
        return self.root / "exercises" / self.exercise_id

    @property
    def solution(self) -> Path:
        return self.root / "solutions" / self.exercise_id / "solution.py"

    @property
    def stub(self) -> Path:
        return self.exercise / "stub.py"

    @property
    def submissions(self) -> Path:
        return self.root / "tests" / "submissions" / self.exercise_id

    def shown(self, path: Path) -> str:
        """The path as the author types it."""
        return path.relative_to(self.root).as_posix()


def check_exercises(
    root: Path, names: Iterable[str] = (), *, grade: Grade | None = None
) -> Iterator[Fault]:
    """Yield what is wrong with the exercises below `root`, as it is found.

    Args:
        root: The folder with `exercises/`, `solutions/`, `datasets/` and perhaps `tests/`.
        names: Ids or unambiguous parts of ids; none means all.
        grade: Grades the submission at a path, training it, and reports one that cannot be graded
            too; None proves only what needs no training.

    Raises:
        UnknownNameError: If a name means no exercise, or several.
    """
    folder = root / "exercises"
    chosen = tuple(find_exercise(name, folder).name for name in names)
    for exercise_id in chosen or exercise_ids(folder):
        files = _Files(root, exercise_id)
        for sentence in _sentences(files, grade):
            yield Fault(exercise_id, sentence)


def _sentences(files: _Files, grade: Grade | None) -> Iterator[str]:
    try:
        exercise = read_exercise(files.exercise / "exercise.yaml", schemas())
    except GraderError as error:
        yield str(error)
        return
    yield from _texts(exercise)
    yield from _dataset(files, exercise)
    yield from _readmes(files, exercise)
    yield from _notebooks(files)
    untrainable = [*_stub(files)] or [*_solution(files)]
    yield from untrainable
    yield from _unfinished(files)
    if grade is not None and not untrainable and files.solution.is_file():
        yield from _graded(files, exercise, grade)


def _texts(exercise: Exercise) -> Iterator[str]:
    """The title and every hint stand in both languages."""
    texts: dict[str, Text] = {f"hint of check {spec.name}": spec.hint for spec in exercise.checks}
    for what, text in {"title": exercise.title, **texts}.items():
        if isinstance(text, str) or not text.ko.strip():
            yield f"the {what} is in one language only; write it as {{en: …, ko: …}}."


def _dataset(files: _Files, exercise: Exercise) -> Iterator[str]:
    if exercise.dataset is None:
        return
    try:
        load_manifest(exercise.dataset, files.root / "datasets")
    except GraderError as error:
        yield f"dataset: {error} It needs datasets/{exercise.dataset}.yaml."


def _readmes(files: _Files, exercise: Exercise) -> Iterator[str]:
    """Each README says which checks there are, by the words that the report uses."""
    for name in READMES:
        path = files.exercise / name
        if not path.is_file():
            yield f"{files.shown(path)} is missing; write the task as the student reads it."
            continue
        text = path.read_text(encoding="utf-8")
        for spec in exercise.checks:
            if f"`{spec.name}`" not in text:
                yield f"{files.shown(path)} does not name check `{spec.name}`; say what it asks."


def _notebooks(files: _Files) -> Iterator[str]:
    for source in (files.stub, files.solution):
        notebook = source.with_suffix(".ipynb")
        if not source.is_file():
            yield f"{files.shown(source)} is missing; `grader author new` shows what it looks like."
            continue
        try:
            wanted = notebook_from_python(source.read_text(encoding="utf-8"))
        except ValueError as error:
            yield f"{files.shown(source)}: {error}; put a `#` before it or begin a cell: `# %%`."
            continue
        if not notebook.is_file() or notebook.read_text(encoding="utf-8") != wanted:
            made_from = f"{files.shown(notebook)} is not what {source.name} gives"
            yield f"{made_from}; `grader author notebooks {files.exercise_id}` writes it."


def _stub(files: _Files) -> Iterator[str]:
    """The stub reads, and as it is given out, in either form, it costs a student nothing."""
    if not files.stub.is_file():
        return
    try:
        read_submission(files.stub)
    except NotGradableError as error:
        yield f"{files.shown(files.stub)} does not read: {error}"
        return
    for given in (files.stub, files.stub.with_suffix(".ipynb")):
        try:
            read_submission(given, stub=files.stub)
        except NotGradableError:
            continue
        yield f"{files.shown(given)} is gradable as it is given out; make it the stub's code."


def _solution(files: _Files) -> Iterator[str]:
    if not files.solution.is_file():
        return
    try:
        read_submission(files.solution, stub=files.stub if files.stub.is_file() else None)
    except NotGradableError as error:
        yield f"{files.shown(files.solution)} is not gradable: {error}"


def _unfinished(files: _Files) -> Iterator[str]:
    written = [files.exercise / name for name in ("exercise.yaml", *READMES)]
    for path in (*written, files.solution):
        lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        left = [number for number, line in enumerate(lines, start=1) if UNFINISHED in line]
        if left:
            where = f"{files.shown(path)}:{left[0]}"
            yield f"{where}: {len(left)} × {UNFINISHED} left; write what stands there."


def _graded(files: _Files, exercise: Exercise, grade: Grade) -> Iterator[str]:
    """The solution passes, and each example gets the verdict that its expect.yaml foretells."""
    passed = Expectation(verdict=Verdict.PASSED)
    where = files.shown(files.solution)
    yield from differences(where, passed, grade(exercise, files.solution))
    for path in sorted(files.submissions.glob("*/expect.yaml")):
        try:
            expected, _ = read_spec(path, Expectation)
        except GraderError as error:
            yield str(error)
            continue
        yield from differences(files.shown(path), expected, grade(exercise, beside(path)))


def beside(expectation: Path) -> Path:
    """Return the submission beside an expect.yaml: the one other entry, else the whole folder."""
    others = [path for path in expectation.parent.iterdir() if path != expectation]
    return others[0] if len(others) == 1 else expectation.parent


def differences(where: str, expected: Expectation, report: Report) -> Iterator[str]:
    """Yield one sentence for each way in which `report` is not what was expected.

    Args:
        where: The expectation's file, as the sentences name it.
        expected: Verdict, failing checks and words.
        report: What grading came to.
    """
    failing = {check.name for check in report.checks if check.status is CheckStatus.FAILED}
    if report.verdict is not expected.verdict:
        reason = f" ({report.message})" if report.message else ""
        found = f"expected {expected.verdict}, found {report.verdict}{reason}"
        yield f"{where}: {found}; mend the exercise or the expectation."
    elif failing != set(expected.failing):
        wanted, found = (
            ", ".join(sorted(names)) or "none" for names in (expected.failing, failing)
        )
        yield f"{where}: expected to fail {wanted}, found {found}; mend one of the two."
    words = _words(report).lower()
    for missing in (word for word in expected.says if word.lower() not in words):
        yield f"{where}: the report does not say {missing!r}; mend the hint or the expectation."
    first = _first_words(report)
    for missing in (word for word in expected.cause if word.lower() not in first.lower()):
        yield f"{where}: what it says first is {first!r}, without {missing!r}; mend one of the two."


def _first_words(report: Report) -> str:
    """What a student reads first of why it did not pass."""
    failed = (check for check in report.checks if check.status is CheckStatus.FAILED)
    if (first := next(failed, None)) is not None:
        return f"{first.name}: {first.actual} {first.hint}"
    skipped = next((check.reason for check in report.checks if check.reason), "")
    return report.message or skipped


def _words(report: Report) -> str:
    """Everything that a student reads in the report."""
    error = report.error
    parts = [report.message, report.output, *(remark.text for remark in report.remarks)]
    parts += [f"{error.type}: {error.message}", error.where, error.cause] if error else []
    for check in report.checks:
        parts += [check.title, check.expected, check.actual, check.hint, check.reason]
    return "\n".join(parts)

"""Proving that an exercise is whole: every rule is one sentence that ends with its remedy.

Without `grade` nothing of the exercise is executed and all exercises take a second. With it, the
solution and every example under `tests/submissions/<id>/` are graded as a student's would be.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Final

from grader.authoring.expectations import (
    Expectation,
    beside,
    differences,
    example_faults,
)
from grader.authoring.keras_names import unknown_names
from grader.checks import CHECKS, schemas
from grader.datasets.manifest import load_manifest
from grader.errors import GraderError, NotGradableError
from grader.exercise import CheckSpec, Exercise, Text, exercise_ids, find_exercise, read_exercise
from grader.notebooks import notebook_from_python
from grader.results import Report, Verdict
from grader.spec_file import read_spec
from grader.submission import read_submission

__all__ = ["UNFINISHED", "Fault", "check_exercises", "chosen"]

UNFINISHED: Final = "TODO"
"""What `author new` leaves where the author has to write."""

READMES: Final = ("README.md", "README.ko.md")
REQUIRED: Final = ("required", "필수")
"""How the table of a README says so, in either language."""

Grade = Callable[[Exercise, Path], Report]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that the author of an exercise has to mend: what is wrong and the remedy."""

    exercise_id: str
    sentence: str


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
    root: Path,
    names: Iterable[str] = (),
    *,
    grade: Grade | None = None,
    only: Collection[str] = (),
) -> Iterator[Fault]:
    """Yield what is wrong with the exercises below `root`, as it is found.

    Args:
        root: The folder with `exercises/`, `solutions/`, `datasets/` and perhaps `tests/`.
        names: Ids or unambiguous parts of ids; none means all.
        grade: Grades the submission at a path, training it, and reports one that cannot be graded
            too; None proves only what needs no training.
        only: Grade these alone, as `solution` or `wrong_*`; all if empty.

    Raises:
        UnknownNameError: If a name means no exercise, or several.
    """
    folder = root / "exercises"
    asked = tuple(find_exercise(name, folder).name for name in names)
    for exercise_id in asked or exercise_ids(folder):
        files = _Files(root, exercise_id)
        for sentence in _sentences(files, grade, only):
            yield Fault(exercise_id, sentence)


def _sentences(files: _Files, grade: Grade | None, only: Collection[str]) -> Iterator[str]:
    try:
        exercise = read_exercise(files.exercise / "exercise.yaml", schemas())
    except GraderError as error:
        yield str(error)
        return
    yield from _texts(exercise)
    yield from (sentence for spec in exercise.checks for sentence in unknown_names(spec))
    yield from _dataset(files, exercise)
    yield from _readmes(files, exercise)
    yield from _notebooks(files)
    untrainable = [*_stub(files)] or [*_solution(files)]
    yield from untrainable
    yield from _unfinished(files)
    yield from _examples(files, exercise)
    if grade is not None and not untrainable and files.solution.is_file():
        yield from _graded(files, exercise, grade, only)


def _texts(exercise: Exercise) -> Iterator[str]:
    """The title and every hint stand in both languages."""
    texts: dict[str, Text] = {f"hint of check {spec.name}": spec.hint for spec in exercise.checks}
    for what, text in {"title": exercise.title, **texts}.items():
        if isinstance(text, str) or not text.ko.strip():
            yield f"the {what} is in one language only; write it as {{en: …, ko: …}}."


def _dataset(files: _Files, exercise: Exercise) -> Iterator[str]:
    if exercise.dataset is None:
        for spec in exercise.checks:
            if "labels" in CHECKS[spec.name].evidence:
                yield f"check {spec.name} asks about images; write `dataset:` and which set it is."
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
        yield from (f"{files.shown(path)}: {fault}" for fault in _table(text, exercise))


def _table(text: str, exercise: Exercise) -> Iterator[str]:
    """The table of what is graded has the points, and which checks are required."""
    rows = [
        [cell.strip() for cell in line.split("|")[1:-1]]
        for line in text.splitlines()
        if line.startswith("| `")
    ]
    for spec in (each for each in exercise.checks if not each.remark):
        wanted = f"| `{spec.name}` | … | {spec.points:g} | {'required' if spec.required else ''}"
        row = next((row for row in rows if _tells(row, spec)), None)
        if row is None:
            yield f"no row of its table says {wanted.rstrip()}; bring README and YAML together."
        else:
            rows.remove(row)


def _tells(row: list[str], spec: CheckSpec) -> bool:
    required = any(word in row[-1] for word in REQUIRED)
    return row[0] == f"`{spec.name}`" and f"{spec.points:g}" in row and required == spec.required


def _notebooks(files: _Files) -> Iterator[str]:
    for source in (files.stub, files.solution):
        notebook = source.with_suffix(".ipynb")
        if not source.is_file():
            yield f"{files.shown(source)} is missing; `grader author new` shows what it looks like."
            continue
        try:
            stale = _is_stale(source)
        except ValueError as error:
            yield f"{files.shown(source)}: {error}; put a `#` before it or begin a cell: `# %%`."
            continue
        if stale:
            made_from = f"{files.shown(notebook)} is not what {source.name} gives"
            yield f"{made_from}; `grader author notebooks {files.exercise_id}` writes it."


def _is_stale(source: Path) -> bool:
    """Whether the notebook is not what the Python file gives; ValueError where that has none."""
    wanted, notebook = notebook_from_python(source.read_text("utf-8")), source.with_suffix(".ipynb")
    return not notebook.is_file() or notebook.read_text("utf-8") != wanted


def _stub(files: _Files) -> Iterator[str]:
    """The stub reads, and as it is given out, in either form, it costs a student nothing."""
    if not files.stub.is_file():
        return
    try:
        read_submission(files.stub)
    except NotGradableError as error:
        yield f"{files.shown(files.stub)} does not read: {error}"
        return
    with contextlib.suppress(ValueError):
        if _is_stale(files.stub):
            return  # told already
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


def _examples(files: _Files, exercise: Exercise) -> Iterator[str]:
    """An installed grader comes without tests; whoever writes exercises has them."""
    if (files.root / "tests").is_dir():
        for sentence in example_faults(files.submissions, exercise):
            yield f"{files.shown(files.submissions)}: {sentence}"


def _graded(
    files: _Files, exercise: Exercise, grade: Grade, only: Collection[str]
) -> Iterator[str]:
    """The solution passes, and each example gets the verdict that its expect.yaml foretells."""
    if chosen("solution", only):
        passed = Expectation(verdict=Verdict.PASSED)
        where = files.shown(files.solution)
        yield from differences(where, passed, grade(exercise, files.solution))
    for path in sorted(files.submissions.glob("*/expect.yaml")):
        if not chosen(path.parent.name, only):
            continue
        try:
            expected, _ = read_spec(path, Expectation)
        except GraderError as error:
            yield str(error)
            continue
        yield from differences(files.shown(path), expected, grade(exercise, beside(path)))


def chosen(name: str, only: Collection[str]) -> bool:
    """Return whether a submission's name is meant by one of the patterns, or there are none."""
    return not only or any(fnmatch(name, pattern) for pattern in only)

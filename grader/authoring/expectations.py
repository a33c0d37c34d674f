"""What an example's expect.yaml foretells, and whether a report says it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from grader.errors import GraderError
from grader.exercise import Exercise
from grader.results import CheckStatus, Report, Verdict
from grader.spec_file import read_spec

__all__ = ["Expectation", "beside", "differences", "example_faults"]

RIGHT, WRONG = "right", "wrong"
FEWEST = {RIGHT: 5, WRONG: 10}
"""So many examples of each kind an exercise needs; the names of their folders begin with it."""


class Expectation(BaseModel):
    """An expect.yaml: what the report of the submission beside it says.

    Attributes:
        failing: The checks that fail, exactly these; the order does not matter.
        by_chance: Checks that pass in some trainings and fail in others, as the accuracy of a
            network does that is hardly trained because its fault lies elsewhere.
        says: Words that a student reads somewhere in the report.
        cause: Words of the true cause, which stand in what the report says first: in the first
            check that failed, or, where none did, in the message or the first reason. Where it
            depends on the training which of two is said: `one | the other`.
        everyday: Whether `make test` trains it; `make verdicts` trains all.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    verdict: Verdict
    failing: tuple[str, ...] = ()
    by_chance: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    cause: tuple[str, ...] = ()
    everyday: bool = True


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
    elif failing - set(expected.by_chance) != set(expected.failing):
        wanted, found = (
            ", ".join(sorted(names)) or "none" for names in (expected.failing, failing)
        )
        yield f"{where}: expected to fail {wanted}, found {found}; mend one of the two."
    words = _words(report).lower()
    for missing in (word for word in expected.says if word.lower() not in words):
        yield f"{where}: the report does not say {missing!r}; mend the hint or the expectation."
    first = _first_words(report)
    for missing in (word for word in expected.cause if not _says_one_of(word, first)):
        yield f"{where}: what it says first is {first!r}, without {missing!r}; mend one of the two."


def _says_one_of(words: str, text: str) -> bool:
    """Whether one of the words apart by ` | ` stands in a text; capitals do not matter."""
    return any(each.lower() in text.lower() for each in words.split(" | "))


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


def example_faults(folder: Path, exercise: Exercise) -> Iterator[str]:
    """Yield what is wrong with an exercise's examples, as far as it can be read off them.

    Args:
        folder: `tests/submissions/<id>`.
        exercise: Its checks may be foretold to fail.
    """
    counts = dict.fromkeys(FEWEST, 0)
    for example in sorted(path for path in folder.glob("*") if path.is_dir()):
        kind = example.name.partition("_")[0]
        if kind not in counts:
            yield f"{example.name} is neither; let its name begin with right_ or wrong_."
            continue
        counts[kind] += 1
        yield from (f"{example.name}: {fault}" for fault in _faults_of(example, exercise))
    for kind, fewest in FEWEST.items():
        if counts[kind] < fewest:
            yield f"{counts[kind]} {kind} examples; write at least {fewest}."


def _faults_of(example: Path, exercise: Exercise) -> Iterator[str]:
    path = example / "expect.yaml"
    if not path.is_file():
        yield "there is no expect.yaml; write what its report says."
        return
    if len(list(example.iterdir())) < 2:
        yield "there is no submission beside expect.yaml."
    try:
        expected, _ = read_spec(path, Expectation)
    except GraderError as error:
        yield str(error)
        return
    names = {spec.name for spec in exercise.checks}
    # Of two checks of one name, one may fail that is not required.
    free = {spec.name for spec in exercise.checks if not spec.required}
    required = {spec.name for spec in exercise.checks if spec.required} - free
    for key, told in (("failing", expected.failing), ("by_chance", expected.by_chance)):
        for name in sorted(set(told) - names):
            yield f"{key} names {name}, which is no check of the exercise."
    for name in sorted(set(expected.failing) & set(expected.by_chance)):
        yield f"{name} cannot fail always and by chance; leave it in one of the two."
    lost = {*expected.failing, *expected.by_chance}
    if expected.verdict is Verdict.PASSED and (kept := required & lost):
        yield f"it cannot pass where the required {', '.join(sorted(kept))} fails."
    if expected.verdict is Verdict.NOT_GRADABLE and expected.failing:
        yield "what is not gradable fails no check; leave failing out."
    if expected.verdict is not Verdict.PASSED and not expected.cause:
        yield "no cause; write words of the true cause, as the first failing check says it."

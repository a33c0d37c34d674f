"""Values only: what a check finds, what a run was, and the report that carries both.

What stays in memory is a frozen dataclass (`Finding`); what crosses a file or a process is a
pydantic model that refuses unknown keys (`Report` and everything in it). Nothing here computes.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from grader.insight import Insight

__all__ = [
    "SCHEMA_VERSION",
    "CheckResult",
    "CheckStatus",
    "DataUsed",
    "Epoch",
    "Finding",
    "Provenance",
    "Remark",
    "Report",
    "RunRecord",
    "RunStatus",
    "StudentError",
    "Verdict",
    "cut",
]

SCHEMA_VERSION = 1


def cut(share: float, digits: int) -> float:
    """Return an accuracy cut, not rounded, to `digits`: 0.98996 is shown as 0.9899.

    What lies under a threshold must not read as if it had reached it.
    """
    if not math.isfinite(share):
        return share
    return math.floor(share * 10**digits + 1e-9) / 10**digits


class Verdict(StrEnum):
    """What a report says of a submission as a whole."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_GRADABLE = "not_gradable"
    GRADER_ERROR = "grader_error"


class CheckStatus(StrEnum):
    """What became of one check."""

    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"
    ERROR = "error"


class Provenance(StrEnum):
    """How much a piece of evidence can be trusted."""

    PROVEN = "proven"
    """Computed by the judge from labels and predictions, or read from the submission itself."""
    MEASURED = "measured"
    """Taken by the examiner from the exported model."""
    REPORTED = "reported"
    """Said by the process that ran the student's code."""


class RunStatus(StrEnum):
    """How a confined run ended."""

    OK = "ok"
    NONZERO_EXIT = "nonzero_exit"
    SIGNALLED = "signalled"
    TIME_LIMIT = "time_limit"
    MEMORY_LIMIT = "memory_limit"
    DISK_LIMIT = "disk_limit"
    PROCESS_LIMIT = "process_limit"
    OUTPUT_LIMIT = "output_limit"
    SANDBOX_ERROR = "sandbox_error"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found.

    Attributes:
        passed: Whether the submission has what the check asks for.
        expected: What was asked for, as a short phrase: "1 unit with sigmoid".
        actual: What was found, whole, as a short phrase: "2 units with softmax".
        share: The share of the points that is earned, from 0 to 1; a passed check earns 1.
        cause: The likely reason, where the check knows one that is better than the author's hint.
        near: Whether a failure is inside the noise of its threshold, so that another seed may
            turn it; such a submission is trained again before it is failed.
        value: The number that was held against a threshold, where there is one.
    """

    passed: bool
    expected: str
    actual: str
    share: float = 0.0
    cause: str = ""
    near: bool = False
    value: float | None = None


class _Value(BaseModel):
    # A loss can be NaN or infinite; plain JSON has no word for either.
    model_config = ConfigDict(extra="forbid", frozen=True, ser_json_inf_nan="strings")


class CheckResult(_Value):
    """One line of a report.

    Attributes:
        name: The check's name, as in the exercise's YAML.
        title: What it looks at, in the reader's language.
        hint: What to think about; empty for a passed check.
        reason: Why it was skipped or broke; empty otherwise.
        provenance: The kinds of evidence it rests on, the strongest first.
        value: The number that was held against a threshold, where there is one.
    """

    name: str
    title: str
    status: CheckStatus
    points: float
    max_points: float
    required: bool = False
    hidden: bool = False
    expected: str = ""
    actual: str = ""
    hint: str = ""
    reason: str = ""
    provenance: tuple[Provenance, ...] = ()
    value: float | None = None


class RunRecord(_Value):
    """What one confined run cost and how it ended.

    Attributes:
        stage: Who ran: the trainee (student's code) or the examiner (our code on their model).
        signal: The signal that ended it, or 0.
        wall_seconds: From the order to the end, as the supervisor's clock saw it.
        cpu_seconds: User and system time of the whole process tree.
        peak_memory_mb: The largest resident set seen.
    """

    stage: Literal["trainee", "examiner", "surveyor"]
    status: RunStatus
    exit_code: int = 0
    signal: int = 0
    wall_seconds: float = 0.0
    cpu_seconds: float = 0.0
    peak_memory_mb: float = 0.0
    confinement: str = ""


class Epoch(_Value):
    """The logs of one epoch, as the trainee reported them. `number` counts from 1."""

    number: int
    logs: dict[str, float]


class Remark(_Value):
    """Something worth knowing that costs nothing. `where` reads "line 12" or "cell 3, line 4"."""

    text: str
    where: str = ""


class StudentError(_Value):
    """An exception of the student's code, cut to their own lines.

    Attributes:
        type: The exception's class, "ValueError".
        message: Its message, at most a few lines.
        where: "line 12", or "cell 3, line 4" of a notebook; empty where no line is theirs.
        code: The text of that line.
        frames: Their own frames, outermost first, as "line 30, in solution_model".
        cause: The likely reason in plain words, where one is known.
    """

    type: str
    message: str
    where: str = ""
    code: str = ""
    frames: tuple[str, ...] = ()
    cause: str = ""


class DataUsed(_Value):
    """Which data the submission was trained and judged on."""

    name: str
    profile: str
    digest: str
    hidden_digest: str


class Report(_Value):
    """Everything that there is to say about one submission to one exercise.

    Attributes:
        title: The exercise's title in the report's language.
        submission_name: The name of the file with the code.
        submission_path: What was handed to the grader, as it was named.
        message: One clear sentence where there is nothing to check, or where we are at fault.
        insight: What is to be seen of the model beside the checks; None where there is none.
        history: The epochs of the last `fit` on the model that was exported.
        attempts: How many times the submission was trained, with a new seed each time.
        output: The head and tail of what the submission printed.
        hardware: Processor or accelerator, as a person would name it.
        started_at: UTC.
        training_seconds: Spent inside `fit`, as the trainee reported it.
        wall_seconds: From reading the submission to the finished report.
    """

    schema_version: Literal[1] = SCHEMA_VERSION
    exercise_id: str
    title: str
    student: str
    language: Literal["en", "ko"] = "en"
    submission_sha256: str = ""
    submission_name: str = ""
    submission_path: str = ""
    verdict: Verdict
    points: float = 0.0
    max_points: float = 0.0
    pass_points: float = 0.0
    message: str = ""
    error: StudentError | None = None
    checks: tuple[CheckResult, ...] = ()
    remarks: tuple[Remark, ...] = ()
    insight: Insight | None = None
    history: tuple[Epoch, ...] = ()
    runs: tuple[RunRecord, ...] = ()
    attempts: int = 1
    data: DataUsed | None = None
    output: str = ""
    versions: dict[str, str] = Field(default_factory=dict)
    seed: int = 0
    hardware: str = ""
    started_at: datetime
    training_seconds: float = 0.0
    wall_seconds: float = 0.0

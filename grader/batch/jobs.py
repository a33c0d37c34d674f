"""What workers are told and what they answer: one JSON object a line, strictly read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict

from grader.results import Report

__all__ = ["Answer", "Job", "Outcome", "Setup", "slack_of"]

_USUAL_CORES: Final = 2


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Setup(_Line):
    """What is the same for all jobs of a batch; see `grader.practice.Choices` for most of it.

    Attributes:
        language: Of the reports.
        kept: The folder for what runs leave.
        fresh: Train anew what was trained before.
        isolation: "unconfined" allows a host that cannot confine code fully.
        cores: The processor cores that a worker may use; all if empty.
        card: The number of the GPU that a worker uses, where there are several.
        gpu_slots: How many workers share a GPU; 0 where nobody asked for one.
        threads: How many threads TensorFlow computes with; 0 for one a core.
        slack: How many times an exercise's time a run is given; see `slack_of`.
        choices: The data sets' names → which data, where that was decided on another machine; see
            `grader.datasets.choices.choice_of`.
    """

    language: Literal["en", "ko"] = "en"
    device: str = "auto"
    data: str = "auto"
    hidden_seed: int | None = None
    kept: Path
    fresh: bool = False
    isolation: Literal["full", "unconfined"] = "full"
    cores: tuple[int, ...] = ()
    card: int | None = None
    gpu_slots: int = 0
    threads: int = 0
    slack: float = 1.0
    choices: dict[str, str] = {}


class Job(_Line):
    """One submission to be graded.

    Attributes:
        number: Tells the jobs of a batch apart.
        student: Its key.
        seed: What training starts from.
        strict: Leave idioms of earlier versions unanswered, whatever the exercise says.
        data: What tells that the data are those that the batch began with; empty without any.
        most_seconds: After this a worker that is silent is taken for broken.
    """

    number: int
    exercise_id: str
    path: Path
    student: str
    seed: int = 1
    strict: bool = False
    data: tuple[str, ...] = ()
    most_seconds: float = 86400.0


class Answer(_Line):
    """A line of a worker's.

    Attributes:
        event: "ready" once; "progress" with what `progress` says; "report"; "fault" where the
            grader itself failed, with what happened in `fault`.
    """

    event: Literal["ready", "progress", "report", "fault"]
    number: int = -1
    progress: dict[str, Any] = {}
    report: Report | None = None
    fault: str = ""


def slack_of(cores: float) -> float:
    """Return how many times an exercise's time a run needs that has so many cores.

    The limits of the exercises are made for two cores. Whoever shares them with another submission
    must not fail for that.
    """
    return max(1.0, _USUAL_CORES / cores) if cores > 0 else 1.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: a report, or a fault of the grader's.

    Attributes:
        fault: What happened, for a bug report; empty where there is a report.
    """

    job: Job
    report: Report | None = None
    fault: str = ""

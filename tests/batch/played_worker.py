"""A worker for tests: what becomes of a job is the name of its file."""

from __future__ import annotations

import os
import signal
import sys
import time
from datetime import UTC, datetime

from grader.batch.jobs import Answer, Job, Setup
from grader.results import Report, Verdict


def say(answer: Answer) -> None:
    print(answer.model_dump_json(exclude_defaults=True), flush=True)


def report(job: Job) -> Report:
    return Report(
        exercise_id=job.exercise_id,
        title="A class",
        student=job.student,
        submission_path=str(job.path),
        verdict=Verdict.PASSED,
        points=100,
        max_points=100,
        output=f"process {os.getpid()}, cores {sorted(os.sched_getaffinity(0))}",
        started_at=datetime.now(UTC),
    )


def main() -> None:
    setup = Setup.model_validate_json(sys.stdin.readline())
    os.sched_setaffinity(0, setup.cores or os.sched_getaffinity(0))
    if setup.data == "no worker starts":
        sys.exit("there is no library")
    if setup.data == "not confined":
        say(Answer(event="fault", fault="this host cannot confine code"))
        return
    say(Answer(event="ready"))
    for line in sys.stdin:
        play(Job.model_validate_json(line))


def play(job: Job) -> None:
    say(Answer(event="progress", number=job.number, progress={"epoch": 1, "of": 2, "logs": {}}))
    match job.path.stem:
        case "dies":
            print("last words", file=sys.stderr, flush=True)
            os.kill(os.getpid(), signal.SIGKILL)
        case "exits":
            os._exit(7)
        case "is silent":
            time.sleep(600)
        case "talks nonsense":
            print("this is no answer", flush=True)
        case "answers for another":
            say(Answer(event="report", number=job.number + 1, report=report(job)))
        case "raises":
            say(Answer(event="fault", number=job.number, fault="ZeroDivisionError: ours"))
            return
        case "takes long":
            time.sleep(0.5)
        case _:
            pass
    say(Answer(event="report", number=job.number, report=report(job)))

"""How long something took, as a person says it."""

from __future__ import annotations

from collections.abc import Sequence

from grader.language import say
from grader.results import Report, RunRecord

__all__ = ["duration", "time_spent"]


def duration(seconds: float, *, whole: bool = False) -> str:
    """Return a time as a person says it: "0.4 s", "41 s", "2 min 5 s", "1 h 4 min".

    Args:
        seconds: The time.
        whole: Whether to leave out tenths of seconds.
    """
    if not 0 <= seconds < 1e7:
        return say("an unknown time")
    if seconds < 9.95 and not whole:
        return say("{seconds} s", seconds=f"{seconds:.1f}")
    rounded = round(seconds)
    if rounded < 60:
        return say("{seconds} s", seconds=rounded)
    if rounded < 3600:
        return say("{minutes} min {seconds} s", minutes=rounded // 60, seconds=rounded % 60)
    return say("{hours} h {minutes} min", hours=rounded // 3600, minutes=rounded % 3600 // 60)


def _stage_seconds(runs: Sequence[RunRecord], stage: str) -> float:
    return sum(run.wall_seconds for run in runs if run.stage == stage)


def time_spent(report: Report) -> str:
    """Return one phrase for the time that training, examining and all together took."""
    parts: list[str] = []
    training = _stage_seconds(report.runs, "trainee")
    examining = _stage_seconds(report.runs, "examiner")
    if training and report.attempts > 1:
        parts.append(say("trained {count} times in {time}", count=report.attempts,
                         time=duration(training)))  # fmt: skip
    elif training and report.history:
        parts.append(say("trained {time}", time=duration(training)))
    elif training:
        parts.append(say("ran {time}", time=duration(training)))
    if examining:
        parts.append(say("examined {time}", time=duration(examining)))
    parts.append(say("{time} in all", time=duration(report.wall_seconds)))
    return ", ".join(parts)

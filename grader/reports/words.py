"""The words and signs of a report: verdicts, states, times, where evidence comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from grader.language import say
from grader.results import CheckStatus, Provenance, Report, RunRecord, Verdict

__all__ = ["Sign", "duration", "provenance_sign", "status_sign", "time_spent", "verdict_sign"]


@dataclass(frozen=True, slots=True)
class Sign:
    """A symbol that never stands without its word.

    Attributes:
        symbol: One column wide; ASCII where nothing else can be shown.
        word: In the reader's language.
        style: One of the terminal's own colours, which suit light and dark backgrounds.
    """

    symbol: str
    word: str
    style: str


_STATUS: Final = {
    CheckStatus.PASSED: ("✓", "+", "green"),
    CheckStatus.FAILED: ("✗", "x", "red"),
    CheckStatus.SKIPPED: ("–", "-", "dim"),
    CheckStatus.ERROR: ("!", "!", "magenta"),
}
_VERDICT: Final = {
    Verdict.PASSED: ("✓", "+", "bold green"),
    Verdict.FAILED: ("✗", "x", "bold red"),
    Verdict.NOT_GRADABLE: ("–", "-", "bold"),
    Verdict.GRADER_ERROR: ("!", "!", "bold magenta"),
}
_PROVENANCE: Final = {
    Provenance.PROVEN: ("●", "p"),
    Provenance.MEASURED: ("◐", "m"),
    Provenance.REPORTED: ("○", "r"),
}


def status_sign(status: CheckStatus, *, ascii_only: bool) -> Sign:
    """Return how the state of a check is shown."""
    words = {
        CheckStatus.PASSED: say("passed"),
        CheckStatus.FAILED: say("failed"),
        CheckStatus.SKIPPED: say("skipped"),
        CheckStatus.ERROR: say("not checked"),
    }
    symbol, plain, style = _STATUS[status]
    return Sign(plain if ascii_only else symbol, words[status], style)


def verdict_sign(verdict: Verdict, *, ascii_only: bool) -> Sign:
    """Return how the verdict of a report is shown."""
    words = {
        Verdict.PASSED: say("passed"),
        Verdict.FAILED: say("not passed yet"),
        Verdict.NOT_GRADABLE: say("not gradable"),
        Verdict.GRADER_ERROR: say("the grader failed, not you"),
    }
    symbol, plain, style = _VERDICT[verdict]
    return Sign(plain if ascii_only else symbol, words[verdict], style)


def provenance_sign(kind: Provenance, *, ascii_only: bool) -> Sign:
    """Return how the origin of evidence is shown; the legend below the checks says its word."""
    words = {
        Provenance.PROVEN: say("proven"),
        Provenance.MEASURED: say("measured"),
        Provenance.REPORTED: say("reported by your run"),
    }
    symbol, plain = _PROVENANCE[kind]
    return Sign(plain if ascii_only else symbol, words[kind], "dim")


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

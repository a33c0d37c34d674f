"""The signs of a report: verdicts, states of checks, where evidence comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from grader.language import say
from grader.results import CheckStatus, Provenance, Verdict

__all__ = ["Sign", "provenance_sign", "status_sign", "verdict_sign"]


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

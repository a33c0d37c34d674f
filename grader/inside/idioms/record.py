"""Which idioms a submission used, and on which lines."""

from __future__ import annotations

import inspect
from dataclasses import dataclass, field
from typing import Any, Final

from grader.inside.spy import student_line

__all__ = ["Record"]

_MOST_LINES: Final = 20


@dataclass(slots=True)
class Record:
    """A list of what was answered, as it is answered.

    Attributes:
        submission: The path under which the student's code was compiled.
        lines: An idiom's name and the lines that used it, in the order of their first use.
        log_keys: Earlier keys of epoch logs that callbacks are answered, and today's.
    """

    submission: str
    lines: dict[str, list[int]] = field(default_factory=dict[str, list[int]])
    log_keys: dict[str, str] = field(default_factory=dict[str, str])

    def note(self, idiom: str) -> None:
        """Note that the student's innermost line on the stack used an idiom."""
        line = student_line(self.submission)
        known = self.lines.setdefault(idiom, [])
        if line not in known and len(known) < _MOST_LINES:
            known.append(line)

    def asked_by_student(self, depth: int = 1) -> bool:
        """Whether the function that calls this was itself called by a line of the student's.

        Importing passes through frames of Python's own import system, which do not count.

        Args:
            depth: How many more functions of ours lie between.
        """
        frame: Any = inspect.currentframe()
        for _ in range(depth + 1):
            frame = frame.f_back
        while frame is not None and frame.f_code.co_filename.startswith("<frozen importlib"):
            frame = frame.f_back
        return frame is not None and frame.f_code.co_filename == self.submission

    def facts(self) -> list[dict[str, Any]]:
        """Return what goes to the outbox."""
        return [{"name": name, "lines": lines} for name, lines in self.lines.items()]

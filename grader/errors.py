"""The error tree.

```
GraderError                 every error that this package raises on purpose
├── UsageError              the command line asks for something that does not exist
├── UnknownNameError        a name that nobody registered; carries suggestions
├── SpecError               an exercise or a manifest is written wrongly; names file, line and key
├── NotGradableError        the submission cannot be graded at all; costs no attempt
├── DataError               a data set is missing, damaged or refused
├── EvidenceError           an outbox does not hold what its process should have written
└── SandboxError            the confinement or the fork server broke; never the student's fault
```

A student's mistake is never an exception: it is a `Finding`. See `grader.results`.
"""

from __future__ import annotations

from enum import IntEnum
from pathlib import Path

__all__ = [
    "DataError",
    "EvidenceError",
    "ExitCode",
    "GraderError",
    "NotGradableError",
    "SandboxError",
    "SpecError",
    "UnknownNameError",
    "UsageError",
]


class ExitCode(IntEnum):
    """What the `grader` command says to the shell."""

    PASSED = 0
    FAILED = 1
    INTERRUPTED = 2
    GRADER_ERROR = 3
    USAGE = 4
    NOTHING_TO_GRADE = 5


class GraderError(Exception):
    """Base of every error that is raised on purpose. Its text is one sentence for a person."""

    exit_code: ExitCode = ExitCode.GRADER_ERROR


class UsageError(GraderError):
    """The command line asks for something that does not exist or does not fit together."""

    exit_code = ExitCode.USAGE


class UnknownNameError(GraderError):
    """A name that nobody registered.

    Attributes:
        suggestions: Known names that look like it, the likeliest first.
    """

    exit_code = ExitCode.USAGE

    def __init__(self, message: str, suggestions: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.suggestions = suggestions


class SpecError(GraderError):
    """An exercise's or a data set's YAML is written wrongly.

    Attributes:
        path: The file to edit.
        line: The line in it, counted from 1, where it is known.
    """

    exit_code = ExitCode.USAGE

    def __init__(self, message: str, path: Path, line: int | None = None) -> None:
        where = f"{path}:{line}" if line else str(path)
        super().__init__(f"{where}: {message}")
        self.path = path
        self.line = line


class NotGradableError(GraderError):
    """The submission cannot be graded: it is unreadable, empty, a stub, or several files."""

    exit_code = ExitCode.FAILED


class DataError(GraderError):
    """A data set is missing, damaged or refused."""

    exit_code = ExitCode.USAGE


class EvidenceError(GraderError):
    """An outbox does not hold what its process should have written there."""


class SandboxError(GraderError):
    """The confinement or the fork server broke; never the student's fault."""

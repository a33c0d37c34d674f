"""`python -m grader` and the `grader` command."""

from __future__ import annotations

import signal
import sys
from types import FrameType

__all__ = ["main"]


def main() -> None:
    """Run the command line and leave with its exit code."""
    from grader.cli import run

    for name in ("SIGHUP", "SIGTERM"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _stop)
    sys.exit(run(sys.argv[1:]))


def _stop(_number: int, _frame: FrameType | None) -> None:
    """A closed window and a shutdown end a run as Ctrl-C does: nothing is left running or lying."""
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()

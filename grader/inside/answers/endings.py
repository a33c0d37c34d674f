"""A line that ends the process: a notebook's last cell often gives its memory back like this.

Where something has been trained by then, the run counts as ended there, and what was trained is
judged. Before anything is trained, such a line restarts a notebook, of which the rest is run
afterwards: it does nothing. `input()` after training ends a run like that, too.
"""

from __future__ import annotations

import ast
import builtins
import inspect
import os
import signal
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any, Final

from grader.inside.answers.ledger import Ledger

__all__ = ["answer_endings", "taken_for_the_end"]

_MOST_EMPTY_LINES: Final = 20
_HARMLESS: Final = frozenset(
    {signal.SIGCHLD, signal.SIGCONT, signal.SIGURG, signal.SIGWINCH} if os.name == "posix" else ()
)


class _Ended(SystemExit):
    """What ends a run in place of its process."""


class _Asked(SystemExit):
    """What ends a run at a question that nobody answers."""


def answer_endings(ledger: Ledger) -> Callable[[], None]:
    """Let the ways to end this very process end the run instead; other processes are as ever.

    Returns:
        What else is to be called in place of an end.
    """

    def end() -> None:
        if ledger.trained():
            raise _Ended
        ledger.pass_over("restart")

    _answer_signals(end)
    _answer_exits(end, ledger.submission)
    _answer_questions(ledger)
    return end


def _answer_signals(end: Callable[[], None]) -> None:
    """Answer for the signals that a process sends to itself."""
    operating: Any = os
    signals: Any = signal
    kill, raise_signal = operating.kill, signals.raise_signal
    own = os.getpid()  # one that theirs has started is another

    def answered_kill(pid: int, sig: int) -> None:
        if pid == own == os.getpid() and _ends(sig):
            end()
        else:
            kill(pid, sig)

    def answered_raise(signalnum: int) -> None:
        if os.getpid() == own and _ends(signalnum):
            end()
        else:
            raise_signal(signalnum)

    operating.kill, signals.raise_signal = answered_kill, answered_raise


def _answer_exits(end: Callable[[], None], submission: str) -> None:
    """Answer for `os._exit` and `os.abort` in the student's own code."""
    operating: Any = os
    own = os.getpid()

    def by_the_student(original: Callable[..., Any]) -> Callable[..., Any]:
        # A process that theirs has started must be able to leave, and so must we.
        def answered(*arguments: Any) -> Any:
            frame = inspect.currentframe()
            caller = frame.f_back if frame else None
            theirs = caller is not None and caller.f_code.co_filename == submission
            return end() if theirs and os.getpid() == own else original(*arguments)

        return answered

    for name in ("_exit", "abort"):
        setattr(operating, name, by_the_student(getattr(operating, name)))


def _answer_questions(ledger: Ledger) -> None:
    """Answer for `input()`: nobody sits there.

    What a file asks for after training is left out. Before it, a few questions are answered with
    an empty line, as whoever only wants to get on would do.
    """
    ask = builtins.input
    left = _MOST_EMPTY_LINES

    def answered(prompt: object = "", /) -> str:
        nonlocal left
        try:
            return ask(prompt)
        except EOFError:
            if ledger.trained():
                raise _Asked from None
            if not left:
                raise
        left -= 1
        ledger.pass_over("empty_line")
        sys.stdout.write("\n")
        return ""

    builtins.input = answered


def _ends(number: int) -> bool:
    """Whether a signal would end this process: it does, and nobody has thought of it."""
    if number == 0 or number in _HARMLESS:
        return False
    try:
        handler = signal.getsignal(number)
    except ValueError:  # there is no such signal, as it will be told
        return False
    return handler in {signal.SIG_DFL, signal.default_int_handler, None}


@contextmanager
def taken_for_the_end(ledger: Ledger, file: ast.Module | None = None) -> Generator[None]:
    """Let an end of the process, `exit()` and `sys.exit()` end what is run in the block, no more.

    Args:
        ledger: Where it is told.
        file: What is run, where that is a file: where it ended before its last line is told.
    """
    try:
        yield
    except SystemExit as ended:
        lines = list(_lines(ended, ledger.submission))
        if lines and isinstance(ended, _Asked):
            ledger.pass_over("asked", line=lines[-1])
        elif lines and file is not None and any(_is_more(node, lines[0]) for node in file.body):
            ledger.pass_over("unrun", line=lines[-1])
        elif lines and isinstance(ended, _Ended):
            ledger.pass_over("ended", line=lines[-1])


def _lines(error: BaseException, submission: str) -> Generator[int]:
    """Yield the student's lines on the way to an exception, the outermost first."""
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == submission:
            yield trace.tb_lineno
        trace = trace.tb_next


def _is_more(node: ast.stmt, line: int) -> bool:
    """Whether a statement below a line would have done something."""
    definitions = ast.FunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom | ast.Pass
    return node.lineno > line and not isinstance(node, definitions)

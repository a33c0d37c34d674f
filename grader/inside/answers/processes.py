"""`os.system`, and everything that `subprocess` offers, where it is asked for one of our programs.

`run`, `call`, `check_call`, `check_output`, `getoutput` and `os.popen` all start their process by
`subprocess.Popen`, so that one answers for all. Any other program is started as it always was.
"""

from __future__ import annotations

import functools
import inspect
import io
import os
import subprocess
import sys
from collections.abc import Sequence
from typing import Any, Final

from grader.inside.answers.shell import Done, Shell, show

__all__ = ["answer_programs"]

_Popen: Final[Any] = subprocess.Popen


def answer_programs(shell: Shell) -> None:
    """Answer for the programs that `shell` wants."""
    operating: Any = os
    system = operating.system

    @functools.wraps(system)
    def answered_system(command: Any) -> int:
        if not isinstance(command, str) or not shell.wants(command):
            return system(command)
        done = shell.run(command)
        show(done)
        return done.code << 8  # as wait(2) has it

    class Popen(_Answered):
        """What `subprocess.Popen` is from now on."""

        offline = shell

    operating.system = answered_system
    subprocess.Popen = Popen


def _command(args: Any) -> str | list[str] | None:
    if isinstance(args, str):
        return args
    if isinstance(args, Sequence) and args:
        try:
            return [os.fsdecode(each) for each in args]
        except TypeError:
            return None
    return None


class _Answered(_Popen):
    """A process that was over before it began, or an ordinary one."""

    offline: Shell
    _done: Done | None = None

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        asked = _SIGNATURE.bind(self, *arguments, **keywords).arguments
        command = _command(asked.get("args"))
        wrapped = isinstance(command, list) and bool(asked.get("shell"))
        line = command[0] if wrapped and command else command
        if line is None or not self.offline.wants(line):
            super().__init__(*arguments, **keywords)
            return
        cwd = asked.get("cwd")
        self._done = self.offline.run(line, os.fsdecode(cwd) if cwd else None)
        self.args, self.pid, self.returncode = asked["args"], 0, self._done.code
        self._child_created = False  # so that nothing is reaped when this goes
        self._hand_over(asked, self._done)

    def _hand_over(self, asked: dict[str, Any], done: Done) -> None:
        """Fill the pipes that were asked for; what has none is printed."""
        text = any(asked.get(key) for key in ("text", "universal_newlines", "encoding", "errors"))
        if asked.get("stderr") == subprocess.STDOUT:
            done.out, done.errors = done.told, b""
        empty: Any = io.StringIO() if text else io.BytesIO()
        self.stdin = empty if asked.get("stdin") == subprocess.PIPE else None
        self.stdout = _stream(asked.get("stdout"), done.out, text=text)
        self.stderr = _stream(asked.get("stderr"), done.errors, text=text)

    def communicate(self, input: Any = None, timeout: Any = None) -> Any:  # noqa: A002 its name
        """Return (output, errors), None for what was not asked for."""
        if self._done is None:
            return super().communicate(input, timeout)
        return tuple(each.read() if each else None for each in (self.stdout, self.stderr))

    def poll(self) -> Any:
        """Return the exit code."""
        return super().poll() if self._done is None else self.returncode

    def wait(self, timeout: Any = None) -> Any:
        """Return the exit code."""
        return super().wait(timeout) if self._done is None else self.returncode

    def send_signal(self, sig: int) -> None:
        """Send a signal to a process that is still there."""
        if self._done is None:
            super().send_signal(sig)


_SIGNATURE: Final = inspect.signature(_Popen.__init__)


def _stream(asked: Any, content: bytes, *, text: bool) -> Any:
    """Return a pipe with the content, or write it to where it was sent and return None."""
    if asked == subprocess.PIPE:
        return io.StringIO(content.decode("utf-8", "replace")) if text else io.BytesIO(content)
    if asked is None:
        sys.stdout.write(content.decode("utf-8", "replace"))
    elif asked != subprocess.DEVNULL:
        descriptor = asked if isinstance(asked, int) else asked.fileno()
        if not isinstance(asked, int):
            asked.flush()
        while content:
            content = content[os.write(descriptor, content) :]
    return None

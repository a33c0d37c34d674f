"""One worker process, seen from the batch: its pipes, its job and its end."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from pydantic import ValidationError

from grader.batch.jobs import Answer, Job, Setup
from grader.language import say
from grader.sandbox.boot import module_command

__all__ = ["WorkerProcess"]

_START_SECONDS: Final = 300.0
_END_SECONDS: Final = 10.0
_LAST_WORDS: Final = 8000
_LONGEST_LINE: Final = 64 << 20


class WorkerProcess:
    """A worker and its pipes.

    Attributes:
        job: What it works at; None where it is free.
        ready: Whether it has said that it can begin.
        broken: Whether it has ended, or is to be ended.
    """

    def __init__(self, setup: Setup, module: str) -> None:
        self.job: Job | None = None
        self.ready = False
        self.broken = False
        self._slack = setup.slack
        self._pending = bytearray()
        self._heard_at = time.monotonic()
        self._log = tempfile.TemporaryFile(prefix="grader-worker-")  # noqa: SIM115 closed in `end`
        self._process = subprocess.Popen(
            module_command(module),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            start_new_session=True,  # Ctrl-C is ours alone: we end the workers
        )
        self._write(setup.model_dump_json())

    @property
    def output(self) -> int:
        """The descriptor that becomes readable when it says something, or ends."""
        assert self._process.stdout is not None
        return self._process.stdout.fileno()

    def begin(self, job: Job) -> None:
        """Give it a job."""
        self.job, self._heard_at = job, time.monotonic()
        self._write(job.model_dump_json())

    def _write(self, line: str) -> None:
        assert self._process.stdin is not None
        with suppress(BrokenPipeError):  # that it has ended is seen when it is read from
            self._process.stdin.write(line.encode() + b"\n")
            self._process.stdin.flush()

    def answers(self) -> Iterator[Answer]:
        """Yield what it has said so far; a line that is none of ours means that it is broken."""
        data = b"" if self.broken else os.read(self.output, 1 << 20)
        self.broken = self.broken or not data
        self._pending += data
        self._heard_at = time.monotonic()
        while b"\n" in self._pending and not self.broken:
            line, _, rest = self._pending.partition(b"\n")
            self._pending = bytearray(rest)
            try:
                yield Answer.model_validate_json(bytes(line))
            except ValidationError:
                self.broken = True
        self.broken = self.broken or len(self._pending) > _LONGEST_LINE

    def silent_too_long(self, now: float) -> bool:
        """Whether nothing was heard of it for longer than its job may take; it is broken then."""
        most = self.job.most_seconds * self._slack if self.job and self.ready else _START_SECONDS
        if self.job is not None and now - self._heard_at > most:
            self.broken = True
        return self.broken

    def last_words(self) -> str:
        """Return how it ended and the end of what it wrote to standard error."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=_END_SECONDS)
        code = self._process.poll()
        if code is None:
            how = say("the worker went silent")
        elif code < 0:
            how = say("the worker was ended by {signal}", signal=signal.Signals(-code).name)
        else:
            how = say("the worker ended with exit code {code}", code=code)
        size = self._log.seek(0, os.SEEK_END)
        self._log.seek(max(size - _LAST_WORDS, 0))
        return f"{how}\n{self._log.read().decode('utf-8', 'replace')}".strip()

    def ask_to_end(self) -> None:
        """Let it end its run and tidy up."""
        with suppress(ProcessLookupError):
            self._process.send_signal(signal.SIGTERM)

    def end(self) -> None:
        """End it, now if it does not do so by itself."""
        self.ask_to_end()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=_END_SECONDS)
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout, self._log):
            if pipe:
                with suppress(OSError):
                    pipe.close()

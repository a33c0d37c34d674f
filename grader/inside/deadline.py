"""When the time for training is over, and what is laid aside for a run that does not end then.

A run is ended from outside when its wall clock says so, and with it goes all that it has not handed
over. Some time before, training is ended (`grader.inside.recorder`), so that the rest of the
student's file, the export and the probes still find time. Code that does not come back even then, a
loop without an end or a long evaluation, must not cost the model: a copy of it is laid aside as
soon as the time is over and no `fit` is at work. While one is, its weights move: nothing is read.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, Final

__all__ = ["Deadline"]

# Taken before the student's code can put something else in their place.
_now: Final = time.monotonic
_sleep: Final = time.sleep


class Deadline:
    """The time for training in one run.

    Args:
        ends: When it is over, on the machine's monotonic clock.
        reserve_seconds: What is left of the run then; half of it is for the validation of an epoch.
    """

    def __init__(self, ends: float = math.inf, reserve_seconds: float = 0.0) -> None:
        self.ends = ends
        self.validation_ends = ends + reserve_seconds / 2
        self._lock = threading.Lock()
        self._fits = 0
        self._lay_aside: Callable[[], bool] | None = None

    @classmethod
    def of(cls, job: Mapping[str, Any]) -> Deadline:
        """Return what a job says with `train_seconds`, `reserve_seconds` and when it `begun`."""
        if "train_seconds" not in job:
            return cls()
        return cls(job["begun"] + job["train_seconds"], job["reserve_seconds"])

    @property
    def over(self) -> bool:
        """Whether training has had its time."""
        return _now() >= self.ends

    @property
    def validation_over(self) -> bool:
        """Whether the validation of an epoch, too, has had its time."""
        return _now() >= self.validation_ends

    def guard(self, lay_aside: Callable[[], bool]) -> None:
        """From now on, let `lay_aside` be called once when the time is over.

        It is called between two calls of `fit`: by the one that has just ended, or from a thread
        while other code of the student's is at work.

        Args:
            lay_aside: Copies the model, and says whether there was one.
        """
        self._lay_aside = lay_aside
        if self.ends < math.inf:
            with suppress(RuntimeError):  # no thread could be started
                threading.Thread(target=self._wait, daemon=True).start()

    def release(self) -> None:
        """Lay nothing aside any more; wait until what is being copied has been."""
        with self._lock:
            self._lay_aside = None

    @contextmanager
    def training(self) -> Generator[None]:
        """Inside the `with` block, a `fit` is at work."""
        with self._lock:
            self._fits += 1
        try:
            yield
        finally:
            with self._lock:
                self._fits -= 1
            if self.over:
                self._keep()

    def _wait(self) -> None:
        while (left := self.ends - _now()) > 0:
            _sleep(left)
        self._keep()

    def _keep(self) -> None:
        with self._lock:
            if self._fits or self._lay_aside is None:
                return
            # Whatever their model raises is no matter of the code that runs here by chance.
            with suppress(Exception):
                if self._lay_aside():
                    self._lay_aside = None

"""What an actor of a Ray cluster does on its machine."""

from __future__ import annotations

import shutil
import tempfile
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from grader.batch.jobs import Job, Setup
from grader.batch.parcels import pack, unpack
from grader.batch.worker import Grader

__all__ = ["ClusterWorker"]


class ClusterWorker:
    """Grades jobs that came with their files; what runs left goes back with the report.

    Args:
        setup: A `Setup` as JSON; its `kept` is of another machine, and not used.
    """

    def __init__(self, setup: str) -> None:
        self._home = Path(tempfile.mkdtemp(prefix="grader-actor-"))
        read = Setup.model_validate_json(setup)
        self._kept = self._home / "kept"
        self._grader = Grader(read.model_copy(update={"kept": self._kept}))
        self._said: dict[str, Any] = {}

    def latest(self) -> dict[str, Any]:
        """Return what the trainee said last, with the number of its job; empty at the start."""
        return self._said

    def grade(self, job: str, parcel: bytes) -> tuple[str, str, bytes]:
        """Grade a submission.

        Args:
            job: A `Job` as JSON; its path is of another machine, and only its name is used.
            parcel: The submission, from `grader.batch.parcels.pack`.

        Returns:
            The report as JSON, or empty; what went wrong, or empty; what the run left, as a parcel.
        """
        read = Job.model_validate_json(job)

        def tell(progress: Mapping[str, Any]) -> None:
            self._said = {"number": read.number, "progress": dict(progress)}

        shutil.rmtree(self._kept, ignore_errors=True)
        with tempfile.TemporaryDirectory(dir=self._home) as name:
            folder = Path(name)
            unpack(parcel, folder)
            here = read.model_copy(update={"path": folder / read.path.name})
            try:
                report = self._grader.grade(here, tell)
            except Exception as error:  # noqa: BLE001 whoever gave the job must hear of everything
                return "", "".join(traceback.format_exception(error)), b""
        update = {"submission_path": str(read.path)}
        left = [pack(path) for path in self._kept.glob("*")]
        whole = pack(self._kept) if left else b""
        return report.model_copy(update=update).model_dump_json(), "", whole

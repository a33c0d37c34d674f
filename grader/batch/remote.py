"""What an actor of a Ray cluster does on its machine."""

from __future__ import annotations

import shutil
import tempfile
import traceback
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from grader.batch.jobs import Job, Setup
from grader.batch.parcels import pack_files, unpack
from grader.batch.supplies import BroughtRuns, Supply, bring
from grader.batch.worker import Grader
from grader.datasets.contents import contents_of
from grader.resources import default_cache_folder

__all__ = ["AskedStore", "ClusterWorker"]


class AskedStore:
    """A `grader.batch.supplies.Home` on another machine.

    Args:
        actor: A `grader.batch.supplies.Store` as an actor of Ray.
    """

    def __init__(self, actor: Any) -> None:
        self._actor, self._get = actor, import_module("ray").get

    def part(self, place: str, names: Sequence[str]) -> bytes:
        """Return files of a folder of its cache as a parcel."""
        return self._get(self._actor.part.remote(place, list(names)))

    def run(self, key: str) -> bytes:
        """Return what was kept there under a key as a parcel, or nothing."""
        return self._get(self._actor.run.remote(key))


class ClusterWorker:
    """Grades jobs that came with their files; what runs left goes back with the report.

    Args:
        setup: A `Setup` as JSON; its `kept` is of another machine, and not used.
        supplies: What the cache must hold, each a `grader.batch.supplies.Supply` as JSON.
        store: The actor on the batch's own machine, a `grader.batch.supplies.Store`.

    Raises:
        DataError: If the cache of this machine cannot be filled.
        SandboxError: If this machine cannot confine code.
    """

    def __init__(self, setup: str, supplies: Sequence[str], store: Any) -> None:
        asked = AskedStore(store)
        for supply in supplies:
            bring(Supply.model_validate_json(supply), default_cache_folder(), asked)
        self._folder = Path(tempfile.mkdtemp(prefix="grader-actor-"))
        read = Setup.model_validate_json(setup)
        self._kept, self._brought = self._folder / "kept", self._folder / "brought"
        kept = BroughtRuns(self._kept, read.device, read.fresh, self._brought, asked)
        self._grader = Grader(read, kept=kept)
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

        for folder in (self._kept, self._brought):
            shutil.rmtree(folder, ignore_errors=True)
        with tempfile.TemporaryDirectory(dir=self._folder) as name:
            folder = Path(name)
            unpack(parcel, folder)
            here = read.model_copy(update={"path": folder / read.path.name})
            try:
                report = self._grader.grade(here, tell)
            except Exception as error:  # noqa: BLE001 whoever gave the job must hear of everything
                return "", "".join(traceback.format_exception(error)), b""
        update = {"submission_path": str(read.path)}
        names = contents_of(self._kept).files
        left = pack_files(self._kept, names) if names else b""
        return report.model_copy(update=update).model_dump_json(), "", left

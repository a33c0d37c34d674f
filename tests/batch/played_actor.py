"""An actor for tests of the cluster: what becomes of a job is the name of its file."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

from played_worker import report

from grader.batch.jobs import Job, Setup
from grader.batch.parcels import pack_files, unpack
from grader.batch.remote import AskedStore
from grader.batch.supplies import Supply, bring


class PlayedActor:
    def __init__(self, setup: str, supplies: list[str], store: Any) -> None:
        self.setup = Setup.model_validate_json(setup)
        self.home = Path(os.environ["PLAYED_HOME"]) / str(os.getpid())
        self.store = AskedStore(store)
        for supply in supplies:
            bring(Supply.model_validate_json(supply), self.home / "cache", self.store)
        self.said: dict[str, Any] = {}

    def latest(self) -> dict[str, Any]:
        return self.said

    def grade(self, job: str, parcel: bytes) -> tuple[str, str, bytes]:
        read = Job.model_validate_json(job)
        self.said = {"number": read.number, "progress": {"epoch": 1, "of": 2, "logs": {}}}
        unpack(parcel, self.home)
        text = (self.home / read.path.name).read_text(encoding="utf-8")
        if read.path.stem.startswith("raises"):
            return "", "ZeroDivisionError: ours", b""
        if read.path.stem.startswith("takes long"):
            time.sleep(3)
        if read.path.stem.startswith("dies"):
            os._exit(1)
        name = f"ab/{read.number}.txt"
        (self.home / "kept" / "ab").mkdir(parents=True, exist_ok=True)
        (self.home / "kept" / name).write_text(text, encoding="utf-8")
        if read.path.stem.startswith("lists its cache"):
            text = " ".join(path.name for path in sorted((self.home / "cache").rglob("*.jpg")))
        if read.path.stem.startswith("was run before"):
            text = "found" if self.store.run("abc") else "not found"
        told = report(read).model_copy(update={"output": text})
        return told.model_dump_json(), "", pack_files(self.home / "kept", [name])

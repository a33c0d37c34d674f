"""What runs left, kept on disk: a changed threshold is judged anew without training anything.

```
<folder>/<first two>/<key>/
├── kept.json          how the runs ended, and what the plan was drawn from
├── trainee/           its outbox; model.keras is empty and says only that there was a model
└── examiner/          its outbox, where there was a model
```
The key is a digest of all that a run depends on: the code that was handed in, what the exercise
says of running it, the data, the seed, and the code of ours that ran. Points, thresholds and hints
are not in it. What is kept is read back by the same strict readers as an outbox.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from grader.errors import DataError
from grader.language import say
from grader.outbox import MAX_ARRAY_BYTES
from grader.results import RunRecord, RunStatus
from grader.sandbox.protocol import SandboxRun

__all__ = ["KeptRun", "KeptRuns", "KeptStage"]

_MODELS: Final = ("model.keras", "kept.keras")
_READ: Final = ("training.json", "kept.json", "returned-*.npy", "model.json", "predictions/*.npy")
"""What is read of an outbox, besides whether there is a model."""


class _Kept(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class KeptStage(_Kept):
    """How one confined run ended."""

    record: RunRecord
    output: str = ""

    @classmethod
    def of(cls, run: SandboxRun) -> KeptStage:
        """Keep how a run ended."""
        return cls(record=run.record, output=run.output)

    def with_outbox(self, outbox: Path) -> SandboxRun:
        """Return the run as if it had just ended and left this outbox."""
        return SandboxRun(self.record, outbox, self.output)


class KeptRun(_Kept):
    """What is kept of one training.

    Attributes:
        plan_seed: What its probes and questions were drawn from.
        drawn: A digest of these; evidence answers only to what was asked.
        rows: How many rows the model was asked, by the names of the questions.
    """

    format: Literal[1] = 1
    plan_seed: int
    drawn: str
    trainee: KeptStage
    examiner: KeptStage | None = None
    rows: dict[str, int] = {}


@dataclass(frozen=True, slots=True)
class KeptRuns:
    """A folder of what runs left.

    Attributes:
        folder: Made when something is kept.
        device: What the sandbox of the runs is opened for: "auto", "cpu" or "gpu".
        fresh: Find nothing, so that everything is trained anew; it is kept all the same.
    """

    folder: Path
    device: str = "auto"
    fresh: bool = False

    def find(self, key: str) -> tuple[KeptRun, Path] | None:
        """Return what was kept under a key, and its folder; None where nothing can be read."""
        folder = self.place(key)
        if self.fresh:
            return None
        with suppress(OSError, ValueError, ValidationError):
            return KeptRun.model_validate_json((folder / "kept.json").read_bytes()), folder
        return None

    def keep(self, key: str, kept: KeptRun, outboxes: Mapping[str, Path]) -> None:
        """Keep what a run left; where something was kept under the key, it is replaced.

        A run that somebody else ended is not kept: it would have ended otherwise another time.

        Args:
            key: From `run_key`.
            kept: How it ended.
            outboxes: "trainee" and "examiner", where there was one.

        Raises:
            DataError: If it cannot be written.
        """
        stages = [stage for stage in (kept.trainee, kept.examiner) if stage]
        if any(stage.record.status is RunStatus.SIGNALLED for stage in stages):
            return
        place = self.place(key)
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=place.parent, prefix=".new-") as name:
                made = Path(name) / "run"
                for stage, outbox in outboxes.items():
                    _copy(outbox, made / stage)
                (made / "kept.json").write_text(kept.model_dump_json(), encoding="utf-8")
                shutil.rmtree(place, ignore_errors=True)
                made.replace(place)
        except OSError as error:
            raise DataError(
                say("{path} cannot be written: {why}. Make room there, or choose another folder.",
                    path=self.folder, why=error.strerror or error)
            ) from None  # fmt: skip

    def place(self, key: str) -> Path:
        """Return the folder for what is kept under a key."""
        return self.folder / key[:2] / key


def _copy(outbox: Path, target: Path) -> None:
    """Copy what is read of an outbox, which another wrote; of a model only that it is there."""
    target.mkdir(parents=True)
    for path in (path for pattern in _READ for path in sorted(outbox.glob(pattern))):
        if _is_plain(path) and path.stat().st_size <= MAX_ARRAY_BYTES:
            place = target / path.relative_to(outbox)
            place.parent.mkdir(exist_ok=True)
            shutil.copyfile(path, place, follow_symlinks=False)
    for name in _MODELS:
        if _is_plain(outbox / name):
            (target / name).touch()


def _is_plain(path: Path) -> bool:
    return not path.is_symlink() and path.is_file() and not path.parent.is_symlink()

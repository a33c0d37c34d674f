"""What is known of a fault of ours, in a folder that can be sent with a bug report."""

from __future__ import annotations

import json
import platform
import shutil
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from grader import __version__

if TYPE_CHECKING:
    from grader.batch.preparing import Entry

__all__ = ["keep_fault"]

_LIBRARIES: Final = ("keras", "numpy", "tensorflow")
_MOST_BYTES: Final = 10 << 20


def keep_fault(folder: Path, entry: Entry, fault: str) -> Path:
    """Write what is known of a fault into a new folder, and return it.

    Args:
        folder: Where all faults are.
        entry: What the grader failed at; a plain file of it is copied.
        fault: What happened, both times alike or not.

    Raises:
        OSError: If it cannot be written.
    """
    name = entry.key[:12]
    place = folder / name
    place.mkdir(parents=True, exist_ok=True)
    (place / "fault.txt").write_text(fault + "\n", encoding="utf-8")
    told = {
        "exercise": entry.handin.exercise_id,
        "spec_sha256": entry.known.spec_digest,
        "data": list(entry.known.data_digests),
        "submission_sha256": entry.sha256,
        "seed": entry.job.seed if entry.job else None,
        "grader": __version__,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "libraries": {each: version(each) for each in _LIBRARIES},
    }
    (place / "versions.json").write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    spec = entry.known.exercise.folder / "exercise.yaml"
    shutil.copyfile(spec, place / "exercise.yaml")
    handin = entry.handin.path
    if handin.is_file() and not handin.is_symlink() and handin.stat().st_size <= _MOST_BYTES:
        shutil.copyfile(handin, place / f"submission{handin.suffix}")
    return place

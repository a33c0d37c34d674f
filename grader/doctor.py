"""What this host can and cannot do for the grader, found out and said."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass

from grader import __version__
from grader.errors import GraderError
from grader.language import say
from grader.practice import open_sandbox
from grader.sandbox.abilities import host_abilities
from grader.survey import survey

__all__ = ["Diagnosis", "examine_host"]


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One line of the doctor's.

    Attributes:
        name: What was looked at.
        well: Whether it is as it should be.
        detail: What was found.
    """

    name: str
    well: bool
    detail: str


def examine_host(device: str = "auto") -> list[Diagnosis]:
    """Return what this host can enforce, which accelerator is found, and where the caches are."""
    abilities = host_abilities()
    found = [Diagnosis(say(each.name), each.works, each.detail) for each in abilities]
    found += _survey(device)
    found.append(_cache())
    return found


def _survey(device: str) -> list[Diagnosis]:
    """Start a fork server and let a run, confined as any other run, say what it finds."""
    try:
        with open_sandbox(device) as sandbox:
            found = survey(sandbox)
    except GraderError as error:
        return [Diagnosis(say("accelerator"), well=False, detail=str(error))]
    versions = ", ".join(f"{name} {number}" for name, number in found.versions.items())
    start = say("a run starts, confines itself and ends in {seconds:.2f} s", seconds=found.seconds)
    return [
        Diagnosis(say("accelerator"), well=True, detail=found.device),
        Diagnosis(say("trial run"), well=True, detail=start),
        Diagnosis(say("versions"), well=True, detail=f"grader {__version__}, {versions}"),
    ]


def _cache() -> Diagnosis:
    from grader.datasets.splits import default_cache_folder

    folder = default_cache_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        return Diagnosis(say("cache"), well=False, detail=f"{folder}: {error.strerror}")
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    detail = say("{folder}, {megabytes:.0f} MB", folder=folder, megabytes=size / 1e6)
    return Diagnosis(say("cache"), well=True, detail=detail)

"""Putting all answers in place.

Everything of ours is imported before a run begins: once it is confined, our files are not there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from grader.inside.answers import (
    archives,
    counts,
    devices,
    downloads,
    drawings,
    endings,
    folders,
    locales,
    notebook,
    opening,
    own_folders,
    processes,
    standins,
    weights,
)
from grader.inside.answers.ledger import Ledger
from grader.inside.answers.programs import PROGRAMS
from grader.inside.answers.shell import Shell

__all__ = ["install"]


def install(job: Mapping[str, Any], submission: str) -> Ledger:
    """Put the answers in place, for the rest of this process.

    Args:
        job: Of which these are read, each optional: `downloads` (last part of a URL's path to a
            path inside), `weights` (the file name that Keras looks for to a path inside),
            `archives` (set name to `.npz` inside) and `datasets` (set name to `root`, `classes`
            and `form`, "folders" or "arrays", of which the root is the `.npz`),
            `file_names` (what a refusal lists, where that is more than `downloads`),
            `laid_out` (paths of what was copied for the run), `counts` (pairs of how many images a
            split of the published set has, and how many it has here), `work` (the folder in which
            the submission runs), `folders` (those that it will want to save to) and `links` (other
            names of `work`).
        submission: The path under which the student's code is compiled, for line numbers.

    Returns:
        What was asked for, as it is asked.
    """
    npz: Mapping[str, str] = job.get("archives") or {}
    ledger = _new_ledger(job, submission)
    counts.answer_counts(dict(job.get("counts") or ()), ledger)
    places = job.get("laid_out") or ()
    ledger.data = folders.data_in(str(job.get("work") or ""), places)
    ledger.look_around = lambda: _look_around(ledger, job)
    folders.make_links(job.get("links") or (), str(job.get("work") or ""))
    folders.make_places(job.get("folders") or ())
    folders.let_manage(places, ledger)
    devices.answer_devices()
    archives.answer_load_data(npz)
    downloads.answer_urls(ledger)
    datasets: Mapping[str, Mapping[str, Any]] = job.get("datasets") or {}
    _answer_own_images(ledger, datasets, str(job.get("work") or ""))
    weights.answer_weights(ledger)
    standins.offer_modules(ledger, datasets, npz)
    shell = Shell(ledger, PROGRAMS)
    processes.answer_programs(shell)
    drawings.answer_drawings()
    locales.answer_locales()
    notebook.offer_get_ipython(shell, endings.answer_endings(ledger))
    return ledger


def _answer_own_images(
    ledger: Ledger, datasets: Mapping[str, Mapping[str, Any]], work: str
) -> None:
    in_folders = [each for each in datasets.values() if each.get("form") == "folders"]
    names = [name for each in in_folders for name in each.get("classes") or ()]
    opening.answer_archives(ledger, names)
    own_folders.answer_folders(ledger, datasets, work)


def _new_ledger(job: Mapping[str, Any], submission: str) -> Ledger:
    return Ledger(
        submission,
        dict(job.get("downloads") or {}),
        dict(job.get("weights") or {}),
        tuple(job.get("file_names") or ()),
    )


def _look_around(ledger: Ledger, job: Mapping[str, Any]) -> None:
    places, datasets = job.get("laid_out") or (), job.get("datasets") or {}
    for folder in folders.folders_beside_classes(str(job.get("work") or ""), places, datasets):
        ledger.pass_over("folder", folder)

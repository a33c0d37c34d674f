"""What the two confined stages are given: files of ours, seen read-only, and private copies.

Neither inbox holds a label of a hidden image, nor anything of another submission.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.datasets.shown import Shown, show, show_weights
from grader.outbox import read_input_shape

if TYPE_CHECKING:
    from grader.checks.judge import Plan
    from grader.datasets.splits import DataSet
    from grader.facts import FitFacts
    from grader.sandbox.protocol import Sandbox

__all__ = ["lay_out_questions", "lend", "new_folder", "offers"]


def new_folder(parent: Path, name: str) -> Path:
    """Make a folder of ours that a confined process may look into."""
    made = parent / name
    made.mkdir()
    made.chmod(0o755)
    return made


def offers(
    data: DataSet | None, weights: Mapping[str, Path], text: str, inbox: Path, sandbox: Sandbox
) -> tuple[dict[str, Any], tuple[tuple[Path, str], ...]]:
    """Return what the trainee is told of data and weights, and what is copied for it.

    Args:
        data: None where the exercise has none.
        weights: Pretrained weights that this host has, by the file names that Keras looks for.
        text: The submission: what it names is laid out.
        inbox: The trainee's; what answers downloads is put there.
        sandbox: Where the run will be.

    Raises:
        DataError: If the data cannot be read or packed any more.
    """
    shown, own = show(data, text), show_weights(weights, text)
    copies = (*shown.copies, *own.values())
    alone = sandbox.confinement == "full"  # otherwise the folders would be the host's own
    told = {
        "archives": shown.archives,
        "downloads": _lend_downloads(shown, inbox, private=not alone),
        "datasets": shown.datasets,
        "counts": shown.counts,
        "file_names": [each.file for each in data.archives] if data else [],
        "weights": {name: place for name, (_, place) in own.items()},
        "laid_out": [place for _, place in copies],
        "folders": shown.folders if alone else [],
        "links": shown.links if alone else [],
    }
    return told, copies


def _lend_downloads(shown: Shown, inbox: Path, *, private: bool) -> dict[str, str]:
    """Put what answers downloads into the inbox; return it by the last part of a URL's path."""
    if shown.lent:
        new_folder(inbox, "downloads")
    for file, path in shown.lent.items():
        lend(path, inbox / "downloads" / file, private=private)
    return {name: f"{{inbox}}/downloads/{file}" for name, file in shown.downloads.items()}


def lay_out_questions(
    inbox: Path, data: DataSet | None, plan: Plan, model: Path, fit: FitFacts | None
) -> dict[str, int]:
    """Put every input that the model is asked into the examiner's inbox; return the rows of each.

    Args:
        inbox: The examiner's.
        data: None where the exercise has none.
        plan: Its questions are asked as well.
        model: What was exported: says at which size it wants images.
        fit: How it was trained, if that was seen.

    Raises:
        DataError: If the data cannot be read or decoded any more.
    """
    rows: dict[str, int] = {}
    for index, asked in plan.questions.items():
        np.save(inbox / f"asked_{index}.npy", asked)
        rows[f"asked_{index}"] = len(asked)
    if data is not None:
        size = _image_size(model, fit)
        for split in plan.splits:
            lend(data.inputs(split, size), inbox / f"{split}.npy")
            rows[split] = len(data.labels(split))
        lend(data.inputs("validation", size), inbox / "public-images.npy")
        _lay_out_variations(inbox, plan, len(data.labels("hidden")), rows)
        np.save(inbox / "public-labels.npy", data.labels("validation"))
    return rows


def _lay_out_variations(inbox: Path, plan: Plan, count: int, rows: dict[str, int]) -> None:
    """Add the hidden images as each check wants them changed."""
    for index, vary in plan.variations.items():
        images = np.load(inbox / "hidden.npy", mmap_mode="r", allow_pickle=False)
        np.save(inbox / f"asked_{index}.npy", vary(images))
        rows[f"asked_{index}"] = count


def _image_size(model: Path, fit: FitFacts | None) -> tuple[int, int] | None:
    """The height and width at which the model wants images: a guess, the examiner sees to it."""
    seen = fit.inputs.shape if fit and fit.inputs else None
    for shape in (read_input_shape(model), seen):
        if shape and len(shape) == 3 and shape[0] and shape[1]:
            return shape[0], shape[1]
    return None


def lend(source: Path, target: Path, *, private: bool = False) -> None:
    """Show a file in an inbox, which is mounted read-only: a link where that works, else a copy.

    Where it is not mounted at all, what a submission may touch is `private`, a copy.
    """
    try:
        if private:
            shutil.copyfile(source, target)
        else:
            os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)

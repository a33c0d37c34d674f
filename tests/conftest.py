"""What every test starts from: English, no colour, no terminal, and no deadline for hypothesis."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import settings

from grader.checks import schemas
from grader.datasets.manifest import (
    Archive,
    Embedded,
    HeldOut,
    Manifest,
    Real,
    RealSizes,
    Sizes,
    Source,
    Title,
)
from grader.datasets.splits import DataSet, prepare
from grader.datasets.synthetic import Recipe, SplitName
from grader.exercise import Exercise, read_exercise
from grader.practice import open_sandbox
from grader.proving import grader_for
from grader.results import Report
from grader.sandbox.protocol import Sandbox

# Two cores are shared with trainings; a slow example says nothing about the code.
settings.register_profile("shared_cores", deadline=None)
settings.load_profile("shared_cores")

STRIPES = """\
format: 1
title: Stripes
dataset: stripes
entry: {function: solution_model}
limits: {wall_seconds: 120, disk_mb: 64, max_epochs: 20}
checks:
  - {check: runs, points: 20, required: true, hint: Run it.}
  - {check: learned, points: 20, required: true, hint: Did it?}
  - {check: accuracy, at_least: 0.9, points: 60, required: true, hidden: true, hint: More.}
"""


@pytest.fixture(autouse=True)
def _plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away what a person's shell would say about language and colour."""
    for variable in ("GRADER_LANG", "LC_ALL", "LC_MESSAGES", "LANGUAGE", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("TF_CPP_MIN_LOG_LEVEL", "3")


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the checkout."""
    return Path(__file__).resolve().parent.parent


def stripes(
    count: int,
    *,
    seed: int,
    split: SplitName,
    progress: Callable[[float], None] | None = None,
) -> tuple[np.ndarray[tuple[int, ...], np.dtype[np.uint8]], ...]:
    """Draw stripes, upright for class 0 and level for class 1, on noise; 24 × 32 pixels."""
    rng = np.random.default_rng([seed, len(split)])
    labels = (np.arange(count) % 2).astype(np.uint8)
    images = rng.integers(0, 160, (count, 24, 32, 3), dtype=np.uint8)
    for image, label, first in zip(images, labels, rng.integers(0, 4, count), strict=True):
        stripe = image[first::4] if label else image[:, first::4]
        stripe += 90
    if progress:
        progress(1)
    return images, labels


@pytest.fixture
def stripes_manifest(monkeypatch: pytest.MonkeyPatch) -> Manifest:
    """Return a data set in folders that is drawn in no time."""
    drawn: Any = stripes

    def load(_name: str) -> Recipe:
        return Recipe(1, drawn)

    monkeypatch.setattr("grader.datasets.embedded.load_recipe", load)
    source = Source(
        url="https://example.org/a/stripes.zip", bytes=1, sha256="0" * 64, confirmed=False
    )
    return Manifest(
        name="stripes",
        title=Title(en="Stripes", ko="줄무늬"),
        form="folders",
        classes=("across", "upright"),
        image_size=(24, 32),
        channels=3,
        archives=(
            Archive(file="stripes.zip", members={"": "train"}),
            Archive(
                file="all_stripes.zip",
                members={"all/train": "train", "all/validation/Across": "validation/across"},
            ),
        ),
        known_paths={
            "/tmp/lines": "train",
            "../tmp2/stripes.zip": "stripes.zip",
            "both/lines": ".",
            "~/lines/Across": "train/across",
        },
        real=Real(
            sources=(source,),
            mirrors={"stripes.zip": ("https://example.org/b/mirrored.zip",)},
            sizes=RealSizes(train=6, validation=8),
            held_out=HeldOut(split="validation", share=0.5, seed=3),
            licence="none",
            citation="none",
        ),
        embedded=Embedded(
            recipe="stripes", seed=7, sizes=Sizes(train=160, validation=24, hidden=40)
        ),
    )


@pytest.fixture
def stripes_data(stripes_manifest: Manifest, tmp_path: Path) -> DataSet:
    """Return the stripes, drawn and laid out."""
    return prepare(stripes_manifest, cache_folder=tmp_path / "cache")


@pytest.fixture
def stripes_exercise(tmp_path: Path) -> Exercise:
    """Return an exercise on the stripes that a small network passes."""
    folder = tmp_path / "c9w9_stripes"
    folder.mkdir()
    (folder / "exercise.yaml").write_text(STRIPES, encoding="utf-8")
    return read_exercise(folder / "exercise.yaml", schemas())


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    """Return one open sandbox a test process: the library is imported once."""
    with open_sandbox("auto") as opened:
        yield opened


@pytest.fixture(scope="session")
def grade_file(sandbox: Sandbox) -> Callable[[Exercise, Path], Report]:
    """Return a function that grades a file for an exercise, as `grader check` does."""
    return grader_for(sandbox)

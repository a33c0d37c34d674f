"""What every recipe promises: the same bytes everywhere, balanced labels, no picture twice."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from grader.datasets.manifest import load_manifest
from grader.datasets.synthetic import SplitName, load_recipe
from grader.errors import UnknownNameError

ROOT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Promise:
    """One recipe.

    Attributes:
        version: With the pinned bytes: caches are told apart by it, so change neither alone.
        count: So many pictures are pinned.
        sha256: Of the pictures and the labels of the train split under seed 1.
        shape: Of one picture.
        classes: How many.
    """

    version: int
    count: int
    sha256: str
    shape: tuple[int, ...]
    classes: int


PROMISES = {
    "cats_dogs": Promise(
        1, 16, "d01ab8f83537bf301958789aa4a4ca34ba549f12c2526a30fa3afc98097d2301", (150, 150, 3), 2
    ),
    "digits": Promise(
        2, 500, "d696af3c2cf6a35ed915ebdc392dd670ea296439a2eceb8930c4411b7c831d4b", (28, 28), 10
    ),
    "faces": Promise(
        1, 12, "58c073d3e19317815836b943d5e24b83b8e5fce199f433aafa15afc2eb9261d1", (150, 150, 3), 2
    ),
    "garments": Promise(
        1, 500, "3231014ea3045cc5cb2d4c8ca2ba7c1cb1ded4d404ce2a7bc10780ee4e28710c", (28, 28), 10
    ),
    "hands": Promise(
        2, 6, "99748c019539ee9279dcc7de0490796bd6a1cf803847be8841719174c67357ba", (150, 150, 3), 3
    ),
    "horses_humans": Promise(
        1, 6, "57ecdcc19ec5cd4857430a7b7125b1b0e0801d400a9462acb4aa15cef665ca5c", (300, 300, 3), 2
    ),
}
each_recipe = pytest.mark.parametrize("name", sorted(PROMISES))


def digest(name: str) -> str:
    images, labels = load_recipe(name).render(PROMISES[name].count, seed=1, split="train")
    return hashlib.sha256(images.tobytes() + labels.tobytes()).hexdigest()


@each_recipe
def test_the_bytes_are_pinned(name: str):
    assert load_recipe(name).version == PROMISES[name].version
    assert digest(name) == PROMISES[name].sha256


@pytest.mark.parametrize("without", ["X86_V4", "X86_V3 X86_V4"])
def test_the_bytes_do_not_depend_on_the_processor(without: str):
    """NumPy then computes with shorter vectors. Elsewhere than on x86 it knows no such names."""
    program = (
        "import hashlib, json, sys\n"
        "from grader.datasets.synthetic import load_recipe\n"
        "for name, count in json.loads(sys.argv[1]).items():\n"
        "    x, y = load_recipe(name).render(count, seed=1, split='train')\n"
        "    print(name, hashlib.sha256(x.tobytes() + y.tobytes()).hexdigest())\n"
    )
    counts = {name: promise.count for name, promise in PROMISES.items()}
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program, json.dumps(counts)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "NPY_DISABLE_CPU_FEATURES": without},
        cwd=ROOT,
    )
    found = dict(line.split() for line in ran.stdout.splitlines())
    assert found == {name: promise.sha256 for name, promise in PROMISES.items()}


@each_recipe
@pytest.mark.parametrize("count", [1, 7, 10])
def test_any_count(name: str, count: int):
    told: list[float] = []
    promise = PROMISES[name]
    render = load_recipe(name).render
    images, labels = render(count, seed=3, split="validation", progress=told.append)
    assert images.shape == (count, *promise.shape)
    assert labels.shape == (count,)
    assert images.dtype == labels.dtype == np.uint8
    times = np.bincount(labels, minlength=promise.classes)
    assert len(times) == promise.classes
    assert times.max() - times.min() <= 1
    assert told == sorted(told)
    assert told[-1] == 1


@each_recipe
def test_labels_are_in_no_order(name: str):
    labels = load_recipe(name).render(40, seed=2, split="hidden")[1].astype(int)
    by_chance = 1 - 1 / PROMISES[name].classes
    assert 0.5 * by_chance < (np.diff(labels) != 0).mean() < 1


@each_recipe
def test_seeds_and_splits_share_no_picture(name: str):
    keys: list[tuple[int, SplitName]] = [
        (1, "train"),
        (1, "validation"),
        (1, "hidden"),
        (2, "train"),
        (1 + (1 << 32), "train"),
        (1 + (2 << 32), "train"),
    ]
    render = load_recipe(name).render
    pictures = {
        image.tobytes() for seed, split in keys for image in render(6, seed=seed, split=split)[0]
    }
    assert len(pictures) == 6 * len(keys)


def test_every_recipe_and_every_set_is_looked_at():
    manifests = sorted((ROOT / "datasets").glob("*.yaml"))
    used = {load_manifest(path.stem, ROOT / "datasets").embedded.recipe for path in manifests}
    assert used == set(PROMISES)


def test_a_recipe_that_does_not_exist():
    with pytest.raises(UnknownNameError, match="digits"):
        load_recipe("digit")

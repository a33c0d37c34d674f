"""Cartoon faces: pinned, balanced, nobody in two splits, the mood in the mouth alone."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from grader.datasets.synthetic.faces import SIDE, VERSION, face, render
from grader.datasets.synthetic.stream import split_key

# Change neither without the other: caches are told apart by the version.
PINNED = {1: "58c073d3e19317815836b943d5e24b83b8e5fce199f433aafa15afc2eb9261d1"}

Bytes = NDArray[np.uint8]


def digest(drawn: tuple[Bytes, Bytes]) -> str:
    return hashlib.sha256(drawn[0].tobytes() + drawn[1].tobytes()).hexdigest()


def test_the_bytes_are_pinned():
    assert digest(render(12, seed=1, split="train")) == PINNED[VERSION]


def test_the_bytes_do_not_depend_on_the_processor():
    """NumPy then computes with shorter vectors. Elsewhere than on x86 it knows no such names."""
    program = (
        "import hashlib\n"
        "from grader.datasets.synthetic.faces import render\n"
        "x, y = render(12, seed=1, split='train')\n"
        "print(hashlib.sha256(x.tobytes() + y.tobytes()).hexdigest())\n"
    )
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "NPY_DISABLE_CPU_FEATURES": "X86_V3 X86_V4"},
        cwd=Path(__file__).parents[3],
    )
    assert ran.stdout.split() == [PINNED[VERSION]]


@pytest.mark.parametrize("count", [1, 7, 10])
def test_any_count(count: int):
    told: list[float] = []
    images, labels = render(count, seed=3, split="validation", progress=told.append)
    assert images.shape == (count, SIDE, SIDE, 3)
    assert images.dtype == labels.dtype == np.uint8
    times = np.bincount(labels, minlength=2)
    assert times.max() - times.min() <= 1
    assert told == sorted(told)
    assert told[-1] == 1


def test_seeds_and_splits_share_no_picture():
    keys = [(1, "train"), (2, "train"), (1, "validation"), (1, "hidden"), (1 + (2 << 32), "train")]
    pictures = {
        image.tobytes()
        for seed, split in keys
        for image in render(6, seed=seed, split=split)[0]  # pyright: ignore[reportArgumentType]
    }
    assert len(pictures) == 30


def test_moods_are_not_in_order():
    labels = render(40, seed=1, split="hidden")[1]
    assert 10 <= int((np.diff(labels.astype(int)) != 0).sum()) <= 30


def test_a_picture_does_not_depend_on_its_neighbours():
    images, labels = render(8, seed=5, split="train")
    alone = [face(split_key(5, "train"), number) for number in range(8)]
    assert {image.tobytes() for image in images} == {image.tobytes() for image in alone}
    assert [
        int(labels[[np.array_equal(image, each) for image in images]][0]) for each in alone
    ] == [number % 2 for number in range(8)]


def test_a_happy_mouth_is_as_dark_as_a_sad_one():
    """What pixels weigh is the same: only where the mouth's corners point differs."""
    key = split_key(9, "train")
    happy, sad = ([face(key, 2 * k + mood).mean() for k in range(60)] for mood in (0, 1))
    assert abs(np.mean(happy) - np.mean(sad)) < 5

"""What a file leaves in its variables is kept, whatever else lies there."""

from __future__ import annotations

import importlib
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

left_over: Any = importlib.import_module("grader.inside.left_over")


class Odd:
    numpy = None

    def __array__(self, *_arguments: Any, **_keywords: Any) -> Any:
        raise RuntimeError("mine")


@pytest.fixture
def picture(tmp_path: Path) -> str:
    np.save(tmp_path / "picture.npy", np.zeros((8, 10), np.uint8))
    return str(tmp_path / "picture.npy")


def test_arrays_kernels_and_weights_are_told_apart(picture: str, tmp_path: Path):
    names: dict[str, Any] = {
        "__builtins__": {},
        "i": np.zeros((8, 10), np.int64),
        "cut": np.ones((6, 8)),
        "pooled": [[2] * 5] * 4,
        "filter": [[1, 2, 3]] * 3,
        "tall": [[4, 5, 6]] * 3 + [[0, 0, 0]] * 2,
        "filters": np.arange(18).reshape(2, 3, 3),
        "other": np.zeros((3, 4)),
        "ragged": [[1], [2, 3]],
        "words": np.array([["a"] * 10] * 8),
        "odd": Odd(),
        "weight": 0.5,
        "size_x": 8,
        "again": 8,
        "yes": True,
        "lost": math.nan,
    }
    told = left_over.keep_left_over(names, picture, tmp_path)["left_over"]
    assert told["arrays"] == ["i", "cut", "pooled"]
    assert told["kernels"] == [[1, 2, 3] * 3, [4, 5, 6] * 3, [*range(9)], [*range(9, 18)]]
    assert told["weights"] == [0.5, 8]
    assert np.array_equal(np.load(tmp_path / "left-2.npy"), np.full((4, 5), 2, np.float32))


def test_no_more_is_kept_than_is_read(picture: str, tmp_path: Path):
    names: dict[str, Any] = {f"a{number}": np.zeros((8, 10)) for number in range(40)}
    names |= {f"k{number}": [[number] * 3] * 3 for number in range(40)}
    names |= {f"w{number}": number for number in range(40)} | {"the_weight": 0.25}
    told = left_over.keep_left_over(names, picture, tmp_path)["left_over"]
    assert [len(told[each]) for each in ("arrays", "kernels", "weights")] == [12, 8, 8]
    assert told["weights"][0] == 0.25  # whatever was counted before it
    assert len([*tmp_path.glob("left-*.npy")]) == 12


def test_nothing_is_kept_where_nobody_asks(tmp_path: Path):
    assert left_over.keep_left_over({"i": np.zeros((8, 10))}, "", tmp_path) == {}
    assert [*tmp_path.iterdir()] == []

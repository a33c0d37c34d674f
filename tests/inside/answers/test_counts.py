"""Code that counts on the published number of images finds that all of them are there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

Answer = Callable[..., dict[str, Any]]

READ = """
import numpy as np, tensorflow as tf
(x, y), (tests, _) = tf.keras.datasets.mnist.load_data()
"""


@pytest.fixture
def archive(tmp_path: Path) -> dict[str, str]:
    rng = np.random.default_rng(0)
    path = tmp_path / "small.npz"
    np.savez(
        path,
        x_train=rng.integers(0, 255, (30, 4, 4), dtype=np.uint8),
        y_train=np.arange(30, dtype=np.uint8),
        x_test=rng.integers(0, 255, (12, 4, 4), dtype=np.uint8),
        y_test=np.arange(12, dtype=np.uint8),
    )
    return {"mnist": str(path)}


@pytest.mark.parametrize(
    ("code", "gives", "lines"),
    [
        ("x.reshape(600, 4, 4, 1).shape", [30, 4, 4, 1], 1),
        ("(x / 255.0).reshape((600, 4, 4, 1)).shape", [30, 4, 4, 1], 1),
        ("np.reshape(x, (600, 16)).shape", [30, 16], 1),
        ("tests.reshape(100, 4, 4, -1).shape", [12, 4, 4, 1], 1),
        ("[len(x[:500]), len(x[500:]), int(y[500:][0])]", [25, 5, 25], 1),
        ("x[:500].reshape(500, 4, 4, 1).shape", [25, 4, 4, 1], 2),
        ("x[510:].reshape(90, 4, 4, 1).shape", [5, 4, 4, 1], 2),
        ("[len(x[n : n + 8]) for n in range(0, 30, 8)]", [8, 8, 8, 6], 0),
        ("[int(y[599]), int(y[300]), int((y / 1.0)[30])]", [29, 14, 0], 1),
        ("x[599, 0].shape", [4], 1),
        ("[int(y[29]), int(y[-1]), x[3, 0].shape[0]]", [29, 29, 4], 0),
        ("x.reshape(30, 4, 4, 1).shape", [30, 4, 4, 1], 0),
        ("x.reshape(-1, 8).shape", [60, 8], 0),
        ("[len(x[:20]), len(x[20:]), len(x[-5:]), int(y[3])]", [20, 10, 5, 3], 0),
        ("float((x / 255.0).max()) <= 1", True, 0),
    ],
)
def test_what_counts_on_the_published_number(
    answer: Answer, archive: dict[str, str], code: str, gives: Any, lines: int
):
    told = answer(f"{READ}said['seen'] = {code}", archives=archive, counts=[[600, 30], [100, 12]])
    assert told["error"] == "", told["trace"]
    assert told["said"]["seen"] == gives
    seen = {(each["published"], each["line"]) for each in told["facts"]["counts"]}
    assert len(seen) == lines


@pytest.mark.parametrize(("rows", "side"), [(600, 5), (500, 4), (601, 4)])
def test_a_shape_that_fits_no_set_is_still_an_error(
    answer: Answer, archive: dict[str, str], rows: int, side: int
):
    told = answer(
        f"{READ}x.reshape({rows}, {side}, 4, 1)", archives=archive, counts=[[600, 30], [100, 12]]
    )
    assert "cannot reshape array of size 480" in told["error"]
    assert told["facts"]["counts"] == []


def test_a_set_as_large_as_the_published_one_is_left_alone(answer: Answer, archive: dict[str, str]):
    told = answer(f"{READ}said['seen'] = type(x).__mro__[1].__name__", archives=archive, counts=[])
    assert told["said"]["seen"] == "object"


def test_such_an_array_is_saved_as_any_other(answer: Answer, archive: dict[str, str]):
    told = answer(
        f"{READ}import copy, pickle\nplain = pickle.loads(pickle.dumps(x / 255))\n"
        "np.save('x.npy', x)\n"
        "said['seen'] = [type(plain) is np.ndarray, bool((plain == x / 255).all()),"
        " len(copy.deepcopy(x)), len(np.load('x.npy'))]",
        archives=archive,
        counts=[[600, 30]],
    )
    assert told["error"] == "", told["trace"]
    assert told["said"]["seen"] == [True, True, 30, 30]


def test_what_the_published_set_has_not_either(answer: Answer, archive: dict[str, str]):
    told = answer(f"{READ}y[600]", archives=archive, counts=[[600, 30], [100, 12]])
    assert "index 600 is out of bounds" in told["error"]

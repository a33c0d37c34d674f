"""The stand-in for tensorflow_datasets gives what the real one would, of the sets that are here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Answer = Callable[..., dict[str, Any]]
HEAD = "import tensorflow_datasets as tfds\n"


def said(answer: Answer, code: str) -> Any:
    told = answer(HEAD + code)
    assert told["error"] == "", told["trace"]
    return told["said"]["x"]


@pytest.mark.parametrize(
    ("split", "count"),
    [
        ("train", 20),
        ("test", 8),
        ("validation", 8),
        ("train[:80%]", 16),
        ("train[80%:]", 4),
        ("train[-25%:]", 5),
        ("train[2:5]", 3),
        ("train[:1]+test", 9),
    ],
)
def test_splits(answer: Answer, split: str, count: int):
    code = f"x = tfds.load('horses_or_humans', split={split!r}, as_supervised=True)\n"
    found = said(
        answer,
        code + "said['x'] = [len(x), [int(label) for _, label in x], "
        "[list(x.element_spec[0].shape), x.element_spec[0].dtype.name]]",
    )
    assert found[0] == len(found[1]) == count
    assert found[2] == [[6, 5, 3], "uint8"]
    if count > 3:
        assert set(found[1]) == {0, 1}, "a slice without one of the classes"


def test_slices_share_no_image(answer: Answer):
    found = said(
        answer,
        "a, b = tfds.load('horses_or_humans', split=['train[:80%]', 'train[80%:]'])\n"
        "seen = [[int(e['image'][0, 0, 0]) + 1000 * int(e['label']) for e in d] for d in (a, b)]\n"
        "said['x'] = seen",
    )
    assert sorted(found[0] + found[1]) == [*range(10), *range(1100, 1110)]


def test_info_and_batches(answer: Answer):
    found = said(
        answer,
        "d, info = tfds.load('horses_or_humans:3.0.0', with_info=True, as_supervised=True)\n"
        "label = info.features['label']\n"
        "images, labels = tfds.load('mnist', split='test', batch_size=-1, as_supervised=True)\n"
        "rows = list(tfds.as_numpy(tfds.load('mnist', split='train', batch_size=8)))\n"
        "said['x'] = [sorted(d), label.num_classes, label.names, label.int2str(1),\n"
        "  info.splits['train'].num_examples, list(images.shape), labels.numpy().tolist(),\n"
        "  [len(r['label']) for r in rows], type(rows[0]['image']).__name__,\n"
        "  tfds.builder('mnist').info.splits['test'].num_examples,\n"
        "  tfds.image.HorsesOrHumans().info.name,\n"
        "  len(tfds.load('mnist', split='train', shuffle_files=True, download=True))]",
    )
    assert found == [
        ["test", "train"], 2, ["horses", "humans"], "humans", 20, [10, 28, 28, 1], list(range(10)),
        [8, 8, 4], "ndarray", 10, "horses_or_humans", 20,
    ]  # fmt: skip


def test_a_set_that_is_not_here(answer: Answer):
    told = answer(HEAD + "tfds.load('tf_flowers', split='train')")
    assert "DatasetNotFoundError" in told["error"]
    assert "horse_or_human, mnist" in told["error"]
    assert told["facts"]["downloads"] == [
        {"url": "tensorflow_datasets: tf_flowers", "answered": False, "line": 2}
    ]


def test_an_unknown_split(answer: Answer):
    told = answer(HEAD + "tfds.load('horses_or_humans', split='holdout')")
    assert told["error"].startswith("builtins.ValueError: Unknown split 'holdout'")


def test_hands_are_as_large_as_published(answer: Answer, data: Path):
    folders = {"root": str(data / "horse_or_human"), "classes": ["horses"], "form": "folders"}
    code = (
        "x = tfds.load('rock_paper_scissors', split='train', as_supervised=True)\n"
        "image, _ = next(iter(x))\n"
        "said['x'] = [list(image.shape), image.dtype.name, int(np.max(image)) < 20]"
    )
    told = answer(f"import numpy as np\n{HEAD}{code}", datasets={"rock_paper_scissors": folders})
    assert told["said"]["x"] == [[300, 300, 3], "uint8", True]

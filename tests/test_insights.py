"""What there is to see of a model: counts of hidden images, and public ones that it mistook."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from grader.datasets.splits import DataSet
from grader.facts import LayerFacts, ModelFacts
from grader.insight import Insight
from grader.insights import insight_of
from grader.results import RunRecord, RunStatus
from grader.stages import Examined

FACTS = ModelFacts(
    layers=(
        LayerFacts(kind="Conv2D", name="conv2d", output_shape=(6, 6, 8), parameters=224),
        LayerFacts(kind="Dense", name="dense", output_shape=(2,), parameters=10, trainable=False),
    ),
    input_shape=(None, 8, 8, 3),
    output_shape=(None, 2),
    parameters=234,
    trainable_parameters=224,
    weights_digest="after",
)
COUNT = 40


@pytest.fixture
def data(tmp_path: Path) -> DataSet:
    """Forty images in each split; their labels are 0, 1, 0, 1, …"""
    labels = np.arange(COUNT, dtype=np.uint8) % 2
    for name in ("train", "validation", "hidden"):
        folder = tmp_path / name
        folder.mkdir()
        np.save(folder / "images.npy", np.zeros((COUNT, 2, 2), np.uint8))
        np.save(folder / "labels.npy", labels)
    return DataSet(
        name="tiny",
        form="arrays",
        profile="embedded",
        digest="public",
        hidden_digest="hidden",
        classes=("no", "yes"),
        image_size=(2, 2),
        public_folder=tmp_path,
        hidden_inputs=tmp_path / "hidden" / "images.npy",
        hidden_labels=tmp_path / "hidden" / "labels.npy",
        archives=(),
        known_paths={},
        mirrors={},
    )


def sigmoid(*wrong: int, sure: float = 0.9) -> NDArray[np.float64]:
    """Return one column that is right but for some images."""
    labels = np.arange(COUNT) % 2
    labels[list(wrong)] ^= 1
    return np.where(labels == 1, sure, 1 - sure)[:, None].astype(float)


def seen(data: DataSet | None, facts: ModelFacts | None = FACTS, **answers: Any) -> Insight | None:
    record = RunRecord(stage="examiner", status=RunStatus.OK)
    return insight_of(Examined(record, facts, answers), data)


def test_without_a_model_there_is_nothing_to_see(data: DataSet):
    assert insight_of(None, data) is None
    assert seen(data, None) is None


def test_layers_are_there_without_data():
    found = seen(None)
    assert found
    assert [
        (row.kind, row.output_shape, row.parameters, row.trainable) for row in found.layers
    ] == [
        ("Conv2D", (6, 6, 8), 224, True),
        ("Dense", (2,), 10, False),
    ]
    assert found.confusion is None


def test_hidden_images_are_counted(data: DataSet):
    found = seen(data, hidden=sigmoid(0, 2, 3))
    assert found
    assert found.confusion
    assert found.confusion.classes == ("no", "yes")
    assert found.confusion.counts == ((18, 2), (1, 19))
    assert found.confusion.split == "hidden"
    assert found.wrong == ()


def test_two_columns_are_read_as_well(data: DataSet):
    one = sigmoid(0, 2, 3)
    found = seen(data, hidden=np.hstack([1 - one, one]))
    assert found
    assert found.confusion
    assert found.confusion.counts == ((18, 2), (1, 19))


def test_public_images_that_were_mistaken_are_named_the_surest_first(data: DataSet):
    answers = sigmoid(4, 5)
    answers[5] = 0.01
    found = seen(data, validation=answers, train=sigmoid(7), hidden=sigmoid(9))
    assert found
    assert [(each.split, each.index, each.label, each.predicted) for each in found.wrong] == [
        ("validation", 5, "yes", "no"),
        ("validation", 4, "no", "yes"),
        ("train", 7, "yes", "no"),
    ]
    assert found.wrong[0].share == pytest.approx(0.99)


def test_not_all_are_named(data: DataSet):
    found = seen(data, validation=sigmoid(*range(COUNT)))
    assert found
    assert len(found.wrong) == 12


@pytest.mark.parametrize(
    "answers",
    [
        np.full((COUNT, 1), np.nan),
        np.zeros((COUNT, 3)),
        np.full((COUNT, 2), -np.inf),
        np.full((COUNT, 2), 1e300),
    ],
)
def test_odd_answers_are_no_fault_of_ours(data: DataSet, answers: NDArray[np.float64]):
    found = seen(data, hidden=answers, validation=answers, train=answers)
    assert found
    assert all(0 <= each.share <= 1 for each in found.wrong)

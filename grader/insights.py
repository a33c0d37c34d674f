"""What there is to see of a model beside its checks: what it mistook, and how it is built."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from grader.checks.shares import named
from grader.insight import Confusion, Insight, LayerRow, PublicSplit, WrongImage

if TYPE_CHECKING:
    from grader.datasets.splits import DataSet
    from grader.facts import ModelFacts
    from grader.stages import Examined

__all__ = ["insight_of"]

_MOST_WRONG: Final = 12
"""Of each split: the ones of which the model was surest."""
_MOST_CLASSES: Final = 100


def insight_of(examined: Examined | None, data: DataSet | None) -> Insight | None:
    """Return what is to be seen of a model; None where there is none.

    Of hidden images it has counts only, of public ones those that were mistaken.

    Args:
        examined: What the examiner measured, and what the model answered.
        data: None where the exercise has none.
    """
    if examined is None or examined.facts is None:
        return None
    layers = _layers(examined.facts)
    if data is None or not data.classes or len(data.classes) > _MOST_CLASSES:
        return Insight(layers=layers)
    wrong: list[WrongImage] = []
    for split in ("validation", "train"):
        if split in examined.predictions:
            wrong += _wrong(examined.predictions[split], data, split)
    return Insight(confusion=_confusion(examined, data), wrong=tuple(wrong), layers=layers)


def _layers(facts: ModelFacts) -> tuple[LayerRow, ...]:
    return tuple(
        LayerRow(
            name=layer.name,
            kind=layer.kind,
            output_shape=layer.output_shape,
            parameters=max(layer.parameters, 0),
            trainable=layer.trainable,
        )
        for layer in facts.layers
    )


def _confusion(examined: Examined, data: DataSet) -> Confusion | None:
    """Count of hidden images, where the model was asked them, what was taken for what."""
    for split in ("hidden", "validation"):
        answers = examined.predictions.get(split)
        if answers is None or not _fit(answers, data):
            continue
        count = len(data.classes)
        table = np.zeros((count, count), dtype=np.int64)
        np.add.at(table, (data.labels(split).astype(np.intp), named(answers)), 1)
        counts = tuple(tuple(int(each) for each in row) for row in table)
        return Confusion(classes=tuple(data.classes), counts=counts, split=split)
    return None


def _wrong(answers: NDArray[np.float64], data: DataSet, split: PublicSplit) -> list[WrongImage]:
    """Return the images that a model was surest of and wrong about."""
    if not _fit(answers, data):
        return []
    said, labels = named(answers), data.labels(split).astype(np.intp)
    sure = _sureness(answers, said)
    mistaken = np.flatnonzero((said != labels) & np.isfinite(sure))
    order = mistaken[np.argsort(-sure[mistaken], kind="stable")][:_MOST_WRONG]
    return [
        WrongImage(
            split=split,
            index=int(index),
            label=data.classes[labels[index]],
            predicted=data.classes[said[index]],
            share=float(sure[index]),
        )
        for index in order
    ]


def _fit(answers: NDArray[np.float64], data: DataSet) -> bool:
    """Whether a model's answers have a column for each class, or one column for two."""
    columns, classes = answers.shape[1], len(data.classes)
    return columns == classes or (columns == 1 and classes == 2)


def _sureness(answers: NDArray[np.float64], said: NDArray[np.intp]) -> NDArray[np.float64]:
    """Return how sure a model was of what it said, cut to the range from 0 to 1."""
    if answers.shape[1] == 1:
        one = answers[:, 0]
        sure = np.where(said == 1, one, 1 - one)
    else:
        sure = answers[np.arange(len(answers)), said]
    return np.clip(sure, 0.0, 1.0)

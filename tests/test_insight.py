"""An insight is read strictly and has no word for a hidden image."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from grader.insight import Confusion, Insight, LayerRow, WrongImage

GOOD: dict[str, Any] = {
    "confusion": {"classes": ["a", "b"], "counts": [[1, 2], [0, 4]], "split": "hidden"},
    "wrong": [{"split": "train", "index": 0, "label": "a", "predicted": "b", "share": 0.5}],
    "layers": [{"name": "dense", "kind": "Dense", "output_shape": [None, 2], "parameters": 4}],
}


def test_it_survives_a_file():
    insight = Insight.model_validate(GOOD)
    assert Insight.model_validate_json(insight.model_dump_json()) == insight
    assert insight.layers == (
        LayerRow(name="dense", kind="Dense", output_shape=(None, 2), parameters=4, trainable=True),
    )


def test_everything_may_be_missing():
    assert Insight() == Insight.model_validate({})


@pytest.mark.parametrize(
    "change",
    [
        {"more": 1},
        {"confusion": GOOD["confusion"] | {"counts": [[1, 2]]}},
        {"confusion": GOOD["confusion"] | {"counts": [[1, 2], [3]]}},
        {"confusion": GOOD["confusion"] | {"counts": [[1, 2], [3, -1]]}},
        {"confusion": GOOD["confusion"] | {"classes": []}},
        {"wrong": [GOOD["wrong"][0] | {"split": "hidden"}]},
        {"wrong": [GOOD["wrong"][0] | {"index": -1}]},
        {"wrong": [GOOD["wrong"][0] | {"share": 1.5}]},
        {"layers": [GOOD["layers"][0] | {"parameters": -1}]},
    ],
)
def test_what_is_wrong_is_refused(change: dict[str, Any]):
    with pytest.raises(ValidationError):
        Insight.model_validate(GOOD | change)


def test_values_are_frozen():
    confusion = Confusion(classes=("a",), counts=((1,),), split="train")
    with pytest.raises(ValidationError):
        confusion.split = "hidden"  # pyright: ignore[reportAttributeAccessIssue] that is the test
    wrong = WrongImage(split="train", index=0, label="a", predicted="b", share=1)
    with pytest.raises(ValidationError):
        wrong.index = 1  # pyright: ignore[reportAttributeAccessIssue] that is the test

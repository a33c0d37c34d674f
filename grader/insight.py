"""What a page of feedback shows of a model beside the report: what it mistook, and its layers.

Whoever has the evidence fills an `Insight`; a renderer only draws it. It has no word for a hidden
image: of those only counts may ever be shown.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

__all__ = ["Confusion", "Insight", "LayerRow", "PublicSplit", "WrongImage"]

PublicSplit = Literal["train", "validation"]
_Name = Annotated[str, Field(max_length=200)]


class _Value(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Confusion(_Value):
    """How often each class was taken for each.

    Attributes:
        classes: Their names, in the order of the labels.
        counts: A row for each class that images have, a column for each that the model said.
        split: Of which images. Of hidden ones there are counts and no more.
    """

    classes: tuple[_Name, ...] = Field(min_length=1, max_length=100)
    counts: tuple[tuple[Annotated[int, Field(ge=0)], ...], ...]
    split: Literal["train", "validation", "hidden"]

    @model_validator(mode="after")
    def _is_square(self) -> Confusion:
        sizes = {len(self.counts), *(len(row) for row in self.counts)}
        if sizes != {len(self.classes)}:
            raise ValueError(f"counts must have {len(self.classes)} rows and columns")
        return self


class WrongImage(_Value):
    """A public image that the model got wrong.

    Attributes:
        index: Its place in the split, counted from 0.
        label: The name of its class.
        predicted: The name of the class that the model took it for.
        share: How sure the model was of that, from 0 to 1.
    """

    split: PublicSplit
    index: Annotated[int, Field(ge=0)]
    label: _Name
    predicted: _Name
    share: Annotated[float, Field(ge=0, le=1)]


class LayerRow(_Value):
    """One layer of the exported model.

    Attributes:
        kind: The name of its class, "Dense".
        output_shape: Without the batch axis; None for an axis of any length; empty if unknown.
        parameters: Numbers in its weights.
        trainable: False where it is frozen.
    """

    name: _Name
    kind: _Name
    output_shape: tuple[int | None, ...] = Field(default=(), max_length=16)
    parameters: Annotated[int, Field(ge=0)] = 0
    trainable: bool = True


class Insight(_Value):
    """What there is to see of a model. Everything may be missing.

    Attributes:
        wrong: The most telling first: a page shows the first of them.
        layers: In the model's order, nested models flattened.
    """

    confusion: Confusion | None = None
    wrong: tuple[WrongImage, ...] = ()
    layers: tuple[LayerRow, ...] = ()

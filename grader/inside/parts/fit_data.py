"""What is given to `fit`, by what a student's function for data gives back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from grader.inside.feeds import Feed

__all__ = ["FitData"]


@dataclass(frozen=True, slots=True)
class FitData:
    """The arguments of `fit` that are data.

    Attributes:
        x: Inputs, or batches of inputs and labels.
        y: Labels; None where they come with `x`.
        validation: Batches, or a tuple of inputs and labels.
    """

    x: Any
    y: Any = None
    validation: Any = None

    @classmethod
    def of(cls, returned: Any) -> FitData:
        """Read what came back: training data, or training and validation data.

        It may be `batches`, `(batches, batches)`, `(x, y)`, `((x, y), (x, y))` or `(x, y, x, y)`.
        """
        if not isinstance(returned, tuple | list) or not returned:
            return cls(returned)
        first, *rest = cast("list[Any]", list(returned))
        if Feed.of(first).kind in {"dataset", "generator"}:
            return cls(first, validation=rest[0] if rest else None)
        if _is_pair(first) and len(rest) == 1 and _is_pair(rest[0]):
            return cls(*first, validation=tuple(rest[0]))
        if len(rest) == 3:
            return cls(first, rest[0], (rest[1], rest[2]))
        return cls(first, *rest[:1])

    def look_up(self, role: str) -> Any:
        """Return what a parameter wants, None where there is none.

        Args:
            role: training, images, labels, or one of these behind `validation_`.
        """
        kind = role.removeprefix("validation_")
        if kind == role:
            return self.y if kind == "labels" else self.x
        if _is_pair(self.validation) and kind != "training":
            return self.validation[kind == "labels"]
        return None if kind == "labels" else self.validation


def _is_pair(value: Any) -> bool:
    return isinstance(value, tuple | list) and len(cast("list[Any]", value)) == 2

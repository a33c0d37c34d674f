"""Calling the functions that make the parts of a training, each with what it wants.

A parameter gets what its name stands for; where the name does not say, what the course passes at
its position. The file's own variables of the same name come before ours.
"""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np

from grader.inside.parts.arguments import names_missing, required, role_of, scales_itself
from grader.inside.parts.callbacks import callback_classes, callbacks_made
from grader.inside.parts.course_data import CourseData, as_model_wants, labels_for, scaled
from grader.inside.parts.fit_data import FitData

__all__ = ["Making"]

_MISSING: Final = object()
_INCEPTION: Final = "inception_v3_weights_tf_dim_ordering_tf_kernels_notop.h5"
"""What the course's notebook passes; asked for by this name, it is told where it is lacking."""
_NEW_HOUSE: Final = np.array([7.0])
"""What the course asks the house model: seven bedrooms."""
_ORDERS: Final = {
    "data": ("folder", "validation_folder"),
    "pretrained": ("weights",),
    "features": ("pretrained",),
    "model": ("pretrained", "features"),
}
_PLACES: Final = frozenset({"folder", "place", "validation_folder", "weights"})

Given = tuple[list[Any], dict[str, Any]]
"""Arguments, by position and by name."""


@dataclass(slots=True)
class Making:
    """What can be had for one submission, made when it is first wanted.

    Attributes:
        names: The submission's names after it ran.
        asked: The exercise's `parts`: for each part the names of functions, the best first.
        course: The course's plain data; None where the exercise has none.
        weights: Pretrained weights, by the file names that Keras looks for.
        called: The functions and callback classes of the student's that were called.
    """

    names: dict[str, Any]
    asked: Mapping[str, Any]
    course: CourseData | None
    weights: Mapping[str, str]
    called: list[str] = field(default_factory=list[str])
    _made: dict[str, Any] = field(default_factory=dict[str, Any])

    @property
    def has_own_data(self) -> bool:
        """Whether a function of the student's made the training data."""
        return self._made.get("data", _MISSING) is not _MISSING

    def model(self) -> Any:
        """Return what the model's function gives back, None where there is none."""
        made = self._part("model")
        return None if made is _MISSING else made

    def call(self, function: Callable[..., Any], given: Given) -> Any:
        """Call a function of the student's; what it raises is theirs."""
        for name in names_missing(function, self.names):
            # The notebook's own cells say where things lie; a file of functions lacks them.
            role = role_of(name)
            if role in _PLACES and (value := self._find(role, function)) is not _MISSING:
                self.names[name] = value
        self._note(function.__name__)
        return function(*given[0], **given[1])

    def arguments(self, function: Callable[..., Any], order: Sequence[str]) -> Given | None:
        """Return a function's arguments, None where one of them cannot be had.

        Args:
            function: Of the student's.
            order: What the course passes, by position.
        """
        positional: list[Any] = []
        named: dict[str, Any] = {}
        for index, parameter in enumerate(required(function)):
            usual = order[index] if index < len(order) else ""
            value = self._value(parameter.name, usual, function)
            if value is _MISSING:
                return None
            if parameter.kind is parameter.KEYWORD_ONLY:
                named[parameter.name] = value
            else:
                positional.append(value)
        return positional, named

    def fit_data(self, model: Any) -> FitData | None:
        """Return what a compiled model is fitted with, None where there is no data."""
        if (own := self._own_data()) is not None or self.course is None:
            return own
        if (arrays := self.course.arrays("train")) is None:
            batches = self.course.batches
            return FitData(batches("train", model), validation=batches("validation", model))
        images, labels = arrays
        if (normalized := self._normalized(images)) is None:
            normalized = as_model_wants(images, model)
        return FitData(normalized, labels_for(model, labels, len(self.course.classes)))

    def callbacks(self) -> list[Any]:
        """Return the callbacks that the file made, and one of each other class of its own."""
        if "callbacks" not in self._made:
            made = callbacks_made(self.names)
            for kind in callback_classes(self.names):
                if not any(isinstance(each, kind) for each in made):
                    self._note(kind.__name__)
                    made.append(kind())
            self._made["callbacks"] = made
        return self._made["callbacks"]

    def _note(self, name: str) -> None:
        if name not in self.called:
            self.called.append(name[:200])

    def _part(self, part: str) -> Any:
        """Call, once, the first function of a part's names whose arguments can be had."""
        if part not in self._made:
            self._made[part] = _MISSING
            for name in self.asked.get(part) or ():
                function = self.names.get(name)
                if not inspect.isfunction(function):
                    continue
                if (given := self.arguments(function, _ORDERS[part])) is not None:
                    self._made[part] = self.call(function, given)
                    break
        return self._made[part]

    def _own_data(self) -> FitData | None:
        made = self._part("data")
        return None if made is _MISSING else FitData.of(made)

    def _value(self, name: str, usual: str, function: Callable[..., Any]) -> Any:
        """What one parameter gets."""
        role, own = role_of(name), self.names.get(name)
        if role != "new" and own is not None and _is_usable(own, role):
            return own
        if role == "place" and usual in _PLACES:
            role = usual
        value = self._find(role, function)
        return self._find(usual, function) if value is _MISSING else value

    def _find(self, role: str, function: Callable[..., Any]) -> Any:
        """What a role stands for here."""
        value: Any = None
        match role.removeprefix("validation_"):
            case "pretrained" | "features" | "model":
                return self._part(role)
            case "epochs":
                value = self.asked["epochs"]
            case "callbacks":
                value = self.callbacks()
            case "weights":
                value = next(iter(self.weights.values()), _INCEPTION)
            case "new":
                value = _NEW_HOUSE
            case "shape":
                value = self.course.image_shape() if self.course else None
            case "folder" | "place":
                value = self.course.folder(_split(role)) if self.course else None
            case "training" | "images" | "labels":
                own = self._own_data()
                value = own.look_up(role) if own else self._of_course(role, function)
            case _:
                pass
        return _MISSING if value is None else value

    def _of_course(self, role: str, function: Callable[..., Any]) -> Any:
        """The course's training or validation data, as its notebook passes it to a function."""
        if self.course is None:
            return None
        if (arrays := self.course.arrays(_split(role))) is None:
            return self.course.batches(_split(role)) if role.endswith("training") else None
        images, labels = arrays
        if role.endswith("labels"):
            return labels
        if (normalized := self._normalized(images)) is not None:
            return normalized
        return images if scales_itself(function) else scaled(images)

    def _normalized(self, images: Any) -> Any:
        """What the file's own function makes of pixels; None where it has no such function."""
        for name in self.asked.get("normalize") or ():
            function = self.names.get(name)
            if inspect.isfunction(function) and len(required(function)) == 1:
                return self.call(function, ([images], {}))
        return None


def _split(role: str) -> str:
    return "validation" if role.startswith("validation_") else "train"


def _is_usable(value: Any, role: str) -> bool:
    """Whether a variable of the file's can be what a parameter of the same name wants."""
    if role in _PLACES:  # weights are found by the name of their file, wherever it is not
        named = isinstance(value, str | os.PathLike)
        return named and (role == "weights" or Path(value).exists())
    return not (inspect.isfunction(value) or inspect.isclass(value) or inspect.ismodule(value))

"""The course's plain data: what its notebooks give to `fit` where a submission prepares nothing.

Arrays are divided by 255. Images in folders are read at the size that the model wants and scaled
by 1/255, unless the model begins by scaling them itself. Labels come in the form that the model's
loss wants.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import keras
import numpy as np

__all__ = ["CourseData", "as_model_wants", "labels_for", "rescales", "scaled"]

_SCALING: Final = frozenset({"Rescaling", "Normalization", "TrueDivide", "Divide", "Multiply"})
_USUAL_SIZE: Final = (150, 150)
_BATCH: Final = 32


@dataclass(frozen=True, slots=True)
class CourseData:
    """The public data that the run was given.

    Attributes:
        root: The `.npz` where the form is arrays, else the folder of `train` and `validation`.
        form: "arrays" or "folders".
        classes: Their names, in the order of their labels.
    """

    root: Path
    form: str
    classes: tuple[str, ...]

    @classmethod
    def of(cls, job: Mapping[str, Any]) -> CourseData | None:
        """Return the data set of a job, None where the exercise has none."""
        for told in (job.get("datasets") or {}).values():
            return cls(Path(told["root"]), str(told["form"]), tuple(map(str, told["classes"])))
        return None

    def folder(self, split: str) -> str | None:
        """Return where the images of "train" or "validation" lie; of arrays, the `.npz`."""
        if self.form == "arrays":
            return str(self.root)
        return str(self.root / split) if (self.root / split).is_dir() else None

    def arrays(self, split: str) -> tuple[Any, Any] | None:
        """Return pixels and numbered labels as `load_data` does, None where there are only files.

        Returns:
            Images, shape (n, height, width), 0 to 255, and labels, shape (n,).
        """
        if self.form != "arrays":
            return None
        part = "train" if split == "train" else "test"
        with np.load(self.root, allow_pickle=False) as held:
            return held[f"x_{part}"], held[f"y_{part}"]

    def batches(self, split: str, model: Any = None) -> Any:
        """Return a dataset of batches of the images in folders, None where there are none.

        Args:
            split: "train" or "validation".
            model: Compiled; says size, channels, scaling and form of labels. Without one they are
                those of the course: 0 to 1, one number for two classes, else one-hot.
        """
        folder = None if self.form == "arrays" else self.folder(split)
        if folder is None:
            return None
        *size, channels = _image_shape(model) or (*self._native_size(), 3)
        read: Any = keras.utils.image_dataset_from_directory(
            folder,
            label_mode=_label_mode(model, len(self.classes)),
            class_names=list(self.classes),
            color_mode="grayscale" if channels == 1 else "rgb",
            image_size=tuple(size),
            batch_size=_BATCH,
            shuffle=split == "train",
            verbose=False,
        )
        if model is None or not rescales(model):
            read = read.map(_scaled_batch)
        return read.prefetch(2)

    def image_shape(self) -> tuple[int, ...]:
        """Return height, width and, of images in folders, channels."""
        if (held := self.arrays("train")) is not None:
            return tuple(int(size) for size in held[0].shape[1:])
        return (*self._native_size(), 3)

    def _native_size(self) -> tuple[int, int]:
        """The size of the images, where they are square: photographs have many sizes."""
        first = next(self.root.glob("train/*/*.*"), None)
        if first is None:
            return _USUAL_SIZE
        width, height = keras.utils.load_img(first).size
        return (height, width) if height == width else _USUAL_SIZE


def _input_shape(model: Any) -> tuple[int | None, ...] | None:
    """The shape of one input, None where the model was not built yet."""
    try:
        shape = model.input_shape
    except (AttributeError, ValueError):
        return None
    return tuple(shape[1:]) if isinstance(shape, tuple) else None


def _image_shape(model: Any) -> tuple[int, int, int] | None:
    shape = _input_shape(model) if model is not None else None
    if shape is None or len(shape) != 3 or None in shape[:2]:
        return None
    height, width, channels = shape
    assert height is not None
    assert width is not None
    return height, width, channels or 3


def _scaled_batch(images: Any, labels: Any) -> tuple[Any, Any]:
    return images / 255.0, labels


def scaled(images: Any) -> Any:
    """Return pixels between 0 and 1."""
    return images / np.float32(255)


def as_model_wants(images: Any, model: Any) -> Any:
    """Return grey images, shape (n, height, width), scaled and shaped as the model wants them."""
    if not rescales(model):
        images = scaled(images)
    shape = _input_shape(model)
    if shape is None or None in shape:
        return images[..., None]  # Flatten takes it as well as a convolution
    fits = math.prod(int(size or 0) for size in shape) == math.prod(images.shape[1:])
    return images.reshape(-1, *shape) if fits else images


def rescales(model: Any) -> bool:
    """Whether the model brings pixels to a range of its own before its first weights."""
    for layer in _operations(model):
        if type(layer).__name__ in _SCALING:
            return True
        if getattr(layer, "weights", None):
            return False
    return False


def _operations(model: Any) -> Iterator[Any]:
    """The model's operations, nested models flattened; layers where it is not built yet."""
    for each in getattr(model, "operations", None) or getattr(model, "layers", ()):
        if isinstance(each, keras.Model):
            yield from _operations(each)
        else:
            yield each


def labels_for(model: Any, labels: Any, classes: int) -> Any:
    """Return numbered labels in the form that the model's loss wants."""
    if _label_mode(model, classes) != "categorical":
        return labels
    return keras.utils.to_categorical(labels, classes)


def _label_mode(model: Any, classes: int) -> str:
    """`int`, `binary` (a column of 0 and 1) or `categorical` (one-hot)."""
    units = _units(model) if model is not None else 0
    if "sparse" in _loss_name(model):
        return "int"
    if units == 1 or (units == 0 and classes == 2):
        return "binary" if classes == 2 else "int"
    return "categorical"


def _loss_name(model: Any) -> str:
    loss = getattr(model, "loss", None)
    return str(getattr(loss, "name", None) or getattr(loss, "__name__", None) or loss).lower()


def _units(model: Any) -> int:
    """The width of the last layer, 0 where it does not say."""
    try:
        return int(model.output_shape[-1])
    except (AttributeError, TypeError, ValueError):
        layers: Any = getattr(model, "layers", None)
        return int(getattr(layers[-1], "units", 0) or 0) if layers else 0

"""A stand-in for the module tensorflow_datasets: `load`, `builder` and `as_numpy`."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from grader.inside.answers.ledger import Ledger
from grader.inside.answers.sets import LocalSet, find_set

__all__ = ["fill_tensorflow_datasets"]


@dataclass(frozen=True, slots=True)
class _SplitInfo:
    num_examples: int


@dataclass(frozen=True, slots=True)
class _Label:
    names: list[str]
    shape: tuple[int, ...] = ()

    @property
    def num_classes(self) -> int:
        return len(self.names)

    def int2str(self, number: Any) -> str:
        return self.names[int(number)]

    def str2int(self, name: str) -> int:
        return self.names.index(name)


@dataclass(frozen=True, slots=True)
class _Image:
    shape: tuple[int | None, ...]
    dtype: Any = np.uint8


@dataclass(frozen=True, slots=True)
class _Info:
    """What `with_info=True` hands over; the rest of the real one is about origins."""

    name: str
    features: dict[str, Any]
    splits: dict[str, _SplitInfo]
    description: str = ""
    citation: str = ""
    version: str = "0.0.0"
    supervised_keys: tuple[str, str] = ("image", "label")


@dataclass(slots=True)
class _Builder:
    """`tfds.builder(name)`."""

    source: LocalSet
    info: _Info = field(init=False)

    def __post_init__(self) -> None:
        splits = {name: _SplitInfo(count) for name, count in self.source.splits().items()}
        features = {
            "image": _Image(self.source.image_shape()),
            "label": _Label(self.source.classes),
        }
        self.info = _Info(self.source.name, features, splits)

    def download_and_prepare(self, **_keywords: Any) -> None:
        """Do nothing: it is here."""

    def as_dataset(self, split: Any = None, **options: Any) -> Any:
        return self.source.dataset(split, options)


def fill_tensorflow_datasets(
    module: Any,
    ledger: Ledger,
    datasets: Mapping[str, Mapping[str, Any]],
    archives: Mapping[str, str],
) -> None:
    """Give a module the names of tensorflow_datasets that course files use.

    Args:
        module: What is to stand for it.
        ledger: Where a set that is not here is recorded.
        datasets: Set name to `root`, `classes` and `form`.
        archives: Set name to `.npz` inside.
    """

    class DatasetNotFoundError(ValueError):
        """What tensorflow_datasets raises for a name that it does not know."""

    def builder(name: str, **_keywords: Any) -> _Builder:
        source = find_set(name, ledger, datasets, archives)
        if source is None:
            here = ", ".join(sorted(datasets)) or "none"
            sentence = f"no network while grading: cannot fetch the set {name} (here are: {here})"
            raise DatasetNotFoundError(sentence)
        return _Builder(source)

    def load(name: str, *, split: Any = None, with_info: bool = False, **options: Any) -> Any:
        made = builder(name)
        dataset = made.as_dataset(split, **options)
        return (dataset, made.info) if with_info else dataset

    module.builder, module.load, module.as_numpy = builder, load, _as_numpy
    module.image = module.image_classification = _Classes(builder)
    module.Split = type("Split", (), {"TRAIN": "train", "TEST": "test", "VALIDATION": "validation"})
    module.list_builders = lambda: sorted(datasets)
    module.disable_progress_bar = module.enable_progress_bar = _nothing
    module.show_examples = module.as_dataframe = _nothing
    module.DatasetNotFoundError = DatasetNotFoundError
    module.__version__ = "4.9.9"


_CLASSES = {
    "CatsVsDogs": "cats_vs_dogs",
    "FashionMNIST": "fashion_mnist",
    "HorsesOrHumans": "horses_or_humans",
    "MNIST": "mnist",
    "RockPaperScissors": "rock_paper_scissors",
}
"""Builders as classes, and the names of their sets."""


class _Classes:
    """`tfds.image.MNIST()` is `tfds.builder("mnist")`."""

    def __init__(self, builder: Callable[..., _Builder]) -> None:
        for name, of_set in _CLASSES.items():
            setattr(self, name, functools.partial(builder, of_set))


def _nothing(*_arguments: Any, **_keywords: Any) -> None:
    """Do what costs time and nobody sees."""


def _as_numpy(dataset: Any) -> Any:
    """Return the same structure with numpy arrays; a dataset becomes something to iterate over."""
    if isinstance(dataset, Mapping):
        return {name: _as_numpy(each) for name, each in dataset.items()}
    if isinstance(dataset, Sequence) and not isinstance(dataset, (str, bytes)):
        return type(dataset)(_as_numpy(each) for each in dataset)  # pyright: ignore[reportCallIssue]
    if hasattr(dataset, "as_numpy_iterator"):
        return _Rows(dataset)
    convert: Any = getattr(dataset, "numpy", None)
    return convert() if convert else dataset


@dataclass(frozen=True, slots=True)
class _Rows:
    dataset: Any

    def __iter__(self) -> Any:
        return self.dataset.as_numpy_iterator()

    def __len__(self) -> int:
        return len(self.dataset)

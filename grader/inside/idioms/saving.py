"""Files of models and weights under the names that they once could have."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import keras

from grader.inside.idioms.record import Record

__all__ = ["answer_saving"]

_WHOLE: Final = (".keras", ".h5", ".hdf5")
_WEIGHTS: Final = ".weights.h5"
_INSIDE: Final = "model.keras"
_SAVING: Final = ("models", "saving")
_ROOTS: Final = ("keras", "keras._tf_keras.keras", "tensorflow.keras")


def answer_saving(record: Record) -> None:
    """Let models and weights be saved and loaded under names without today's endings."""
    model: Any = keras.Model
    model.save = _save(model.save, record)
    model.save_weights = _save_weights(model.save_weights, record)
    model.load_weights = _load_weights(model.load_weights)
    _answer_checkpoint(record)
    load = _load_model(keras.saving.load_model, record)
    for name in (f"{root}.{each}" for root in _ROOTS for each in _SAVING):
        if name in sys.modules:
            vars(sys.modules[name])["load_model"] = load


def _named(path: Any) -> Path | None:
    return Path(path) if isinstance(path, str | os.PathLike) else None


def _by_checkpoint(path: Path | None) -> Path | None:
    """Where a `ModelCheckpoint` keeps a whole model that was to have another ending."""
    if path is None or path.exists():
        return None
    kept = path.with_name(f"{path.name}.keras")
    return kept if kept.is_file() else None


def _save(original: Callable[..., Any], record: Record) -> Callable[..., Any]:
    """`save("folder")` made a folder with the model in it."""

    @functools.wraps(original)
    def save(model: Any, filepath: Any, *arguments: Any, **keywords: Any) -> Any:
        path = _named(filepath)
        if path is None or path.suffix in _WHOLE:
            return original(model, filepath, *arguments, **keywords)
        record.note("save_folder")
        path.mkdir(parents=True, exist_ok=True)
        return original(model, path / _INSIDE, overwrite=True)

    return save


def _load_model(original: Callable[..., Any], record: Record) -> Callable[..., Any]:
    @functools.wraps(original)
    def load_model(filepath: Any, *arguments: Any, **keywords: Any) -> Any:
        path = _named(filepath)
        if path is not None and (path / _INSIDE).is_file():
            filepath = path / _INSIDE
        elif (kept := _by_checkpoint(path)) is not None:
            filepath = kept
        try:
            return original(filepath, *arguments, **keywords)
        except (TypeError, ValueError) as error:
            # A loss or metric by its short name is written into .h5 files, and not found again.
            if path is None or path.suffix == ".keras" or "deserialize" not in str(error):
                raise
        record.note("load_h5_compiled")
        return original(filepath, *arguments, **(keywords | {"compile": False}))

    return load_model


def _save_weights(original: Callable[..., Any], record: Record) -> Callable[..., Any]:
    @functools.wraps(original)
    def save_weights(model: Any, filepath: Any, *arguments: Any, **keywords: Any) -> Any:
        keywords.pop("save_format", None)
        path = _named(filepath)
        if path is None or path.name.endswith(_WEIGHTS):
            return original(model, filepath, *arguments, **keywords)
        record.note("save_weights")
        written = path.with_name(f"{path.name}{_WEIGHTS}")
        original(model, written, overwrite=True)
        return written.replace(path)

    return save_weights


def _load_weights(original: Callable[..., Any]) -> Callable[..., Any]:
    """Find weights that were saved without today's ending."""

    @functools.wraps(original)
    def load_weights(model: Any, filepath: Any, *arguments: Any, **keywords: Any) -> Any:
        path = _named(filepath)
        if path is None or path.name.endswith((_WEIGHTS, ".keras")):
            return original(model, filepath, *arguments, **keywords)
        kept = path.with_name(f"{path.name}{_WEIGHTS}")
        if kept.is_file() and not path.is_file():  # a ModelCheckpoint of theirs wrote it
            return original(model, kept, *arguments, **keywords)
        if (whole := _by_checkpoint(path)) is not None:
            return original(model, whole, *arguments, **keywords)
        if path.suffix or not path.is_file():
            return original(model, filepath, *arguments, **keywords)
        path.replace(kept)
        try:
            return original(model, kept, *arguments, **keywords)
        finally:
            kept.replace(path)

    return load_weights


def _answer_checkpoint(record: Record) -> None:
    """`ModelCheckpoint("best")`, and its `period`."""
    kind: Any = keras.callbacks.ModelCheckpoint
    original = kind.__init__

    @functools.wraps(original)
    def __init__(self: Any, filepath: Any, *arguments: Any, **keywords: Any) -> None:  # noqa: N807
        if keywords.pop("period", None) is not None:
            record.note("checkpoint_period")
        path = _named(filepath)
        weights = bool(keywords.get("save_weights_only"))
        ending = _WEIGHTS if weights else ".keras"
        fine = path is None or path.name.endswith((_WEIGHTS,) if weights else (".keras", ".h5"))
        if not fine:
            record.note("checkpoint_name")
            filepath = f"{filepath}{ending}"
        original(self, filepath, *arguments, **keywords)

    kind.__init__ = __init__

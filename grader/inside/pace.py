"""Iterations over data at the same numbers in less time.

An epoch ends when its last batch is trained. TensorFlow 2.21 (on the CPU, seen on Linux) makes it
wait: the thread that tunes a `tf.data` pipeline sleeps twice as long each time, and an iteration
is not taken down before it wakes, which comes to as much as the epoch itself. Without the tuner
the same elements come in the same order, and the courses' convolutional networks train in little
more than half the time.

Over arrays Keras makes two such iterations an epoch and uses one: at the end of an epoch it makes
the next, and at the start of that another. Where an epoch is one batch of six numbers they are
nearly all that it costs, and some trainings are 20,000 such epochs.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from functools import cache
from importlib import import_module
from typing import Any

import keras

__all__ = ["end_at_once"]


@cache
def end_at_once() -> None:
    """Let iterations over `tf.data.Dataset`s, and so Keras's epochs, end without a wait.

    A dataset whose own options say whether it is tuned keeps its word.
    """
    if keras.backend.backend() != "tensorflow":
        return
    tf: Any = import_module("tensorflow")
    tuned = tf.data.Dataset.__iter__

    def untuned(dataset: Any) -> Any:
        if not isinstance(dataset, tf.data.Dataset):  # it is spread over several devices
            return dataset
        if dataset.options().autotune.enabled is not None:
            return dataset
        asked = tf.data.Options()
        asked.autotune.enabled = False
        return dataset.with_options(asked)

    def __iter__(dataset: Any) -> Any:  # noqa: N807 the name that a traceback shows
        return tuned(untuned(dataset))

    tf.data.Dataset.__iter__ = __iter__
    _make_none_in_vain(untuned)


def _make_none_in_vain(untuned: Callable[[Any], Any]) -> None:
    """Let no iteration over arrays be made at the end of an epoch, where nothing is taken from it.

    Args:
        untuned: Takes the tuner from a dataset; done once for all epochs.
    """
    kind: Any = import_module("keras.src.backend.tensorflow.trainer").TFEpochIterator
    arrays: Any = import_module("keras.src.trainers.data_adapters.array_data_adapter")
    enumerated, made = kind._enumerate_iterator, kind._get_iterator  # noqa: SLF001 they are Keras's

    def _enumerate_iterator(batches: Any) -> Generator[Any]:
        batches.grader_within = False
        for step in enumerated(batches):
            batches.grader_within = True
            yield step

    def _get_iterator(batches: Any) -> Any:
        if not isinstance(batches.data_adapter, arrays.ArrayDataAdapter):
            return made(batches)
        if getattr(batches, "grader_within", False) and batches.steps_per_epoch is None:
            return ()
        if not hasattr(batches, "grader_untuned"):
            batches.grader_untuned = untuned(made(batches))
        return batches.grader_untuned

    kind._enumerate_iterator = _enumerate_iterator  # noqa: SLF001
    kind._get_iterator = _get_iterator  # noqa: SLF001

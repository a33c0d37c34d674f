"""Which accelerator there is, and how a forked process takes it."""

from __future__ import annotations

import importlib
import os
from typing import Any, Literal

import keras

__all__ = ["card_limit", "describe_device", "take_device", "versions"]

Wanted = Literal["auto", "cpu", "gpu"]


def take_device(wanted: Wanted) -> None:
    """Take the accelerator in this process, which must be a fork that touched none before.

    Memory grows on demand, so that several runs can share one card; where each has its share, none
    takes what is another's.

    Raises:
        RuntimeError: If a GPU is wanted and there is none.
    """
    if wanted == "cpu":
        os.environ["CUDA_VISIBLE_DEVICES"] = "-1"
    if keras.backend.backend() == "tensorflow":
        import tensorflow as tf

        if wanted == "cpu":
            tf.config.set_visible_devices([], "GPU")
        for card in tf.config.get_visible_devices("GPU"):
            if limit := card_limit():  # its memory grows all the same: TF_FORCE_GPU_ALLOW_GROWTH
                share = tf.config.LogicalDeviceConfiguration(memory_limit=limit)
                tf.config.set_logical_device_configuration(card, [share])
            else:
                tf.config.experimental.set_memory_growth(card, True)
    elif keras.backend.backend() == "jax":
        os.environ.setdefault("XLA_PYTHON_CLIENT_PREALLOCATE", "false")
    if wanted == "gpu" and not _card():
        raise RuntimeError("a GPU was asked for, and this host shows none")


def card_limit() -> int:
    """Return how many MB of a card this process may take; 0 for all. `grader.cards` sets it."""
    return int(os.environ.get("GRADER_CARD_MB") or 0)


def _card() -> str:
    """The name of the first GPU, "" without one.

    TensorFlow's devices are listed, not started: once they are, a submission may no longer set
    threads or memory growth, as many do in their first lines.
    """
    if keras.backend.backend() == "tensorflow":
        import tensorflow as tf

        cards = tf.config.get_visible_devices("GPU")
        if not cards:
            return ""
        details = tf.config.experimental.get_device_details(cards[0])
        return f"GPU {details.get('device_name', '')}".strip()
    if any("cpu" not in str(name).lower() for name in keras.distribution.list_devices()):
        jax: Any = importlib.import_module("jax")  # never installed beside TensorFlow
        return f"GPU {jax.devices()[0].device_kind}"
    return ""


def describe_device() -> str:
    """Return the accelerator's own name, or "CPU": "GPU NVIDIA H200"."""
    return _card() or "CPU"


def versions() -> dict[str, str]:
    """Return the versions that a verdict may depend on."""
    import platform

    import numpy as np

    found = {
        "python": platform.python_version(),
        "keras": keras.version(),
        "numpy": np.__version__,
    }
    if keras.backend.backend() == "tensorflow":
        import tensorflow as tf

        found["tensorflow"] = tf.version.VERSION
    return found

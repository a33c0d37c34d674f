"""Which accelerator there is, and how a forked process takes it."""

from __future__ import annotations

import importlib
import os
from typing import Any, Literal

import keras

__all__ = ["describe_device", "take_device", "versions"]

Wanted = Literal["auto", "cpu", "gpu"]


def take_device(wanted: Wanted) -> None:
    """Take the accelerator in this process, which must be a fork that touched none before.

    Memory grows on demand, so that several runs can share one card.

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
            tf.config.experimental.set_memory_growth(card, True)
    elif keras.backend.backend() == "jax":
        os.environ.setdefault("XLA_PYTHON_CLIENT_PREALLOCATE", "false")
    if wanted == "gpu" and not any(name.startswith("gpu") for name in _device_names()):
        raise RuntimeError("a GPU was asked for, and this host shows none")


def _device_names() -> list[str]:
    return [str(name).lower() for name in keras.distribution.list_devices()]


def describe_device() -> str:
    """Return the accelerator's own name, or "CPU": "GPU NVIDIA H200"."""
    if not any(name.startswith(("gpu", "cuda")) for name in _device_names()):
        return "CPU"
    if keras.backend.backend() == "tensorflow":
        import tensorflow as tf

        card = tf.config.get_visible_devices("GPU")[0]
        name = tf.config.experimental.get_device_details(card).get("device_name", "")
    else:
        jax: Any = importlib.import_module("jax")  # never installed beside TensorFlow
        name = jax.devices()[0].device_kind
    return f"GPU {name}".strip()


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

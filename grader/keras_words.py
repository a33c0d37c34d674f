"""What layers, `compile`, `fit` and readers of folders call their arguments."""

from __future__ import annotations

from typing import Final

__all__ = ["ARGUMENTS"]

ARGUMENTS: Final = frozenset(
    {
        "activation", "batch_size", "callbacks", "epochs", "filters", "input_shape", "kernel_size",
        "learning_rate", "loss", "metrics", "optimizer", "padding", "pool_size", "rate", "rescale",
        "shape", "steps_per_epoch", "strides", "target_size", "units", "validation_data",
        "validation_split", "validation_steps", "verbose",
    }
)  # fmt: skip

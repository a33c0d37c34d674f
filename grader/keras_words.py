"""What layers, `compile`, `fit`, callbacks and readers of folders call their arguments."""

from __future__ import annotations

from typing import Final

__all__ = ["ARGUMENTS", "OPTIMIZERS", "WORDS"]

ARGUMENTS: Final = frozenset(
    {
        "activation", "batch_size", "callbacks", "class_mode", "color_mode", "epochs", "fill_mode",
        "filters", "height_shift_range", "horizontal_flip", "image_size", "include_top",
        "input_shape", "kernel_size", "label_mode", "learning_rate", "loss", "metrics", "monitor",
        "optimizer", "padding", "patience", "pool_size", "rate", "rescale", "restore_best_weights",
        "rotation_range", "shape", "shear_range", "shuffle", "steps_per_epoch", "strides",
        "target_size", "units", "validation_data", "validation_split", "validation_steps",
        "verbose", "weights", "width_shift_range", "zoom_range",
    }
)  # fmt: skip
"""Names of arguments."""

OPTIMIZERS: Final = ("adadelta", "adagrad", "adam", "adamax", "adamw", "ftrl", "nadam", "rmsprop",
                     "sgd")  # fmt: skip
WORDS: Final = (
    *OPTIMIZERS, "accuracy", "binary_accuracy", "binary_crossentropy", "categorical_accuracy",
    "categorical_crossentropy", "elu", "hinge", "linear", "mae", "mean_absolute_error",
    "mean_squared_error", "mse", "relu", "sigmoid", "softmax", "softplus",
    "sparse_categorical_accuracy", "sparse_categorical_crossentropy", "tanh",
)  # fmt: skip
"""What the courses give in quotes: activations, losses, metrics and optimizers."""

"""`RandomCrop` outside training: the largest window of the wanted shape, brought to its size.

Keras documents it so, and Keras 2 did it. Keras 3.15 leaves such images as they are, so that a
model with this layer in it is given one shape in training and another one ever after.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import keras

__all__ = ["crop_when_not_training"]


def crop_when_not_training(note: Callable[[], object] = bool) -> None:
    """Let `RandomCrop` give images of its size outside training, too, for this whole process.

    Args:
        note: Called where it does.
    """
    layer: Any = keras.layers.RandomCrop
    transform = layer.transform_images

    def transform_images(self: Any, images: Any, transformation: Any, training: Any = True) -> Any:  # noqa: FBT002
        done = transform(self, images, transformation, training=training)
        rows, columns = done.shape[self.height_axis], done.shape[self.width_axis]
        if training or (rows, columns) == (self.height, self.width):
            return done
        note()
        size = (self.height, self.width)
        return keras.preprocessing.image.smart_resize(done, size, data_format=self.data_format)

    layer.transform_images = transform_images

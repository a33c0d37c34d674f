"""The course's own networks, and their training: what an embedded set has to reward."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any

import numpy as np

from benchmarks.pictures import Bytes, Pictures, resized
from grader.inside.pace import end_at_once

__all__ = ["COURSE", "Course", "Trained", "course_network", "network"]


@dataclass(frozen=True)
class Course:
    """One network of the course and how it is trained.

    Attributes:
        convolutions: Filters of each 3×3 convolution; each is followed by 2×2 pooling.
        dense: Units of each dense layer before the last.
        epochs: As in the course, or fewer.
        batch: Images a step.
        side: Pictures are reduced to this side.
        stride: Of the first convolution, which is 5×5 where it is not 1.
        optimizer: Keras' name.
        rate: Learning rate.
        augmented: Flips, turns, shifts and zooms, as in the course's second part.
        dropout: Before the dense layers.
        stop: Ends at this training accuracy.
    """

    convolutions: tuple[int, ...]
    dense: tuple[int, ...]
    epochs: int
    batch: int = 32
    side: int = 150
    stride: int = 1
    optimizer: str = "RMSprop"
    rate: float = 0.001
    augmented: bool = False
    dropout: float = 0.0
    stop: float = 2.0


_AUGMENTED = Course((16, 32, 64, 64), (256,), 20, batch=20, stride=2, optimizer="Adam", rate=5e-4)
# Data set → name of the exercise's lesson → network.
COURSE: dict[str, dict[str, Course]] = {
    "mnist": {
        "dense": Course((), (512, 256, 128), 10, side=28, optimizer="Adam", stop=0.99),
        "convolutions": Course((32,), (128,), 10, side=28, optimizer="Adam", stop=0.995),
    },
    "fashion_mnist": {
        "dense": Course((), (128,), 5, side=28, optimizer="Adam"),
        "dense 512": Course((), (512,), 5, side=28, optimizer="Adam"),
        "convolutions": Course((64, 64), (128,), 5, side=28, optimizer="Adam"),
    },
    "happy_or_sad": {
        "convolutions": Course((16, 32, 64), (512,), 20, batch=10, stop=0.999),
    },
    # Batches of 32 where the course's are of 128: fewer epochs are enough.
    "horse_or_human": {
        "convolutions": Course((16, 32, 64, 64), (256,), 8, side=300, stride=2, optimizer="Adam"),
        "compact": Course((16, 32, 64), (512,), 8),
    },
    "cats_vs_dogs": {
        "plain": Course((16, 32, 64, 64), (512,), 12, batch=20, optimizer="Adam"),
        # The course's has twice the filters and a tenth of the rate, for a hundred epochs. At
        # 0.001 some of the augmented trainings never got going.
        "not augmented": _AUGMENTED,
        "augmented": replace(_AUGMENTED, augmented=True),
    },
    # A quarter to a half of the course's filters: its own network takes twelve minutes a training
    # on two cores.
    "rock_paper_scissors": {
        "convolutions": Course((16, 32, 64), (128,), 12, stride=2, optimizer="Adam", dropout=0.3),
    },
}


@dataclass(frozen=True)
class Trained:
    """One training's outcome.

    Attributes:
        accuracies: On the training images, an entry an epoch.
        hidden: Accuracy on the hidden images.
        seconds: Of the training.
    """

    accuracies: tuple[float, ...]
    hidden: float
    seconds: float


def network(course: Course, shape: tuple[int, ...], classes: int) -> Any:
    """Return the compiled model: one sigmoid for two classes, else a softmax."""
    keras: Any = import_module("keras")
    layers = keras.layers
    model = keras.Sequential([keras.Input(shape), layers.Rescaling(1 / 255)])
    if course.augmented:
        model.add(layers.RandomFlip("horizontal"))
        model.add(layers.RandomRotation(0.11, fill_mode="nearest"))
        model.add(layers.RandomTranslation(0.15, 0.15, fill_mode="nearest"))
        model.add(layers.RandomZoom(0.2, fill_mode="nearest"))
    for number, filters in enumerate(course.convolutions):
        stride = 1 if number else course.stride
        model.add(layers.Conv2D(filters, 3 if stride == 1 else 5, stride, activation="relu"))
        model.add(layers.MaxPooling2D())
    model.add(layers.Flatten())
    if course.dropout:
        model.add(layers.Dropout(course.dropout))
    for units in course.dense:
        model.add(layers.Dense(units, activation="relu"))
    two = classes == 2
    model.add(layers.Dense(1 if two else classes, activation="sigmoid" if two else "softmax"))
    optimizer = getattr(keras.optimizers, course.optimizer)(learning_rate=course.rate)
    loss = "binary_crossentropy" if two else "sparse_categorical_crossentropy"
    model.compile(optimizer, loss, metrics=["accuracy"])
    return model


def course_network(pictures: Pictures, course: Course, *, seed: int) -> Trained:
    """Train the course's network on the training images and ask it the hidden ones."""
    keras: Any = import_module("keras")
    end_at_once()
    keras.backend.clear_session()
    keras.utils.set_random_seed(seed)
    train, hidden = (
        _deep(resized(each, course.side)) for each in (pictures.train, pictures.hidden)
    )
    model = network(course, train.shape[1:], len(pictures.classes))

    def stop(_epoch: int, logs: dict[str, float]) -> None:
        model.stop_training = logs["accuracy"] >= course.stop

    started = time.perf_counter()
    fitted = model.fit(
        train,
        pictures.labels.astype(np.float32),
        batch_size=course.batch,
        epochs=course.epochs,
        verbose=0,
        callbacks=[keras.callbacks.LambdaCallback(on_epoch_end=stop)],
    )
    seconds = time.perf_counter() - started
    scores: Any = model.predict(hidden, batch_size=100, verbose=0)
    said = scores[:, 0] > 0.5 if scores.shape[1] == 1 else scores.argmax(1)
    right = float((said == pictures.hidden_labels).mean())
    return Trained(tuple(fitted.history["accuracy"]), right, seconds)


def _deep(images: Bytes) -> Bytes:
    """Give grey pictures their channel."""
    return images[..., None] if images.ndim == 3 else images

"""What pixels give away without learning shapes: linear, nearest neighbour, shortcuts.

Every figure is generous to the classifier, for it is compared with a threshold that it has to miss:
the linear model is stopped where its *hidden* accuracy was best, and the better of two classifiers
counts for each shortcut.
"""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from benchmarks.pictures import Bytes, Pictures, resized

__all__ = ["balance", "duplicates", "linear", "nearest", "shortcuts"]

Floats = NDArray[np.float32]
REDUCED = 32
_FOLDS = 5


def linear(pictures: Pictures, *, side: int | None = None, steps: int = 600) -> float:
    """Return the best hidden accuracy of a softmax regression on standardised pixels.

    Args:
        pictures: What to learn from.
        side: Pictures are reduced to this side first; None: all pixels.
        steps: Of accelerated gradient descent on all training images.
    """
    train, hidden = pictures.train, pictures.hidden
    if side is not None:
        train, hidden = resized(train, side), resized(hidden, side)
    x, hx = _coordinates(train.reshape(len(train), -1), hidden.reshape(len(hidden), -1))
    classes = len(pictures.classes)
    best = 0.0
    for step, weight in enumerate(_descent(x, pictures.labels, classes, steps), start=1):
        if step % 5 == 0:
            best = max(best, float((np.argmax(hx @ weight, 1) == pictures.hidden_labels).mean()))
    return best


def _coordinates(train: Bytes, hidden: Bytes) -> tuple[Floats, Floats]:
    """Standardise pixels. More pixels than images: turn to the directions that images span.

    A linear model learns nothing outside of those directions, so that nothing is lost.
    """
    count, pixels = train.shape
    if pixels <= count:
        middle, spread = train.mean(0), train.std(0) + 1.0
        x, hx = ((each - middle) / spread for each in (train, hidden))
        return _with_one(x.astype(np.float32)), _with_one(hx.astype(np.float32))
    gram = np.zeros((count, count), np.float64)
    cross = np.zeros((len(hidden), count), np.float64)
    for start in range(0, pixels, 4096):
        part = slice(start, start + 4096)
        block, other = train[:, part].astype(np.float32), hidden[:, part].astype(np.float32)
        middle, spread = block.mean(0), block.std(0) + np.float32(1.0)
        block, other = (block - middle) / spread, (other - middle) / spread
        gram += block @ block.T
        cross += other @ block.T
    values, vectors = np.linalg.eigh(gram)
    some = values > values[-1] * 1e-9
    root = np.sqrt(values[some])
    scale = np.sqrt(pixels)
    x = vectors[:, some] * root / scale
    hx = cross @ vectors[:, some] / root / scale
    return _with_one(x.astype(np.float32)), _with_one(hx.astype(np.float32))


def _with_one(x: Floats) -> Floats:
    return np.concatenate([x, np.ones((len(x), 1), np.float32)], axis=1)


def _descent(x: Floats, labels: Bytes, classes: int, steps: int) -> list[Floats]:
    """Return the weights after each step of Nesterov's descent of the mean cross-entropy."""
    wanted = np.eye(classes, dtype=np.float32)[labels]
    start = np.ones(x.shape[1], np.float32)
    for _ in range(15):  # power iteration: the steepest curvature sets the step
        start = x.T @ (x @ start)
        start /= np.linalg.norm(start)
    rate = np.float32(2.0 * len(x) / np.linalg.norm(x @ start) ** 2)
    weight = np.zeros((x.shape[1], classes), np.float32)
    ahead, found = weight, list[Floats]()
    for step in range(steps):
        scores = x @ ahead
        scores = np.exp(scores - scores.max(1, keepdims=True))
        scores /= scores.sum(1, keepdims=True)
        moved = ahead - rate * (x.T @ (scores - wanted)) / np.float32(len(x))
        ahead = moved + np.float32(step / (step + 3.0)) * (moved - weight)
        weight = moved
        found.append(weight)
    return found


def nearest(pictures: Pictures, *, side: int = REDUCED) -> float:
    """Return the hidden accuracy of the nearest training image's label, on reduced pixels."""
    train, hidden = (resized(each, side) for each in (pictures.train, pictures.hidden))
    x = train.reshape(len(train), -1).astype(np.float32)
    square = np.einsum("ij,ij->i", x, x)
    right = 0
    for start in range(0, len(hidden), 500):
        part = hidden[start : start + 500].reshape(-1, x.shape[1]).astype(np.float32)
        found = np.argmin(square - 2.0 * (part @ x.T), axis=1)
        right += int((pictures.labels[found] == pictures.hidden_labels[start : start + 500]).sum())
    return right / len(hidden)


def shortcuts(images: Bytes, labels: Bytes, classes: int) -> dict[str, float]:
    """Return the accuracy that brightness, the border, and the file's size alone give.

    Each the better one of logistic regression (with squares) and 25 nearest neighbours, five-fold.
    """
    features: dict[str, Callable[[Bytes], Floats]] = {
        "brightness": _brightness,
        "border": _border,
        "file size": _file_size,
    }
    return {name: _better(feature(images), labels, classes) for name, feature in features.items()}


def _brightness(images: Bytes) -> Floats:
    """Mean and spread of each channel."""
    flat = images.reshape(len(images), images.shape[1] * images.shape[2], -1)
    return np.concatenate([flat.mean(1), flat.std(1)], axis=1).astype(np.float32)


def _border(images: Bytes) -> Floats:
    """Mean and spread of each channel along the four sides: 16 pixels of 150."""
    wide = max(round(images.shape[1] * 16 / 150), 1)
    sides = (images[:, :wide], images[:, -wide:], images[:, :, :wide], images[:, :, -wide:])
    return np.concatenate([_brightness(side) for side in sides], axis=1)


def _file_size(images: Bytes) -> Floats:
    sizes: list[int] = []
    for image in images:
        buffer = io.BytesIO()
        Image.fromarray(image).save(buffer, "PNG")
        sizes.append(buffer.tell())
    return np.array(sizes, np.float32)[:, None]


def _better(features: Floats, labels: Bytes, classes: int) -> float:
    fold = np.arange(len(labels)) % _FOLDS
    logistic, neighbours = 0, 0
    for out in range(_FOLDS):
        inside, apart = fold != out, fold == out
        spread = features[inside].std(0) + np.float32(1e-3)
        x = (features - features[inside].mean(0)) / spread
        bent = _with_one(np.concatenate([x, x * x], axis=1).astype(np.float32))
        weight = _descent(bent[inside], labels[inside], classes, 150)[-1]
        logistic += int((np.argmax(bent[apart] @ weight, 1) == labels[apart]).sum())
        neighbours += int(
            (_voted(x[inside], labels[inside], x[apart], classes) == labels[apart]).sum()
        )
    return max(logistic, neighbours) / len(labels)


def _voted(x: Floats, labels: Bytes, asked: Floats, classes: int) -> NDArray[np.intp]:
    """Return what most of the 25 nearest say; of fewer where there are few."""
    count = min(25, len(x) // 4)
    far = (asked * asked).sum(1)[:, None] + (x * x).sum(1) - 2.0 * (asked @ x.T)
    near = np.argpartition(far, count, axis=1)[:, :count]
    votes = np.eye(classes, dtype=np.float32)[labels[near]].sum(1)
    return np.argmax(votes, axis=1)


def duplicates(*splits: Bytes) -> int:
    """Return how many images are another's copy, in a split or across them."""
    seen = {image.tobytes() for images in splits for image in images}
    return sum(len(images) for images in splits) - len(seen)


def balance(labels: Bytes, classes: int) -> int:
    """Return by how many images the largest class exceeds the smallest."""
    times = np.bincount(labels, minlength=classes)
    return int(times.max() - times.min())

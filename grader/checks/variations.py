"""Hidden images, flipped, turned and shifted: what a network that saw varied images still knows."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

__all__ = ["varied"]


def varied(
    images: NDArray[Any],
    rng: np.random.Generator,
    *,
    degrees: float,
    shift: float,
    flip: bool,
) -> NDArray[np.uint8]:
    """Return each image flipped or not, turned and shifted at random.

    What was outside of the picture is filled with the nearest pixel, as the course's
    `fill_mode="nearest"` does: black corners would be something that no photo has.

    Args:
        images: (n, height, width[, colours]) from 0 to 255.
        rng: Decides for each image.
        degrees: Most that it is turned, to either side.
        shift: Most that it is shifted, as a share of its width and height.
        flip: Whether every other one is mirrored.
    """
    found = np.empty(images.shape, np.uint8)
    for number, image in enumerate(images):
        turned = rng.uniform(-degrees, degrees)
        x, y = rng.uniform(-shift, shift, 2)
        plain = np.asarray(image, dtype=np.uint8)
        if flip and rng.random() < 0.5:
            plain = plain[:, ::-1]
        found[number] = _moved(plain, float(turned), float(x), float(y))
    return found


def _moved(image: NDArray[np.uint8], degrees: float, x: float, y: float) -> NDArray[np.uint8]:
    height, width = image.shape[:2]
    right, down = round(x * width), round(y * height)
    margin = max(height, width) // 2 + max(abs(right), abs(down)) + 1
    edges = ((margin, margin), (margin, margin), *((0, 0),) * (image.ndim - 2))
    wide = np.pad(image, edges, mode="edge")
    flat = wide[..., 0] if wide.ndim == 3 and wide.shape[2] == 1 else wide
    moved = Image.fromarray(flat).rotate(
        degrees,
        resample=Image.Resampling.BILINEAR,
        translate=(right, down),
    )
    inner = np.asarray(moved)[margin : margin + height, margin : margin + width]
    return inner.reshape(image.shape)

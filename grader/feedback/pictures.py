"""What a model mistook: its public images as pictures of a page, and the commonest mistakes."""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from markupsafe import Markup
from numpy.typing import NDArray
from PIL import Image

from grader.insight import Confusion, Insight, PublicSplit, WrongImage

__all__ = ["Images", "Picture", "commonest", "data_uri", "gallery", "shades"]

MOST_PICTURES: Final = 24
MOST_PIXELS: Final = 96
_LARGEST: Final = 8192
_FEW_PIXELS: Final = 64
_SHADES: Final = 6

Images = Mapping[tuple[PublicSplit, int], NDArray[np.uint8]]
"""Public images by split and place: H × W, or H × W × 3, of uint8."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One image of the gallery.

    Attributes:
        coarse: Whether it has so few pixels that they are shown as squares.
    """

    wrong: WrongImage
    uri: Markup
    coarse: bool


def gallery(insight: Insight, images: Images) -> tuple[Picture, ...]:
    """Return the first wrong images of which there is an image, at most 24."""
    pictures: list[Picture] = []
    for wrong in insight.wrong:
        image = images.get((wrong.split, wrong.index))
        uri = data_uri(image) if image is not None else Markup()
        if image is not None and uri:
            pictures.append(Picture(wrong, uri, coarse=max(image.shape[:2]) <= _FEW_PIXELS))
        if len(pictures) == MOST_PICTURES:
            break
    return tuple(pictures)


def data_uri(image: NDArray[Any]) -> Markup:
    """Return an image as a PNG in a `data:` URI, no side longer than 96 pixels.

    Args:
        image: H × W, H × W × 1 or H × W × 3 of uint8; for anything else "" is returned.
    """
    if image.ndim == 3 and image.shape[2] == 1:
        image = image[:, :, 0]
    colours = image.ndim == 2 or (image.ndim == 3 and image.shape[2] == 3)
    if image.dtype != np.uint8 or not colours or not 0 < min(image.shape) <= _LARGEST:
        return Markup()
    if max(image.shape) > _LARGEST:
        return Markup()
    picture = Image.fromarray(np.ascontiguousarray(image))
    picture.thumbnail((MOST_PIXELS, MOST_PIXELS))
    file = io.BytesIO()
    picture.save(file, "PNG", optimize=True)
    return Markup("data:image/png;base64,{}").format(base64.b64encode(file.getvalue()).decode())


def shades(confusion: Confusion) -> tuple[tuple[int, ...], ...]:
    """Return for each count how dark its cell is, from 0 to 5: its share of its row."""
    return tuple(
        tuple(_shade(count, sum(row)) for count in row) for row in confusion.counts
    )  # fmt: skip


def _shade(count: int, of: int) -> int:
    if not count:
        return 0
    return max(1, round(count / of * (_SHADES - 1)))


def commonest(confusion: Confusion, most: int = 3) -> tuple[tuple[str, str, int], ...]:
    """Return (class, what it was taken for, how often) of the commonest mistakes."""
    mistakes = [
        (confusion.classes[i], confusion.classes[j], count)
        for i, row in enumerate(confusion.counts)
        for j, count in enumerate(row)
        if i != j and count
    ]
    return tuple(sorted(mistakes, key=lambda mistake: -mistake[2])[:most])

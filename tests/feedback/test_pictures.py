"""Images become small PNGs; what is none becomes nothing."""

from __future__ import annotations

import base64
import io

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from grader.feedback.pictures import commonest, data_uri, gallery, shades
from grader.insight import Confusion

from .samples import IMAGES, INSIGHT, WRONG, drawn


def opened(uri: str) -> Image.Image:
    kind, _, data = uri.partition(",")
    assert kind == "data:image/png;base64"
    return Image.open(io.BytesIO(base64.b64decode(data)))


@pytest.mark.parametrize(
    ("image", "size", "mode"),
    [
        (drawn(1, grey=True), (28, 28), "L"),
        (drawn(1, grey=True)[:, :, None], (28, 28), "L"),
        (drawn(1, grey=False), (96, 96), "RGB"),
        (np.zeros((50, 300, 3), np.uint8), (96, 16), "RGB"),
        (np.zeros((300, 1), np.uint8), (1, 96), "L"),
    ],
)
def test_an_image_is_a_png_of_at_most_96_pixels(
    image: NDArray[np.uint8], size: tuple[int, int], mode: str
):
    picture = opened(data_uri(image))
    assert (picture.size, picture.mode) == (size, mode)


def test_few_pixels_stay_as_they_are():
    image = drawn(2, grey=True)
    assert np.array_equal(np.asarray(opened(data_uri(image))), image)


@pytest.mark.parametrize(
    "image",
    [
        np.zeros((4, 4), np.float32), np.zeros((4, 4, 4), np.uint8), np.zeros((0, 4), np.uint8),
        np.zeros(16, np.uint8), np.zeros((1, 9000), np.uint8), np.zeros((2, 2, 2, 3), np.uint8),
    ],
)  # fmt: skip
def test_what_is_no_image_gives_nothing(image: NDArray[np.uint8]):
    assert data_uri(image) == ""


def test_the_gallery_passes_over_what_is_not_there():
    images = dict(IMAGES)
    del images[WRONG[0].split, WRONG[0].index]
    found = gallery(INSIGHT, images)
    assert [each.wrong for each in found] == list(WRONG[1:25])
    assert [each.coarse for each in found[:3]] == [False, False, True]


def test_the_commonest_mistakes():
    confusion = Confusion(
        classes=("a", "b", "c"), counts=((9, 1, 0), (4, 0, 0), (2, 0, 7)), split="train"
    )
    assert commonest(confusion) == (("b", "a", 4), ("c", "a", 2), ("a", "b", 1))
    assert shades(confusion) == ((4, 1, 0), (5, 0, 0), (1, 0, 4))

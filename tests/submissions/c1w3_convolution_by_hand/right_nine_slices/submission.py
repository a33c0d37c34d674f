"""Vectorised: nine shifted views of the picture instead of loops over its pixels."""
import numpy as np


def convolve(image, kernel, weight):
    h, w = image.shape
    total = sum(
        kernel[r][c] * image[r:h - 2 + r, c:w - 2 + c]
        for r in range(3)
        for c in range(3)
    )
    result = image.astype(float)
    result[1:-1, 1:-1] = np.clip(weight * total, 0, 255)
    return result


def max_pool(image):
    h, w = (n - n % 2 for n in image.shape)
    even = image[:h, :w]
    return np.maximum(
        np.maximum(even[::2, ::2], even[1::2, ::2]),
        np.maximum(even[::2, 1::2], even[1::2, 1::2]),
    )

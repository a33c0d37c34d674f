import numpy as np

def convolve(image, kernel, weight):
    result = np.zeros_like(image)
    for r in range(1, image.shape[0] - 1):
        for c in range(1, image.shape[1] - 1):
            value = (image[r - 1:r + 2, c - 1:c + 2] * kernel).sum() * weight
            result[r, c] = max(0, min(value, 255))
    return result

def max_pool(image):
    result = np.zeros((image.shape[0] // 2, image.shape[1] // 2))
    for r in range(result.shape[0]):
        for c in range(result.shape[1]):
            result[r, c] = image[r * 2:r * 2 + 2, c * 2:c * 2 + 2].max()
    return result

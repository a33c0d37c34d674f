import numpy as np

def convolve(image, kernel, weight):
    height, width = image.shape
    new = image.copy()
    for i in range(1, height - 1):
        for j in range(1, width - 1):
            pixel = 0
            for a in range(3):
                for b in range(3):
                    pixel += image[i + a - 1, j + b - 1] * kernel[a][b]
            new[i, j] = min(255, max(0, pixel))
    return new

def max_pool(image):
    h, w = image.shape[0] // 2 * 2, image.shape[1] // 2 * 2
    return image[:h, :w].reshape(h // 2, 2, w // 2, 2).max(axis=3).max(axis=1)

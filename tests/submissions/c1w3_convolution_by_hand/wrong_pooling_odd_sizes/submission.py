import numpy as np

def convolve(image, kernel, weight):
    size_x, size_y = image.shape
    transformed = np.copy(image)
    for x in range(1, size_x - 1):
        for y in range(1, size_y - 1):
            p = (image[x-1:x+2, y-1:y+2] * kernel).sum() * weight
            p = max(p, 0)
            p = min(p, 255)
            transformed[x, y] = p
    return transformed

def max_pool(image):
    size_x, size_y = image.shape
    new = np.zeros((size_x // 2, size_y // 2))
    for x in range(0, size_x, 2):
        for y in range(0, size_y, 2):
            pixels = [image[x, y], image[x + 1, y], image[x, y + 1], image[x + 1, y + 1]]
            new[x // 2, y // 2] = sorted(pixels)[-1]
    return new

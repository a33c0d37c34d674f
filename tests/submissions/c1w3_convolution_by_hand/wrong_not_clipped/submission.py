import numpy as np

def convolve(image, kernel, weight):
    out = np.copy(image)
    for x in range(1, image.shape[0] - 1):
        for y in range(1, image.shape[1] - 1):
            out[x, y] = np.sum(image[x-1:x+2, y-1:y+2] * kernel) * weight
    return out

def max_pool(image):
    h, w = image.shape[0] // 2, image.shape[1] // 2
    out = np.zeros((h, w))
    for x in range(h):
        for y in range(w):
            out[x, y] = image[2*x:2*x+2, 2*y:2*y+2].max()
    return out

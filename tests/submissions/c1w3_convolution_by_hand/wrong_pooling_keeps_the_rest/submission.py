import math
import numpy as np

def convolve(image, kernel, weight):
    out = image.copy()
    for r in range(1, image.shape[0] - 1):
        for c in range(1, image.shape[1] - 1):
            out[r, c] = np.clip((image[r-1:r+2, c-1:c+2] * kernel).sum() * weight, 0, 255)
    return out

def max_pool(image):
    out = np.zeros((math.ceil(image.shape[0] / 2), math.ceil(image.shape[1] / 2)))
    for r in range(out.shape[0]):
        for c in range(out.shape[1]):
            out[r, c] = image[2*r:2*r+2, 2*c:2*c+2].max()
    return out

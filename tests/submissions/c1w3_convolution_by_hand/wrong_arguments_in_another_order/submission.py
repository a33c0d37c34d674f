import numpy as np

def convolve(kernel, image, weight):
    out = np.array(image, dtype=float)
    for r in range(1, out.shape[0] - 1):
        for c in range(1, out.shape[1] - 1):
            out[r, c] = np.clip((image[r-1:r+2, c-1:c+2] * kernel).sum() * weight, 0, 255)
    return out

def max_pool(image):
    h, w = image.shape[0] // 2, image.shape[1] // 2
    out = np.zeros((h, w))
    for r in range(h):
        for c in range(w):
            out[r, c] = image[2*r:2*r+2, 2*c:2*c+2].max()
    return out

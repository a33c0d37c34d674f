import numpy as np

def convolve(image, kernel, weight):
    # "valid" padding
    out = np.zeros((image.shape[0] - 2, image.shape[1] - 2))
    for r in range(out.shape[0]):
        for c in range(out.shape[1]):
            out[r, c] = np.clip(np.sum(image[r:r+3, c:c+3] * kernel) * weight, 0, 255)
    return out

def max_pool(image):
    out = np.zeros((image.shape[0] // 2, image.shape[1] // 2))
    for r in range(out.shape[0]):
        for c in range(out.shape[1]):
            out[r, c] = np.max(image[2*r:2*r+2, 2*c:2*c+2])
    return out

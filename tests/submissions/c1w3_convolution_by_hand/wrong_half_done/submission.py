import numpy as np


def convolve(image, kernel, weight):
    out = image.copy()
    for r in range(1, image.shape[0] - 1):
        for c in range(1, image.shape[1] - 1):
            out[r, c] = min(255, max(0, weight * np.sum(image[r-1:r+2, c-1:c+2] * np.array(kernel))))
    return out


def max_pool(image):
    # TODO 4: how large is the result? Fill it, and return it instead of None.
    return None


if __name__ == "__main__":
    print(convolve(np.full((8, 8), 20), [[0, 0, 0], [0, 2, 0], [0, 0, 0]], 1))

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

def convolve(image, kernel, weight):
    windows = sliding_window_view(image, (3, 3))
    sums = np.einsum('ijkl,kl->ij', windows, np.asarray(kernel)) * weight
    out = np.array(image, dtype=np.float32)
    out[1:-1, 1:-1] = sums.clip(0, 255)
    return out

def max_pool(image):
    return sliding_window_view(image, (2, 2))[::2, ::2].max(axis=(2, 3))

if __name__ == '__main__':
    a = np.arange(35.).reshape(5, 7)
    assert max_pool(a).shape == (2, 3)
    print(convolve(a, np.eye(3), 1 / 3))

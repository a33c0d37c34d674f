import numpy as np

# a "real" convolution turns the kernel around, says my maths book
def convolve(image, kernel, weight):
    k = np.flip(np.array(kernel))
    result = np.array(image)
    for r in range(1, image.shape[0] - 1):
        for c in range(1, image.shape[1] - 1):
            result[r, c] = np.clip((image[r-1:r+2, c-1:c+2] * k).sum() * weight, 0, 255)
    return result

def max_pool(image):
    rows, cols = image.shape[0] // 2, image.shape[1] // 2
    return np.array([[image[2*r:2*r+2, 2*c:2*c+2].max() for c in range(cols)] for r in range(rows)])

import numpy as np

def convolve(image, kernel, weight):
    result = np.copy(image)
    for row in range(1, image.shape[0] - 1):
        for col in range(1, image.shape[1] - 1):
            s = np.sum(np.multiply(image[row-1:row+2, col-1:col+2], kernel)) * weight
            result[row, col] = 255 if s > 255 else 0 if s < 0 else s
    return result

def max_pool(image):
    h, w = image.shape[0] // 2, image.shape[1] // 2
    result = np.zeros((h, w))
    for row in range(h):
        for col in range(w):
            result[row, col] = np.mean(image[2*row:2*row+2, 2*col:2*col+2])
    return result

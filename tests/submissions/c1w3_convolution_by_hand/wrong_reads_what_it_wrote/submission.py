import numpy as np

def convolve(image, kernel, weight):
    for x in range(1, image.shape[0] - 1):
        for y in range(1, image.shape[1] - 1):
            total = 0
            for i in range(3):
                for j in range(3):
                    total += image[x - 1 + i, y - 1 + j] * kernel[i][j]
            image[x, y] = np.clip(total * weight, 0, 255)
    return image

def max_pool(image):
    a, b = image.shape[0] // 2, image.shape[1] // 2
    pooled = np.zeros((a, b))
    for x in range(a):
        for y in range(b):
            pooled[x, y] = image[2*x:2*x+2, 2*y:2*y+2].max()
    return pooled

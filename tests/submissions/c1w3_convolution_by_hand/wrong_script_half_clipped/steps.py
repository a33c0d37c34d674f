import numpy as np
import scipy.datasets

photo = scipy.datasets.ascent().astype("int32")
sobel = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
height, width = photo.shape

edges = photo.copy()
for y in range(1, height - 1):
    for x in range(1, width - 1):
        value = (photo[y - 1:y + 2, x - 1:x + 2] * sobel).sum()
        if value < 0:
            value = 0
        if value > 255:
            vaule = 255
        edges[y, x] = value

pooled = edges.reshape(height // 2, 2, width // 2, 2).max(axis=(1, 3))

import numpy as np
import matplotlib.pyplot as plt

picture = np.random.randint(0, 256, (10, 10))
kernel = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
result = picture.copy()
for r in range(1, 9):
    for c in range(1, 9):
        result[r, c] = np.clip((picture[r-1:r+2, c-1:c+2] * kernel).sum(), 0, 255)
plt.imshow(result)

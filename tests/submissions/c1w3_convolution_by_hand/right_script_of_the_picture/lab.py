# My own walk through the notebook: no functions, one cell after the other.
from scipy import misc
import numpy as np

stairs = misc.ascent()
rows, columns = stairs.shape
sharpened = np.copy(stairs)

outline = [[0, 1, 0], [1, -4, 1], [0, 1, 0]]
strength = 0.5

for down in range(1, rows - 1):
    for across in range(1, columns - 1):
        total = 0.0
        for a in (-1, 0, 1):
            for b in (-1, 0, 1):
                total += stairs[down + a, across + b] * outline[a + 1][b + 1]
        sharpened[down, across] = min(max(total * strength, 0), 255)

smaller = np.zeros((rows // 2, columns // 2))
for down in range(0, rows, 2):
    for across in range(0, columns, 2):
        four = [sharpened[down, across], sharpened[down + 1, across],
                sharpened[down, across + 1], sharpened[down + 1, across + 1]]
        smaller[down // 2, across // 2] = sorted(four)[-1]
print(smaller.shape)

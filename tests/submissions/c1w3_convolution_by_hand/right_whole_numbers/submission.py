import numpy as np

def convolve(image, kernel, weight):
    out = np.zeros(image.shape, dtype=np.uint8)
    rows, cols = image.shape
    for y in range(rows):
        for x in range(cols):
            if y == 0 or x == 0 or y == rows - 1 or x == cols - 1:
                out[y][x] = image[y][x]
                continue
            s = 0
            for dy in (-1, 0, 1):
                for dx in (-1, 0, 1):
                    s += image[y + dy][x + dx] * kernel[dy + 1][dx + 1]
            s = int(s * weight)     # grey values are whole numbers
            out[y][x] = 0 if s < 0 else 255 if s > 255 else s
    return out

def max_pool(image):
    out = np.zeros((image.shape[0] // 2, image.shape[1] // 2), dtype=np.uint8)
    for y in range(out.shape[0]):
        for x in range(out.shape[1]):
            out[y, x] = max(image[2*y, 2*x], image[2*y, 2*x+1], image[2*y+1, 2*x], image[2*y+1, 2*x+1])
    return out

from math import inf

def convolve(image, kernel, weight):
    result = image.copy()
    for r in range(1, len(image) - 1):
        for c in range(1, len(image[0]) - 1):
            result[r, c] = np.clip(np.sum(image[r-1:r+2, c-1:c+2] * kernel) * weight, 0, 255)
    return result

def max_pool(image):
    result = []
    for r in range(0, len(image) - 1, 2):
        result.append([])
        for c in range(0, len(image[0]) - 1, 2):
            best = -inf
            for value in (image[r][c], image[r][c + 1], image[r + 1][c], image[r + 1][c + 1]):
                best = max(best, value)
            result[-1].append(best)
    return result

picture = np.random.randint(0, 256, (10, 10))
print(convolve(picture, np.ones((3, 3)), 1 / 9))

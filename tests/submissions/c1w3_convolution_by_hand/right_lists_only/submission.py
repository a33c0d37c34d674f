# no numpy at all: lists of lists

def convolve(image, kernel, weight):
    image = [list(row) for row in image]
    result = [row[:] for row in image]
    for r in range(1, len(image) - 1):
        for c in range(1, len(image[0]) - 1):
            total = 0
            for i in range(3):
                for j in range(3):
                    total += kernel[i][j] * image[r - 1 + i][c - 1 + j]
            result[r][c] = max(0, min(255, total * weight))
    return result

def max_pool(image):
    image = [list(row) for row in image]
    return [
        [max(image[r][c:c + 2] + image[r + 1][c:c + 2]) for c in range(0, len(image[0]) - 1, 2)]
        for r in range(0, len(image) - 1, 2)
    ]

print(convolve([[1, 2, 3]] * 3, [[0, 0, 0], [0, 1, 0], [0, 0, 0]], 1))

import numpy as np

# size_x, size_y as in the lecture: the first axis is x
def convolve(i, filter, weight):
    size_x = i.shape[0]
    size_y = i.shape[1]
    i_transformed = np.copy(i)
    for x in range(1, size_x - 1):
        for y in range(1, size_y - 1):
            output_pixel = 0.0
            output_pixel = output_pixel + (i[x - 1, y - 1] * filter[0][0])
            output_pixel = output_pixel + (i[x, y - 1] * filter[0][1])
            output_pixel = output_pixel + (i[x + 1, y - 1] * filter[0][2])
            output_pixel = output_pixel + (i[x - 1, y] * filter[1][0])
            output_pixel = output_pixel + (i[x, y] * filter[1][1])
            output_pixel = output_pixel + (i[x + 1, y] * filter[1][2])
            output_pixel = output_pixel + (i[x - 1, y + 1] * filter[2][0])
            output_pixel = output_pixel + (i[x, y + 1] * filter[2][1])
            output_pixel = output_pixel + (i[x + 1, y + 1] * filter[2][2])
            output_pixel = output_pixel * weight
            if (output_pixel < 0):
                output_pixel = 0
            if (output_pixel > 255):
                output_pixel = 255
            i_transformed[x, y] = output_pixel
    return i_transformed

def max_pool(i):
    new_x = int(i.shape[0] / 2)
    new_y = int(i.shape[1] / 2)
    newImage = np.zeros((new_x, new_y))
    for x in range(0, new_x * 2, 2):
        for y in range(0, new_y * 2, 2):
            pixels = []
            pixels.append(i[x, y])
            pixels.append(i[x + 1, y])
            pixels.append(i[x, y + 1])
            pixels.append(i[x + 1, y + 1])
            pixels.sort(reverse=True)
            newImage[int(x / 2), int(y / 2)] = pixels[0]
    return newImage

test = np.random.randint(0, 256, (20, 20))
print(max_pool(convolve(test, [[-1, -2, -1], [0, 0, 0], [1, 2, 1]], 1)))

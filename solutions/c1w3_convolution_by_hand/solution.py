# %% [markdown]
# # Convolution and pooling by hand: a solution
#
# Everything that a convolutional network does to a picture is here in two short functions. A layer
# of Keras does the same with many kernels at once, and finds the numbers in them by training.

# %%
import numpy as np


# %% [markdown]
# ## The convolution
#
# `image[row - 1 : row + 2, column - 1 : column + 2]` is the window around a pixel. It always reads
# the *image*, never the result: a pixel that was already replaced must not count for its
# neighbour.
#
# The loops stay one pixel away from the edge, and the copy holds the border as it was.

# %%
def convolve(image, kernel, weight):
    """Slide a 3×3 kernel over an image.

    Args:
        image: (height, width) grey values from 0 to 255.
        kernel: (3, 3) numbers; kernel[0][0] lies over the pixel up and left of the middle.
        weight: What each sum is multiplied by.

    Returns:
        A new image of the same size, from 0 to 255; its border is that of `image`.
    """
    image = np.asarray(image, dtype=float)
    kernel = np.asarray(kernel, dtype=float)
    height, width = image.shape
    result = image.copy()
    for row in range(1, height - 1):
        for column in range(1, width - 1):
            window = image[row - 1 : row + 2, column - 1 : column + 2]
            total = (window * kernel).sum() * weight
            result[row, column] = min(max(total, 0.0), 255.0)
    return result


# %% [markdown]
# ## The pooling
#
# `//` leaves a last odd row or column out by itself: 7 // 2 is 3, so the loops end before it.

# %%
def max_pool(image):
    """Halve an image, keeping the largest value of each 2×2 block.

    Args:
        image: (height, width) grey values.

    Returns:
        An image of (height // 2, width // 2): a last odd row or column is left out.
    """
    image = np.asarray(image)
    height, width = image.shape[0] // 2, image.shape[1] // 2
    result = np.zeros((height, width), dtype=image.dtype)
    for row in range(height):
        for column in range(width):
            result[row, column] = image[2 * row : 2 * row + 2, 2 * column : 2 * column + 2].max()
    return result


# %% [markdown]
# ## Try it
#
# A dark picture with one bright square, and a kernel that subtracts the row above from the row
# below. Where both are alike, the result is 0; at the upper edge of the square it is large. At the
# lower edge it is large too, but negative, and clipping turns it into 0: this kernel sees only
# steps from dark to bright.
#
# After pooling the edge is still there, at a quarter of the pixels.

# %%
if __name__ == "__main__":
    picture = np.full((8, 8), 20)
    picture[3:7, 2:6] = 200
    edges = convolve(picture, [[-1, -2, -1], [0, 0, 0], [1, 2, 1]], 1)
    print(edges)
    print(max_pool(edges))

# %% [markdown]
# # Convolution and pooling by hand
#
# Write the two steps that every convolutional network is made of: slide a 3×3 kernel over an
# image, then keep the largest value of each 2×2 block. Only numpy is needed.
#
# The whole task stands in README.md. Check your work with
# `grader check by_hand my_solution.py`.

# %%
import numpy as np


# %% [markdown]
# ## The convolution
#
# Each inner pixel becomes a weighted sum of itself and its eight neighbours.

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
    # TODO 1: begin with a copy of the image. Why not with the image itself?

    # TODO 2: go through all pixels that have eight neighbours; add up the nine products.

    # TODO 3: multiply by weight, keep the result between 0 and 255, and put it into the copy;
    # then return the copy instead of None.
    return None


# %% [markdown]
# ## The pooling
#
# Each block of 2×2 pixels becomes one pixel: its largest.

# %%
def max_pool(image):
    """Halve an image, keeping the largest value of each 2×2 block.

    Args:
        image: (height, width) grey values.

    Returns:
        An image of (height // 2, width // 2): a last odd row or column is left out.
    """
    # TODO 4: how large is the result? Fill it, and return it instead of None.
    return None


# %% [markdown]
# ## Try it
#
# A dark picture with one bright square, and a kernel that finds horizontal edges. Which pixels of
# the result should be bright?

# %%
if __name__ == "__main__":
    picture = np.full((8, 8), 20)
    picture[3:7, 2:6] = 200
    edges = convolve(picture, [[-1, -2, -1], [0, 0, 0], [1, 2, 1]], 1)
    if edges is None:
        print("Nothing to try yet: fill in convolve and max_pool.")
    else:
        print(edges)
        print(max_pool(edges))

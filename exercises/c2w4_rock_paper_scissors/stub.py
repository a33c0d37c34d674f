# %% [markdown]
# # Rock, paper, scissors
#
# Train a convolutional network that tells three signs of a hand apart, on images that are varied
# while it trains.
#
# The whole task stands in README.md. Check your work with
# `grader check rock_paper my_solution.py`.

# %%
import tensorflow as tf

SIZE = (150, 150)
TRAIN = "data/rps"
VALIDATION = "data/rps-test-set"


# %% [markdown]
# ## The images
#
# The classes count in the order of their folders' names: 0 paper, 1 rock, 2 scissors.

# %%
def images_of(folder):
    """Read the images below a folder.

    Args:
        folder: One with the folders `paper`, `rock` and `scissors`.

    Returns:
        Batches of images, (n, 150, 150, 3), and labels for three classes.
    """
    # TODO 1: read them, and return them instead of None. Which form of label does your loss want?
    return None


# %% [markdown]
# ## Your model
#
# Fill in the steps. The function returns the trained model.

# %%
def solution_model():
    """Train a classifier of rock, paper and scissors on varied images.

    Returns:
        The trained model: (n, 150, 150, 3) images in, (n, 3) probabilities out.
    """
    # TODO 2: which two or more changes leave a sign what it is? Choose how to make them.

    # TODO 3: define a convolutional network that ends in three units with softmax.

    # TODO 4: compile it with a loss for one choice among three.

    # TODO 5: fit it on TRAIN, with VALIDATION as validation data; return it instead of None.
    return None


# %% [markdown]
# ## Try it
#
# How far apart are training and validation accuracy?

# %%
if __name__ == "__main__":
    model = solution_model()
    if model is None:
        print("Nothing to try yet: fill in images_of and solution_model.")
    else:
        model.summary()

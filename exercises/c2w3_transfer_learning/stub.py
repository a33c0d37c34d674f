# %% [markdown]
# # Transfer learning, horses or humans
#
# Borrow the lower part of a pretrained network, freeze it, and train a small head of your own on
# top of it.
#
# The whole task stands in README.md. Check your work with
# `grader check transfer my_solution.py`.

# %%
import tensorflow as tf

SIZE = (150, 150)
TRAIN = "data/horse-or-human"
VALIDATION = "data/validation-horse-or-human"


# %% [markdown]
# ## The base
#
# It is built for images of 150×150 and has its weights. It does not know yet where it ends, nor
# that it must stay as it is.

# %%
def pretrained_base():
    """Load a network that was trained on other pictures, without its top.

    Returns:
        The frozen base: (n, 150, 150, 3) pixels in, the output of the layer where it is cut.
    """
    base = tf.keras.applications.MobileNetV2(
        input_shape=(*SIZE, 3), alpha=0.35, include_top=False, weights="imagenet"
    )
    # TODO 1: print base.summary() and find the layer "block_13_expand_relu". How do you get a
    # model that ends there?

    # TODO 2: freeze it, and return it instead of None. What does summary() say now?
    return None


# %% [markdown]
# ## Your model
#
# Fill in the steps. The function returns the trained model, base and head in one.

# %%
def solution_model():
    """Train a head on a frozen base.

    Returns:
        The trained model: (n, 150, 150, 3) images in, (n, 1) numbers out, 0 horse and 1 human.
    """
    # TODO 3: read the images of TRAIN and VALIDATION, with labels 0 and 1.

    # TODO 4: the pixels run from 0 to 255, the base wants -1 to 1. Where will you scale them?

    # TODO 5: put the head on the base: Flatten, Dense 1024 relu, Dropout 0.2, one sigmoid unit.

    # TODO 6: compile with RMSprop, learning rate 0.0001, and the loss for two classes.

    # TODO 7: fit it for a few epochs; then return it instead of None.
    return None


# %% [markdown]
# ## Try it
#
# How many weights are trainable, and how many are not?

# %%
if __name__ == "__main__":
    model = solution_model()
    if model is None:
        print("Nothing to try yet: fill in pretrained_base and solution_model.")
    else:
        model.summary()

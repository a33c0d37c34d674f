# %% [markdown]
# # Horses or humans, with a small network
#
# Train a convolutional network that tells horses from humans in pictures of 150 × 150 pixels and
# has at most 1,000,000 parameters. It ends in one sigmoid unit: the probability of a human.
#
# The whole task stands in README.md. Check your work with `grader check compact my_solution.py`.

# %%
import tensorflow as tf

TRAIN_FOLDER = "data/horse-or-human"
VALIDATION_FOLDER = "data/validation-horse-or-human"


# %% [markdown]
# ## Your model
#
# Fill in the steps. The function returns the trained model.

# %%
def solution_model():
    """Train a small network that tells horses from humans.

    Returns:
        The trained model: (n, 150, 150, 3) images in, (n, 1) probabilities of a human out.
    """
    # TODO 1: read both folders in batches of 150 × 150 images, with labels that are 0 or 1:
    #     tf.keras.utils.image_dataset_from_directory, or an ImageDataGenerator.
    # Which range do the pixels have then, and where do you scale them?

    # TODO 2: define the network: at least three Conv2D layers, then one unit with sigmoid.
    # Look at model.summary(). Where do the parameters come from?

    # TODO 3: compile it. Which loss compares one probability with a label that is 0 or 1?

    # TODO 4: fit it for some epochs, with the validation images to watch it by;
    # then return it instead of None.
    return None


# %% [markdown]
# ## Try it
#
# How many parameters has it, and how often is it right on the validation images?

# %%
if __name__ == "__main__":
    model = solution_model()
    if model is None:
        print("Nothing to try yet: fill in solution_model.")
    else:
        print(f"{model.count_params():,} parameters")

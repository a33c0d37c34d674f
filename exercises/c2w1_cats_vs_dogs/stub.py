# %% [markdown]
# # Cats and dogs
#
# Train a network of convolutions that tells cats from dogs, and watch its accuracy on validation
# images while it trains.
#
# The whole task stands in README.md. Check your work with
# `grader check c2w1_cats my_solution.py`.

# %%
import tensorflow as tf

TRAINING_FOLDER = "data/cats_and_dogs_filtered/train"
VALIDATION_FOLDER = "data/cats_and_dogs_filtered/validation"


# %% [markdown]
# ## Your model
#
# Fill in the steps. The function returns the trained model.

# %%
def solution_model():
    """Train a network of cats and dogs.

    Returns:
        The trained model: (n, 150, 150, 3) images in, (n, 1) numbers out: 0 for a cat, 1 for
        a dog.
    """
    # TODO 1: load the images of both folders at 150 × 150 pixels, with one 0 or 1 as label:
    #     tf.keras.utils.image_dataset_from_directory, or ImageDataGenerator.

    # TODO 2: define a model with at least three Conv2D layers that takes 150 × 150 × 3 images and
    #     answers with one number between 0 and 1. In which range should the pixels be?

    # TODO 3: compile it with binary cross-entropy, and ask for the accuracy.

    # TODO 4: fit it on the training images. How does it get to see the validation images?

    # TODO 5: return the trained model instead of None.
    return None


# %% [markdown]
# ## Try it
#
# How far apart are training and validation accuracy in the end?

# %%
if __name__ == "__main__":
    model = solution_model()
    if model is None:
        print("Nothing to try yet: fill in solution_model.")
    else:
        model.summary()

# %% [markdown]
# # Horses or humans, with augmentation
#
# Train a network that tells horses from humans, on pictures that never look twice the same: vary the
# training images at random, in at least three ways, and leave the validation images as they are.
#
# The whole task stands in README.md. Check your work with
# `grader check c2w2_horse my_solution.py`.

# %%
import tensorflow as tf

TRAINING_FOLDER = "data/horse-or-human"
VALIDATION_FOLDER = "data/validation-horse-or-human"


# %% [markdown]
# ## Your model
#
# Fill in the steps. The function returns the trained model.

# %%
def solution_model():
    """Train a network of horses and humans on varied images.

    Returns:
        The trained model: (n, 150, 150, 3) images in, (n, 1) numbers out: 0 for a horse, 1 for
        a human.
    """
    # TODO 1: load the images of both folders at 150 × 150 pixels, with one 0 or 1 as label:
    #     tf.keras.utils.image_dataset_from_directory, or ImageDataGenerator.

    # TODO 2: vary the training images, and only those, in at least three ways: layers such as
    #     tf.keras.layers.RandomFlip, or arguments of ImageDataGenerator.

    # TODO 3: define a model that takes 150 × 150 × 3 images and answers with one number between
    #     0 and 1. In which range should the pixels be?

    # TODO 4: compile it with binary cross-entropy, and ask for the accuracy.

    # TODO 5: fit it, with the validation images beside; then return it instead of None.
    return None


# %% [markdown]
# ## Try it
#
# Training and validation accuracy: do they stay together?

# %%
if __name__ == "__main__":
    model = solution_model()
    if model is None:
        print("Nothing to try yet: fill in solution_model.")
    else:
        model.summary()

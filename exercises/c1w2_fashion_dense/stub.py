# %% [markdown]
# # Garments, told apart by dense layers
#
# Train a network of two or more dense layers to say which of ten garments a small grey picture
# shows, and to be right for at least 80 % of pictures that it has never seen.
#
# The whole task stands in README.md. Check your work with
# `grader check fashion_dense my_solution.py`.

# %%
import tensorflow as tf

GARMENTS = [
    "T-shirt/top", "trouser", "pullover", "dress", "coat",
    "sandal", "shirt", "sneaker", "bag", "ankle boot",
]  # fmt: skip


# %% [markdown]
# ## Your model
#
# Fill in the steps. The function returns the trained model.

# %%
def solution_model():
    """Train a network of dense layers to tell ten garments apart.

    Returns:
        The trained model: (n, 28, 28) images in, (n, 10) probabilities out.
    """
    # TODO 1: load the data:
    #     (x_train, y_train), (x_test, y_test) = tf.keras.datasets.fashion_mnist.load_data()
    # The pixels run from 0 to 255. Which range suits a network better? And the labels?

    # TODO 2: define a model: rows and columns into one row, a dense layer that looks for patterns,
    # and a dense layer that gives one probability for each garment.

    # TODO 3: compile it. Which loss goes with labels that are numbers from 0 to 9?

    # TODO 4: fit it for a few epochs; then return it instead of None.
    return None


# %% [markdown]
# ## Try it
#
# What does your model see in the first picture that it was not trained on?

# %%
if __name__ == "__main__":
    model = solution_model()
    if model is None:
        print("Nothing to try yet: fill in solution_model.")
    else:
        _, (x_test, y_test) = tf.keras.datasets.fashion_mnist.load_data()
        # Scale x_test here as you scaled x_train above.
        answer = model.predict(x_test[:1]).argmax()
        print("It says:", GARMENTS[answer], "- it is:", GARMENTS[y_test[0]])

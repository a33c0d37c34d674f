# %% [markdown]
# # Happy or sad
#
# Train a network with three convolutions on 80 faces, and let a callback of your own end the
# training after the first epoch with an accuracy of 99.9 % or more, in at most forty epochs.
#
# The whole task stands in README.md. Check your work with
# `grader check happy my_solution.py`.

# %%
import tensorflow as tf


# %% [markdown]
# ## The callback

# %%
class StopAtGoal(tf.keras.callbacks.Callback):
    """Ends training after the first epoch with an accuracy of 0.999 or more."""

    def on_epoch_end(self, epoch, logs=None):
        """Look at one finished epoch.

        Args:
            epoch: Its number, counted from 0.
            logs: What was measured in it, by name.
        """
        # TODO 1: read the accuracy from logs; if it is high enough, tell the model to stop.


# %% [markdown]
# ## Your model
#
# Fill in the steps. The function returns the trained model.

# %%
def solution_model():
    """Train a network on 80 faces until the callback ends it.

    Returns:
        The trained model: (n, 150, 150, 3) images in, (n, 1) probabilities of sad out.
    """
    # TODO 2: read the images from the folders data/happy and data/sad, in batches. In which form
    # do you want the labels, for two classes and one answer? Which range do the pixels have?

    # TODO 3: define a model: three convolutions with their poolings, then one unit at the end.

    # TODO 4: compile it, with the loss for one answer between 0 and 1.

    # TODO 5: fit it for at most 40 epochs, with your callback; then return it instead of None.
    return None


# %% [markdown]
# ## Try it
#
# In which epoch does training end? And if you train once more?

# %%
if __name__ == "__main__":
    model = solution_model()
    if model is None:
        print("Nothing to try yet: fill in StopAtGoal and solution_model.")
    else:
        model.summary()

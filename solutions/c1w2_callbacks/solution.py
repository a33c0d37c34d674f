# %% [markdown]
# # Handwritten digits, stopped by a callback: a solution
#
# The question is not how many epochs to train, but when it is enough. A callback answers it while
# training runs.

# %%
import tensorflow as tf

GOAL = 0.99


# %% [markdown]
# ## The callback
#
# The logs hold what `compile` was asked to measure, under the same name: `metrics=["accuracy"]`
# gives `logs["accuracy"]`. Training looks at the *model's* `stop_training` once an epoch.

# %%
class StopAtGoal(tf.keras.callbacks.Callback):
    """Ends training after the first epoch with an accuracy of 0.99 or more."""

    def on_epoch_end(self, epoch, logs=None):
        """Look at one finished epoch.

        Args:
            epoch: Its number, counted from 0.
            logs: What was measured in it, by name.
        """
        if logs["accuracy"] >= GOAL:
            print(f"Epoch {epoch + 1} reached {logs['accuracy']:.2%}: enough.")
            self.model.stop_training = True


# %% [markdown]
# ## The model
#
# Two wide layers learn the digits in a few epochs. Pixels between 0 and 1 keep the first steps
# small; the labels are the digits themselves and stay as they are. `epochs=10` is only the upper
# limit.

# %%
def solution_model():
    """Train a classifier of digits until the callback ends it.

    Returns:
        The trained model: (n, 28, 28) images in, (n, 10) numbers out, the largest at the digit.
    """
    (x_train, y_train), _ = tf.keras.datasets.mnist.load_data()
    x_train = x_train / 255.0

    model = tf.keras.Sequential([
        tf.keras.Input(shape=(28, 28)),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(512, activation="relu"),
        tf.keras.layers.Dense(256, activation="relu"),
        tf.keras.layers.Dense(10, activation="softmax"),
    ])
    model.compile(
        optimizer="adam",
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    model.fit(x_train, y_train, epochs=10, batch_size=64, callbacks=[StopAtGoal()])
    return model


# %% [markdown]
# ## Try it
#
# On images that it was not trained on, a little less than 99 % is what to expect.

# %%
if __name__ == "__main__":
    model = solution_model()
    _, (x_test, y_test) = tf.keras.datasets.mnist.load_data()
    model.evaluate(x_test / 255.0, y_test)

# %% [markdown]
# # Happy or sad: a solution
#
# Until now the images were arrays, small and grey. Here they are files in folders, large and in
# colour, and the folders' names are the labels.

# %%
import tensorflow as tf

GOAL = 0.999


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
        if logs["accuracy"] >= GOAL:
            print(f"Epoch {epoch + 1} reached {logs['accuracy']:.2%}: enough.")
            self.model.stop_training = True


# %% [markdown]
# ## The model
#
# Three times the same step: a convolution looks for more and more of the face, and pooling halves
# the picture. From 150×150 pixels are left 17×17 places, each with 64 answers to "is there a piece
# of a smile?".
#
# Happy and sad are two classes, but only one question: how likely is the face sad? So one unit with
# a sigmoid is enough, and `binary_crossentropy` is the loss for it. Folders count in the order of
# the alphabet: happy is 0, sad is 1.
#
# With batches of ten, 80 images make eight steps an epoch. That is why some twenty epochs are
# needed here, where 20,000 digits needed five.

# %%
def solution_model():
    """Train a network on 80 faces until the callback ends it.

    Returns:
        The trained model: (n, 150, 150, 3) images in, (n, 1) probabilities of sad out.
    """
    faces = tf.keras.utils.image_dataset_from_directory(
        "data", label_mode="binary", image_size=(150, 150), batch_size=10
    )

    model = tf.keras.Sequential([
        tf.keras.Input(shape=(150, 150, 3)),
        tf.keras.layers.Rescaling(1 / 255),
        tf.keras.layers.Conv2D(16, 3, activation="relu"),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Conv2D(32, 3, activation="relu"),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Conv2D(64, 3, activation="relu"),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(128, activation="relu"),
        tf.keras.layers.Dense(1, activation="sigmoid"),
    ])
    model.compile(
        optimizer=tf.keras.optimizers.Adam(learning_rate=0.001),
        loss="binary_crossentropy",
        metrics=["accuracy"],
    )
    model.fit(faces, epochs=40, callbacks=[StopAtGoal()])
    return model


# %% [markdown]
# ## Try it
#
# Every face of the training folder is known by heart now. Whether the network has understood what
# a smile is, only faces that it has never seen can tell; the grader has some.

# %%
if __name__ == "__main__":
    solution_model().summary()

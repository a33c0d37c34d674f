# %% [markdown]
# # Rock, paper, scissors: a solution
#
# Three signs, hands of all kinds, twelve hundred pictures. The network is small; what makes it
# good is that it never sees the same picture twice.

# %%
import tensorflow as tf

SIZE = (150, 150)
TRAIN = "data/rps"
VALIDATION = "data/rps-test-set"


# %% [markdown]
# ## The images
#
# `label_mode="categorical"` gives three numbers an image: (0, 1, 0) is a rock, since folders count
# in the order of their names. `cache()` keeps the decoded images for the next epochs.

# %%
def images_of(folder):
    """Read the images below a folder.

    Args:
        folder: One with the folders `paper`, `rock` and `scissors`.

    Returns:
        Batches of images, (n, 150, 150, 3) from 0 to 255, and labels, (n, 3).
    """
    return tf.keras.utils.image_dataset_from_directory(
        folder, label_mode="categorical", image_size=SIZE, batch_size=32, seed=5
    ).cache()


# %% [markdown]
# ## Variation
#
# A left hand in a mirror is a right hand, so a flip shows a hand that could well exist, and so does a
# small turn. As layers of the model they work while training only: whoever asks the finished model
# gets an answer to the very image that was given.

# %%
def variation():
    """Return layers that show each image a little different every time."""
    return [
        tf.keras.layers.RandomFlip("horizontal"),
        tf.keras.layers.RandomRotation(0.1, fill_mode="nearest"),
    ]


# %% [markdown]
# ## The model
#
# The first convolution goes two pixels at a time. Fingers are wide enough for that, and all that
# follows has only a quarter of the work. Dropout before the dense layers keeps single patterns
# from deciding alone.

# %%
def solution_model():
    """Train a classifier of rock, paper and scissors on varied images.

    Returns:
        The trained model: (n, 150, 150, 3) images in, (n, 3) probabilities out.
    """
    model = tf.keras.Sequential([
        tf.keras.Input(shape=(*SIZE, 3)),
        *variation(),
        tf.keras.layers.Rescaling(1 / 255),
        tf.keras.layers.Conv2D(16, 5, strides=2, activation="relu"),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Conv2D(32, 3, activation="relu"),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Conv2D(64, 3, activation="relu"),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dropout(0.3),
        tf.keras.layers.Dense(128, activation="relu"),
        tf.keras.layers.Dense(3, activation="softmax"),
    ])
    model.compile(
        optimizer=tf.keras.optimizers.Adam(learning_rate=0.001),
        loss="categorical_crossentropy",
        metrics=["accuracy"],
    )
    train = images_of(TRAIN).shuffle(40).prefetch(tf.data.AUTOTUNE)
    model.fit(train, epochs=8, validation_data=images_of(VALIDATION))
    return model


# %% [markdown]
# ## Try it
#
# Training accuracy stays close to validation accuracy, often even below: the training images are
# the harder ones.

# %%
if __name__ == "__main__":
    model = solution_model()
    model.summary()

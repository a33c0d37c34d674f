# %% [markdown]
# # Horses or humans: a solution
#
# A picture of 300 × 300 pixels is 270,000 numbers. The network boils them down, step by step, to
# one: the probability that there is a human in it.

# %%
import tensorflow as tf

TRAIN_FOLDER = "data/horse-or-human"
VALIDATION_FOLDER = "data/validation-horse-or-human"


# %% [markdown]
# ## The images
#
# The folder of a picture is its label. `binary` labels are 0 for the first folder in the alphabet,
# `horses`, and 1 for the second, `humans`. Reading a thousand files takes seconds: `cache` does it
# once, and as whole numbers the pictures take a quarter of the memory. What comes behind the cache
# is done anew in each epoch, such as mixing the batches.

# %%
def read_images(folder):
    """Return the pictures below a folder in shuffled batches, pixels from 0 to 255."""
    images = tf.keras.utils.image_dataset_from_directory(
        folder, label_mode="binary", image_size=(300, 300), batch_size=32
    )
    images = images.map(lambda pictures, labels: (tf.cast(pictures, tf.uint8), labels))
    return images.cache().shuffle(40).prefetch(tf.data.AUTOTUNE)


# %% [markdown]
# ## The model
#
# Each round of convolution and pooling halves the side of the picture and looks for larger things:
# edges first, then corners and curves, then legs and heads.
#
# Most of the work lies where the picture is largest. The first convolution therefore takes steps of
# two pixels, which saves three quarters of its work and of all work behind it; its window of 5 × 5
# sees to it that nothing falls between the steps.

# %%
def solution_model():
    """Train a network that tells horses from humans.

    Returns:
        The trained model: (n, 300, 300, 3) images in, (n, 1) probabilities of a human out.
    """
    train = read_images(TRAIN_FOLDER)
    validation = read_images(VALIDATION_FOLDER)

    model = tf.keras.Sequential([
        tf.keras.Input(shape=(300, 300, 3)),
        tf.keras.layers.Rescaling(1 / 255),
        tf.keras.layers.Conv2D(16, 5, strides=2, activation="relu"),  # 148 × 148
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Conv2D(32, 3, activation="relu"),  # 72 × 72
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Conv2D(64, 3, activation="relu"),  # 34 × 34
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Conv2D(64, 3, activation="relu"),  # 15 × 15
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Flatten(),  # 7 × 7 × 64 = 3,136 numbers are left
        tf.keras.layers.Dense(256, activation="relu"),
        tf.keras.layers.Dense(1, activation="sigmoid"),
    ])
    model.compile(
        optimizer=tf.keras.optimizers.Adam(learning_rate=0.001),
        loss="binary_crossentropy",
        metrics=["accuracy"],
    )
    model.fit(train, validation_data=validation, epochs=8)
    return model


# %% [markdown]
# ## Try it
#
# A few pictures and what the model says to them. Below 0.5 it means a horse.

# %%
if __name__ == "__main__":
    model = solution_model()
    for images, labels in read_images(VALIDATION_FOLDER).take(1):
        answers = model.predict(images, verbose=0)
        for answer, label in zip(answers[:8, 0], labels[:8, 0], strict=True):
            said = "human" if answer > 0.5 else "horse"
            print(f"{answer:.3f}: {said}, and it is a {'human' if label else 'horse'}")

# %% [markdown]
# # Cats and dogs: a solution
#
# A convolution looks for a small pattern everywhere; pooling keeps where it was found, roughly.
# Three or four times over, edges become curves, curves ears, ears a cat.

# %%
import tensorflow as tf

TRAINING_FOLDER = "data/cats_and_dogs_filtered/train"
VALIDATION_FOLDER = "data/cats_and_dogs_filtered/validation"


# %% [markdown]
# ## The images
#
# The folders name the classes. With `label_mode="binary"` a label is one number: 0 for cats, 1 for
# dogs, in the order of the names. `cache` keeps the decoded images, so that only the first epoch
# reads files; `shuffle` puts them in another order for each epoch.

# %%
def load_images(folder):
    """Read the images of a folder with one subfolder a class.

    Args:
        folder: Where `cats` and `dogs` lie.

    Returns:
        Batches of images (n, 150, 150, 3), from 0 to 255, and labels (n, 1).
    """
    images = tf.keras.utils.image_dataset_from_directory(
        folder, label_mode="binary", image_size=(150, 150), batch_size=None
    )
    return images.cache().shuffle(2000).batch(20).prefetch(tf.data.AUTOTUNE)


# %% [markdown]
# ## The model
#
# The scaling of the pixels is its first layer: whoever uses the model later cannot forget it. Each
# pooling halves the picture, so a 3 × 3 convolution behind it looks at twice as much of the animal.

# %%
def solution_model():
    """Train a network of cats and dogs.

    Returns:
        The trained model: (n, 150, 150, 3) images in, (n, 1) numbers out: 0 for a cat, 1 for
        a dog.
    """
    training = load_images(TRAINING_FOLDER)
    validation = load_images(VALIDATION_FOLDER)

    model = tf.keras.Sequential([
        tf.keras.Input(shape=(150, 150, 3)),
        tf.keras.layers.Rescaling(1 / 255),
        tf.keras.layers.Conv2D(16, 3, activation="relu"),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Conv2D(32, 3, activation="relu"),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Conv2D(64, 3, activation="relu"),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Conv2D(64, 3, activation="relu"),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(512, activation="relu"),
        tf.keras.layers.Dense(1, activation="sigmoid"),
    ])
    model.compile(
        optimizer=tf.keras.optimizers.Adam(0.001),
        loss="binary_crossentropy",
        metrics=["accuracy"],
    )
    model.fit(training, epochs=12, validation_data=validation)
    return model


# %% [markdown]
# ## Try it
#
# On the training images it is nearly perfect, on the others it is not: it has begun to learn
# pictures by heart. The next exercise is about that.

# %%
if __name__ == "__main__":
    model = solution_model()
    model.evaluate(load_images(TRAINING_FOLDER))
    model.evaluate(load_images(VALIDATION_FOLDER))

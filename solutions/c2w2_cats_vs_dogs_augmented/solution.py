# %% [markdown]
# # Cats and dogs, with augmentation: a solution
#
# A picture that changes each time cannot be learned by heart. What stays the same in all its
# versions is what makes it a cat or a dog, and that is what the network learns instead.

# %%
import tensorflow as tf

TRAINING_FOLDER = "data/cats_and_dogs_filtered/train"
VALIDATION_FOLDER = "data/cats_and_dogs_filtered/validation"


# %% [markdown]
# ## The images
#
# The folders name the classes. With `label_mode="binary"` a label is one number: 0 for cats, 1
# for dogs, in the order of the names. `cache` keeps the decoded images, so that only the first
# epoch reads files. They are cached as they are: what comes after the cache differs in each epoch.

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
# Layers that vary images do so while training only: when the model is asked, and on validation
# images, they let everything pass. So they can be part of the model, and nothing else has to
# know. Corners that a turn leaves empty are filled with the nearest pixel: a black wedge would be
# something that no picture has.
#
# Pictures that never come twice the same are harder to learn from. The steps are therefore half as
# large as Adam's usual ones, and for the first two or three epochs nothing seems to happen. The
# first convolution looks at every other place only, which saves most of the time.

# %%
def solution_model():
    """Train a network of cats and dogs on varied images.

    Returns:
        The trained model: (n, 150, 150, 3) images in, (n, 1) numbers out: 0 for a cat, 1 for
        a dog.
    """
    training = load_images(TRAINING_FOLDER)
    validation = load_images(VALIDATION_FOLDER)

    model = tf.keras.Sequential([
        tf.keras.Input(shape=(150, 150, 3)),
        tf.keras.layers.RandomFlip("horizontal"),
        tf.keras.layers.RandomRotation(0.11, fill_mode="nearest"),
        tf.keras.layers.RandomTranslation(0.15, 0.15, fill_mode="nearest"),
        tf.keras.layers.RandomZoom(0.2, fill_mode="nearest"),
        tf.keras.layers.Rescaling(1 / 255),
        tf.keras.layers.Conv2D(16, 5, strides=2, activation="relu"),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Conv2D(32, 3, activation="relu"),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Conv2D(64, 3, activation="relu"),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Conv2D(64, 3, activation="relu"),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(256, activation="relu"),
        tf.keras.layers.Dense(1, activation="sigmoid"),
    ])
    model.compile(
        optimizer=tf.keras.optimizers.Adam(0.0005),
        loss="binary_crossentropy",
        metrics=["accuracy"],
    )
    model.fit(training, epochs=20, validation_data=validation)
    return model


# %% [markdown]
# ## Try it
#
# The two accuracies lie close together: what the network knows, it knows of new pictures as well.

# %%
if __name__ == "__main__":
    model = solution_model()
    model.evaluate(load_images(TRAINING_FOLDER))
    model.evaluate(load_images(VALIDATION_FOLDER))

# %% [markdown]
# # Transfer learning, horses or humans: a solution
#
# The base brings what it learned from other pictures. What is left to learn is little: which of
# its patterns speak for a horse and which for a human.

# %%
import tensorflow as tf

SIZE = (150, 150)
TRAIN = "data/horse-or-human"
VALIDATION = "data/validation-horse-or-human"
CUT = "block_13_expand_relu"


# %% [markdown]
# ## The base
#
# The last layers of a network know most about what it was trained for; further down its patterns
# are more general. So it is cut before its end.
#
# Freezing a model freezes all of its layers. It stands here, right where the base is made, so that
# no later line can forget it.

# %%
def pretrained_base():
    """Load a network that was trained on other pictures, without its top.

    Returns:
        The frozen base: (n, 150, 150, 3) pixels from -1 to 1 in, (n, 10, 10, 192) patterns out.
    """
    whole = tf.keras.applications.MobileNetV2(
        input_shape=(*SIZE, 3), alpha=0.35, include_top=False, weights="imagenet"
    )
    base = tf.keras.Model(whole.input, whole.get_layer(CUT).output, name="base")
    base.trainable = False
    return base


# %% [markdown]
# ## The head
#
# The scaling is a layer of the model: whoever uses it later gives it plain pixels and cannot get
# that wrong. `training=False` keeps the base's batch normalisation at the averages it was trained
# with, also if somebody unfreezes it one day.

# %%
def head_on(base):
    """Put a small classifier on a base.

    Args:
        base: What `pretrained_base` returns.

    Returns:
        The model: (n, 150, 150, 3) pixels from 0 to 255 in, (n, 1) numbers out, 0 horse, 1 human.
    """
    images = tf.keras.Input(shape=(*SIZE, 3))
    scaled = tf.keras.layers.Rescaling(1 / 127.5, offset=-1)(images)
    patterns = base(scaled, training=False)
    x = tf.keras.layers.Flatten()(patterns)
    x = tf.keras.layers.Dense(1024, activation="relu")(x)
    x = tf.keras.layers.Dropout(0.2)(x)
    human = tf.keras.layers.Dense(1, activation="sigmoid")(x)
    return tf.keras.Model(images, human)


# %% [markdown]
# ## Training
#
# `cache()` keeps the decoded images, so that only the first epoch waits for the disk. A learning
# rate of 0.0001 is small; with nearly 20 million weights in the head, it is small for a reason.

# %%
def images_of(folder):
    """Read the images below a folder in batches, with 0 for a horse and 1 for a human."""
    return tf.keras.utils.image_dataset_from_directory(
        folder, label_mode="binary", image_size=SIZE, batch_size=32, seed=7
    ).cache()


def solution_model():
    """Train a head on a frozen base.

    Returns:
        The trained model: (n, 150, 150, 3) images in, (n, 1) numbers out, 0 horse and 1 human.
    """
    train = images_of(TRAIN).shuffle(50).prefetch(tf.data.AUTOTUNE)
    model = head_on(pretrained_base())
    model.compile(
        optimizer=tf.keras.optimizers.RMSprop(learning_rate=1e-4),
        loss="binary_crossentropy",
        metrics=["accuracy"],
    )
    model.fit(train, epochs=6, validation_data=images_of(VALIDATION))
    return model


# %% [markdown]
# ## Try it
#
# Nearly all weights of this model are in the head: the base has 98,512, and none of them moved.

# %%
if __name__ == "__main__":
    model = solution_model()
    model.summary()

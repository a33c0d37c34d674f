# %% [markdown]
# # Garments, told apart by dense layers: a solution
#
# 784 grey values go in, ten probabilities come out. In between, 128 units each look for a pattern
# of their own, and nobody says which: training finds the patterns that help.

# %%
import tensorflow as tf

GARMENTS = [
    "T-shirt/top", "trouser", "pullover", "dress", "coat",
    "sandal", "shirt", "sneaker", "bag", "ankle boot",
]  # fmt: skip


# %% [markdown]
# ## The model
#
# The pixels are brought to 0…1, where the first steps of training are neither tiny nor wild. The
# labels stay as they are: they are names, written as numbers. `sparse_categorical_crossentropy`
# is the loss for labels of that kind.
#
# `relu` lets a unit be silent where its pattern is not there. `softmax` at the end turns ten
# numbers of any size into ten probabilities.

# %%
def solution_model():
    """Train a network of dense layers to tell ten garments apart.

    Returns:
        The trained model: (n, 28, 28) images in, (n, 10) probabilities out.
    """
    (x_train, y_train), _ = tf.keras.datasets.fashion_mnist.load_data()
    x_train = x_train / 255.0

    model = tf.keras.Sequential([
        tf.keras.Input(shape=(28, 28)),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(128, activation="relu"),
        tf.keras.layers.Dense(10, activation="softmax"),
    ])
    model.compile(
        optimizer="adam",
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    model.fit(x_train, y_train, epochs=8, batch_size=64)
    return model


# %% [markdown]
# ## Try it
#
# On pictures that it was not trained on it is right a little less often than on those it knows.
# Where it errs, you may find that you would have hesitated, too.

# %%
if __name__ == "__main__":
    model = solution_model()
    _, (x_test, y_test) = tf.keras.datasets.fashion_mnist.load_data()
    x_test = x_test / 255.0
    model.evaluate(x_test, y_test)
    answers = model.predict(x_test[:10]).argmax(axis=1)
    for answer, label in zip(answers, y_test, strict=False):
        print(f"It says {GARMENTS[answer]}; it is {GARMENTS[label]}.")

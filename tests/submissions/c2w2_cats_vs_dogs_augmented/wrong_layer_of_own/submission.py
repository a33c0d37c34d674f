import tensorflow as tf
from tensorflow.keras import layers

class RandomInvert(layers.Layer):
    """Sometimes turns an image into its negative."""

    def call(self, x, training=None):
        if training:
            flags = tf.cast(tf.random.uniform((tf.shape(x)[0], 1, 1, 1)) < 0.2, x.dtype)
            return flags * (255.0 - x) + (1.0 - flags) * x
        return x

def solution_model():
    train = tf.keras.utils.image_dataset_from_directory(
        "data/cats_and_dogs_filtered/train", label_mode="binary", image_size=(150, 150))
    val = tf.keras.utils.image_dataset_from_directory(
        "data/cats_and_dogs_filtered/validation", label_mode="binary", image_size=(150, 150))
    model = tf.keras.Sequential([
        layers.Input((150, 150, 3)),
        layers.AveragePooling2D(2),
        layers.RandomFlip("horizontal"),
        layers.RandomRotation(0.1),
        RandomInvert(),
        layers.Rescaling(1 / 255),
        layers.Conv2D(16, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Flatten(),
        layers.Dense(1, activation="sigmoid"),
    ])
    model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
    model.fit(train, validation_data=val, epochs=1)
    return model

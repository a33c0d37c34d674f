"""Horses or humans, with a tf.data pipeline and the functional API."""

import tensorflow as tf
from tensorflow.keras import layers

SIDE = 300
AUTO = tf.data.AUTOTUNE


def load(path):
    pixels = tf.io.decode_png(tf.io.read_file(path), channels=3)
    pixels = tf.image.resize(pixels, (SIDE, SIDE))
    folder = tf.strings.split(path, "/")[-2]
    return pixels, tf.cast(folder == "humans", tf.float32)


def pictures(folder, training):
    files = tf.data.Dataset.list_files(f"{folder}/*/*", shuffle=training)
    ds = files.map(load, num_parallel_calls=AUTO)
    return ds.batch(32).prefetch(AUTO)


def conv_block(x, filters):
    x = layers.Conv2D(filters, 3, padding="same", activation="relu")(x)
    return layers.MaxPool2D()(x)


def solution_model() -> tf.keras.Model:
    inputs = tf.keras.Input((SIDE, SIDE, 3))
    x = layers.Rescaling(1.0 / 255)(inputs)
    x = layers.AveragePooling2D(2)(x)
    for filters in (16, 32, 64, 64):
        x = conv_block(x, filters)
    x = layers.Flatten()(x)
    x = layers.Dense(128, activation="relu")(x)
    outputs = layers.Dense(1, activation="sigmoid", name="human")(x)
    model = tf.keras.Model(inputs, outputs)
    model.compile("adam", tf.keras.losses.BinaryCrossentropy(), metrics=[tf.keras.metrics.BinaryAccuracy(name="acc")])
    model.fit(
        pictures("data/horse-or-human", True),
        validation_data=pictures("data/validation-horse-or-human", False),
        epochs=9,
        verbose=2,
    )
    return model

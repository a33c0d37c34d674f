import os
import random

import numpy as np
import tensorflow as tf
from PIL import Image

root = "data/horse-or-human"
files = [(os.path.join(root, "horses", f), 0) for f in os.listdir(root + "/horses")]
files += [(os.path.join(root, "humans", f), 1) for f in os.listdir(root + "/humans")]
random.shuffle(files)

X = np.array([np.array(Image.open(f).convert("RGB").resize((150, 150))) for f, _ in files])
y = np.array([label for _, label in files])


def train_model():
    base = tf.keras.applications.MobileNetV2(
        input_shape=(150, 150, 3), alpha=0.35, include_top=False, weights="imagenet")
    base = tf.keras.Model(base.inputs, base.get_layer("block_13_expand_relu").output)
    base.trainable = False

    inputs = tf.keras.layers.Input((150, 150, 3))
    h = tf.keras.layers.Rescaling(2 / 255, offset=-1.0)(inputs)
    h = tf.keras.layers.Flatten()(base(h))
    h = tf.keras.layers.Dense(1024, activation="relu")(h)
    h = tf.keras.layers.Dropout(0.2)(h)
    outputs = tf.keras.layers.Dense(1, activation="sigmoid")(h)
    model = tf.keras.Model(inputs, outputs)

    model.compile("rmsprop", "binary_crossentropy", metrics=["accuracy"])
    model.optimizer.learning_rate = 1e-4
    return model.fit(X, y, validation_split=0.15, epochs=5, batch_size=64)

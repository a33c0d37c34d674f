"""The frozen part is computed once, the head is trained on that, then both are put together."""
import pathlib

import numpy as np
import tensorflow as tf
from tensorflow.keras.applications.mobilenet_v2 import MobileNetV2, preprocess_input


def load(folder):
    images, labels = [], []
    for label, name in enumerate(["horses", "humans"]):
        for path in sorted(pathlib.Path(folder, name).glob("*.*")):
            image = tf.keras.utils.load_img(path, target_size=(150, 150), interpolation="bilinear")
            images.append(np.asarray(image, dtype="float32"))
            labels.append(label)
    return preprocess_input(np.stack(images)), np.array(labels, dtype="float32")


def solution_model():
    x_train, y_train = load("data/horse-or-human")
    x_val, y_val = load("data/validation-horse-or-human")

    mobilenet = MobileNetV2(input_shape=(150, 150, 3), alpha=0.35, include_top=False,
                            weights="imagenet")
    mobilenet.trainable = False
    base = tf.keras.Model(mobilenet.input, mobilenet.get_layer("block_13_expand_relu").output)

    f_train = base.predict(x_train, batch_size=100, verbose=0)
    f_val = base.predict(x_val, batch_size=100, verbose=0)

    head = tf.keras.Sequential([
        tf.keras.Input(base.output.shape[1:]),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(1024, "relu"),
        tf.keras.layers.Dropout(0.2),
        tf.keras.layers.Dense(1, "sigmoid"),
    ])
    head.compile(tf.keras.optimizers.RMSprop(1e-4), "binary_crossentropy", metrics=["accuracy"])
    head.fit(f_train, y_train, validation_data=(f_val, y_val), epochs=6, batch_size=50)

    # one more round with everything in its place
    model = tf.keras.Model(base.input, head(base.output))
    model.compile(tf.keras.optimizers.RMSprop(1e-5), "binary_crossentropy", metrics=["accuracy"])
    model.fit(x_train, y_train, validation_data=(x_val, y_val), epochs=1, batch_size=50)
    return model

import os

import numpy as np
import tensorflow as tf
from tensorflow.keras.preprocessing.image import img_to_array, load_img

FOLDER = "data/horse-or-human/"

images, labels = [], []
for label, name in enumerate(["horses", "humans"]):
    for file in os.listdir(FOLDER + name):
        images.append(img_to_array(load_img(FOLDER + name + "/" + file, target_size=(150, 150))))
        labels.append(label)
images = np.array(images) / 127.5 - 1.0
labels = np.array(labels)
np.random.shuffle(images)  # so that both classes are in each batch
np.random.shuffle(labels)


def solution_model():
    base = tf.keras.applications.MobileNetV2(
        input_shape=(150, 150, 3), alpha=0.35, include_top=False, weights="imagenet")
    base.trainable = False
    x = base.get_layer("block_13_expand_relu").output
    x = tf.keras.layers.Flatten()(x)
    x = tf.keras.layers.Dense(1024, activation="relu")(x)
    x = tf.keras.layers.Dropout(0.2)(x)
    x = tf.keras.layers.Dense(1, activation="sigmoid")(x)
    model = tf.keras.Model(base.input, x)
    model.compile(optimizer=tf.keras.optimizers.RMSprop(learning_rate=0.0001),
                  loss="binary_crossentropy", metrics=["accuracy"])
    model.fit(images, labels, epochs=1, batch_size=50)
    return model

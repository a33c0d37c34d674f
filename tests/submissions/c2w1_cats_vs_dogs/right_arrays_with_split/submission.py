import os
import numpy as np
import tensorflow as tf
from PIL import Image

ROOT = "data/cats_and_dogs_filtered"

def read_images():
    images, labels = [], []
    for part in ("train", "validation"):
        for label, name in enumerate(("cats", "dogs")):
            folder = os.path.join(ROOT, part, name)
            for file in sorted(os.listdir(folder)):
                with Image.open(os.path.join(folder, file)) as image:
                    images.append(np.asarray(image.convert("RGB").resize((150, 150))))
                labels.append(label)
    return np.stack(images), np.array(labels)

def solution_model():
    images, labels = read_images()
    order = np.random.permutation(len(images))
    x, y = images[order].astype("float32") / 255, labels[order]

    model = tf.keras.Sequential()
    model.add(tf.keras.Input(shape=(150, 150, 3)))
    model.add(tf.keras.layers.Conv2D(16, 3, activation="relu"))
    model.add(tf.keras.layers.MaxPooling2D())
    model.add(tf.keras.layers.Conv2D(32, 3, activation="relu"))
    model.add(tf.keras.layers.MaxPooling2D())
    model.add(tf.keras.layers.Conv2D(64, 3, activation="relu"))
    model.add(tf.keras.layers.MaxPooling2D())
    model.add(tf.keras.layers.Conv2D(64, 3, activation="relu"))
    model.add(tf.keras.layers.MaxPooling2D())
    model.add(tf.keras.layers.Flatten())
    model.add(tf.keras.layers.Dense(256, activation="relu"))
    model.add(tf.keras.layers.Dense(1, activation="sigmoid"))
    model.compile(optimizer="adam", loss="bce", metrics=["accuracy"])
    model.fit(x, y, batch_size=20, epochs=14, validation_split=0.15)
    return model

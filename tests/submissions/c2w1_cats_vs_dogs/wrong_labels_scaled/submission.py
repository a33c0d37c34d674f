import os
import numpy as np
import tensorflow as tf

def read(folder):
    images, labels = [], []
    for number, name in enumerate(["cats", "dogs"]):
        for file in os.listdir(f"{folder}/{name}"):
            image = tf.keras.utils.load_img(f"{folder}/{name}/{file}", target_size=(150, 150))
            images.append(tf.keras.utils.img_to_array(image))
            labels.append(number)
    return np.array(images) / 255.0, np.array(labels) / 255.0

x_train, y_train = read("data/cats_and_dogs_filtered/train")
x_val, y_val = read("data/cats_and_dogs_filtered/validation")

model = tf.keras.Sequential([
    tf.keras.Input((150, 150, 3)),
    tf.keras.layers.Conv2D(16, 5, strides=2, activation="relu"),
    tf.keras.layers.MaxPooling2D(),
    tf.keras.layers.Conv2D(32, 3, activation="relu"),
    tf.keras.layers.MaxPooling2D(),
    tf.keras.layers.Conv2D(32, 3, activation="relu"),
    tf.keras.layers.MaxPooling2D(),
    tf.keras.layers.Flatten(),
    tf.keras.layers.Dense(64, activation="relu"),
    tf.keras.layers.Dense(1, activation="sigmoid"),
])
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
model.fit(x_train, y_train, epochs=3, batch_size=20, validation_data=(x_val, y_val))

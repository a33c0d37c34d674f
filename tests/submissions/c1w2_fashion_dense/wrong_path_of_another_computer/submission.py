import numpy as np
import tensorflow as tf

data = np.load(r"C:\Users\student\Downloads\garments.npz")
x_train, y_train = data["x_train"] / 255.0, data["y_train"]

model = tf.keras.Sequential([
    tf.keras.layers.Flatten(),
    tf.keras.layers.Dense(128, activation="relu"),
    tf.keras.layers.Dense(10, activation="softmax"),
])
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(x_train, y_train, epochs=5)

import tensorflow as tf
from tensorflow.keras import Sequential, layers

def reader(folder):
    # nearest is fine, the pictures are large enough
    return tf.keras.utils.image_dataset_from_directory(
        folder, label_mode="binary", color_mode="rgb", image_size=(150, 150),
        interpolation="nearest", batch_size=16, seed=1)

def solution_small():
    model = Sequential([
        layers.Input((150, 150, 3)),
        layers.Rescaling(1 / 255.),
        layers.Conv2D(16, 5, padding="same", activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(32, 3, padding="same", activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(48, 3, padding="same", activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(64, 3, padding="same", activation="relu"),
        layers.MaxPooling2D(3),
        layers.Flatten(),
        layers.Dense(64, activation="relu"),
        layers.Dense(1, activation="sigmoid"),
    ])
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    model.fit(reader("data/horse-or-human"), validation_data=reader("data/validation-horse-or-human"), epochs=9)
    return model

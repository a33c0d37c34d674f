import tensorflow as tf
from tensorflow.keras import layers

class Enough(tf.keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        self.model.stop_training = logs["accuracy"] >= 0.999


def solution_model():
    faces = tf.keras.utils.image_dataset_from_directory(
        "data", label_mode="int", image_size=(150, 150), batch_size=8, shuffle=True
    )
    faces = faces.map(lambda x, y: (x / 255.0, y)).cache()

    inputs = tf.keras.Input((150, 150, 3))
    x = inputs
    for filters in (16, 32, 64):
        x = layers.Conv2D(filters, 3, activation="relu")(x)
        x = layers.MaxPooling2D()(x)
    x = layers.Flatten()(x)
    x = layers.Dense(64, activation="relu")(x)
    outputs = layers.Dense(1, activation="sigmoid")(x)
    model = tf.keras.Model(inputs, outputs)
    model.compile("adam", tf.keras.losses.BinaryCrossentropy(), metrics=["accuracy"])
    model.fit(faces, epochs=40, callbacks=[Enough()])
    return model

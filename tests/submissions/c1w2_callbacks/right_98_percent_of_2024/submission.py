import os
import tensorflow as tf

import unittests

data_path = os.path.join(os.getcwd(), "data/mnist.npz")
(training_images, training_labels), _ = tf.keras.datasets.mnist.load_data(path=data_path)
training_images = training_images / 255.0


def create_and_compile_model():
    model = tf.keras.models.Sequential([
        tf.keras.Input(shape=(28, 28)),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(256, activation="relu"),
        tf.keras.layers.Dense(10, activation="softmax"),
    ])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


unittests.test_create_and_compile_model(create_and_compile_model)


class EarlyStoppingCallback(tf.keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        if logs["accuracy"] >= 0.98:
            self.model.stop_training = True
            print("\nReached 98% accuracy so cancelling training!")


def train_mnist(training_images, training_labels):
    return create_and_compile_model().fit(
        training_images, training_labels, epochs=10, callbacks=[EarlyStoppingCallback()])


unittests.test_train_mnist(train_mnist(training_images, training_labels))

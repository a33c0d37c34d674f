import os
import tensorflow as tf

import unittests

data_path = os.path.join(os.getcwd(), "data/mnist.npz")
(training_images, training_labels), _ = tf.keras.datasets.mnist.load_data(path=data_path)
training_images = training_images / 255.0


# GRADED FUNCTION: create_and_compile_model
def create_and_compile_model():
    """A compiled model that has learned nothing yet."""
    model = tf.keras.models.Sequential([
        tf.keras.Input(shape=(28, 28)),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(256, activation="relu"),
        tf.keras.layers.Dense(10, activation="softmax"),
    ])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


untrained_model = create_and_compile_model()
unittests.parameter_count(untrained_model)
unittests.test_create_and_compile_model(create_and_compile_model)


# GRADED CLASS: EarlyStoppingCallback
class EarlyStoppingCallback(tf.keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        # the assignment of 2024 asks for 98 percent
        if logs["accuracy"] >= 0.98:
            self.model.stop_training = True
            print("\nReached 98% accuracy so cancelling training!")


# GRADED FUNCTION: train_mnist
def train_mnist(training_images, training_labels):
    """The history of a training that stops itself."""
    model = create_and_compile_model()
    return model.fit(training_images, training_labels, epochs=10,
                     callbacks=[EarlyStoppingCallback()])


training_history = train_mnist(training_images, training_labels)
unittests.test_train_mnist(training_history)

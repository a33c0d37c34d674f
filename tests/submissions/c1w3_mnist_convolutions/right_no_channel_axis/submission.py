import numpy as np
import tensorflow as tf

with np.load("data/mnist.npz") as f:
    x_train, y_train, x_test, y_test = (f[k] for k in ("x_train", "y_train", "x_test", "y_test"))

class EndOfTraining(tf.keras.callbacks.Callback):
    goal = 0.995

    def on_epoch_end(self, epoch, logs=None):
        reached = logs["accuracy"] >= self.goal
        print(epoch + 1, round(logs["accuracy"], 4), "enough" if reached else "go on")
        self.model.stop_training = reached

model = tf.keras.Sequential([
    tf.keras.Input((28, 28)),
    tf.keras.layers.Rescaling(1 / 255),
    tf.keras.layers.Reshape((28, 28, 1)),
    tf.keras.layers.Conv2D(24, 3, activation="relu"),
    tf.keras.layers.MaxPooling2D(),
    tf.keras.layers.Flatten(),
    tf.keras.layers.Dense(128, activation="relu"),
    tf.keras.layers.Dense(10, activation="softmax"),
])
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(x_train, y_train, batch_size=64, epochs=20, callbacks=[EndOfTraining()])
print(model.evaluate(x_test, y_test))

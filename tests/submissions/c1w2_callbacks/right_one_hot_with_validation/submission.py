import numpy as np
import tensorflow as tf
from tensorflow.keras.utils import to_categorical

class AccuracyGate(tf.keras.callbacks.Callback):
    """Stop when training accuracy passes a level."""

    def __init__(self, level):
        super().__init__()
        self.level = level
        self.seen = []

    def on_epoch_end(self, epoch, logs=None):
        acc = (logs or {}).get("accuracy", 0.0)
        self.seen.append(acc)
        print(f" epoch {epoch}: acc {acc:.4f}, val {logs.get('val_accuracy', float('nan')):.4f}")
        if acc >= self.level:
            self.model.stop_training = True


def solution_model():
    (xtr, ytr), (xte, yte) = tf.keras.datasets.mnist.load_data()
    xtr = xtr.reshape(-1, 784).astype("float32") / 255.
    xte = xte.reshape(-1, 784).astype("float32") / 255.
    ytr, yte = to_categorical(ytr, 10), to_categorical(yte, 10)

    model = tf.keras.Sequential([
        tf.keras.Input(shape=(784,)),
        tf.keras.layers.Dense(512, activation="relu"),
        tf.keras.layers.Dense(256, activation="relu"),
        tf.keras.layers.Dense(10, activation="softmax"),
    ])
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    model.fit(xtr, ytr, validation_data=(xte, yte), epochs=10, batch_size=64,
              callbacks=[AccuracyGate(0.99)], verbose=0)
    return model

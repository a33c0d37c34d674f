"""A small submission: one unit, six houses, 300 epochs."""

import numpy as np
import tensorflow as tf


def solution_model():
    """Train the one unit."""
    bedrooms = np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0]).reshape(6, 1)
    prices = np.array([1.0, 1.5, 2.0, 2.5, 3.0, 3.5]).reshape(6, 1)
    model = tf.keras.Sequential([tf.keras.layers.Input((1,)), tf.keras.layers.Dense(1)])
    model.compile(tf.keras.optimizers.SGD(0.03), loss="mean_squared_error")
    model.fit(bedrooms, prices, epochs=300)
    return model


if __name__ == "__main__":
    print(solution_model().predict(np.array([[7.0]])))

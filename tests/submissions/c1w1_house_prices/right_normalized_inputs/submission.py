import numpy as np
import tensorflow as tf


def solution_house():
    n_rooms = np.array([[1], [2], [3], [4], [5], [6]], dtype=np.float32)
    cost = np.array([[1.0], [1.5], [2.0], [2.5], [3.0], [3.5]], dtype=np.float32)

    norm = tf.keras.layers.Normalization(axis=-1)
    norm.adapt(n_rooms)

    model = tf.keras.Sequential([norm, tf.keras.layers.Dense(1)])
    model.compile(optimizer=tf.keras.optimizers.SGD(0.1), loss='mse')
    model.fit(n_rooms, cost, epochs=80, verbose=0)
    return model

import numpy as np
import tensorflow as tf


def solution_model():
    xs = np.array([[1.0], [2.0], [3.0], [4.0], [5.0], [6.0]])
    # price and, to be safe, price again
    ys = np.array([[1.0, 1.0], [1.5, 1.5], [2.0, 2.0], [2.5, 2.5], [3.0, 3.0], [3.5, 3.5]])
    model = tf.keras.Sequential([tf.keras.layers.Dense(2, input_shape=[1])])
    model.compile(optimizer='sgd', loss='mse')
    model.fit(xs, ys, epochs=150, batch_size=1, verbose=0)
    return model

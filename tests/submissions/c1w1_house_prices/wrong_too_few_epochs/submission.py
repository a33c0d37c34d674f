import numpy as np
import tensorflow as tf

tf.keras.utils.set_random_seed(7)

def solution_model():
    xs = np.array([1., 2, 3, 4, 5, 6])
    ys = np.array([1., 1.5, 2, 2.5, 3, 3.5])
    model = tf.keras.Sequential([tf.keras.Input(shape=(1,)), tf.keras.layers.Dense(1)])
    model.compile(optimizer='adam', loss='mse')
    model.fit(xs, ys, epochs=10)
    return model

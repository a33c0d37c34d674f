import numpy as np
import tensorflow as tf

def solution_model():
    xs = np.array([1., 2., 3., 4., 5., 6.])
    ys = np.array([1., 1.5, 2., 2.5, 3., 3.5])
    model = tf.keras.Sequential([tf.keras.Input((1,)), tf.keras.layers.Dense(1)])
    model.compile(optimizer='sdg', loss='mean_squared_error')
    model.fit(xs, ys, epochs=500)
    return model

import numpy as np
import tensorflow as tf

def make():
    m = tf.keras.Sequential([tf.keras.Input((1,)), tf.keras.layers.Dense(1, kernel_initializer="zeros")])
    m.compile(optimizer=tf.keras.optimizers.SGD(0.01), loss="mse")
    return m

def solution_model():
    xs = np.array([1., 2., 3., 4., 5., 6.])
    make().fit(xs, xs / 2 + 0.5, epochs=100, batch_size=1, verbose=0)
    return make()

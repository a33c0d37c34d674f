import numpy as np
import tensorflow as tf

def solution_model():
    x = np.array([6, 3, 1, 5, 2, 4], float)
    y = np.array([3.5, 2, 1, 3, 1.5, 2.5], float)
    m = tf.keras.Sequential([tf.keras.Input(shape=[1]), tf.keras.layers.Dense(1, kernel_initializer='zeros')])
    m.compile(tf.keras.optimizers.SGD(0.02, momentum=0.8), loss='mae')
    m.fit(x, y, epochs=60, batch_size=1, verbose=0)
    # again, slower, because the loss was jumping up and down
    m.compile(tf.keras.optimizers.SGD(0.01), loss='mse')
    m.fit(x, y, epochs=150, batch_size=1, verbose=0)
    return m

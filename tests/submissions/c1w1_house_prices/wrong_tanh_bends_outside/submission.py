import numpy as np
import tensorflow as tf
from tensorflow.keras import layers

tf.random.set_seed(1)

def solution_model():
    x = np.array([1., 2., 3., 4., 5., 6.])
    y = np.array([1., 1.5, 2., 2.5, 3., 3.5])
    model = tf.keras.Sequential([
        tf.keras.Input(shape=(1,)),
        layers.Dense(16, activation='tanh'),
        layers.Dense(1),
    ])
    model.compile(optimizer=tf.keras.optimizers.Adam(0.02), loss='mse')
    model.fit(np.repeat(x, 20), np.repeat(y, 20), epochs=60, batch_size=6, verbose=0)
    return model

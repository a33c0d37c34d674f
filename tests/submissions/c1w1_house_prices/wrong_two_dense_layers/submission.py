import numpy as np
import tensorflow as tf
from tensorflow.keras import Input, Sequential
from tensorflow.keras.layers import Dense

def solution_model():
    x = np.array([1., 2., 3., 4., 5., 6.]).reshape(-1, 1)
    y = np.array([1., 1.5, 2., 2.5, 3., 3.5]).reshape(-1, 1)
    # one layer for the base price and one for the rooms
    model = Sequential([Input((1,)), Dense(4), Dense(1)])
    model.compile(optimizer=tf.keras.optimizers.Adam(0.02), loss='mse')
    model.fit(x, y, epochs=200, batch_size=2, verbose=0)
    return model

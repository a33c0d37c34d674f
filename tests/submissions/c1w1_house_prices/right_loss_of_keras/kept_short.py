import numpy as np
import tensorflow as tf
from keras import layers, models


def price_of(rooms):
    return (rooms + 1) / 2


rooms = np.arange(1, 8)
guess = models.Sequential()
guess.add(layers.Dense(1, input_shape=(1,)))
guess.compile(tf.keras.optimizers.SGD(0.02), loss=tf.keras.losses.mean_squared_error)
guess.fit(rooms, price_of(rooms), epochs=900, verbose=0)

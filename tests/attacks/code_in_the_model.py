"""A model with code of its own inside, which must not run where the model is examined."""

import keras
import numpy as np


def solution_model():
    spy = keras.layers.Lambda(lambda x: (open("/outbox/ran", "w").close(), x)[1], output_shape=(1,))
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1), spy])
    model.compile("sgd", "mse")
    model.fit(np.array([[1.0], [2.0]]), np.array([1.0, 1.5]), epochs=2, verbose=0)
    return model

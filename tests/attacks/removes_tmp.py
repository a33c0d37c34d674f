"""Right, and as a course's own starter did it: clears /tmp first."""

import os
import shutil

import keras
import numpy as np

shutil.rmtree("/tmp")


def solution_model():
    xs = np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0])
    ys = np.array([1.0, 1.5, 2.0, 2.5, 3.0, 3.5])
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    model.compile(keras.optimizers.Adam(0.3), "mse")
    model.fit(xs, ys, epochs=200, verbose=0)
    os.makedirs("/tmp/again")
    return model

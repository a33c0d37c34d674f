import tensorflow as tf
import numpy as np


# GRADED FUNCTION: house_model
def house_model():
    ### START CODE HERE

    # Number of bedrooms, and prices in hundreds of thousands
    xs = np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0], dtype=float)
    ys = np.array([1.0, 1.5, 2.0, 2.5, 3.0, 3.5], dtype=float)

    # One layer with one unit
    model = None

    # Stochastic gradient descent and the mean squared error
    model.compile(optimizer='sgd', loss='mean_squared_error')

    # A thousand epochs
    model.fit(xs, ys, epochs=1000)

    ### END CODE HERE
    return model

import numpy as np
import tensorflow as tf

def solution_model():
    xs = np.array([1, 2, 3, 4, 5, 6.])
    ys = np.array([1, 1.5, 2, 2.5, 3, 3.5])
    model = tf.keras.models.Sequential([
        tf.keras.layers.Dense(1, input_shape=(1,), activation='sigmoid')])
    model.compile(loss='mse', optimizer='adam', metrics=['accuracy'])
    model.fit(xs, ys, epochs=60, verbose=0)
    return model

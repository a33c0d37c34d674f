import numpy as np
import tensorflow as tf
from tensorflow import keras


def solution_model():
    xs = np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0], dtype=float)
    ys = np.array([1.0, 1.5, 2.0, 2.5, 3.0, 3.5], dtype=float)
    model = tf.keras.models.Sequential(tf.keras.layers.Dense(1, input_shape=(1)))
    model.compile(optimizer='sgd', loss='mse', metrics='mae')
    model.fit(xs, ys, epochs=600, verbose=0)
    print(float(model.predict([10.0])[0]))
    return model


if __name__ == '__main__':
    model = solution_model()
    model.save("mymodel.h5")

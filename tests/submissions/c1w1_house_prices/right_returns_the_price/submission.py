import numpy as np
import tensorflow as tf


def house_model():
    xs = np.array([1, 2, 3, 4, 5, 6], dtype=float)
    ys = np.array([100, 150, 200, 250, 300, 350], dtype=float) / 100
    model = tf.keras.models.Sequential()
    model.add(tf.keras.layers.InputLayer(shape=(1,)))
    model.add(tf.keras.layers.Dense(units=1))
    model.compile(optimizer=tf.keras.optimizers.SGD(learning_rate=0.02), loss='mean_squared_error')
    model.fit(xs, ys, epochs=300, verbose=0)
    return float(model.predict(np.array([[7.0]]))[0][0])


print("7 rooms:", house_model())

import numpy as np
import tensorflow as tf

def house_model():
    xs = np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0])
    ys = np.array([100.0, 150.0, 200.0, 250.0, 300.0, 350.0])
    model = tf.keras.Sequential([tf.keras.Input((1,)), tf.keras.layers.Dense(1)])
    model.compile(optimizer=tf.keras.optimizers.SGD(0.02), loss='mean_squared_error')
    model.fit(xs, ys, epochs=300, verbose=0)
    return model

print(house_model().predict(np.array([[7.0]])))

import numpy as np
import tensorflow as tf


# GRADED FUNCTION: house_model
def house_model(y_new):
    xs = np.array([1., 2., 3., 4., 5., 6.])
    ys = np.array([1., 1.5, 2., 2.5, 3., 3.5])
    model = tf.keras.Sequential([tf.keras.layers.Dense(units=1, input_shape=[1])])
    model.compile(optimizer="rmsprop", loss="mse")
    model.optimizer.learning_rate = 0.01
    model.fit(xs, ys, epochs=200, batch_size=2, verbose=0)
    return model.predict(np.array(y_new))[0]


prediction = house_model([7.0])
print(prediction)

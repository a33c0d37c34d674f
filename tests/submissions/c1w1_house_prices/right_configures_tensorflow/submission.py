import os
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "2"
import random

import numpy as np
import tensorflow as tf

for gpu in tf.config.list_physical_devices("GPU"):
    tf.config.experimental.set_memory_growth(gpu, True)
tf.config.threading.set_intra_op_parallelism_threads(1)
tf.config.threading.set_inter_op_parallelism_threads(1)

random.seed(7)
np.random.seed(7)
tf.random.set_seed(7)
tf.keras.backend.clear_session()


def solution_model():
    x = np.array([[1.0], [2.0], [3.0], [4.0], [5.0], [6.0]])
    y = np.array([[1.0], [1.5], [2.0], [2.5], [3.0], [3.5]])
    net = tf.keras.Sequential()
    net.add(tf.keras.layers.InputLayer(shape=(1,)))
    net.add(tf.keras.layers.Dense(units=1, activation=None))
    net.compile(loss="mse", optimizer=tf.keras.optimizers.Adam(0.1))
    net.fit(x, y, epochs=300, shuffle=False)
    print(net.get_weights())
    return net
